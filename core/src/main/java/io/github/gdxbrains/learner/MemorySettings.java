package io.github.gdxbrains.learner;

import io.github.gdxbrains.config.InvalidValue;
import io.github.gdxbrains.nn.Layer;

/**
 * What a network remembers from decision to decision: {@code memory}, a recurrent layer behind the
 * hidden ones.
 *
 * @param type which layer
 * @param memorySize numbers that an agent keeps; an LSTM keeps two vectors, so it has half as many
 *     units, as in ML-Agents
 * @param sequenceLength decisions of a sequence that is learned from as a whole: how far back a
 *     gradient reaches
 */
public record MemorySettings(Type type, int memorySize, int sequenceLength) {
  /** ML-Agents' defaults: an LSTM, 128 numbers, sequences of 64. */
  public static final MemorySettings DEFAULT = new MemorySettings(Type.LSTM, 128, 64);

  /** Kinds of recurrent layers. */
  public enum Type {
    /** {@link Layer.Lstm}. */
    LSTM,
    /** {@link Layer.Gru}. */
    GRU
  }

  /** Checks the ranges. */
  public MemorySettings {
    InvalidValue.unlessWithin("memory_size", memorySize, 2, 65536);
    InvalidValue.unlessWithin("sequence_length", sequenceLength, 1, 65536);
    if (type == Type.LSTM && memorySize % 2 != 0) {
      throw new InvalidValue(
          "memory_size", "is " + memorySize + ", but must be even: an lstm keeps two vectors");
    }
  }

  /** The recurrent layer. */
  Layer layer() {
    return switch (type) {
      case LSTM -> new Layer.Lstm(memorySize / 2);
      case GRU -> new Layer.Gru(memorySize);
    };
  }
}
