package io.github.gdxbrains.sensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.badlogic.ashley.core.Component;
import com.badlogic.ashley.core.ComponentMapper;
import com.badlogic.ashley.core.Engine;
import com.badlogic.ashley.core.Entity;
import com.badlogic.ashley.core.Family;
import com.badlogic.ashley.utils.ImmutableArray;
import io.github.gdxbrains.canvas.Drawing;
import io.github.gdxbrains.space.ElementType;
import io.github.gdxbrains.space.ObservationStream;
import java.util.List;
import java.util.function.BiPredicate;
import org.junit.jupiter.api.Test;

/** Sheep on a plane, seen by one of them. */
final class EntityListSensorTest {
  private static final EntityList FLOCK =
      new EntityList(
          "flock",
          3,
          List.of(
              new EntityList.Feature(
                  "ahead", -10, 10, (me, other) -> Sheep.of(other).x - Sheep.of(me).x),
              new EntityList.Feature("weight", 0, 1, (me, other) -> Sheep.of(other).weight)));

  private final Engine engine = new Engine();
  private final ImmutableArray<Entity> flock = engine.getEntitiesFor(Family.all(Sheep.class).get());
  private final Entity me = sheep(1, 2, 0);
  private final int[] count = {-1};

  private static final class Sheep implements Component {
    static final ComponentMapper<Sheep> MAPPER = ComponentMapper.getFor(Sheep.class);
    double x;
    double y;
    double weight;

    static Sheep of(Entity entity) {
      return MAPPER.get(entity);
    }
  }

  private Entity sheep(double x, double y, double weight) {
    Sheep sheep = new Sheep();
    sheep.x = x;
    sheep.y = y;
    sheep.weight = weight;
    Entity entity = new Entity().add(sheep);
    engine.addEntity(entity);
    return entity;
  }

  private EntityListSensor sensor(BiPredicate<Entity, Entity> sees) {
    return new EntityListSensor(
        FLOCK, entity -> flock, e -> Sheep.of(e).x, e -> Sheep.of(e).y, sees);
  }

  private float[] sense(EntityListSensor sensor) {
    float[] row = new float[6];
    ObservationWriter writer = new ObservationWriter();
    writer.moveToFloats(row, 0, row.length);
    writer.moveToCount(count, 0);
    sensor.sense(me, writer);
    assertThat(writer.remaining()).isZero();
    return row;
  }

  @Test
  void theStreamIsCountedAndItsBoundsSpanAllFeatures() {
    assertThat(FLOCK.stream())
        .isEqualTo(
            new ObservationStream("flock", ElementType.FLOAT32, List.of(3, 2), true, -10, 10));
  }

  @Test
  void nobodyIsSeenByWhoIsAlone() {
    assertThat(sense(sensor((a, b) -> true))).containsOnly(0);
    assertThat(count[0]).isZero();
  }

  @Test
  void theNearestComeFirstWithoutOneself() {
    sheep(1, 7, 0.5); // 5 away
    sheep(-2, 2, 0.25); // 3 away
    assertThat(sense(sensor((a, b) -> true))).containsExactly(-3, 0.25f, 0, 0.5f, 0, 0);
    assertThat(count[0]).isEqualTo(2);
  }

  @Test
  void thoseBeyondTheListsLengthAreNotSeenAndOfEqualsTheFirstIs() {
    sheep(6, 2, 0.1); // 5 away
    sheep(3, 2, 0.2); // 2 away
    sheep(1, 7, 0.3); // 5 away, like the first
    sheep(2, 2, 0.4); // 1 away
    assertThat(sense(sensor((a, b) -> true))).containsExactly(1, 0.4f, 2, 0.2f, 5, 0.1f);
    assertThat(count[0]).isEqualTo(3);
  }

  @Test
  void featuresAreClampedToTheirOwnBounds() {
    sheep(41, 2, 3);
    sheep(-21, 2, -1);
    assertThat(sense(sensor((a, b) -> true))).containsExactly(-10, 0, 10, 1, 0, 0);
  }

  @Test
  void whoIsNotSeenIsLeftOut() {
    Entity hidden = sheep(2, 2, 0.5);
    sheep(4, 2, 0.75);
    assertThat(sense(sensor((a, b) -> a == me && b != hidden)))
        .containsExactly(3, 0.75f, 0, 0, 0, 0);
    assertThat(count[0]).isEqualTo(1);
  }

  @Test
  void whoHasLeftTheWorldIsForgotten() {
    Entity gone = sheep(2, 2, 0.5);
    sheep(4, 2, 0.75);
    EntityListSensor sensor = sensor((a, b) -> true);
    sense(sensor);
    engine.removeEntity(gone);
    assertThat(sense(sensor)).containsExactly(3, 0.75f, 0, 0, 0, 0);
  }

  @Test
  void aLineIsDrawnToEachThatIsListedWithItsNumber() {
    sheep(1, 7, 0.5);
    sheep(-2, 2, 0.25);
    Drawing drawing = new Drawing();
    SensorStyle style = new SensorStyle(0.1f, 0);
    sensor((a, b) -> true).draw(me, drawing, style);
    assertThat(drawing.all("line", style.color(0)))
        .extracting(numbers -> numbers.subList(0, 4))
        .containsExactly(List.of(1f, 2f, -2f, 2f), List.of(1f, 2f, 1f, 7f));
    assertThat(drawing.shapes())
        .anySatisfy(shape -> assertThat(shape.kind() + shape.numbers()).startsWith("1[-2.0, 2.0"))
        .anySatisfy(shape -> assertThat(shape.kind() + shape.numbers()).startsWith("2[1.0, 7.0"));
  }

  @Test
  void listsWithoutSenseAreRefused() {
    List<EntityList.Feature> none = List.of();
    EntityList.Feature x = new EntityList.Feature("x", 0, 1, (a, b) -> 0);
    assertThatThrownBy(() -> new EntityList("flock", 0, List.of(x)))
        .hasMessage("flock: most is 0, but must be at least 1");
    assertThatThrownBy(() -> new EntityList("flock", 1, none))
        .hasMessage("flock: there must be at least one feature");
    assertThatThrownBy(() -> new EntityList("flock", 1, List.of(x, x)))
        .hasMessage("flock: two features are named x");
    assertThatThrownBy(() -> new EntityList.Feature("x", 1, 1, (a, b) -> 0))
        .hasMessage("feature x: low 1.0 must be less than high 1.0");
  }
}
