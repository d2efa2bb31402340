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

  /** Whether it keeps its team's goal. */
  final boolean isKeeper;

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

  boolean wantsDive;

  /** Ticks until it can dive again, counted from the beginning of a dive. */
  int divePause;

  /** Its top speed in m/s. */
  float topSpeed;

  Player(Match match, int team, int number, boolean isKeeper) {
    this.match = match;
    this.team = team;
    this.number = number;
    this.isKeeper = isKeeper;
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

  /** Whether it keeps its team's goal. */
  public boolean isKeeper() {
    return isKeeper;
  }

  /** Whether it dives just now. */
  boolean dives() {
    return divePause > Rules.DIVE_PAUSE_TICKS - Rules.DIVE_TICKS;
  }

  /** Whether it is in the area in front of its own goal. */
  boolean isInArea() {
    return side * x < -Rules.HALF_LENGTH + Rules.AREA_DEPTH && Math.abs(y) < Rules.AREA_HALF_WIDTH;
  }

  /** How fast it can run now, in m/s. */
  float speed() {
    if (!isKeeper) {
      return topSpeed;
    }
    return topSpeed * (dives() ? Rules.DIVE_SPEED : isInArea() ? 1 : Rules.OUTSIDE_SPEED);
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
