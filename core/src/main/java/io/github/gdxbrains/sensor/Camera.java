package io.github.gdxbrains.sensor;

import io.github.gdxbrains.space.ObservationStream;

/**
 * A picture of a part of the world, which is stretched to fill it.
 *
 * @param name of the observation stream
 * @param rows height of the picture in pixels, at least 1
 * @param columns width of the picture in pixels, at least 1
 * @param grayscale whether a pixel is its luminance, or red, green and blue
 * @param centerX middle of the part, in world units
 * @param centerY middle of the part, in world units
 * @param width of the part in world units, positive
 * @param height of the part in world units, positive
 */
public record Camera(
    String name,
    int rows,
    int columns,
    boolean grayscale,
    float centerX,
    float centerY,
    float width,
    float height) {
  /** Checks the numbers. */
  public Camera {
    if (rows < 1 || columns < 1) {
      throw new IllegalArgumentException(
          String.format(
              "%s: the picture has %d rows and %d columns, but must have at least one of each",
              name, rows, columns));
    }
    if (!(width > 0 && height > 0)) {
      throw new IllegalArgumentException(
          String.format(
              "%s: the camera sees %s by %s, but both must be positive", name, width, height));
    }
  }

  /** What a {@link CameraSensor} writes: {@code [rows, columns, channels]} bytes. */
  public ObservationStream stream() {
    return ObservationStream.image(name, rows, columns, channels());
  }

  int channels() {
    return grayscale ? 1 : 3;
  }
}
