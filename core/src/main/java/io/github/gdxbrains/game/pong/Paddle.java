package io.github.gdxbrains.game.pong;

import com.badlogic.ashley.core.Component;
import com.badlogic.ashley.core.ComponentMapper;
import com.badlogic.ashley.core.Entity;

/** A player's paddle. Sensors and reward terms of plugins read it; only the game writes it. */
public final class Paddle implements Component {
  private static final ComponentMapper<Paddle> MAPPER = ComponentMapper.getFor(Paddle.class);

  /** What it takes part in. */
  final Court court;

  /** 0, blue, plays on the left, 1, orange, on the right. */
  final int team;

  /** -1 on the left, 1 on the right. */
  final float side;

  float y;

  /** Where it wants to go: -1, 0 or 1. */
  int move;

  Paddle(Court court, int team) {
    this.court = court;
    this.team = team;
    side = team == 0 ? -1 : 1;
  }

  /** The paddle of a seat's entity. */
  public static Paddle of(Entity entity) {
    return MAPPER.get(entity);
  }

  /** The court that it stands on. */
  public Court court() {
    return court;
  }

  /** 0, blue, plays on the left, 1, orange, on the right. */
  public int team() {
    return team;
  }

  /** Its middle, in metres above the middle of the court. */
  public float y() {
    return y;
  }
}
