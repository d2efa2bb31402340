package io.github.gdxbrains.game.soccer;

import com.badlogic.ashley.core.EntitySystem;
import com.badlogic.gdx.math.Vector2;

/** Moves the bodies by one tick and reads where they are, once for everyone. */
final class PhysicsSystem extends EntitySystem {
  private static final int VELOCITY_ITERATIONS = 4;
  private static final int POSITION_ITERATIONS = 2;

  private final Stadium stadium;
  private final Match match;

  PhysicsSystem(Stadium stadium, Match match) {
    super(2);
    this.stadium = stadium;
    this.match = match;
  }

  @Override
  public void update(float deltaTime) {
    stadium.world().step(Rules.TICK_SECONDS, VELOCITY_ITERATIONS, POSITION_ITERATIONS);
    readBodies();
  }

  void readBodies() {
    Ball ball = match.ball;
    Vector2 position = ball.body.getPosition();
    ball.x = position.x;
    ball.y = position.y;
    Vector2 velocity = ball.body.getLinearVelocity();
    ball.vx = velocity.x;
    ball.vy = velocity.y;
    for (Player player : match.players) {
      position = player.body.getPosition();
      player.x = position.x;
      player.y = position.y;
      velocity = player.body.getLinearVelocity();
      player.vx = velocity.x;
      player.vy = velocity.y;
    }
  }
}
