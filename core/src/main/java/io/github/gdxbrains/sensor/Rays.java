package io.github.gdxbrains.sensor;

import io.github.gdxbrains.space.ElementType;
import io.github.gdxbrains.space.ObservationStream;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A fan of rays, and what they tell apart.
 *
 * @param name of the observation stream
 * @param count how many rays, at least 1
 * @param spreadRad angle between the outermost rays, in (0, 2π]; at 2π they go all round
 * @param lengthMetres how far they reach
 * @param tags collision categories ({@code Filter.categoryBits}), or several joined by {@code |},
 *     that each make one tag; the first that fits counts, and a fixture that fits none is invisible
 * @param tagNames what people call the tags, one for each
 */
public record Rays(
    String name,
    int count,
    float spreadRad,
    float lengthMetres,
    List<Integer> tags,
    List<String> tagNames) {
  private static final float FULL_CIRCLE = (float) (2 * Math.PI);

  /** Rays whose tags are called by their numbers. */
  public Rays(String name, int count, float spreadRad, float lengthMetres, List<Integer> tags) {
    this(
        name,
        count,
        spreadRad,
        lengthMetres,
        tags,
        IntStream.range(0, tags.size()).mapToObj(tag -> "tag " + tag).toList());
  }

  /** Copies the tags and checks the numbers. */
  public Rays {
    tags = List.copyOf(tags);
    tagNames = List.copyOf(tagNames);
    if (count < 1) {
      throw new IllegalArgumentException(name + ": count is " + count + ", but must be at least 1");
    }
    if (!(spreadRad > 0 && spreadRad <= FULL_CIRCLE)) {
      throw new IllegalArgumentException(
          name + ": spreadRad is " + spreadRad + ", but must be in (0, 2π]");
    }
    if (!(lengthMetres > 0)) {
      throw new IllegalArgumentException(
          name + ": lengthMetres is " + lengthMetres + ", but must be positive");
    }
    if (tags.isEmpty()) {
      throw new IllegalArgumentException(name + ": there must be at least one tag");
    }
    if (tagNames.size() != tags.size()) {
      throw new IllegalArgumentException(
          name + ": there are " + tags.size() + " tags, but the names " + tagNames);
    }
  }

  /**
   * What a {@link RaySensor} of these rays writes: {@code [count, tags + 1]} numbers from 0 to 1.
   */
  public ObservationStream stream() {
    return new ObservationStream(
        name, ElementType.FLOAT32, List.of(count, tags.size() + 1), false, 0, 1);
  }

  /** Angle of a ray, counter-clockwise from straight ahead; ray 0 is the rightmost. */
  public float angleRad(int ray) {
    if (count == 1) {
      return 0;
    }
    int gaps = spreadRad == FULL_CIRCLE ? count : count - 1;
    return spreadRad * ray / gaps - spreadRad / 2;
  }
}
