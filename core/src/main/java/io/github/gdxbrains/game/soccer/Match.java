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

  Match(int playersPerTeam) {
    this.playersPerTeam = playersPerTeam;
    players = new Player[2 * playersPerTeam];
    for (int i = 0; i < players.length; i++) {
      players[i] = new Player(this, i / playersPerTeam, 1 + i % playersPerTeam);
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

  /** Distance from the ball to the nearest player of a team. */
  float distanceToBall(int team) {
    float least = Float.MAX_VALUE;
    int first = team * playersPerTeam;
    for (int i = first; i < first + playersPerTeam; i++) {
      float dx = players[i].x - ball.x;
      float dy = players[i].y - ball.y;
      least = Math.min(least, dx * dx + dy * dy);
    }
    return (float) Math.sqrt(least);
  }

  /** Distance from the ball to the middle of the goal at x = {@code goalX}. */
  float ballToGoal(float goalX) {
    float dx = goalX - ball.x;
    float dy = ball.y;
    return (float) Math.sqrt(dx * dx + dy * dy);
  }
}
