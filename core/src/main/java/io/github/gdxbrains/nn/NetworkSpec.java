package io.github.gdxbrains.nn;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What a network is made of: the inputs of a row, an optional normaliser, and one or more trunks
 * that do not share parameters (one trunk with two heads is a shared network). {@link Structure}
 * works out the shapes.
 *
 * <p>An input row is the numbers of all inputs one after another, then the counts of the counted
 * ones, in the same order. The network's output row is the outputs of all heads one after another,
 * in the order of the trunks and of the heads within them.
 *
 * @param streams the inputs, at least one
 * @param normalize whether the first layer is a normaliser: {@code clamp((x - mean) · scale, -5,
 *     5)}, whose statistics are set and not learned by gradient; counts, images and what an {@link
 *     Layer.Embedding} reads stay as they are
 * @param trunks at least one
 */
public record NetworkSpec(List<Input> streams, boolean normalize, List<Trunk> trunks) {
  /** Bound on normalised inputs, as in ML-Agents. */
  public static final float NORMALIZED_LIMIT = 5f;

  /** Copies the lists and checks sizes, names and shapes. */
  public NetworkSpec {
    streams = List.copyOf(streams);
    trunks = List.copyOf(trunks);
    if (streams.isEmpty()) {
      throw new IllegalArgumentException("a network must have at least one input");
    }
    if (trunks.isEmpty()) {
      throw new IllegalArgumentException("a network must have at least one trunk");
    }
    Set<String> names = new HashSet<>();
    for (Input input : streams) {
      if (!names.add(input.name())) {
        throw new IllegalArgumentException("two inputs are named " + input.name());
      }
    }
    names.clear();
    for (Trunk trunk : trunks) {
      for (Head head : trunk.heads()) {
        if (!names.add(head.name())) {
          throw new IllegalArgumentException("two heads are named " + head.name());
        }
      }
    }
    new Structure(streams, trunks);
  }

  /**
   * A network of one input, a vector.
   *
   * @param inputs how many numbers an input row has, at least 1
   * @param normalize whether the first layer is a normaliser
   * @param trunks at least one
   */
  public NetworkSpec(int inputs, boolean normalize, List<Trunk> trunks) {
    this(List.of(new Input("input", vector(inputs), false)), normalize, trunks);
  }

  private static Shape vector(int inputs) {
    if (inputs < 1) {
      throw new IllegalArgumentException("inputs is " + inputs + ", but must be at least 1");
    }
    return Shape.of(inputs);
  }

  /** How many numbers an input row has, counts included. */
  public int inputs() {
    int size = 0;
    for (int i = 0; i < streams.size(); i++) {
      Input input = streams.get(i);
      size += input.shape().size() + (input.counted() ? 1 : 0);
    }
    return size;
  }

  /** The places of all layers and heads. */
  public Structure structure() {
    return new Structure(streams, trunks);
  }

  /** Recurrent numbers that a sequence starts from; 0 for a feed-forward network. */
  public int stateSize() {
    return structure().stateSize();
  }

  /** All heads in the order of the output row. */
  public List<Head> heads() {
    List<Head> heads = new ArrayList<>();
    for (Trunk trunk : trunks) {
      heads.addAll(trunk.heads());
    }
    return heads;
  }

  /** How many numbers an output row has. */
  public int outputs() {
    return heads().stream().mapToInt(Head::units).sum();
  }

  /**
   * Where the outputs of a head start in the output row.
   *
   * @throws IllegalArgumentException if there is no such head
   */
  public int offset(String head) {
    int offset = 0;
    for (Head candidate : heads()) {
      if (candidate.name().equals(head)) {
        return offset;
      }
      offset += candidate.units();
    }
    throw new IllegalArgumentException(
        "no head is named " + head + "; there are " + heads().stream().map(Head::name).toList());
  }
}
