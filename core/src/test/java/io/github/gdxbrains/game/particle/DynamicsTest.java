package io.github.gdxbrains.game.particle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Numbers worked out by hand from the published formulas. */
final class DynamicsTest {
  private static final Offset<Double> EXACT = within(1e-12);

  private static void step(Particle... particles) {
    new Dynamics(particles).update(0.1f);
  }

  private static Particle at(Body body, double x, double y) {
    Particle particle = new Particle(body, 0);
    particle.place(x, y);
    return particle;
  }

  @Test
  void aPushChangesTheVelocityAndTheVelocityThePositionOneStepLater() {
    Particle particle = at(Body.mobile(0.15, true), 0.2, -0.4);
    particle.push(1, -0.5);
    step(particle);
    assertThat(particle.x()).isEqualTo(0.2);
    assertThat(particle.vx()).isCloseTo(0.5, EXACT); // 5 * 0.1
    assertThat(particle.vy()).isCloseTo(-0.25, EXACT);
    step(particle);
    assertThat(particle.x()).isCloseTo(0.25, EXACT);
    assertThat(particle.y()).isCloseTo(-0.425, EXACT);
    assertThat(particle.vx()).isCloseTo(0.875, EXACT); // 0.75 * 0.5 + 0.5
    particle.push(0, 0);
    step(particle);
    assertThat(particle.x()).isCloseTo(0.3375, EXACT);
    assertThat(particle.vx()).isCloseTo(0.65625, EXACT);
  }

  @Test
  void speedIsLimitedAndKeepsItsDirection() {
    Particle particle = at(new Body(0.05, 4, 1.3, true, true), 0, 0);
    particle.push(0.6, 0.8);
    step(particle); // speed 0.4
    step(particle); // 0.7
    step(particle); // 0.925
    step(particle); // 1.09375
    assertThat(particle.vy()).isCloseTo(0.8 * 1.09375, EXACT);
    step(particle); // 1.2203125
    step(particle); // 1.315…
    assertThat(particle.vx()).isCloseTo(0.6 * 1.3, EXACT);
    assertThat(particle.vy()).isCloseTo(0.8 * 1.3, EXACT);
  }

  @Test
  void overlappingDiscsPushEachOtherApartAsDeepAsTheyOverlap() {
    Particle one = at(Body.mobile(0.15, true), 0.1, 0.1);
    Particle other = at(Body.mobile(0.15, true), 0.22, 0.26); // 0.2 away, 0.1 deep
    step(one, other);
    // 100 * 0.1 * 0.1 s = 1 along (0.6, 0.8)
    assertThat(one.vx()).isCloseTo(-0.6, EXACT);
    assertThat(one.vy()).isCloseTo(-0.8, EXACT);
    assertThat(other.vx()).isCloseTo(0.6, EXACT);
    assertThat(other.vy()).isCloseTo(0.8, EXACT);
  }

  @Test
  void discsThatJustTouchPushEachOtherALittle() {
    Particle one = at(Body.mobile(0.25, true), 0, 0);
    Particle other = at(Body.mobile(0.25, true), 0.5, 0);
    step(one, other);
    // 100 * 0.001 ln 2 * 0.1
    assertThat(one.vx()).isCloseTo(-0.01 * Math.log(2), EXACT);
    assertThat(other.vx()).isCloseTo(0.01 * Math.log(2), EXACT);
  }

  @Test
  void discsThatNearlyTouchPushEachOtherLess() {
    Particle one = at(Body.mobile(0.25, true), 0, 0);
    Particle other = at(Body.mobile(0.25, true), 0.502, 0);
    step(one, other);
    // a gap of two margins: 100 * 0.001 log(1 + e^-2) * 0.1
    assertThat(one.vx()).isCloseTo(-0.01 * Math.log(1 + Math.exp(-2)), within(1e-10));
  }

  @Test
  void whatIsFixedPushesAndIsNotPushed() {
    Particle disc = at(Body.mobile(0.05, true), 0.2, 0);
    Particle obstacle = at(Body.fixed(0.2, true), 0, 0);
    step(disc, obstacle);
    assertThat(disc.vx()).isCloseTo(0.5, EXACT); // 100 * 0.05 * 0.1
    assertThat(obstacle.vx()).isZero();
    assertThat(obstacle.x()).isZero();
  }

  @Test
  void whatDoesNotCollideLetsEverythingThrough() {
    Particle disc = at(Body.mobile(0.15, true), 0.02, 0);
    Particle ghost = at(Body.mobile(0.15, false), 0.01, 0);
    Particle landmark = at(Body.fixed(0.05, false), 0, 0);
    step(disc, ghost, landmark);
    assertThat(disc.vx()).isZero();
    assertThat(ghost.vx()).isZero();
  }

  @Test
  void discsInTheSamePlaceAreNotTornApartByNan() {
    Particle one = at(Body.mobile(0.15, true), 0.3, 0.3);
    Particle other = at(Body.mobile(0.15, true), 0.3, 0.3);
    step(one, other);
    assertThat(one.vx()).isZero();
    assertThat(other.vy()).isZero();
  }
}
