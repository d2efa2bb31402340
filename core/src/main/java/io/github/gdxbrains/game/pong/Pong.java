package io.github.gdxbrains.game.pong;

import com.badlogic.ashley.core.Component;
import io.github.gdxbrains.agent.BehaviorSpec;
import io.github.gdxbrains.agent.HumanControl;
import io.github.gdxbrains.agent.Script;
import io.github.gdxbrains.arena.Game;
import io.github.gdxbrains.arena.GameWorld;
import io.github.gdxbrains.arena.ParameterSpec;
import io.github.gdxbrains.arena.Parameters;
import io.github.gdxbrains.arena.SeatSpec;
import io.github.gdxbrains.space.ActionSpace;
import io.github.gdxbrains.space.ObservationSpace;
import io.github.gdxbrains.space.ObservationStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Pong: a point for whoever gets the ball past the other's paddle, until someone has {@code points}
 * of them (terminated) or the time is up (truncated).
 *
 * <p>A player moves down, stays or moves up. A paddle returns the ball faster than it came, at an
 * angle that grows with the distance from the paddle's middle. The loser of a point receives the
 * next serve.
 *
 * <p>Both players see the court as if they played on the left, so one policy plays both: {@code
 * paddles} are the own one and the other's, in half widths of the court; {@code ball} is its place,
 * in half lengths and half widths, and its velocity, in top speeds. The reward term {@code point}
 * is 1 for who wins a point and -1 for the other.
 */
public final class Pong implements Game {
  static final String POINTS = "points";
  static final String TIME_LIMIT = "time_limit";
  static final String BALL_SPEED = "ball_speed";
  static final String SPEED_UP = "speed_up";
  static final String PADDLE_LENGTH = "paddle_length";
  static final String PADDLE_SPEED = "paddle_speed";

  /** Options of an action. */
  static final int DOWN = 0;

  static final int STAY = 1;
  static final int UP = 2;

  static final ObservationStream PADDLES = ObservationStream.vector("paddles", 2, -1, 1);
  static final ObservationStream BALL = ObservationStream.vector("ball", 4, -1, 1);
  static final BehaviorSpec BEHAVIOR =
      new BehaviorSpec(
          "Pong",
          ObservationSpace.of(PADDLES, BALL),
          ActionSpace.discrete(3),
          false,
          Rules.DECISION_PERIOD);

  @Override
  public String name() {
    return "pong";
  }

  @Override
  public String description() {
    return "two paddles and a ball; the first to three points wins";
  }

  @Override
  public List<ParameterSpec> parameters() {
    return List.of(
        new ParameterSpec(POINTS, 3, 1, 100, "", "points that win"),
        new ParameterSpec(TIME_LIMIT, 60, 0.1f, 3600, "s", "time until a match is cut off"),
        new ParameterSpec(BALL_SPEED, 8, 1, Rules.TOP_SPEED, "m/s", "speed of a serve"),
        new ParameterSpec(SPEED_UP, 1.1f, 1, 2, "", "what a return multiplies the ball's speed by"),
        new ParameterSpec(PADDLE_LENGTH, 2, 0.5f, 8, "m", "length of both paddles"),
        new ParameterSpec(PADDLE_SPEED, 7, 0, 30, "m/s", "speed of both paddles"));
  }

  @Override
  public List<BehaviorSpec> behaviors(Parameters parameters) {
    return List.of(BEHAVIOR);
  }

  @Override
  public List<SeatSpec> seats(Parameters parameters) {
    return List.of(
        new SeatSpec("blue", BEHAVIOR.name(), 0), new SeatSpec("orange", BEHAVIOR.name(), 1));
  }

  @Override
  public List<Class<? extends Component>> components() {
    return List.of(Paddle.class, Court.class);
  }

  @Override
  public GameWorld world(Parameters parameters) {
    return new PongWorld();
  }

  @Override
  public Map<String, Script> scripts() {
    return Map.of("scripted", PongScript::decide);
  }

  @Override
  public Optional<HumanControl> human() {
    return Optional.of(
        (controls, entity, action) ->
            action.choose(0, controls.y() > 0.4f ? UP : controls.y() < -0.4f ? DOWN : STAY));
  }
}
