/**
 * Networks computed on the processor: everything that the backends {@code simd} and {@code scalar}
 * share. {@link io.github.gdxbrains.nn.cpu.CpuNetwork} turns a {@link
 * io.github.gdxbrains.nn.NetworkSpec} into stages that are walked forwards and backwards (the kinds
 * of layers are listed in {@code NetworkBuilder}); the arithmetic itself is behind {@link
 * io.github.gdxbrains.nn.cpu.Kernels}.
 *
 * <p>Rows are cut into tiles small enough for a core's own cache. A tile goes forward, through the
 * loss and backward on one thread. Parameters, gradients and moments are kept <em>packed</em>: each
 * row of a matrix is padded with zeros to a multiple of the kernels' lanes, and the padding stays
 * zero. Nothing is allocated after construction, save by the first separate forward pass of a
 * training. Start reading at {@code CpuNetwork}, then {@code DenseStage}.
 */
package io.github.gdxbrains.nn.cpu;
