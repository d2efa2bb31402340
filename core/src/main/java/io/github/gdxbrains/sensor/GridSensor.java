package io.github.gdxbrains.sensor;

import com.badlogic.ashley.core.Entity;
import io.github.gdxbrains.canvas.Canvas;
import io.github.gdxbrains.space.ObservationStream;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/**
 * Sees the cells around an entity, through whatever stands between. The world keeps what cells show
 * in {@link Tiles}; the sensor copies the part around the entity, turned to where it heads.
 */
public final class GridSensor implements Sensor {
  private final Grid grid;
  private final ObservationStream stream;
  private final Function<Entity, Tiles> tilesOf;
  private final ToIntFunction<Entity> columnOf;
  private final ToIntFunction<Entity> rowOf;
  private final ToIntFunction<Entity> headingOf;

  /**
   * A sensor that always looks to the right: rows upwards, columns to the right.
   *
   * @param tilesOf what the entity sees; several may see the same tiles
   * @param columnOf the entity's column on them, from 0
   * @param rowOf the entity's row on them, from 0 at the bottom
   */
  public GridSensor(
      Grid grid,
      Function<Entity, Tiles> tilesOf,
      ToIntFunction<Entity> columnOf,
      ToIntFunction<Entity> rowOf) {
    this(grid, tilesOf, columnOf, rowOf, entity -> 0);
  }

  /**
   * A sensor that turns with its entity.
   *
   * @param headingOf quarters of a turn, 0 to 3, counter-clockwise from the right
   */
  public GridSensor(
      Grid grid,
      Function<Entity, Tiles> tilesOf,
      ToIntFunction<Entity> columnOf,
      ToIntFunction<Entity> rowOf,
      ToIntFunction<Entity> headingOf) {
    this.grid = grid;
    this.tilesOf = tilesOf;
    this.columnOf = columnOf;
    this.rowOf = rowOf;
    this.headingOf = headingOf;
    stream = grid.stream();
  }

  @Override
  public ObservationStream stream() {
    return stream;
  }

  @Override
  public void sense(Entity entity, ObservationWriter out) {
    tilesOf
        .apply(entity)
        .write(
            grid.reach(),
            columnOf.applyAsInt(entity),
            rowOf.applyAsInt(entity),
            headingOf.applyAsInt(entity),
            out);
  }

  /** Tints the cells that are seen by their tags; see {@link Tiles#drawnAt}. */
  @Override
  public void draw(Entity entity, Canvas canvas, SensorStyle style) {
    int column = columnOf.applyAsInt(entity);
    int row = rowOf.applyAsInt(entity);
    tilesOf.apply(entity).draw(grid.reach(), column, row, canvas, style);
  }

  @Override
  public List<String> tags() {
    return grid.tags();
  }
}
