package io.github.gdxbrains.sensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.badlogic.ashley.core.Entity;
import io.github.gdxbrains.canvas.Drawing;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A world of 4 columns and 3 rows whose cells show their number and whether they are beyond. */
final class GridSensorTest {
  private static final Grid GRID = new Grid("around", 1, List.of("number", "beyond"));

  private final Tiles tiles = new Tiles(GRID, 4, 3);

  GridSensorTest() {
    tiles.fill(1, 1);
    for (int row = 0; row < 3; row++) {
      for (int column = 0; column < 4; column++) {
        tiles.set(column, row, 0, number(column, row));
        tiles.set(column, row, 1, 0);
      }
    }
  }

  private static float number(int column, int row) {
    return 0.1f * row + 0.01f * (column + 1);
  }

  private float[] sense(int column, int row, int heading) {
    GridSensor sensor = new GridSensor(GRID, e -> tiles, e -> column, e -> row, e -> heading);
    float[] seen = new float[sensor.stream().size()];
    ObservationWriter writer = new ObservationWriter();
    writer.moveToFloats(seen, 0, seen.length);
    sensor.sense(new Entity(), writer);
    assertThat(writer.remaining()).isZero();
    return seen;
  }

  /** What is seen of a tag. */
  private static float[] channel(float[] seen, int tag) {
    float[] channel = new float[seen.length / 2];
    for (int i = 0; i < channel.length; i++) {
      channel[i] = seen[2 * i + tag];
    }
    return channel;
  }

  @Test
  void rowsGoUpwardsAndColumnsToTheRight() {
    assertThat(GRID.stream().shape()).containsExactly(3, 3, 2);
    assertThat(channel(sense(2, 1, 0), 0))
        .containsExactly(
            number(1, 0),
            number(2, 0),
            number(3, 0),
            number(1, 1),
            number(2, 1),
            number(3, 1),
            number(1, 2),
            number(2, 2),
            number(3, 2));
  }

  @Test
  void aTurnedAgentSeesRowsFromItsRightToItsLeftAndColumnsAhead() {
    assertThat(channel(sense(2, 1, 1), 0))
        .as("upwards: its right is the right, ahead is above")
        .containsExactly(
            number(3, 0),
            number(3, 1),
            number(3, 2),
            number(2, 0),
            number(2, 1),
            number(2, 2),
            number(1, 0),
            number(1, 1),
            number(1, 2));
    assertThat(channel(sense(2, 1, 2), 0))
        .as("to the left: its right is above, ahead is the left")
        .containsExactly(
            number(3, 2),
            number(2, 2),
            number(1, 2),
            number(3, 1),
            number(2, 1),
            number(1, 1),
            number(3, 0),
            number(2, 0),
            number(1, 0));
    assertThat(channel(sense(2, 1, 3), 0))
        .as("downwards: its right is the left, ahead is below")
        .containsExactly(
            number(1, 2),
            number(1, 1),
            number(1, 0),
            number(2, 2),
            number(2, 1),
            number(2, 0),
            number(3, 2),
            number(3, 1),
            number(3, 0));
  }

  @Test
  void beyondTheEdgeIsTheMargin() {
    assertThat(channel(sense(0, 2, 0), 1)).containsExactly(1, 0, 0, 1, 0, 0, 1, 1, 1);
    assertThat(channel(sense(0, 2, 0), 0))
        .containsExactly(0, number(0, 1), number(1, 1), 0, number(0, 2), number(1, 2), 0, 0, 0);
  }

  @Test
  void whatChangesIsSeen() {
    tiles.set(3, 1, 0, 0.75f);
    assertThat(tiles.get(3, 1, 0)).isEqualTo(0.75f);
    assertThat(channel(sense(2, 1, 0), 0)[5]).isEqualTo(0.75f);
    tiles.clear();
    assertThat(sense(2, 1, 0)).containsOnly(0);
  }

  @Test
  void cellsAreTintedByWhatTheyShowWhereTheWorldDrawsThem() {
    tiles.clear();
    tiles.set(0, 0, 0, 1);
    tiles.set(1, 0, 0, 0.5f);
    tiles.set(1, 0, 1, 1);
    tiles.drawnAt(20, 30, -2, 4); // columns run to the left
    GridSensor sensor = new GridSensor(GRID, e -> tiles, e -> 1, e -> 1);
    SensorStyle style = new SensorStyle(0.5f, 0);
    Drawing drawing = new Drawing();
    sensor.draw(new Entity(), drawing, style);
    assertThat(sensor.tags()).containsExactly("number", "beyond");
    List<Drawing.Shape> cells =
        drawing.shapes().stream().filter(shape -> shape.kind().equals("rectangle")).toList();
    // a cell is 2 wide and 4 high, nine tenths of it are tinted; two tags share it
    assertCell(cells.get(0), SensorStyle.fade(style.color(0), 0.6f), 20, 30, 1.8, 3.6);
    assertCell(cells.get(1), SensorStyle.fade(style.color(0), 0.375f), 17.55, 30, 0.9, 3.6);
    assertCell(cells.get(2), SensorStyle.fade(style.color(1), 0.6f), 18.45, 30, 0.9, 3.6);
    assertThat(cells).hasSize(3);
    // the frame around columns 0 to 2 and rows 0 to 2
    assertThat(drawing.all("line", SensorStyle.NOTHING))
        .extracting(numbers -> numbers.subList(0, 4))
        .containsExactly(
            List.of(15f, 28f, 21f, 28f),
            List.of(21f, 28f, 21f, 40f),
            List.of(21f, 40f, 15f, 40f),
            List.of(15f, 40f, 15f, 28f));
  }

  private static void assertCell(Drawing.Shape cell, int color, double... expected) {
    assertThat(cell.color()).isEqualTo(color);
    for (int i = 0; i < expected.length; i++) {
      assertThat((double) cell.numbers().get(i)).isCloseTo(expected[i], within(1e-4));
    }
  }

  @Test
  void unlessToldOtherwiseCellsAreUnitsAboveTheOrigin() {
    tiles.clear();
    tiles.set(3, 2, 0, 1);
    Drawing drawing = new Drawing();
    new GridSensor(GRID, e -> tiles, e -> 2, e -> 1)
        .draw(new Entity(), drawing, new SensorStyle(0.01f, 0));
    assertThat(drawing.shapes().get(0).numbers().subList(0, 2)).containsExactly(3.5f, 2.5f);
  }

  @Test
  void aGridWithoutSenseIsRefused() {
    assertThatThrownBy(() -> new Grid("around", -1, List.of("wall")))
        .hasMessage("around: reach is -1, but must be at least 0");
    assertThatThrownBy(() -> new Grid("around", 1, List.of()))
        .hasMessage("around: there must be at least one tag");
    assertThatThrownBy(() -> new Grid("around", 1, List.of("wall", "wall")))
        .hasMessage("around: two of the tags [wall, wall] are the same");
  }
}
