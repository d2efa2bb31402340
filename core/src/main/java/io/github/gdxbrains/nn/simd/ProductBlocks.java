package io.github.gdxbrains.nn.simd;

import static io.github.gdxbrains.nn.simd.Species.LANES;
import static io.github.gdxbrains.nn.simd.Species.SPECIES;

import jdk.incubator.vector.FloatVector;

/**
 * As the {@code affine} blocks of {@link RegisterBlocks}, but added to what c holds, and with a
 * stride of its own for each matrix: {@code c[i][j] += Σ_k a[i][k] · b[k][j]}.
 */
final class ProductBlocks {
  private ProductBlocks() {}

  static void product8x2(
      int inner,
      float[] a,
      int a0,
      int aStride,
      float[] b,
      int b0,
      int bStride,
      float[] c,
      int c0,
      int cStride) {
    int a1 = a0 + aStride;
    int a2 = a1 + aStride;
    int a3 = a2 + aStride;
    int a4 = a3 + aStride;
    int a5 = a4 + aStride;
    int a6 = a5 + aStride;
    int a7 = a6 + aStride;
    FloatVector s00 = FloatVector.fromArray(SPECIES, c, c0);
    FloatVector s01 = FloatVector.fromArray(SPECIES, c, c0 + LANES);
    FloatVector s10 = FloatVector.fromArray(SPECIES, c, c0 + cStride);
    FloatVector s11 = FloatVector.fromArray(SPECIES, c, c0 + cStride + LANES);
    FloatVector s20 = FloatVector.fromArray(SPECIES, c, c0 + 2 * cStride);
    FloatVector s21 = FloatVector.fromArray(SPECIES, c, c0 + 2 * cStride + LANES);
    FloatVector s30 = FloatVector.fromArray(SPECIES, c, c0 + 3 * cStride);
    FloatVector s31 = FloatVector.fromArray(SPECIES, c, c0 + 3 * cStride + LANES);
    FloatVector s40 = FloatVector.fromArray(SPECIES, c, c0 + 4 * cStride);
    FloatVector s41 = FloatVector.fromArray(SPECIES, c, c0 + 4 * cStride + LANES);
    FloatVector s50 = FloatVector.fromArray(SPECIES, c, c0 + 5 * cStride);
    FloatVector s51 = FloatVector.fromArray(SPECIES, c, c0 + 5 * cStride + LANES);
    FloatVector s60 = FloatVector.fromArray(SPECIES, c, c0 + 6 * cStride);
    FloatVector s61 = FloatVector.fromArray(SPECIES, c, c0 + 6 * cStride + LANES);
    FloatVector s70 = FloatVector.fromArray(SPECIES, c, c0 + 7 * cStride);
    FloatVector s71 = FloatVector.fromArray(SPECIES, c, c0 + 7 * cStride + LANES);
    int bk = b0;
    for (int k = 0; k < inner; k++) {
      FloatVector w0 = FloatVector.fromArray(SPECIES, b, bk);
      FloatVector w1 = FloatVector.fromArray(SPECIES, b, bk + LANES);
      FloatVector x0 = FloatVector.broadcast(SPECIES, a[a0 + k]);
      s00 = x0.fma(w0, s00);
      s01 = x0.fma(w1, s01);
      FloatVector x1 = FloatVector.broadcast(SPECIES, a[a1 + k]);
      s10 = x1.fma(w0, s10);
      s11 = x1.fma(w1, s11);
      FloatVector x2 = FloatVector.broadcast(SPECIES, a[a2 + k]);
      s20 = x2.fma(w0, s20);
      s21 = x2.fma(w1, s21);
      FloatVector x3 = FloatVector.broadcast(SPECIES, a[a3 + k]);
      s30 = x3.fma(w0, s30);
      s31 = x3.fma(w1, s31);
      FloatVector x4 = FloatVector.broadcast(SPECIES, a[a4 + k]);
      s40 = x4.fma(w0, s40);
      s41 = x4.fma(w1, s41);
      FloatVector x5 = FloatVector.broadcast(SPECIES, a[a5 + k]);
      s50 = x5.fma(w0, s50);
      s51 = x5.fma(w1, s51);
      FloatVector x6 = FloatVector.broadcast(SPECIES, a[a6 + k]);
      s60 = x6.fma(w0, s60);
      s61 = x6.fma(w1, s61);
      FloatVector x7 = FloatVector.broadcast(SPECIES, a[a7 + k]);
      s70 = x7.fma(w0, s70);
      s71 = x7.fma(w1, s71);
      bk += bStride;
    }
    s00.intoArray(c, c0);
    s01.intoArray(c, c0 + LANES);
    s10.intoArray(c, c0 + cStride);
    s11.intoArray(c, c0 + cStride + LANES);
    s20.intoArray(c, c0 + 2 * cStride);
    s21.intoArray(c, c0 + 2 * cStride + LANES);
    s30.intoArray(c, c0 + 3 * cStride);
    s31.intoArray(c, c0 + 3 * cStride + LANES);
    s40.intoArray(c, c0 + 4 * cStride);
    s41.intoArray(c, c0 + 4 * cStride + LANES);
    s50.intoArray(c, c0 + 5 * cStride);
    s51.intoArray(c, c0 + 5 * cStride + LANES);
    s60.intoArray(c, c0 + 6 * cStride);
    s61.intoArray(c, c0 + 6 * cStride + LANES);
    s70.intoArray(c, c0 + 7 * cStride);
    s71.intoArray(c, c0 + 7 * cStride + LANES);
  }

  static void product8x1(
      int inner,
      float[] a,
      int a0,
      int aStride,
      float[] b,
      int b0,
      int bStride,
      float[] c,
      int c0,
      int cStride) {
    int a1 = a0 + aStride;
    int a2 = a1 + aStride;
    int a3 = a2 + aStride;
    int a4 = a3 + aStride;
    int a5 = a4 + aStride;
    int a6 = a5 + aStride;
    int a7 = a6 + aStride;
    FloatVector s00 = FloatVector.fromArray(SPECIES, c, c0);
    FloatVector s10 = FloatVector.fromArray(SPECIES, c, c0 + cStride);
    FloatVector s20 = FloatVector.fromArray(SPECIES, c, c0 + 2 * cStride);
    FloatVector s30 = FloatVector.fromArray(SPECIES, c, c0 + 3 * cStride);
    FloatVector s40 = FloatVector.fromArray(SPECIES, c, c0 + 4 * cStride);
    FloatVector s50 = FloatVector.fromArray(SPECIES, c, c0 + 5 * cStride);
    FloatVector s60 = FloatVector.fromArray(SPECIES, c, c0 + 6 * cStride);
    FloatVector s70 = FloatVector.fromArray(SPECIES, c, c0 + 7 * cStride);
    int bk = b0;
    for (int k = 0; k < inner; k++) {
      FloatVector w0 = FloatVector.fromArray(SPECIES, b, bk);
      FloatVector x0 = FloatVector.broadcast(SPECIES, a[a0 + k]);
      s00 = x0.fma(w0, s00);
      FloatVector x1 = FloatVector.broadcast(SPECIES, a[a1 + k]);
      s10 = x1.fma(w0, s10);
      FloatVector x2 = FloatVector.broadcast(SPECIES, a[a2 + k]);
      s20 = x2.fma(w0, s20);
      FloatVector x3 = FloatVector.broadcast(SPECIES, a[a3 + k]);
      s30 = x3.fma(w0, s30);
      FloatVector x4 = FloatVector.broadcast(SPECIES, a[a4 + k]);
      s40 = x4.fma(w0, s40);
      FloatVector x5 = FloatVector.broadcast(SPECIES, a[a5 + k]);
      s50 = x5.fma(w0, s50);
      FloatVector x6 = FloatVector.broadcast(SPECIES, a[a6 + k]);
      s60 = x6.fma(w0, s60);
      FloatVector x7 = FloatVector.broadcast(SPECIES, a[a7 + k]);
      s70 = x7.fma(w0, s70);
      bk += bStride;
    }
    s00.intoArray(c, c0);
    s10.intoArray(c, c0 + cStride);
    s20.intoArray(c, c0 + 2 * cStride);
    s30.intoArray(c, c0 + 3 * cStride);
    s40.intoArray(c, c0 + 4 * cStride);
    s50.intoArray(c, c0 + 5 * cStride);
    s60.intoArray(c, c0 + 6 * cStride);
    s70.intoArray(c, c0 + 7 * cStride);
  }

  static void product4x2(
      int inner,
      float[] a,
      int a0,
      int aStride,
      float[] b,
      int b0,
      int bStride,
      float[] c,
      int c0,
      int cStride) {
    int a1 = a0 + aStride;
    int a2 = a1 + aStride;
    int a3 = a2 + aStride;
    FloatVector s00 = FloatVector.fromArray(SPECIES, c, c0);
    FloatVector s01 = FloatVector.fromArray(SPECIES, c, c0 + LANES);
    FloatVector s10 = FloatVector.fromArray(SPECIES, c, c0 + cStride);
    FloatVector s11 = FloatVector.fromArray(SPECIES, c, c0 + cStride + LANES);
    FloatVector s20 = FloatVector.fromArray(SPECIES, c, c0 + 2 * cStride);
    FloatVector s21 = FloatVector.fromArray(SPECIES, c, c0 + 2 * cStride + LANES);
    FloatVector s30 = FloatVector.fromArray(SPECIES, c, c0 + 3 * cStride);
    FloatVector s31 = FloatVector.fromArray(SPECIES, c, c0 + 3 * cStride + LANES);
    int bk = b0;
    for (int k = 0; k < inner; k++) {
      FloatVector w0 = FloatVector.fromArray(SPECIES, b, bk);
      FloatVector w1 = FloatVector.fromArray(SPECIES, b, bk + LANES);
      FloatVector x0 = FloatVector.broadcast(SPECIES, a[a0 + k]);
      s00 = x0.fma(w0, s00);
      s01 = x0.fma(w1, s01);
      FloatVector x1 = FloatVector.broadcast(SPECIES, a[a1 + k]);
      s10 = x1.fma(w0, s10);
      s11 = x1.fma(w1, s11);
      FloatVector x2 = FloatVector.broadcast(SPECIES, a[a2 + k]);
      s20 = x2.fma(w0, s20);
      s21 = x2.fma(w1, s21);
      FloatVector x3 = FloatVector.broadcast(SPECIES, a[a3 + k]);
      s30 = x3.fma(w0, s30);
      s31 = x3.fma(w1, s31);
      bk += bStride;
    }
    s00.intoArray(c, c0);
    s01.intoArray(c, c0 + LANES);
    s10.intoArray(c, c0 + cStride);
    s11.intoArray(c, c0 + cStride + LANES);
    s20.intoArray(c, c0 + 2 * cStride);
    s21.intoArray(c, c0 + 2 * cStride + LANES);
    s30.intoArray(c, c0 + 3 * cStride);
    s31.intoArray(c, c0 + 3 * cStride + LANES);
  }

  static void product4x1(
      int inner,
      float[] a,
      int a0,
      int aStride,
      float[] b,
      int b0,
      int bStride,
      float[] c,
      int c0,
      int cStride) {
    int a1 = a0 + aStride;
    int a2 = a1 + aStride;
    int a3 = a2 + aStride;
    FloatVector s00 = FloatVector.fromArray(SPECIES, c, c0);
    FloatVector s10 = FloatVector.fromArray(SPECIES, c, c0 + cStride);
    FloatVector s20 = FloatVector.fromArray(SPECIES, c, c0 + 2 * cStride);
    FloatVector s30 = FloatVector.fromArray(SPECIES, c, c0 + 3 * cStride);
    int bk = b0;
    for (int k = 0; k < inner; k++) {
      FloatVector w0 = FloatVector.fromArray(SPECIES, b, bk);
      FloatVector x0 = FloatVector.broadcast(SPECIES, a[a0 + k]);
      s00 = x0.fma(w0, s00);
      FloatVector x1 = FloatVector.broadcast(SPECIES, a[a1 + k]);
      s10 = x1.fma(w0, s10);
      FloatVector x2 = FloatVector.broadcast(SPECIES, a[a2 + k]);
      s20 = x2.fma(w0, s20);
      FloatVector x3 = FloatVector.broadcast(SPECIES, a[a3 + k]);
      s30 = x3.fma(w0, s30);
      bk += bStride;
    }
    s00.intoArray(c, c0);
    s10.intoArray(c, c0 + cStride);
    s20.intoArray(c, c0 + 2 * cStride);
    s30.intoArray(c, c0 + 3 * cStride);
  }

  static void product1x2(
      int inner,
      float[] a,
      int a0,
      int aStride,
      float[] b,
      int b0,
      int bStride,
      float[] c,
      int c0,
      int cStride) {
    FloatVector s00 = FloatVector.fromArray(SPECIES, c, c0);
    FloatVector s01 = FloatVector.fromArray(SPECIES, c, c0 + LANES);
    int bk = b0;
    for (int k = 0; k < inner; k++) {
      FloatVector w0 = FloatVector.fromArray(SPECIES, b, bk);
      FloatVector w1 = FloatVector.fromArray(SPECIES, b, bk + LANES);
      FloatVector x0 = FloatVector.broadcast(SPECIES, a[a0 + k]);
      s00 = x0.fma(w0, s00);
      s01 = x0.fma(w1, s01);
      bk += bStride;
    }
    s00.intoArray(c, c0);
    s01.intoArray(c, c0 + LANES);
  }

  static void product1x1(
      int inner,
      float[] a,
      int a0,
      int aStride,
      float[] b,
      int b0,
      int bStride,
      float[] c,
      int c0,
      int cStride) {
    FloatVector s00 = FloatVector.fromArray(SPECIES, c, c0);
    int bk = b0;
    for (int k = 0; k < inner; k++) {
      FloatVector w0 = FloatVector.fromArray(SPECIES, b, bk);
      FloatVector x0 = FloatVector.broadcast(SPECIES, a[a0 + k]);
      s00 = x0.fma(w0, s00);
      bk += bStride;
    }
    s00.intoArray(c, c0);
  }
}
