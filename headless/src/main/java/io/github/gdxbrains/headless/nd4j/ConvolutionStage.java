package io.github.gdxbrains.headless.nd4j;

import io.github.gdxbrains.nn.Layer;
import io.github.gdxbrains.nn.Structure;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A {@link Layer.Convolution} on the processor, as matrix products: what each number of the kernel
 * meets is copied side by side, as a column of a matrix of <em>patches</em>. In column-major
 * signals the rows of a pixel's channel lie side by side, so that is a copy of whole runs. A few
 * outputs' positions are done at a time, so that the patches stay small.
 */
final class ConvolutionStage implements Stage {
  /** Numbers of the patches at hand, at most, unless one position needs more. */
  private static final int BLOCK_NUMBERS = 1 << 20;

  private final Parameters parameters;
  private final int slice;
  private final Signal input;
  private final Signal output;
  private final Activated activated;
  private final int height;
  private final int width;
  private final int channels;
  private final int kernel;
  private final int stride;
  private final int padding;
  private final int outputWidth;
  private final int outputChannels;
  private final int positions;
  private final int patch;

  // column-major: patches with their ones, or their gradients; sums or their gradients
  private final INDArray patches;
  private final INDArray sums;

  // on the heap
  private final float[] image;
  private final float[] imageDelta;
  private final float[] column;

  ConvolutionStage(
      Parameters parameters,
      Structure.Place place,
      Layer.Convolution layer,
      Signal input,
      Signal output,
      Activated activated,
      Workspace workspace) {
    this.parameters = parameters;
    slice = place.firstSlice();
    this.input = input;
    this.output = output;
    this.activated = activated;
    height = place.input().dimension(0);
    width = place.input().dimension(1);
    channels = place.input().dimension(2);
    kernel = layer.kernel();
    stride = layer.stride();
    padding = layer.padding();
    outputWidth = place.output().dimension(1);
    outputChannels = layer.channels();
    positions = place.output().dimension(0) * outputWidth;
    patch = kernel * kernel * channels;
    int columns = Math.max(patch + 1, outputChannels);
    long most = Math.max(BLOCK_NUMBERS, (long) workspace.maxRows * columns);
    most = Math.min(most, (long) workspace.maxRows * positions * columns);
    patches = workspace.allocate(most);
    sums = workspace.allocate(most);
    image = new float[Math.multiplyExact(workspace.maxRows, input.units())];
    imageDelta = new float[workspace.training ? image.length : 0];
    column = new float[Math.toIntExact(most / columns)];
  }

  /** How many positions are done at a time. */
  private int block(int rows) {
    return Math.max(1, Math.min(positions, column.length / rows));
  }

  @Override
  public void forward(BatchSize size, List<Operation> operations) {
    int rows = size.rows();
    int block = block(rows);
    FloatBuffer x = Memory.floats(input.values(rows));
    operations.add(() -> x.get(0, image, 0, rows * input.units()));
    FloatBuffer target = Memory.floats(activated.sums(rows));
    for (int p = 0; p < positions; p += block) {
      int first = p;
      int count = Math.min(block, positions - first);
      operations.add(gather(first, count, rows));
      operations.add(
          Operation.product(
              Memory.matrix(patches, 0, (long) count * rows, patch + 1),
              false,
              parameters.weights(slice),
              true,
              Memory.matrix(sums, 0, (long) count * rows, outputChannels)));
      operations.add(place(first, count, rows, target));
    }
    activated.forward(rows, operations);
  }

  @Override
  public void backward(BatchSize size, boolean wantInput, List<Operation> operations) {
    int rows = size.rows();
    int block = block(rows);
    activated.backward(rows, operations);
    FloatBuffer source = Memory.floats(output.gradients(rows));
    if (wantInput) {
      operations.add(() -> Arrays.fill(imageDelta, 0, rows * input.units(), 0));
    }
    for (int p = 0; p < positions; p += block) {
      int first = p;
      int count = Math.min(block, positions - first);
      long n = (long) count * rows;
      INDArray deltas = Memory.matrix(sums, 0, n, outputChannels);
      operations.add(gather(first, count, rows));
      operations.add(take(first, count, rows, source));
      operations.add(
          Operation.addProduct(
              deltas,
              true,
              Memory.matrix(patches, 0, n, patch + 1),
              false,
              parameters.gradients(slice)));
      if (wantInput) {
        operations.add(
            Operation.product(
                deltas,
                false,
                parameters.weightsAlone(slice),
                false,
                Memory.matrix(patches, 0, n, patch)));
        operations.add(scatter(first, count, rows));
      }
    }
    if (wantInput) {
      FloatBuffer dx = Memory.floats(input.gradients(rows));
      operations.add(() -> dx.put(0, imageDelta, 0, rows * input.units()));
    }
  }

  /** Where a number of the kernel meets the image: a pixel, or -1 beyond its border. */
  private int pixel(int position, int u, int v) {
    int i = position / outputWidth * stride + u - padding;
    int j = position % outputWidth * stride + v - padding;
    return i < 0 || i >= height || j < 0 || j >= width ? -1 : i * width + j;
  }

  /** From the image to the patches of some positions. */
  private Operation gather(int first, int count, int rows) {
    FloatBuffer target = Memory.floats(patches);
    int n = count * rows;
    return () -> {
      int at = 0;
      for (int u = 0; u < kernel; u++) {
        for (int v = 0; v < kernel; v++) {
          for (int c = 0; c < channels; c++) {
            for (int p = 0; p < count; p++) {
              int pixel = pixel(first + p, u, v);
              if (pixel < 0) {
                Arrays.fill(column, p * rows, (p + 1) * rows, 0);
              } else {
                int from = (pixel * channels + c) * rows;
                System.arraycopy(image, from, column, p * rows, rows);
              }
            }
            target.put(at, column, 0, n);
            at += n;
          }
        }
      }
      Arrays.fill(column, 0, n, 1);
      target.put(at, column, 0, n);
    };
  }

  /** Adds the gradients of patches to those of the image. */
  private Operation scatter(int first, int count, int rows) {
    FloatBuffer source = Memory.floats(patches);
    int n = count * rows;
    return () -> {
      int at = 0;
      for (int u = 0; u < kernel; u++) {
        for (int v = 0; v < kernel; v++) {
          for (int c = 0; c < channels; c++) {
            source.get(at, column, 0, n);
            at += n;
            for (int p = 0; p < count; p++) {
              int pixel = pixel(first + p, u, v);
              if (pixel >= 0) {
                int to = (pixel * channels + c) * rows;
                int from = p * rows;
                for (int row = 0; row < rows; row++) {
                  imageDelta[to + row] += column[from + row];
                }
              }
            }
          }
        }
      }
    };
  }

  /** Copies the sums of some positions, channel by channel, to the signal, position by position. */
  private Operation place(int first, int count, int rows, FloatBuffer target) {
    FloatBuffer source = Memory.floats(sums);
    int n = count * rows;
    return () -> {
      for (int c = 0; c < outputChannels; c++) {
        source.get(c * n, column, 0, n);
        for (int p = 0; p < count; p++) {
          target.put(((first + p) * outputChannels + c) * rows, column, p * rows, rows);
        }
      }
    };
  }

  /** The reverse of {@link #place}. */
  private Operation take(int first, int count, int rows, FloatBuffer source) {
    FloatBuffer target = Memory.floats(sums);
    int n = count * rows;
    return () -> {
      for (int c = 0; c < outputChannels; c++) {
        for (int p = 0; p < count; p++) {
          source.get(((first + p) * outputChannels + c) * rows, column, p * rows, rows);
        }
        target.put(c * n, column, 0, n);
      }
    };
  }
}
