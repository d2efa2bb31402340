package io.github.gdxbrains.example;

import com.badlogic.ashley.core.Component;
import com.badlogic.ashley.core.Engine;
import com.badlogic.ashley.core.Entity;
import com.badlogic.ashley.core.Family;
import com.badlogic.ashley.utils.ImmutableArray;
import com.badlogic.gdx.physics.box2d.Body;
import io.github.gdxbrains.sensor.EntityList;
import io.github.gdxbrains.sensor.EntityListSensor;
import io.github.gdxbrains.sensor.RaySensor;
import io.github.gdxbrains.sensor.Rays;
import io.github.gdxbrains.sensor.Sensor;
import java.util.List;

/** What {@code docs/adding-a-sensor.md} shows of rays and entities. */
final class WolfEyes {
  private static final int WALL = 1;
  private static final int SHEEP = 2;
  private static final int LAMB = 4;

  private WolfEyes() {}

  /** Who looks. */
  static final class Wolf implements Component {
    Body body;

    static Wolf of(Entity entity) {
      return entity.getComponent(Wolf.class);
    }
  }

  /** Where something is. */
  static final class Place implements Component {
    double x;
    double y;
    double fat;

    static Place of(Entity entity) {
      return entity.getComponent(Place.class);
    }
  }

  static Sensor eyes() {
    // name, rays, angle between the outermost, length in metres, collision categories, their names
    Rays rays =
        new Rays("eyes", 9, 2.1f, 12, List.of(WALL, SHEEP | LAMB), List.of("wall", "sheep"));
    return new RaySensor(rays, me -> Wolf.of(me).body);
  }

  static Sensor flock(Engine engine) {
    EntityList sheep =
        new EntityList( // name, at most so many, what is seen of each: name, bounds, reading
            "sheep",
            8,
            List.of(
                new EntityList.Feature(
                    "x", -1, 1, (me, it) -> (Place.of(it).x - Place.of(me).x) / 20),
                new EntityList.Feature(
                    "y", -1, 1, (me, it) -> (Place.of(it).y - Place.of(me).y) / 20),
                new EntityList.Feature("fat", 0, 1, (me, it) -> Place.of(it).fat)));
    ImmutableArray<Entity> flock = engine.getEntitiesFor(Family.all(Place.class).get());
    return new EntityListSensor(sheep, me -> flock, e -> Place.of(e).x, e -> Place.of(e).y);
  }
}
