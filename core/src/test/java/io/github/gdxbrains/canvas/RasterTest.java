package io.github.gdxbrains.canvas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Most pictures have a pixel for each unit, black below white shapes. */
final class RasterTest {
  private static final int BLACK = 0x000000FF;
  private static final int WHITE = 0xFFFFFFFF;

  private static Raster black(int size) {
    Raster raster = new Raster(size, size, 1);
    raster.view(size / 2f, size / 2f, size, size, BLACK);
    return raster;
  }

  private static int[] values(Raster raster) {
    int[] values = new int[raster.pixels().length];
    for (int i = 0; i < values.length; i++) {
      values[i] = raster.pixels()[i] & 0xff;
    }
    return values;
  }

  /** White area in pixels. */
  private static double area(Raster raster) {
    double sum = 0;
    for (int value : values(raster)) {
      sum += value / 255.0;
    }
    return sum;
  }

  @Test
  void pixelsOfAnUprightRectangleHaveTheShareThatItCovers() {
    Raster raster = black(4);
    // x from 0.5 to 2.25, y from 1 to 2.5: rows 1.5 to 3 from the top
    raster.rectangle(1.375f, 1.75f, 1.75f, 1.5f, 0, WHITE);
    // shares of columns 0.5, 1, 0.25; of rows 0.5, 1; times 255, rounded
    assertThat(values(raster))
        .containsExactly(
            0, 0, 0, 0, //
            64, 128, 32, 0, //
            128, 255, 64, 0, //
            0, 0, 0, 0);
  }

  @Test
  void aTrianglesSlopeHalvesThePixelsThatItCrosses() {
    Raster raster = black(3);
    raster.triangle(0, 0, 3, 0, 0, 3, WHITE);
    assertThat(values(raster)).containsExactly(128, 0, 0, 255, 128, 0, 255, 255, 128);
    Raster turned = black(3);
    turned.triangle(0, 3, 3, 0, 0, 0, WHITE);
    assertThat(values(turned)).as("the other way round").isEqualTo(values(raster));
  }

  @Test
  void shapesHaveTheirArea() {
    Raster circle = black(32);
    circle.circle(15.3f, 16.8f, 10, WHITE);
    assertThat(area(circle)).isCloseTo(Math.PI * 100, within(1.0));

    Raster ring = black(32);
    ring.ring(16.4f, 15.1f, 9, 3, WHITE);
    assertThat(area(ring)).isCloseTo(Math.PI * (10.5 * 10.5 - 7.5 * 7.5), within(1.0));

    Raster turned = black(32);
    turned.rectangle(16.2f, 15.7f, 17, 6, 0.5f, WHITE);
    assertThat(area(turned)).isCloseTo(17 * 6, within(1.0));

    Raster line = black(32);
    line.line(8, 10, 20, 15, 4, WHITE);
    assertThat(area(line)).isCloseTo(13 * 4 + Math.PI * 4, within(1.0));

    Raster dot = black(32);
    dot.line(8, 10, 8, 10, 8, WHITE);
    assertThat(area(dot)).as("a line of no length").isCloseTo(Math.PI * 16, within(1.0));
  }

  @Test
  void anglesTurnCounterClockwise() {
    Raster raster = black(9);
    raster.rectangle(4.5f, 4.5f, 8, 1, (float) (Math.PI / 4), WHITE);
    int[] values = values(raster);
    assertThat(values[2 * 9 + 6]).as("upper right").isGreaterThan(100);
    assertThat(values[6 * 9 + 2]).as("lower left").isGreaterThan(100);
    assertThat(values[2 * 9 + 2]).as("upper left").isZero();
  }

  @Test
  void laterShapesCoverEarlierOnesByTheirOpacity() {
    Raster raster = new Raster(1, 1, 1);
    raster.view(0, 0, 1, 1, 0x646464FF);
    assertThat(values(raster)).containsExactly(100);
    raster.rectangle(0, 0, 1, 1, 0, 0xC8C8C880);
    // 100 + (200 - 100) * 128 / 255 = 150.2
    assertThat(values(raster)).containsExactly(150);
    raster.view(0, 0, 1, 1, 0x646464FF);
    assertThat(values(raster)).as("a view clears").containsExactly(100);
  }

  @Test
  void coloursBecomeLuminanceOrStayThree() {
    Raster gray = new Raster(1, 1, 1);
    int[] colours = {0xFF0000FF, 0x00FF00FF, 0x0000FFFF};
    int[] luminances = {76, 150, 29};
    for (int i = 0; i < 3; i++) {
      gray.view(0, 0, 1, 1, colours[i]);
      assertThat(values(gray)).containsExactly(luminances[i]);
    }
    Raster colour = new Raster(1, 2, 3);
    colour.view(1, 0.5f, 2, 1, 0x0A141EFF);
    assertThat(values(colour)).containsExactly(10, 20, 30, 10, 20, 30);
    colour.rectangle(1.5f, 0.5f, 1, 1, 0, 0x28323CFF);
    assertThat(values(colour)).containsExactly(10, 20, 30, 40, 50, 60);
  }

  @Test
  void theViewKeepsItsProportions() {
    Raster raster = new Raster(4, 4, 1);
    raster.view(10, 20, 8, 4, BLACK);
    raster.rectangle(10, 20, 8, 4, 0, WHITE);
    assertThat(values(raster))
        .containsExactly(0, 0, 0, 0, 255, 255, 255, 255, 255, 255, 255, 255, 0, 0, 0, 0);
  }

  @Test
  void aPartIsStretchedWhateverTheViewSays() {
    Raster raster = new Raster(2, 4, 1);
    raster.lookAt(10, 20, 8, 8);
    raster.view(0, 0, 100, 100, BLACK);
    raster.rectangle(7, 22, 2, 4, 0, WHITE);
    assertThat(values(raster)).containsExactly(255, 0, 0, 0, 0, 0, 0, 0);
    raster.view(0, 0, 100, 100, BLACK);
    raster.circle(10, 20, 2, WHITE);
    // two columns a row of a quarter of an ellipse with radii of 1 and 0.5 pixels
    int quarter = (int) Math.round(255 * Math.PI * 0.5 / 4);
    for (int pixel : new int[] {1, 2, 5, 6}) {
      assertThat(values(raster)[pixel]).isCloseTo(quarter, within(3));
    }
  }

  @Test
  void whatIsOutsideIsCutOff() {
    Raster raster = black(4);
    raster.rectangle(-10, 2, 4, 40, 0, WHITE);
    raster.rectangle(2, 100, 4, 4, 0, WHITE);
    raster.circle(1e9f, 2, 3, WHITE);
    raster.line(5, -50, 5, 50, 1, WHITE);
    assertThat(area(raster)).isZero();
    raster.rectangle(2, 2, 1e6f, 1e6f, 0, WHITE);
    assertThat(area(raster)).isEqualTo(16);
  }

  @Test
  void textIsForPeople() {
    Raster raster = black(16);
    raster.text("42", 8, 8, 10, Canvas.Align.CENTER, WHITE);
    assertThat(area(raster)).isZero();
  }

  @Test
  void impossiblePicturesAreRefused() {
    assertThatThrownBy(() -> new Raster(0, 4, 1)).hasMessageContaining("0 rows, 4 columns");
    assertThatThrownBy(() -> new Raster(4, 4, 2)).hasMessageContaining("2 channels");
  }
}
