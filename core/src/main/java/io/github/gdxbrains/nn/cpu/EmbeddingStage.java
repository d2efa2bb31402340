package io.github.gdxbrains.nn.cpu;

import io.github.gdxbrains.nn.Layer;
import io.github.gdxbrains.nn.Structure;
import java.util.Arrays;

/** A {@link Layer.Embedding}: copies the vectors that the input's numbers are the indices of. */
final class EmbeddingStage implements Stage {
  private final String name;
  private final Kernels kernels;
  private final int count;
  private final int size;
  private final Matrix matrix;
  private final Memory memory;
  private final Rows input;
  private final Rows output;

  EmbeddingStage(
      Structure.Place place,
      Layer.Embedding embedding,
      Kernels kernels,
      Matrix matrix,
      Memory memory,
      Rows input,
      Rows output) {
    name = place.name();
    count = embedding.count();
    size = embedding.size();
    this.kernels = kernels;
    this.matrix = matrix;
    this.memory = memory;
    this.input = input;
    this.output = output;
  }

  @Override
  public void forward(Workspace workspace, int rows) {
    float[] x = workspace.buffers[input.buffer()];
    float[] y = workspace.buffers[output.buffer()];
    for (int row = 0; row < rows; row++) {
      int to = row * output.stride();
      for (int i = 0; i < input.width(); i++) {
        float index = x[row * input.stride() + i];
        if (!(index >= 0 && index < count)) {
          throw new IllegalArgumentException(
              name + ": the index " + index + " is not in [0, " + count + ")");
        }
        System.arraycopy(memory.parameters, vector(index), y, to, size);
        to += size;
      }
    }
  }

  private int vector(float index) {
    return matrix.weights() + (int) index * matrix.stride();
  }

  @Override
  public void backward(Workspace workspace, int rows, float[] gradients, boolean wantInput) {
    float[] x = workspace.buffers[input.buffer()];
    for (int row = 0; row < rows; row++) {
      int from = row * output.stride();
      for (int i = 0; i < input.width(); i++) {
        int to = vector(x[row * input.stride() + i]);
        kernels.add(size, workspace.delta, from, gradients, to);
        from += size;
      }
    }
    if (wantInput) {
      Arrays.fill(workspace.delta, 0, rows * kernels.pad(input.width()), 0);
    }
  }

  @Override
  public void parametersChanged() {}
}
