package io.github.gdxbrains.nn;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What a network is made of: one input row, an optional normaliser, and one or more trunks that do
 * not share parameters (one trunk with two heads is a shared network).
 *
 * <p>The network's output row is the outputs of all heads one after another, in the order of the
 * trunks and of the heads within them.
 *
 * @param inputs how many numbers an input row has, at least 1
 * @param normalize whether the first layer is a normaliser: {@code clamp((x - mean) · scale, -5,
 *     5)}, whose statistics are set and not learned by gradient
 * @param trunks at least one
 */
public record NetworkSpec(int inputs, boolean normalize, List<Trunk> trunks) {
  /** Bound on normalised inputs, as in ML-Agents. */
  public static final float NORMALIZED_LIMIT = 5f;

  /** Copies the lists and checks sizes and names. */
  public NetworkSpec {
    trunks = List.copyOf(trunks);
    if (inputs < 1) {
      throw new IllegalArgumentException("inputs is " + inputs + ", but must be at least 1");
    }
    if (trunks.isEmpty()) {
      throw new IllegalArgumentException("a network must have at least one trunk");
    }
    Set<String> names = new HashSet<>();
    for (Trunk trunk : trunks) {
      for (Head head : trunk.heads()) {
        if (!names.add(head.name())) {
          throw new IllegalArgumentException("two heads are named " + head.name());
        }
      }
    }
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
