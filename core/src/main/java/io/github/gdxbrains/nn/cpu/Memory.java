package io.github.gdxbrains.nn.cpu;

/**
 * The packed parameters of a network and what is derived from them. Stages are built while matrices
 * find their places; the arrays follow when all have one.
 */
final class Memory {
  /** At the offsets of {@link Matrix#weights} and {@link Matrix#biases}. */
  float[] parameters = {};

  /** At the offsets of {@link Matrix#transpose}. */
  float[] transposes = {};

  /** As long as the widest row, for sums that start at nothing. */
  float[] zeros = {};

  void allocate(Plan plan) {
    parameters = new float[plan.packedSize()];
    transposes = new float[plan.transposesSize()];
    zeros = new float[plan.widest()];
  }
}
