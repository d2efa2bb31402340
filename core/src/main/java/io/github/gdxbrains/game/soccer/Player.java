package io.github.gdxbrains.game.soccer;

import com.badlogic.ashley.core.Component;
import com.badlogic.ashley.core.ComponentMapper;
import com.badlogic.ashley.core.Entity;
import com.badlogic.gdx.physics.box2d.Body;

/**
 * A player: where it is, and what it wants. World coordinates, not turned. Sensors and reward terms
 * of plugins read it; only the game writes it.
 */
public final class Player implements Component {
  private static final ComponentMapper<Player> MAPPER = ComponentMapper.getFor(Player.class);

  /** What it takes part in. */
  final Match match;

  /** 0 is blue, 1 is orange. */
  final int team;

  /** Number on its back, from 1. */
  final int number;

  /** 1 if its team attacks towards +x, -1 otherwise. */
  final float side;

  Body body;
  float x;
  float y;
  float vx;
  float vy;

  /** Unit vector to where it looks. */
  float faceX;

  float faceY;

  /** Where it wants to go, each -1, 0 or 1. */
  float moveX;

  float moveY;

  boolean wantsKick;

  /** Ticks until it can kick again. */
  int kickPause;

  /** Its top speed in m/s. */
  float topSpeed;

  Player(Match match, int team, int number) {
    this.match = match;
    this.team = team;
    this.number = number;
    side = team == 0 ? 1 : -1;
  }

  /** The player of a seat's entity. */
  public static Player of(Entity entity) {
    return MAPPER.get(entity);
  }

  /** What it takes part in. */
  public Match match() {
    return match;
  }

  /** 0 is blue, 1 is orange. */
  public int team() {
    return team;
  }

  /** 1 if its team attacks towards +x, -1 otherwise. */
  public float side() {
    return side;
  }

  /** In metres from the middle of the pitch, towards orange's goal. */
  public float x() {
    return x;
  }

  /** In metres from the middle of the pitch, upwards. */
  public float y() {
    return y;
  }

  /** Velocity along x in m/s. */
  public float vx() {
    return vx;
  }

  /** Velocity along y in m/s. */
  public float vy() {
    return vy;
  }

  /** Distance between its middle and a point. */
  float distanceTo(float pointX, float pointY) {
    float dx = pointX - x;
    float dy = pointY - y;
    return (float) Math.sqrt(dx * dx + dy * dy);
  }

  /** Whether it could kick the ball now, were it not for the pause. */
  boolean reaches(Ball ball) {
    float dx = ball.x - x;
    float dy = ball.y - y;
    float reach = Rules.PLAYER_RADIUS + Rules.BALL_RADIUS + Rules.KICK_REACH;
    float squared = dx * dx + dy * dy;
    return squared <= reach * reach
        && dx * faceX + dy * faceY >= Rules.KICK_CONE * (float) Math.sqrt(squared);
  }
}
