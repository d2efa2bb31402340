package io.github.gdxbrains.nn.cpu;

import java.util.Arrays;

/**
 * The noisy part of a noisy layer, {@code x (σ ∘ p qᵀ) + s ∘ q}, computed as {@code ((x ∘ p) σ + s)
 * ∘ q}: so nothing depends on the pass but p and q, and threads can share it. Without noise it adds
 * nothing.
 */
final class Perturbation {
  private final Kernels kernels;
  private final Matrix sigma;
  private final boolean transposed;
  private final Memory memory;
  private final Rows input;
  private final int units;
  private final int noisyInput;
  private final int sums;
  private final int p;
  private final int[] q;

  /**
   * @param sigma {@code [inputs][units]}, or {@code [units][inputs]} if transposed
   * @param noisyInput buffer as wide as a gradient with respect to the input
   * @param sums buffer as wide as the padded units
   * @param p offset of the first of one number for each input in a pass's noise
   * @param q for each unit the offset in a pass's noise; -1 for units without noise
   */
  Perturbation(
      Kernels kernels,
      Matrix sigma,
      boolean transposed,
      Memory memory,
      Rows input,
      int noisyInput,
      int sums,
      int p,
      int[] q) {
    this.kernels = kernels;
    this.sigma = sigma;
    this.transposed = transposed;
    this.memory = memory;
    this.input = input;
    this.noisyInput = noisyInput;
    this.sums = sums;
    this.p = p;
    this.q = q;
    units = q.length;
  }

  private int unitStride() {
    return transposed ? sigma.transposeStride() : sigma.stride();
  }

  private int inputStride() {
    return transposed ? sigma.stride() : sigma.transposeStride();
  }

  private static boolean isAbsent(Workspace workspace) {
    return workspace.input.passNoise().length == 0;
  }

  /** Adds to sums {@code [rows][padded units]}. */
  void forward(Workspace workspace, int rows, float[] y) {
    if (isAbsent(workspace)) {
      return;
    }
    float[] x = workspace.buffers[input.buffer()];
    float[] noise = workspace.input.passNoise();
    float[] xp = workspace.buffers[noisyInput];
    float[] t = workspace.buffers[sums];
    for (int row = 0; row < rows; row++) {
      int from = row * input.stride();
      int to = row * inputStride();
      for (int i = 0; i < input.width(); i++) {
        xp[to + i] = x[from + i] * noise[p + i];
      }
    }
    kernels.affine(
        rows,
        input.width(),
        xp,
        0,
        inputStride(),
        transposed ? memory.transposes : memory.parameters,
        transposed ? sigma.transpose() : sigma.weights(),
        memory.parameters,
        sigma.biases(),
        unitStride(),
        t,
        0);
    for (int row = 0; row < rows; row++) {
      int at = row * unitStride();
      for (int u = 0; u < units; u++) {
        if (q[u] >= 0) {
          y[at + u] += t[at + u] * noise[q[u]];
        }
      }
    }
  }

  /**
   * Adds to the gradients of σ and s, and to the gradient with respect to the input. Must follow
   * {@link #forward} on the same rows.
   *
   * @param d gradient with respect to the sums
   * @param dOffset of the first row
   * @param dStride between its rows
   * @param target gradient with respect to the input, already that of the rest of the layer; an
   *     empty array if not wanted
   */
  void backward(
      Workspace workspace,
      int rows,
      float[] d,
      int dOffset,
      int dStride,
      float[] gradients,
      float[] target) {
    if (isAbsent(workspace)) {
      return;
    }
    float[] noise = workspace.input.passNoise();
    float[] xp = workspace.buffers[noisyInput];
    float[] t = workspace.buffers[sums];
    int stride = unitStride();
    Arrays.fill(t, 0, rows * stride, 0);
    for (int row = 0; row < rows; row++) {
      for (int u = 0; u < units; u++) {
        if (q[u] >= 0) {
          t[row * stride + u] = d[dOffset + row * dStride + u] * noise[q[u]];
        }
      }
    }
    if (transposed) {
      kernels.addOuter(rows, units, t, 0, stride, xp, 0, inputStride(), gradients, sigma.weights());
    } else {
      kernels.addOuter(
          rows, input.width(), xp, 0, inputStride(), t, 0, stride, gradients, sigma.weights());
    }
    kernels.addColumnSums(rows, t, 0, stride, gradients, sigma.biases());
    if (target.length > 0) {
      kernels.affine(
          rows,
          units,
          t,
          0,
          stride,
          transposed ? memory.parameters : memory.transposes,
          transposed ? sigma.weights() : sigma.transpose(),
          memory.zeros,
          0,
          inputStride(),
          xp,
          0);
      for (int row = 0; row < rows; row++) {
        int at = row * inputStride();
        for (int i = 0; i < input.width(); i++) {
          target[at + i] += xp[at + i] * noise[p + i];
        }
      }
    }
  }

  void parametersChanged() {
    sigma.transpose(kernels, memory);
  }
}
