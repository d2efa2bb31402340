package io.github.gdxbrains.game.particle;

import com.badlogic.ashley.core.EntitySystem;

/**
 * Moves particles by one step. Positions follow the velocities of the step before, as PettingZoo
 * has it since its version 1.23 (simple_spread_v3, simple_tag_v3, simple_speaker_listener_v4) and
 * as arXiv:1703.04908 writes it; the environments' first implementation moved by the new velocity.
 */
final class Dynamics extends EntitySystem {
  static final double STEP_SECONDS = 0.1;

  /** Share of its velocity that a particle keeps in a step. */
  static final double KEPT_VELOCITY = 0.75;

  private static final double CONTACT_FORCE = 100;
  private static final double CONTACT_MARGIN = 1e-3;

  private final Particle[] particles;

  /** A system for particles that push each other in this order. */
  Dynamics(Particle[] particles) {
    this.particles = particles;
  }

  @Override
  public void update(float deltaTime) {
    for (Particle particle : particles) {
      particle.beginForces();
    }
    for (int a = 0; a < particles.length; a++) {
      if (particles[a].body().collides()) {
        for (int b = a + 1; b < particles.length; b++) {
          if (particles[b].body().collides()) {
            collide(particles[a], particles[b]);
          }
        }
      }
    }
    for (Particle particle : particles) {
      if (particle.body().movable()) {
        move(particle);
      }
    }
  }

  private static void collide(Particle a, Particle b) {
    double distance = a.distanceTo(b);
    if (distance == 0) {
      return; // there is no direction to push in; the published formula gives NaN
    }
    double gap = distance - (a.body().size() + b.body().size());
    // A smooth max(0, -gap): k log(1 + exp(-gap / k)), in a form that cannot overflow.
    double overlaps = -gap / CONTACT_MARGIN;
    double penetration =
        CONTACT_MARGIN * (Math.max(0, overlaps) + Math.log1p(Math.exp(-Math.abs(overlaps))));
    double forceX = CONTACT_FORCE * (a.x - b.x) / distance * penetration;
    double forceY = CONTACT_FORCE * (a.y - b.y) / distance * penetration;
    a.forceX += forceX;
    a.forceY += forceY;
    b.forceX -= forceX;
    b.forceY -= forceY;
  }

  private static void move(Particle p) {
    p.x += p.vx * STEP_SECONDS;
    p.y += p.vy * STEP_SECONDS;
    p.vx = p.vx * KEPT_VELOCITY + p.forceX * STEP_SECONDS;
    p.vy = p.vy * KEPT_VELOCITY + p.forceY * STEP_SECONDS;
    double speed = Math.sqrt(p.vx * p.vx + p.vy * p.vy);
    double maxSpeed = p.body().maxSpeed();
    if (speed > maxSpeed) {
      p.vx = p.vx / speed * maxSpeed;
      p.vy = p.vy / speed * maxSpeed;
    }
  }
}
