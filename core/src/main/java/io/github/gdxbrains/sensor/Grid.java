package io.github.gdxbrains.sensor;

import io.github.gdxbrains.space.ElementType;
import io.github.gdxbrains.space.ObservationStream;
import java.util.HashSet;
import java.util.List;

/**
 * A square of cells around an agent, and what it tells apart in each (ML-Agents' grid sensor).
 *
 * @param name of the observation stream
 * @param reach cells that it shows in each direction, at least 0
 * @param tags what each channel of a cell stands for, such as {@code wall}; at least one
 */
public record Grid(String name, int reach, List<String> tags) {
  /** Copies the tags and checks them. */
  public Grid {
    tags = List.copyOf(tags);
    if (reach < 0) {
      throw new IllegalArgumentException(name + ": reach is " + reach + ", but must be at least 0");
    }
    if (tags.isEmpty()) {
      throw new IllegalArgumentException(name + ": there must be at least one tag");
    }
    if (new HashSet<>(tags).size() < tags.size()) {
      throw new IllegalArgumentException(name + ": two of the tags " + tags + " are the same");
    }
  }

  /** Cells along an edge of the square; the agent's is in the middle. */
  public int width() {
    return 2 * reach + 1;
  }

  /**
   * What a {@link GridSensor} writes: {@code [rows, columns, tags]} numbers from 0 to 1. Rows go
   * from the agent's right to its left, columns from behind it to ahead of it: for an agent that
   * heads to the right on the screen, rows upwards and columns to the right.
   */
  public ObservationStream stream() {
    List<Integer> shape = List.of(width(), width(), tags.size());
    return new ObservationStream(name, ElementType.FLOAT32, shape, false, 0, 1);
  }
}
