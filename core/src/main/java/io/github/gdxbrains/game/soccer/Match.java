package io.github.gdxbrains.game.soccer;

import com.badlogic.ashley.core.Component;

/** One game from kick-off to the first goal or the time limit. */
public final class Match implements Component {
  /** Nobody, where a team is meant. */
  static final int NOBODY = -1;

  final Ball ball = new Ball();

  /** Blue's players, then orange's. */
  final Player[] players;

  final int playersPerTeam;

  /** Width of the goals in metres. */
  float goalWidth;

  /** What a kick adds to the ball's velocity, in m/s. */
  float kickSpeed;

  int ticks;
  int tickLimit;

  /** The team that has scored. */
  int scorer = NOBODY;

  /**
   * @param keepersPerTeam how many of them keep the goal: those with the lowest numbers
   */
  Match(int playersPerTeam, int keepersPerTeam) {
    this.playersPerTeam = playersPerTeam;
    players = new Player[2 * playersPerTeam];
    for (int i = 0; i < players.length; i++) {
      int place = i % playersPerTeam;
      players[i] = new Player(this, i / playersPerTeam, 1 + place, place < keepersPerTeam);
    }
  }

  /** The ball. */
  public Ball ball() {
    return ball;
  }

  /** How many players there are on both sides together. */
  public int playerCount() {
    return players.length;
  }

  /** Blue's players, from 0, then orange's. */
  public Player player(int index) {
    return players[index];
  }

  /** The share of the time that is left, 1 to 0. */
  public float timeLeft() {
    return 1 - (float) ticks / tickLimit;
  }

  /** Distance from the ball to a team's nearest player, but its goalkeeper if it has others. */
  float distanceToBall(int team) {
    float least = Float.MAX_VALUE;
    int first = team * playersPerTeam;
    for (int i = first; i < first + playersPerTeam; i++) {
      if (!players[i].isKeeper || playersPerTeam == 1) {
        float dx = players[i].x - ball.x;
        float dy = players[i].y - ball.y;
        least = Math.min(least, dx * dx + dy * dy);
      }
    }
    return (float) Math.sqrt(least);
  }

  /**
   * Seconds until the ball, going on as it does, crosses the line of a team's goal; infinity if it
   * goes away from it.
   */
  float secondsToLine(int team) {
    float side = team == 0 ? 1 : -1;
    float speed = -side * ball.vx;
    float way = side * ball.x + Rules.HALF_LENGTH;
    return speed > 0.1f ? Math.max(0, way) / speed : Float.POSITIVE_INFINITY;
  }

  /** Distance from the ball to the middle of the goal at x = {@code goalX}. */
  float ballToGoal(float goalX) {
    float dx = goalX - ball.x;
    float dy = ball.y;
    return (float) Math.sqrt(dx * dx + dy * dy);
  }
}
