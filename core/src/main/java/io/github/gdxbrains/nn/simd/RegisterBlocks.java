package io.github.gdxbrains.nn.simd;

import static io.github.gdxbrains.nn.simd.Species.LANES;
import static io.github.gdxbrains.nn.simd.Species.SPECIES;

import jdk.incubator.vector.FloatVector;

/** Matrix products of a few rows by one or two vectors of columns, whose sums stay in registers. */
final class RegisterBlocks {
  private RegisterBlocks() {}

  static void affine8x2(
      int inner,
      float[] a,
      int a0,
      int aStride,
      float[] b,
      int b0,
      int bStride,
      float[] bias,
      int bias0,
      int stride,
      float[] c,
      int c0) {
    FloatVector z0 = FloatVector.fromArray(SPECIES, bias, bias0);
    FloatVector z1 = FloatVector.fromArray(SPECIES, bias, bias0 + LANES);
    int a1 = a0 + aStride;
    int a2 = a1 + aStride;
    int a3 = a2 + aStride;
    int a4 = a3 + aStride;
    int a5 = a4 + aStride;
    int a6 = a5 + aStride;
    int a7 = a6 + aStride;
    FloatVector s00 = z0;
    FloatVector s01 = z1;
    FloatVector s10 = z0;
    FloatVector s11 = z1;
    FloatVector s20 = z0;
    FloatVector s21 = z1;
    FloatVector s30 = z0;
    FloatVector s31 = z1;
    FloatVector s40 = z0;
    FloatVector s41 = z1;
    FloatVector s50 = z0;
    FloatVector s51 = z1;
    FloatVector s60 = z0;
    FloatVector s61 = z1;
    FloatVector s70 = z0;
    FloatVector s71 = z1;
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
    s10.intoArray(c, c0 + stride);
    s11.intoArray(c, c0 + stride + LANES);
    s20.intoArray(c, c0 + 2 * stride);
    s21.intoArray(c, c0 + 2 * stride + LANES);
    s30.intoArray(c, c0 + 3 * stride);
    s31.intoArray(c, c0 + 3 * stride + LANES);
    s40.intoArray(c, c0 + 4 * stride);
    s41.intoArray(c, c0 + 4 * stride + LANES);
    s50.intoArray(c, c0 + 5 * stride);
    s51.intoArray(c, c0 + 5 * stride + LANES);
    s60.intoArray(c, c0 + 6 * stride);
    s61.intoArray(c, c0 + 6 * stride + LANES);
    s70.intoArray(c, c0 + 7 * stride);
    s71.intoArray(c, c0 + 7 * stride + LANES);
  }

  static void affine4x2(
      int inner,
      float[] a,
      int a0,
      int aStride,
      float[] b,
      int b0,
      int bStride,
      float[] bias,
      int bias0,
      int stride,
      float[] c,
      int c0) {
    FloatVector z0 = FloatVector.fromArray(SPECIES, bias, bias0);
    FloatVector z1 = FloatVector.fromArray(SPECIES, bias, bias0 + LANES);
    int a1 = a0 + aStride;
    int a2 = a1 + aStride;
    int a3 = a2 + aStride;
    FloatVector s00 = z0;
    FloatVector s01 = z1;
    FloatVector s10 = z0;
    FloatVector s11 = z1;
    FloatVector s20 = z0;
    FloatVector s21 = z1;
    FloatVector s30 = z0;
    FloatVector s31 = z1;
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
    s10.intoArray(c, c0 + stride);
    s11.intoArray(c, c0 + stride + LANES);
    s20.intoArray(c, c0 + 2 * stride);
    s21.intoArray(c, c0 + 2 * stride + LANES);
    s30.intoArray(c, c0 + 3 * stride);
    s31.intoArray(c, c0 + 3 * stride + LANES);
  }

  static void affine1x2(
      int inner,
      float[] a,
      int a0,
      int aStride,
      float[] b,
      int b0,
      int bStride,
      float[] bias,
      int bias0,
      int stride,
      float[] c,
      int c0) {
    FloatVector z0 = FloatVector.fromArray(SPECIES, bias, bias0);
    FloatVector z1 = FloatVector.fromArray(SPECIES, bias, bias0 + LANES);
    FloatVector s00 = z0;
    FloatVector s01 = z1;
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

  static void affine8x1(
      int inner,
      float[] a,
      int a0,
      int aStride,
      float[] b,
      int b0,
      int bStride,
      float[] bias,
      int bias0,
      int stride,
      float[] c,
      int c0) {
    FloatVector z0 = FloatVector.fromArray(SPECIES, bias, bias0);
    int a1 = a0 + aStride;
    int a2 = a1 + aStride;
    int a3 = a2 + aStride;
    int a4 = a3 + aStride;
    int a5 = a4 + aStride;
    int a6 = a5 + aStride;
    int a7 = a6 + aStride;
    FloatVector s00 = z0;
    FloatVector s10 = z0;
    FloatVector s20 = z0;
    FloatVector s30 = z0;
    FloatVector s40 = z0;
    FloatVector s50 = z0;
    FloatVector s60 = z0;
    FloatVector s70 = z0;
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
    s10.intoArray(c, c0 + stride);
    s20.intoArray(c, c0 + 2 * stride);
    s30.intoArray(c, c0 + 3 * stride);
    s40.intoArray(c, c0 + 4 * stride);
    s50.intoArray(c, c0 + 5 * stride);
    s60.intoArray(c, c0 + 6 * stride);
    s70.intoArray(c, c0 + 7 * stride);
  }

  static void affine4x1(
      int inner,
      float[] a,
      int a0,
      int aStride,
      float[] b,
      int b0,
      int bStride,
      float[] bias,
      int bias0,
      int stride,
      float[] c,
      int c0) {
    FloatVector z0 = FloatVector.fromArray(SPECIES, bias, bias0);
    int a1 = a0 + aStride;
    int a2 = a1 + aStride;
    int a3 = a2 + aStride;
    FloatVector s00 = z0;
    FloatVector s10 = z0;
    FloatVector s20 = z0;
    FloatVector s30 = z0;
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
    s10.intoArray(c, c0 + stride);
    s20.intoArray(c, c0 + 2 * stride);
    s30.intoArray(c, c0 + 3 * stride);
  }

  static void affine1x1(
      int inner,
      float[] a,
      int a0,
      int aStride,
      float[] b,
      int b0,
      int bStride,
      float[] bias,
      int bias0,
      int stride,
      float[] c,
      int c0) {
    FloatVector z0 = FloatVector.fromArray(SPECIES, bias, bias0);
    FloatVector s00 = z0;
    int bk = b0;
    for (int k = 0; k < inner; k++) {
      FloatVector w0 = FloatVector.fromArray(SPECIES, b, bk);
      FloatVector x0 = FloatVector.broadcast(SPECIES, a[a0 + k]);
      s00 = x0.fma(w0, s00);
      bk += bStride;
    }
    s00.intoArray(c, c0);
  }

  static void outer8x2(
      int rows, float[] a, int a0, int aStride, float[] b, int b0, int stride, float[] c, int c0) {
    FloatVector s00 = FloatVector.fromArray(SPECIES, c, c0);
    FloatVector s01 = FloatVector.fromArray(SPECIES, c, c0 + LANES);
    FloatVector s10 = FloatVector.fromArray(SPECIES, c, c0 + stride);
    FloatVector s11 = FloatVector.fromArray(SPECIES, c, c0 + stride + LANES);
    FloatVector s20 = FloatVector.fromArray(SPECIES, c, c0 + 2 * stride);
    FloatVector s21 = FloatVector.fromArray(SPECIES, c, c0 + 2 * stride + LANES);
    FloatVector s30 = FloatVector.fromArray(SPECIES, c, c0 + 3 * stride);
    FloatVector s31 = FloatVector.fromArray(SPECIES, c, c0 + 3 * stride + LANES);
    FloatVector s40 = FloatVector.fromArray(SPECIES, c, c0 + 4 * stride);
    FloatVector s41 = FloatVector.fromArray(SPECIES, c, c0 + 4 * stride + LANES);
    FloatVector s50 = FloatVector.fromArray(SPECIES, c, c0 + 5 * stride);
    FloatVector s51 = FloatVector.fromArray(SPECIES, c, c0 + 5 * stride + LANES);
    FloatVector s60 = FloatVector.fromArray(SPECIES, c, c0 + 6 * stride);
    FloatVector s61 = FloatVector.fromArray(SPECIES, c, c0 + 6 * stride + LANES);
    FloatVector s70 = FloatVector.fromArray(SPECIES, c, c0 + 7 * stride);
    FloatVector s71 = FloatVector.fromArray(SPECIES, c, c0 + 7 * stride + LANES);
    int bk = b0;
    int ak = a0;
    for (int i = 0; i < rows; i++) {
      FloatVector w0 = FloatVector.fromArray(SPECIES, b, bk);
      FloatVector w1 = FloatVector.fromArray(SPECIES, b, bk + LANES);
      FloatVector x0 = FloatVector.broadcast(SPECIES, a[ak]);
      s00 = x0.fma(w0, s00);
      s01 = x0.fma(w1, s01);
      FloatVector x1 = FloatVector.broadcast(SPECIES, a[ak + 1]);
      s10 = x1.fma(w0, s10);
      s11 = x1.fma(w1, s11);
      FloatVector x2 = FloatVector.broadcast(SPECIES, a[ak + 2]);
      s20 = x2.fma(w0, s20);
      s21 = x2.fma(w1, s21);
      FloatVector x3 = FloatVector.broadcast(SPECIES, a[ak + 3]);
      s30 = x3.fma(w0, s30);
      s31 = x3.fma(w1, s31);
      FloatVector x4 = FloatVector.broadcast(SPECIES, a[ak + 4]);
      s40 = x4.fma(w0, s40);
      s41 = x4.fma(w1, s41);
      FloatVector x5 = FloatVector.broadcast(SPECIES, a[ak + 5]);
      s50 = x5.fma(w0, s50);
      s51 = x5.fma(w1, s51);
      FloatVector x6 = FloatVector.broadcast(SPECIES, a[ak + 6]);
      s60 = x6.fma(w0, s60);
      s61 = x6.fma(w1, s61);
      FloatVector x7 = FloatVector.broadcast(SPECIES, a[ak + 7]);
      s70 = x7.fma(w0, s70);
      s71 = x7.fma(w1, s71);
      bk += stride;
      ak += aStride;
    }
    s00.intoArray(c, c0);
    s01.intoArray(c, c0 + LANES);
    s10.intoArray(c, c0 + stride);
    s11.intoArray(c, c0 + stride + LANES);
    s20.intoArray(c, c0 + 2 * stride);
    s21.intoArray(c, c0 + 2 * stride + LANES);
    s30.intoArray(c, c0 + 3 * stride);
    s31.intoArray(c, c0 + 3 * stride + LANES);
    s40.intoArray(c, c0 + 4 * stride);
    s41.intoArray(c, c0 + 4 * stride + LANES);
    s50.intoArray(c, c0 + 5 * stride);
    s51.intoArray(c, c0 + 5 * stride + LANES);
    s60.intoArray(c, c0 + 6 * stride);
    s61.intoArray(c, c0 + 6 * stride + LANES);
    s70.intoArray(c, c0 + 7 * stride);
    s71.intoArray(c, c0 + 7 * stride + LANES);
  }

  static void outer4x2(
      int rows, float[] a, int a0, int aStride, float[] b, int b0, int stride, float[] c, int c0) {
    FloatVector s00 = FloatVector.fromArray(SPECIES, c, c0);
    FloatVector s01 = FloatVector.fromArray(SPECIES, c, c0 + LANES);
    FloatVector s10 = FloatVector.fromArray(SPECIES, c, c0 + stride);
    FloatVector s11 = FloatVector.fromArray(SPECIES, c, c0 + stride + LANES);
    FloatVector s20 = FloatVector.fromArray(SPECIES, c, c0 + 2 * stride);
    FloatVector s21 = FloatVector.fromArray(SPECIES, c, c0 + 2 * stride + LANES);
    FloatVector s30 = FloatVector.fromArray(SPECIES, c, c0 + 3 * stride);
    FloatVector s31 = FloatVector.fromArray(SPECIES, c, c0 + 3 * stride + LANES);
    int bk = b0;
    int ak = a0;
    for (int i = 0; i < rows; i++) {
      FloatVector w0 = FloatVector.fromArray(SPECIES, b, bk);
      FloatVector w1 = FloatVector.fromArray(SPECIES, b, bk + LANES);
      FloatVector x0 = FloatVector.broadcast(SPECIES, a[ak]);
      s00 = x0.fma(w0, s00);
      s01 = x0.fma(w1, s01);
      FloatVector x1 = FloatVector.broadcast(SPECIES, a[ak + 1]);
      s10 = x1.fma(w0, s10);
      s11 = x1.fma(w1, s11);
      FloatVector x2 = FloatVector.broadcast(SPECIES, a[ak + 2]);
      s20 = x2.fma(w0, s20);
      s21 = x2.fma(w1, s21);
      FloatVector x3 = FloatVector.broadcast(SPECIES, a[ak + 3]);
      s30 = x3.fma(w0, s30);
      s31 = x3.fma(w1, s31);
      bk += stride;
      ak += aStride;
    }
    s00.intoArray(c, c0);
    s01.intoArray(c, c0 + LANES);
    s10.intoArray(c, c0 + stride);
    s11.intoArray(c, c0 + stride + LANES);
    s20.intoArray(c, c0 + 2 * stride);
    s21.intoArray(c, c0 + 2 * stride + LANES);
    s30.intoArray(c, c0 + 3 * stride);
    s31.intoArray(c, c0 + 3 * stride + LANES);
  }

  static void outer1x2(
      int rows, float[] a, int a0, int aStride, float[] b, int b0, int stride, float[] c, int c0) {
    FloatVector s00 = FloatVector.fromArray(SPECIES, c, c0);
    FloatVector s01 = FloatVector.fromArray(SPECIES, c, c0 + LANES);
    int bk = b0;
    int ak = a0;
    for (int i = 0; i < rows; i++) {
      FloatVector w0 = FloatVector.fromArray(SPECIES, b, bk);
      FloatVector w1 = FloatVector.fromArray(SPECIES, b, bk + LANES);
      FloatVector x0 = FloatVector.broadcast(SPECIES, a[ak]);
      s00 = x0.fma(w0, s00);
      s01 = x0.fma(w1, s01);
      bk += stride;
      ak += aStride;
    }
    s00.intoArray(c, c0);
    s01.intoArray(c, c0 + LANES);
  }

  static void outer8x1(
      int rows, float[] a, int a0, int aStride, float[] b, int b0, int stride, float[] c, int c0) {
    FloatVector s00 = FloatVector.fromArray(SPECIES, c, c0);
    FloatVector s10 = FloatVector.fromArray(SPECIES, c, c0 + stride);
    FloatVector s20 = FloatVector.fromArray(SPECIES, c, c0 + 2 * stride);
    FloatVector s30 = FloatVector.fromArray(SPECIES, c, c0 + 3 * stride);
    FloatVector s40 = FloatVector.fromArray(SPECIES, c, c0 + 4 * stride);
    FloatVector s50 = FloatVector.fromArray(SPECIES, c, c0 + 5 * stride);
    FloatVector s60 = FloatVector.fromArray(SPECIES, c, c0 + 6 * stride);
    FloatVector s70 = FloatVector.fromArray(SPECIES, c, c0 + 7 * stride);
    int bk = b0;
    int ak = a0;
    for (int i = 0; i < rows; i++) {
      FloatVector w0 = FloatVector.fromArray(SPECIES, b, bk);
      FloatVector x0 = FloatVector.broadcast(SPECIES, a[ak]);
      s00 = x0.fma(w0, s00);
      FloatVector x1 = FloatVector.broadcast(SPECIES, a[ak + 1]);
      s10 = x1.fma(w0, s10);
      FloatVector x2 = FloatVector.broadcast(SPECIES, a[ak + 2]);
      s20 = x2.fma(w0, s20);
      FloatVector x3 = FloatVector.broadcast(SPECIES, a[ak + 3]);
      s30 = x3.fma(w0, s30);
      FloatVector x4 = FloatVector.broadcast(SPECIES, a[ak + 4]);
      s40 = x4.fma(w0, s40);
      FloatVector x5 = FloatVector.broadcast(SPECIES, a[ak + 5]);
      s50 = x5.fma(w0, s50);
      FloatVector x6 = FloatVector.broadcast(SPECIES, a[ak + 6]);
      s60 = x6.fma(w0, s60);
      FloatVector x7 = FloatVector.broadcast(SPECIES, a[ak + 7]);
      s70 = x7.fma(w0, s70);
      bk += stride;
      ak += aStride;
    }
    s00.intoArray(c, c0);
    s10.intoArray(c, c0 + stride);
    s20.intoArray(c, c0 + 2 * stride);
    s30.intoArray(c, c0 + 3 * stride);
    s40.intoArray(c, c0 + 4 * stride);
    s50.intoArray(c, c0 + 5 * stride);
    s60.intoArray(c, c0 + 6 * stride);
    s70.intoArray(c, c0 + 7 * stride);
  }

  static void outer4x1(
      int rows, float[] a, int a0, int aStride, float[] b, int b0, int stride, float[] c, int c0) {
    FloatVector s00 = FloatVector.fromArray(SPECIES, c, c0);
    FloatVector s10 = FloatVector.fromArray(SPECIES, c, c0 + stride);
    FloatVector s20 = FloatVector.fromArray(SPECIES, c, c0 + 2 * stride);
    FloatVector s30 = FloatVector.fromArray(SPECIES, c, c0 + 3 * stride);
    int bk = b0;
    int ak = a0;
    for (int i = 0; i < rows; i++) {
      FloatVector w0 = FloatVector.fromArray(SPECIES, b, bk);
      FloatVector x0 = FloatVector.broadcast(SPECIES, a[ak]);
      s00 = x0.fma(w0, s00);
      FloatVector x1 = FloatVector.broadcast(SPECIES, a[ak + 1]);
      s10 = x1.fma(w0, s10);
      FloatVector x2 = FloatVector.broadcast(SPECIES, a[ak + 2]);
      s20 = x2.fma(w0, s20);
      FloatVector x3 = FloatVector.broadcast(SPECIES, a[ak + 3]);
      s30 = x3.fma(w0, s30);
      bk += stride;
      ak += aStride;
    }
    s00.intoArray(c, c0);
    s10.intoArray(c, c0 + stride);
    s20.intoArray(c, c0 + 2 * stride);
    s30.intoArray(c, c0 + 3 * stride);
  }

  static void outer1x1(
      int rows, float[] a, int a0, int aStride, float[] b, int b0, int stride, float[] c, int c0) {
    FloatVector s00 = FloatVector.fromArray(SPECIES, c, c0);
    int bk = b0;
    int ak = a0;
    for (int i = 0; i < rows; i++) {
      FloatVector w0 = FloatVector.fromArray(SPECIES, b, bk);
      FloatVector x0 = FloatVector.broadcast(SPECIES, a[ak]);
      s00 = x0.fma(w0, s00);
      bk += stride;
      ak += aStride;
    }
    s00.intoArray(c, c0);
  }
}
