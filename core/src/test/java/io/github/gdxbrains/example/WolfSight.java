package io.github.gdxbrains.example;

import com.badlogic.ashley.core.Component;
import com.badlogic.ashley.core.Entity;
import io.github.gdxbrains.sensor.Grid;
import io.github.gdxbrains.sensor.GridSensor;
import io.github.gdxbrains.sensor.Sensor;
import io.github.gdxbrains.sensor.Tiles;
import java.util.List;

/** What {@code docs/adding-a-sensor.md} shows of cells. */
final class WolfSight {
  private WolfSight() {}

  /** Where a wolf is. */
  static final class Wolf implements Component {
    int column;
    int row;

    static Wolf of(Entity entity) {
      return entity.getComponent(Wolf.class);
    }
  }

  /** A wolf in a walled world with one free cell. */
  static Sensor sight(int column, int row) {
    // name, cells in each direction, tags
    Grid grid = new Grid("around", 3, List.of("wall", "sheep"));
    // columns and rows of the world
    Tiles tiles = new Tiles(grid, 40, 30);
    tiles.fill(0, 1); // walls everywhere, beyond the edge too
    tiles.set(column, row, 0, 0); // no wall here
    return new GridSensor(grid, me -> tiles, me -> Wolf.of(me).column, me -> Wolf.of(me).row);
  }
}
