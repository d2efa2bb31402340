package io.github.gdxbrains.sensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.badlogic.ashley.core.Entity;
import com.badlogic.gdx.math.Vector2;
import com.badlogic.gdx.physics.box2d.Body;
import com.badlogic.gdx.physics.box2d.BodyDef;
import com.badlogic.gdx.physics.box2d.CircleShape;
import com.badlogic.gdx.physics.box2d.FixtureDef;
import com.badlogic.gdx.physics.box2d.World;
import io.github.gdxbrains.arena.Box2dRuntime;
import io.github.gdxbrains.canvas.Drawing;
import io.github.gdxbrains.space.ElementType;
import io.github.gdxbrains.space.ObservationStream;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class RaySensorTest {
  private static final int APPLE = 1;
  private static final int PEAR = 2;
  private static final int PLUM = 4;
  private static final int GLASS = 8;
  private static final float QUARTER = (float) (Math.PI / 2);

  private World world;
  private Body self;

  @BeforeEach
  void open() {
    Box2dRuntime.load();
    world = new World(new Vector2(), false);
    self = circle(3, 4, 0.5f, APPLE);
  }

  @AfterEach
  void close() {
    world.dispose();
  }

  private Body circle(float x, float y, float radius, int category) {
    BodyDef def = new BodyDef();
    def.position.set(x, y);
    CircleShape shape = new CircleShape();
    shape.setRadius(radius);
    FixtureDef fixture = new FixtureDef();
    fixture.shape = shape;
    fixture.filter.categoryBits = (short) category;
    Body body = world.createBody(def);
    body.createFixture(fixture);
    shape.dispose();
    return body;
  }

  private float[] sense(Rays rays, double heading) {
    return write(new RaySensor(rays, entity -> self, entity -> heading));
  }

  private static float[] write(Sensor sensor) {
    float[] row = new float[sensor.stream().size()];
    ObservationWriter writer = new ObservationWriter();
    writer.moveToFloats(row, 0, row.length);
    sensor.sense(new Entity(), writer);
    assertThat(writer.remaining()).isZero();
    return row;
  }

  private static void assertRow(float[] row, double... expected) {
    assertThat(row).hasSize(expected.length);
    for (int i = 0; i < row.length; i++) {
      assertThat((double) row[i]).as("number %d", i).isCloseTo(expected[i], within(1e-5));
    }
  }

  @Test
  void eachRayTellsTheNearestTagAndItsDistance() {
    circle(3 + 5, 4, 1, APPLE);
    circle(3 + 9, 4, 1, PEAR);
    circle(3, 4 + 8, 2, PLUM);
    // right (-y): nothing; ahead (+x): the apple 4 m away; left (+y): the plum 6 m away
    Rays rays = new Rays("rays", 3, 2 * QUARTER, 10, List.of(APPLE, PEAR | PLUM));
    assertRow(sense(rays, 0), 0, 0, 1, 1, 0, 0.4, 0, 1, 0.6);
  }

  @Test
  void raysTurnWithTheHeading() {
    circle(3, 4 + 8, 2, PLUM);
    Rays rays = new Rays("rays", 3, 2 * QUARTER, 10, List.of(PLUM));
    assertRow(sense(rays, QUARTER), 0, 1, 1, 0.6, 0, 1);
  }

  @Test
  void whatHasNoTagIsInvisible() {
    circle(3 + 3, 4, 1, GLASS);
    circle(3 + 8, 4, 1, PEAR);
    Rays rays = new Rays("rays", 1, QUARTER, 20, List.of(APPLE, PEAR));
    assertRow(sense(rays, 0), 0, 1, 0.35);
  }

  @Test
  void aFullCircleHasNoTwoEqualRays() {
    Rays rays = new Rays("rays", 4, (float) (2 * Math.PI), 7, List.of(APPLE));
    assertThat(rays.angleRad(0)).isCloseTo(-2 * QUARTER, within(1e-6f));
    assertThat(rays.angleRad(2)).isCloseTo(0, within(1e-6f));
    assertThat(rays.angleRad(3)).isCloseTo(QUARTER, within(1e-6f));
    assertThat(rays.stream().shape()).containsExactly(4, 2);
  }

  @Test
  void raysSpreadEvenlyFromRightToLeft() {
    Rays narrow = new Rays("rays", 5, 1, 7, List.of(APPLE));
    for (int ray = 0; ray < 5; ray++) {
      assertThat(narrow.angleRad(ray)).isCloseTo(-0.5f + 0.25f * ray, within(1e-6f));
    }
    assertThat(new Rays("rays", 1, 3, 7, List.of(APPLE)).angleRad(0)).isZero();
  }

  @Test
  void ofSeveralTagsThatFitTheFirstCounts() {
    circle(3 + 5, 4, 1, PEAR | PLUM);
    Rays rays = new Rays("rays", 1, 1, 8, List.of(APPLE, PLUM, PEAR));
    assertRow(sense(rays, 0), 0, 1, 0, 0.5);
    assertThat(rays.stream())
        .isEqualTo(new ObservationStream("rays", ElementType.FLOAT32, List.of(1, 4), false, 0, 1));
  }

  @Test
  void raysCanBeStacked() {
    Body apple = circle(3 + 5, 4, 1, APPLE);
    Rays rays = new Rays("rays", 2, 2 * QUARTER, 8, List.of(APPLE, PEAR));
    Sensor stacked = new StackedSensor(new RaySensor(rays, entity -> self, e -> QUARTER), 2);
    assertThat(stacked.stream().shape()).containsExactly(2, 6);
    assertThat(stacked.stream().low()).isZero();
    assertThat(stacked.stream().high()).isEqualTo(1);
    stacked.reset();
    stacked.advance();
    write(stacked);
    world.destroyBody(apple);
    stacked.advance();
    // to the right: the apple 4 m away, then nothing; to the left: nothing
    assertRow(write(stacked), 1, 0, 0.5, 0, 0, 1, 0, 0, 1, 0, 0, 1);
  }

  @Test
  void aLineIsDrawnToWhatIsHitInTheColourOfItsTag() {
    circle(3 + 5, 4, 1, APPLE);
    circle(3, 4 + 8, 2, PLUM);
    Rays rays = new Rays("rays", 3, 2 * QUARTER, 10, List.of(APPLE, PLUM), List.of("red", "blue"));
    RaySensor sensor = new RaySensor(rays, entity -> self, entity -> 0);
    SensorStyle style = new SensorStyle(0.01f, 2);
    Drawing drawing = new Drawing();
    sensor.draw(new Entity(), drawing, style);
    assertThat(sensor.tags()).containsExactly("red", "blue");
    // they begin 0.16 m away from the middle
    assertLine(drawing, SensorStyle.NOTHING, 3, 4 - 0.16, 3, 4 - 10);
    assertLine(drawing, style.color(0), 3 + 0.16, 4, 3 + 4, 4);
    assertLine(drawing, style.color(1), 3, 4 + 0.16, 3, 4 + 6);
  }

  private static void assertLine(Drawing drawing, int color, double... expected) {
    assertThat(drawing.all("line", color)).hasSize(1);
    for (int i = 0; i < expected.length; i++) {
      assertThat((double) drawing.all("line", color).get(0).get(i))
          .as("number %d", i)
          .isCloseTo(expected[i], within(1e-4));
    }
  }

  @Test
  void badRaysAreRefused() {
    assertThatThrownBy(() -> new Rays("eyes", 0, 1, 1, List.of(1)))
        .hasMessage("eyes: count is 0, but must be at least 1");
    assertThatThrownBy(() -> new Rays("eyes", 1, 7, 1, List.of(1))).hasMessageContaining("7.0");
    assertThatThrownBy(() -> new Rays("eyes", 1, 1, 0, List.of(1)))
        .hasMessageContaining("lengthMetres");
    assertThatThrownBy(() -> new Rays("eyes", 1, 1, 1, List.of())).hasMessageContaining("tag");
    assertThatThrownBy(() -> new Rays("eyes", 1, 1, 1, List.of(1, 2), List.of("wall")))
        .hasMessage("eyes: there are 2 tags, but the names [wall]");
  }
}
