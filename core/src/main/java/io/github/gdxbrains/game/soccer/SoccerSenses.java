package io.github.gdxbrains.game.soccer;

import io.github.gdxbrains.arena.Parameters;
import io.github.gdxbrains.sensor.RaySensor;
import io.github.gdxbrains.sensor.Rays;
import io.github.gdxbrains.sensor.Sensor;
import io.github.gdxbrains.space.ObservationSpace;
import io.github.gdxbrains.space.ObservationStream;
import java.util.ArrayList;
import java.util.List;

/** What players observe: everything as a vector, or what rays hit and how they themselves move. */
sealed interface SoccerSenses {
  /** The kind that the parameters ask for. */
  static SoccerSenses of(Parameters parameters) {
    return parameters.count(Soccer.OBSERVATION) == 0
        ? new Vector(parameters.count(Soccer.PLAYERS))
        : new Eyes();
  }

  /** What a goalkeeper sees besides; see {@link #shot}. */
  ObservationStream SHOT = ObservationStream.vector("shot", 3, -2, 2);

  /** The space of who sees shots, too. */
  static ObservationSpace withShot(ObservationSpace space) {
    List<ObservationStream> streams = new ArrayList<>(space.streams());
    streams.add(SHOT);
    return new ObservationSpace(streams);
  }

  /**
   * Whether the ball comes towards the own goal's line (1, else all is 0), how near the time is at
   * which it would cross it, {@code 1 / (1 + seconds)} (1), and where that is beside the player, in
   * half widths of the goal (1).
   */
  static Sensor shot() {
    return Sensor.of(
        SHOT,
        (entity, out) -> {
          Player me = Player.of(entity);
          float seconds = me.match.secondsToLine(me.team);
          boolean isComing = seconds < Float.POSITIVE_INFINITY;
          float beside = isComing ? me.match.ball.y + seconds * me.match.ball.vy - me.y : 0;
          out.put(isComing ? 1 : 0);
          out.put(isComing ? 1 / (1 + seconds) : 0);
          out.put(Math.max(-2, Math.min(2, me.side * beside / (0.5f * me.match.goalWidth))));
        });
  }

  /** The same for both teams. */
  ObservationSpace space();

  /** Sensors for one player of a team. */
  List<Sensor> sensors(int team);

  /** Positions and velocities of everyone. */
  record Vector(int playersPerTeam) implements SoccerSenses {
    @Override
    public ObservationSpace space() {
      return ObservationSpace.of(SoccerSensor.stream(playersPerTeam));
    }

    @Override
    public List<Sensor> sensors(int team) {
      return List.of(new SoccerSensor(playersPerTeam));
    }
  }

  /**
   * Rays all round, the middle one towards the opponents' goal line, that tell apart ball, mates,
   * opponents, walls, the own goal and the opponents' goal; and the player's own velocity (2),
   * facing (2), whether it can kick (1) and the time left (1).
   */
  record Eyes() implements SoccerSenses {
    private static final int COUNT = 36;
    private static final ObservationStream SELF = ObservationStream.vector("self", 6, -2, 2);

    private static Rays rays(int team) {
      int mates = team == 0 ? Stadium.BLUE : Stadium.ORANGE;
      int opponents = team == 0 ? Stadium.ORANGE : Stadium.BLUE;
      int ownGoal = team == 0 ? Stadium.BLUE_GOAL : Stadium.ORANGE_GOAL;
      int otherGoal = team == 0 ? Stadium.ORANGE_GOAL : Stadium.BLUE_GOAL;
      return new Rays(
          "rays",
          COUNT,
          (float) (2 * Math.PI),
          2 * (Rules.HALF_LENGTH + Rules.GOAL_DEPTH),
          List.of((int) Stadium.BALL, mates, opponents, (int) Stadium.WALL, ownGoal, otherGoal),
          List.of("ball", "mate", "opponent", "wall", "own goal", "their goal"));
    }

    @Override
    public ObservationSpace space() {
      return ObservationSpace.of(rays(0).stream(), SELF);
    }

    @Override
    public List<Sensor> sensors(int team) {
      double ahead = team == 0 ? 0 : Math.PI;
      return List.of(
          new RaySensor(rays(team), entity -> Player.of(entity).body, entity -> ahead),
          Sensor.of(SELF, (entity, out) -> SoccerSensor.putMotion(out, Player.of(entity))));
    }
  }
}
