package io.github.gdxbrains.nn.cpu;

import io.github.gdxbrains.nn.Activation;
import io.github.gdxbrains.nn.Layer;
import io.github.gdxbrains.nn.Structure;
import java.util.Arrays;

/**
 * A {@link Layer.Convolution} as matrix products: the squares of the image that a few outputs see
 * are copied side by side, as rows of a matrix of <em>patches</em>, which is small enough for the
 * cache and multiplied at once. An output's <em>position</em> is its place in the image; positions
 * of all rows are numbered one after another.
 */
final class ConvolutionStage implements Stage {
  /** Numbers of the patches at hand, at most, unless eight positions need more. */
  private static final int BLOCK_NUMBERS = 1 << 14;

  private final Kernels kernels;
  private final Matrix matrix;
  private final Activation activation;
  private final Memory memory;
  private final Rows input;
  private final Rows output;
  private final int results;
  private final int slope;
  private final int spreadDelta;
  private final int height;
  private final int width;
  private final int channels;
  private final int kernel;
  private final int step;
  private final int padding;
  private final int outputWidth;
  private final int positions;
  private final int blockPositions;

  /**
   * @param matrix of {@code [kernel · kernel · channels in][channels]}
   * @param results buffer of {@code [positions][matrix.stride()]} numbers a row: that of the output
   *     where the stride is the number of channels
   * @param slope buffer of as many for SiLU's derivative; not used by other activations
   * @param spreadDelta buffer of as many for the gradient; not used where the stride is the number
   *     of channels
   */
  ConvolutionStage(
      Kernels kernels,
      Structure.Place place,
      Layer.Convolution convolution,
      Matrix matrix,
      Memory memory,
      Rows input,
      Rows output,
      int results,
      int slope,
      int spreadDelta) {
    this.kernels = kernels;
    this.matrix = matrix;
    activation = convolution.activation();
    this.memory = memory;
    this.input = input;
    this.output = output;
    this.results = results;
    this.slope = slope;
    this.spreadDelta = spreadDelta;
    height = place.input().dimension(0);
    width = place.input().dimension(1);
    channels = place.input().dimension(2);
    kernel = convolution.kernel();
    step = convolution.stride();
    padding = convolution.padding();
    outputWidth = place.output().dimension(1);
    positions = place.output().dimension(0) * outputWidth;
    blockPositions = blockPositions(matrix);
  }

  private static int blockPositions(Matrix matrix) {
    return Math.max(8, Math.min(64, BLOCK_NUMBERS / matrix.transposeStride() / 8 * 8));
  }

  /** Numbers of scratch that such a stage needs. */
  static int scratch(Matrix matrix) {
    return Math.multiplyExact(blockPositions(matrix), matrix.transposeStride());
  }

  private boolean isSpread() {
    return matrix.stride() != matrix.columns();
  }

  @Override
  public void forward(Workspace workspace, int rows) {
    float[] x = workspace.buffers[input.buffer()];
    float[] y = workspace.buffers[results];
    float[] patches = workspace.scratch;
    int stride = matrix.stride();
    int total = rows * positions;
    for (int position = 0; position < total; position += blockPositions) {
      int count = Math.min(blockPositions, total - position);
      gather(position, count, x, patches);
      int from = position * stride;
      kernels.affine(
          count,
          matrix.rows(),
          patches,
          0,
          matrix.transposeStride(),
          memory.parameters,
          matrix.weights(),
          memory.parameters,
          matrix.biases(),
          stride,
          y,
          from);
      int to = from + count * stride;
      if (activation == Activation.SILU && workspace.training) {
        kernels.siluWithSlope(y, workspace.buffers[slope], from, to);
      } else if (activation != Activation.IDENTITY) {
        kernels.activate(activation, y, from, to);
      }
    }
    if (isSpread()) {
      int units = matrix.columns();
      float[] target = workspace.buffers[output.buffer()];
      for (int row = 0; row < rows; row++) {
        int to = row * output.stride();
        int end = (row + 1) * positions * stride;
        for (int from = row * positions * stride; from < end; from += stride) {
          System.arraycopy(y, from, target, to, units);
          to += units;
        }
      }
    }
  }

  @Override
  public void backward(Workspace workspace, int rows, float[] gradients, boolean wantInput) {
    float[] x = workspace.buffers[input.buffer()];
    float[] patches = workspace.scratch;
    float[] d = isSpread() ? spread(workspace, rows) : workspace.delta;
    float[] kept = workspace.buffers[activation == Activation.SILU ? slope : results];
    float[] next = workspace.nextDelta;
    int stride = matrix.stride();
    int patchStride = matrix.transposeStride();
    int total = rows * positions;
    if (wantInput) {
      Arrays.fill(next, 0, rows * nextStride(), 0);
    }
    for (int position = 0; position < total; position += blockPositions) {
      int count = Math.min(blockPositions, total - position);
      int from = position * stride;
      if (activation != Activation.IDENTITY) {
        kernels.multiplySlope(activation, kept, d, from, from + count * stride);
      }
      gather(position, count, x, patches);
      kernels.addOuter(
          count,
          matrix.rows(),
          patches,
          0,
          patchStride,
          d,
          from,
          stride,
          gradients,
          matrix.weights());
      kernels.addColumnSums(count, d, from, stride, gradients, matrix.biases());
      if (wantInput) {
        kernels.affine(
            count,
            matrix.columns(),
            d,
            from,
            stride,
            memory.transposes,
            matrix.transpose(),
            memory.zeros,
            0,
            patchStride,
            patches,
            0);
        scatter(position, count, patches, next);
      }
    }
    if (wantInput) {
      workspace.swapDeltas();
    }
  }

  private int nextStride() {
    // not the input's own, which may be narrower
    return kernels.pad(input.width());
  }

  /** The gradient with each position's channels padded. */
  private float[] spread(Workspace workspace, int rows) {
    float[] d = workspace.buffers[spreadDelta];
    int stride = matrix.stride();
    int units = matrix.columns();
    for (int row = 0; row < rows; row++) {
      int from = row * output.stride();
      int end = (row + 1) * positions * stride;
      for (int to = row * positions * stride; to < end; to += stride) {
        System.arraycopy(workspace.delta, from, d, to, units);
        from += units;
      }
    }
    return d;
  }

  /** Copies the patches of some positions; zeros where they reach beyond the image. */
  private void gather(int first, int count, float[] x, float[] patches) {
    int length = kernel * channels;
    for (int p = 0; p < count; p++) {
      int row = (first + p) / positions;
      int place = (first + p) % positions;
      int top = place / outputWidth * step - padding;
      int left = place % outputWidth * step - padding;
      int skipped = Math.max(0, -left) * channels;
      int end = Math.min(kernel, width - left) * channels;
      int to = p * matrix.transposeStride();
      int from = row * input.stride() + (top * width + left) * channels;
      for (int u = 0; u < kernel; u++) {
        if (top + u < 0 || top + u >= height) {
          Arrays.fill(patches, to, to + length, 0);
        } else {
          if (end - skipped < length) {
            Arrays.fill(patches, to, to + length, 0);
          }
          System.arraycopy(x, from + skipped, patches, to + skipped, end - skipped);
        }
        to += length;
        from += width * channels;
      }
    }
  }

  /** Adds the gradients of patches to those of the image. */
  private void scatter(int first, int count, float[] patches, float[] target) {
    int length = kernel * channels;
    for (int p = 0; p < count; p++) {
      int row = (first + p) / positions;
      int place = (first + p) % positions;
      int top = place / outputWidth * step - padding;
      int left = place % outputWidth * step - padding;
      int skipped = Math.max(0, -left) * channels;
      int end = Math.min(kernel, width - left) * channels;
      int from = p * matrix.transposeStride();
      int to = row * nextStride() + (top * width + left) * channels;
      for (int u = 0; u < kernel; u++) {
        if (top + u >= 0 && top + u < height) {
          kernels.add(end - skipped, patches, from + skipped, target, to + skipped);
        }
        from += length;
        to += width * channels;
      }
    }
  }

  @Override
  public void parametersChanged() {
    matrix.transpose(kernels, memory);
  }
}
