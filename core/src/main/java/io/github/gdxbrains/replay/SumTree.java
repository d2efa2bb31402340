package io.github.gdxbrains.replay;

import java.util.Arrays;

/**
 * Weights of numbered items, and the item under which a point of their sum lies (prioritised
 * experience replay, arXiv:1511.05952 appendix B.2.1). An inner node is the sum of its two
 * children, computed anew whenever one changes: so the tree depends on its leaves alone, not on
 * their history.
 */
public final class SumTree {
  private final int items;
  private final int leaves;
  private final double[] nodes;

  /** A tree of so many items, all of weight 0. */
  public SumTree(int items) {
    if (items < 1) {
      throw new IllegalArgumentException("items is " + items + ", but must be at least 1");
    }
    this.items = items;
    leaves = items == 1 ? 1 : Integer.highestOneBit(items - 1) * 2;
    nodes = new double[Math.multiplyExact(2, leaves)];
  }

  /** How many bytes a tree of so many items takes. */
  public static long bytes(long items) {
    return 16 * (items <= 1 ? 1 : Long.highestOneBit(items - 1) * 2);
  }

  /** Sets an item's weight, at least 0. */
  public void set(int item, double weight) {
    if (!(weight >= 0) || weight == Double.POSITIVE_INFINITY) {
      throw new IllegalArgumentException(
          "weight is " + weight + ", but must be finite and at least 0");
    }
    int node = leaves + item;
    nodes[node] = weight;
    for (node >>= 1; node > 0; node >>= 1) {
      nodes[node] = nodes[2 * node] + nodes[2 * node + 1];
    }
  }

  /** An item's weight. */
  public double get(int item) {
    return nodes[leaves + item];
  }

  /** The sum of all weights. */
  public double total() {
    return nodes[1];
  }

  /**
   * The item for which the sum of the weights before it is at most {@code point}, and with its own
   * above it.
   *
   * @param point in [0, {@link #total})
   */
  public int find(double point) {
    int node = 1;
    while (node < leaves) {
      node *= 2;
      if (point >= nodes[node] && nodes[node + 1] > 0) {
        point -= nodes[node];
        node++;
      }
    }
    return Math.min(items - 1, node - leaves);
  }

  /** Sets all weights at once; {@link #get} of every item gives them. */
  public void setAll(double[] weights) {
    System.arraycopy(weights, 0, nodes, leaves, items);
    Arrays.fill(nodes, leaves + items, nodes.length, 0);
    for (int node = leaves - 1; node > 0; node--) {
      nodes[node] = nodes[2 * node] + nodes[2 * node + 1];
    }
  }
}
