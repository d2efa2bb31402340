package io.github.gdxbrains.sensor;

import com.badlogic.ashley.core.Entity;
import com.badlogic.ashley.utils.ImmutableArray;
import io.github.gdxbrains.canvas.Canvas;
import io.github.gdxbrains.space.ObservationStream;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * Lists the entities around an agent, the nearest first and of equally near ones the one that comes
 * first. The agent itself is not listed; those beyond the list's length are not seen.
 */
public final class EntityListSensor implements Sensor {
  private final EntityList list;
  private final ObservationStream stream;
  private final EntityList.Feature[] features;
  private final Function<Entity, ImmutableArray<Entity>> entitiesOf;
  private final ToDoubleFunction<Entity> xOf;
  private final ToDoubleFunction<Entity> yOf;
  private final BiPredicate<Entity, Entity> sees;
  private final Entity[] nearest;
  private final double[] squares;
  private int count;

  /**
   * Sees all of the entities.
   *
   * @param entitiesOf those that an agent may see, such as {@code engine.getEntitiesFor(family)}
   * @param xOf where an entity is, in the world's units; also of the agent itself
   * @param yOf where an entity is, upwards
   */
  public EntityListSensor(
      EntityList list,
      Function<Entity, ImmutableArray<Entity>> entitiesOf,
      ToDoubleFunction<Entity> xOf,
      ToDoubleFunction<Entity> yOf) {
    this(list, entitiesOf, xOf, yOf, (me, other) -> true);
  }

  /**
   * Sees some of the entities.
   *
   * @param sees whether an agent, the first, sees an entity, the second
   */
  public EntityListSensor(
      EntityList list,
      Function<Entity, ImmutableArray<Entity>> entitiesOf,
      ToDoubleFunction<Entity> xOf,
      ToDoubleFunction<Entity> yOf,
      BiPredicate<Entity, Entity> sees) {
    this.list = list;
    stream = list.stream();
    features = list.features().toArray(new EntityList.Feature[0]);
    this.entitiesOf = entitiesOf;
    this.xOf = xOf;
    this.yOf = yOf;
    this.sees = sees;
    nearest = new Entity[list.most()];
    squares = new double[list.most()];
  }

  @Override
  public ObservationStream stream() {
    return stream;
  }

  @Override
  public void sense(Entity entity, ObservationWriter out) {
    find(entity);
    for (int i = 0; i < count; i++) {
      for (EntityList.Feature feature : features) {
        out.put(feature.read(entity, nearest[i]));
      }
    }
    out.finish(count);
    forget();
  }

  /** Sorts the nearest into place one after another. */
  private void find(Entity me) {
    count = 0;
    double x = xOf.applyAsDouble(me);
    double y = yOf.applyAsDouble(me);
    ImmutableArray<Entity> entities = entitiesOf.apply(me);
    for (int i = 0; i < entities.size(); i++) {
      Entity other = entities.get(i);
      if (other != me && sees.test(me, other)) {
        double dx = xOf.applyAsDouble(other) - x;
        double dy = yOf.applyAsDouble(other) - y;
        insert(other, dx * dx + dy * dy);
      }
    }
  }

  private void insert(Entity other, double square) {
    int place = count;
    while (place > 0 && square < squares[place - 1]) {
      place--;
    }
    if (place == nearest.length) {
      return;
    }
    count = Math.min(count + 1, nearest.length);
    System.arraycopy(nearest, place, nearest, place + 1, count - place - 1);
    System.arraycopy(squares, place, squares, place + 1, count - place - 1);
    nearest[place] = other;
    squares[place] = square;
  }

  /** Lets go of entities that may leave the world. */
  private void forget() {
    Arrays.fill(nearest, 0, count, null);
    count = 0;
  }

  /** A line to each listed entity, and its number in the list. */
  @Override
  public void draw(Entity entity, Canvas canvas, SensorStyle style) {
    find(entity);
    float x = (float) xOf.applyAsDouble(entity);
    float y = (float) yOf.applyAsDouble(entity);
    int color = style.color(0);
    for (int i = 0; i < count; i++) {
      float toX = (float) xOf.applyAsDouble(nearest[i]);
      float toY = (float) yOf.applyAsDouble(nearest[i]);
      style.line(canvas, x, y, toX, toY, 1.5f, color);
      style.badge(canvas, toX, toY, i + 1, color);
    }
    forget();
  }

  @Override
  public List<String> tags() {
    return List.of(list.name());
  }
}
