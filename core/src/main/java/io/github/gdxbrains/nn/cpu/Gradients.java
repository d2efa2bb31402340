package io.github.gdxbrains.nn.cpu;

import io.github.gdxbrains.parallel.Workers;
import java.util.Arrays;
import java.util.function.IntConsumer;

/**
 * The packed sum of gradients. The first group of a batch adds to it at once, the others to sums of
 * their own that are then drained into it in their order.
 */
final class Gradients {
  private final Kernels kernels;
  private final Ranges ranges;
  private final float[][] groups;
  private final IntConsumer drainTask = this::drain;
  private final IntConsumer squareTask = this::square;
  private final double[] rangeSquares;
  private int groupsInUse;

  Gradients(Kernels kernels, Workers workers, int size, int maxGroups) {
    this.kernels = kernels;
    ranges = new Ranges(workers, size);
    groups = new float[Math.max(1, maxGroups)][size];
    rangeSquares = new double[ranges.count()];
  }

  /** Where a group adds its gradients. */
  float[] ofGroup(int group) {
    return groups[group];
  }

  /** The sum, valid after {@link #sum(int)}. */
  float[] sum() {
    return groups[0];
  }

  Ranges ranges() {
    return ranges;
  }

  /** Drains the sums of the first groups into the one sum. */
  void sum(int count) {
    if (count > 1) {
      groupsInUse = count;
      ranges.run(drainTask);
    }
  }

  private void drain(int range) {
    for (int group = 1; group < groupsInUse; group++) {
      kernels.drain(groups[0], groups[group], ranges.from(range), ranges.to(range));
    }
  }

  /** Clears everything, also what an interrupted pass left behind. */
  void clear() {
    for (float[] group : groups) {
      Arrays.fill(group, 0);
    }
  }

  /** The Euclidean norm of the sum. */
  double norm() {
    ranges.run(squareTask);
    double sum = 0;
    for (double value : rangeSquares) {
      sum += value;
    }
    return Math.sqrt(sum);
  }

  private void square(int range) {
    rangeSquares[range] = kernels.sumOfSquares(groups[0], ranges.from(range), ranges.to(range));
  }
}
