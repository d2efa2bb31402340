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
    RaySensor sensor = new RaySensor(rays, entity -> self, entity -> heading);
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
  void badRaysAreRefused() {
    assertThatThrownBy(() -> new Rays("eyes", 0, 1, 1, List.of(1)))
        .hasMessage("eyes: count is 0, but must be at least 1");
    assertThatThrownBy(() -> new Rays("eyes", 1, 7, 1, List.of(1))).hasMessageContaining("7.0");
    assertThatThrownBy(() -> new Rays("eyes", 1, 1, 0, List.of(1)))
        .hasMessageContaining("lengthMetres");
    assertThatThrownBy(() -> new Rays("eyes", 1, 1, 1, List.of())).hasMessageContaining("tag");
  }
}
