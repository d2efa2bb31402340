package io.github.gdxbrains.game.soccer;

import com.badlogic.ashley.core.Entity;
import io.github.gdxbrains.sensor.ObservationWriter;
import io.github.gdxbrains.sensor.Sensor;
import io.github.gdxbrains.space.ObservationStream;

/**
 * What a player knows, turned so that it attacks towards +x, scaled to about [-1, 1] and clamped to
 * [-2, 2]:
 *
 * <ul>
 *   <li>itself: position (2), velocity (2), facing (2), whether it can kick (1), time left (1);
 *   <li>the ball: relative position (2), the same magnified and clamped to [-1, 1] for when it is
 *       near (2), velocity (2);
 *   <li>relative positions of the opponents' goal (2) and its own (2);
 *   <li>each mate, then each opponent, the nearest first: relative position (2), velocity (2).
 * </ul>
 */
final class SoccerSensor implements Sensor {
  private static final float BOUND = 2;
  private static final float POSITION_SCALE = 1 / Rules.HALF_LENGTH;
  private static final float NEAR_SCALE = 1 / 1.5f;
  private static final float PLAYER_SPEED_SCALE = 1 / 5f;
  private static final float BALL_SPEED_SCALE = 1 / 10f;

  private final ObservationStream stream;
  private final Player[] sorted;
  private final float[] distances;

  SoccerSensor(int playersPerTeam) {
    stream = stream(playersPerTeam);
    sorted = new Player[playersPerTeam];
    distances = new float[playersPerTeam];
  }

  static ObservationStream stream(int playersPerTeam) {
    int size = 8 + 6 + 4 + 4 * (2 * playersPerTeam - 1);
    return ObservationStream.vector("vector", size, -BOUND, BOUND);
  }

  @Override
  public ObservationStream stream() {
    return stream;
  }

  @Override
  public void sense(Entity entity, ObservationWriter out) {
    Player me = Player.of(entity);
    Match match = me.match;
    Ball ball = match.ball;
    float side = me.side;

    put(out, side * me.x * POSITION_SCALE);
    put(out, side * me.y * POSITION_SCALE);
    putMotion(out, me);

    float ballX = side * (ball.x - me.x);
    float ballY = side * (ball.y - me.y);
    put(out, ballX * POSITION_SCALE);
    put(out, ballY * POSITION_SCALE);
    out.put(clamp(ballX * NEAR_SCALE, 1));
    out.put(clamp(ballY * NEAR_SCALE, 1));
    put(out, side * ball.vx * BALL_SPEED_SCALE);
    put(out, side * ball.vy * BALL_SPEED_SCALE);

    put(out, (Rules.HALF_LENGTH - side * me.x) * POSITION_SCALE);
    put(out, -side * me.y * POSITION_SCALE);
    put(out, (-Rules.HALF_LENGTH - side * me.x) * POSITION_SCALE);
    put(out, -side * me.y * POSITION_SCALE);

    putOthers(out, me, me.team);
    putOthers(out, me, 1 - me.team);
  }

  /** Velocity (2), facing (2), whether it can kick (1), time left (1). */
  static void putMotion(ObservationWriter out, Player me) {
    put(out, me.side * me.vx * PLAYER_SPEED_SCALE);
    put(out, me.side * me.vy * PLAYER_SPEED_SCALE);
    put(out, me.side * me.faceX);
    put(out, me.side * me.faceY);
    put(out, me.kickPause == 0 ? 1 : 0);
    put(out, me.match.timeLeft());
  }

  private void putOthers(ObservationWriter out, Player me, int team) {
    Match match = me.match;
    int count = 0;
    int first = team * match.playersPerTeam;
    for (int i = first; i < first + match.playersPerTeam; i++) {
      Player other = match.players[i];
      if (other != me) {
        insert(other, me.distanceTo(other.x, other.y), count++);
      }
    }
    for (int i = 0; i < count; i++) {
      Player other = sorted[i];
      put(out, me.side * (other.x - me.x) * POSITION_SCALE);
      put(out, me.side * (other.y - me.y) * POSITION_SCALE);
      put(out, me.side * other.vx * PLAYER_SPEED_SCALE);
      put(out, me.side * other.vy * PLAYER_SPEED_SCALE);
    }
  }

  private void insert(Player other, float distance, int count) {
    int place = count;
    while (place > 0 && distances[place - 1] > distance) {
      sorted[place] = sorted[place - 1];
      distances[place] = distances[place - 1];
      place--;
    }
    sorted[place] = other;
    distances[place] = distance;
  }

  private static void put(ObservationWriter out, float value) {
    out.put(clamp(value, BOUND));
  }

  private static float clamp(float value, float bound) {
    return Math.max(-bound, Math.min(bound, value));
  }
}
