package io.github.gdxbrains.nn.cpu;

import io.github.gdxbrains.nn.Layer;
import io.github.gdxbrains.nn.ParameterLayout;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The parameters of a {@link Layer.Attention}. Queries, keys and values are one matrix, in which
 * each head starts at a whole vector; the inputs of the last matrix are in the same places.
 *
 * @param heads how many there are
 * @param headStride numbers of a padded head
 * @param embed W_e and b_e
 * @param projection W_q, W_k and W_v side by side, with their biases
 * @param output W_o and b_o
 */
record AttentionMatrices(
    int heads, int headStride, Matrix embed, Matrix projection, Matrix output) {

  /**
   * Reserves the matrices.
   *
   * @param slices of the layer, from {@code embed} on
   */
  static AttentionMatrices reserve(
      Layer.Attention layer, List<ParameterLayout.Slice> slices, Plan plan, Packing packing) {
    int units = layer.units();
    int head = units / layer.heads();
    int headStride = plan.pad(head);
    int all = Math.multiplyExact(layer.heads(), headStride);
    Matrix embed = plan.denseMatrix(slices.get(0).inputs(), units);
    Matrix projection = plan.denseMatrix(units, Math.multiplyExact(3, all));
    Matrix output = plan.denseMatrix(all, units);
    packing.add(slices.get(0), embed, false, 0);
    int[] plain = IntStream.range(0, units).toArray();
    int[] grouped = Packing.grouped(units, head, headStride);
    for (int part = 0; part < 3; part++) {
      int first = part * all;
      int[] unitAt = IntStream.of(grouped).map(unit -> first + unit).toArray();
      packing.add(slices.get(1 + part), projection, plain, unitAt);
    }
    packing.add(slices.get(4), output, grouped, plain);
    return new AttentionMatrices(layer.heads(), headStride, embed, projection, output);
  }

  void transpose(Kernels kernels, Memory memory) {
    embed.transpose(kernels, memory);
    projection.transpose(kernels, memory);
    output.transpose(kernels, memory);
  }
}
