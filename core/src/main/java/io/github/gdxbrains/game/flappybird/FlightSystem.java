package io.github.gdxbrains.game.flappybird;

import com.badlogic.ashley.core.Entity;
import com.badlogic.ashley.core.Family;
import com.badlogic.ashley.systems.IteratingSystem;

/** Moves the bird and the pipes by one frame, in the original's order: bird, pipes, crash. */
final class FlightSystem extends IteratingSystem {
  FlightSystem() {
    super(Family.all(Bird.class).get());
  }

  @Override
  protected void processEntity(Entity entity, float deltaTime) {
    step(Bird.of(entity));
  }

  static void step(Bird bird) {
    boolean rises = bird.flaps && bird.y > Rules.CEILING_Y;
    bird.rotation =
        rises ? Rules.FLAP_ROTATION : Math.max(bird.rotation - Rules.SINKING, Rules.LEAST_ROTATION);
    bird.velocity = Bird.nextVelocity(bird.y, bird.velocity, bird.flaps);
    bird.y = Math.min(bird.y + bird.velocity, Rules.GROUND_Y - Rules.BIRD_HEIGHT);
    bird.course.advance();
    bird.crashed = bird.course.isHit(bird.y, 0);
    bird.passes = !bird.crashed && bird.course.isPassed();
    bird.passed += bird.passes ? 1 : 0;
  }
}
