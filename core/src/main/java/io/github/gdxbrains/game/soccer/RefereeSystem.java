package io.github.gdxbrains.game.soccer;

import com.badlogic.ashley.core.EntitySystem;

/** Counts the time and sees goals: the whole ball behind the goal line. */
final class RefereeSystem extends EntitySystem {
  private final Match match;

  RefereeSystem(Match match) {
    super(3);
    this.match = match;
  }

  @Override
  public void update(float deltaTime) {
    match.ticks++;
    float line = Rules.HALF_LENGTH + Rules.BALL_RADIUS;
    if (match.ball.x > line) {
      match.scorer = 0;
    } else if (match.ball.x < -line) {
      match.scorer = 1;
    }
  }
}
