package io.github.gdxbrains.game.soccer;

import com.badlogic.ashley.core.Component;
import com.badlogic.ashley.core.Entity;
import io.github.gdxbrains.agent.Action;
import io.github.gdxbrains.agent.BehaviorSpec;
import io.github.gdxbrains.agent.HumanControl;
import io.github.gdxbrains.agent.Script;
import io.github.gdxbrains.arena.Game;
import io.github.gdxbrains.arena.GameWorld;
import io.github.gdxbrains.arena.ParameterSpec;
import io.github.gdxbrains.arena.Parameters;
import io.github.gdxbrains.arena.SeatSpec;
import io.github.gdxbrains.space.ActionSpace;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Soccer from above, blue against orange, until the first goal (terminated) or until the time is up
 * (truncated, a draw).
 *
 * <p>A player chooses in three branches, as seen by a team that attacks towards +x: back, stay or
 * forward; down, stay or up; and whether to kick. Running is in eight directions and turns the
 * player; a kick moves a ball that it touches and faces, half-way between where it looks and where
 * the ball lies.
 *
 * <p>Reward terms: {@code goal}, 1 for the scoring team and -1 for the other; two shaping terms
 * whose sum over both teams is zero, {@code ball_to_goal} (weight 0.5) and {@code to_ball} (0.1);
 * and {@code idle_ball} (0.2), minus the seconds that the ball lies still, for both teams.
 *
 * <p>With {@code goalkeepers: 1} the first player of each team is a {@code Goalkeeper} and the
 * others are {@code Striker}s, two behaviors with spaces of their own. A goalkeeper also sees where
 * a ball that comes towards its goal will cross the line, chooses in a fourth branch whether to
 * dive (a dash in the direction of running, once a second), and kicks harder; outside of the area
 * in front of its goal it runs slowly, and pays for the time: {@code outside} (0.2), minus the
 * seconds. It has no {@code to_ball}, and the strikers' leaves it out.
 */
public final class Soccer implements Game {
  /** Branches of an action. */
  static final int ALONG = 0;

  static final int ACROSS = 1;
  static final int KICK = 2;

  /** A goalkeeper's fourth branch. */
  static final int DIVE = 3;

  static final String BEHAVIOR = "Soccer";
  static final String GOALKEEPER = "Goalkeeper";
  static final String STRIKER = "Striker";
  static final String PLAYERS = "players";
  static final String GOALKEEPERS = "goalkeepers";
  static final String OBSERVATION = "observation";
  static final String TIME_LIMIT = "time_limit";
  static final String GOAL_WIDTH = "goal_width";
  static final String PLAYER_SPEED = "player_speed";
  static final String ORANGE_SPEED = "orange_speed";
  static final String KICK_SPEED = "kick_speed";
  static final String BALL_DAMPING = "ball_damping";

  @Override
  public String name() {
    return "soccer";
  }

  @Override
  public String description() {
    return "soccer from above, 1 to 5 players a side; the first goal wins";
  }

  @Override
  public List<ParameterSpec> parameters() {
    return List.of(
        new ParameterSpec(PLAYERS, 2, 1, 5, "", "players of each team").fixed(),
        new ParameterSpec(
                GOALKEEPERS, 0, 0, 1, "", "how many of them keep the goal; the others are strikers")
            .fixed(),
        new ParameterSpec(OBSERVATION, 0, 0, 1, "", "what players see: 0 a vector, 1 rays").fixed(),
        new ParameterSpec(TIME_LIMIT, 30, 0.1f, 3600, "s", "time until a match is a draw"),
        new ParameterSpec(GOAL_WIDTH, 3.5f, 1, 7, "m", "width of both goals"),
        new ParameterSpec(PLAYER_SPEED, 5, 1, 10, "m/s", "top speed of the players"),
        new ParameterSpec(ORANGE_SPEED, 1, 0, 1, "", "orange's top speed as a share of that"),
        new ParameterSpec(KICK_SPEED, 8, 0, 20, "m/s", "what a kick adds to the ball's velocity"),
        new ParameterSpec(BALL_DAMPING, 0.7f, 0, 10, "1/s", "rate at which the ball slows down"));
  }

  @Override
  public List<BehaviorSpec> behaviors(Parameters parameters) {
    if (parameters.count(GOALKEEPERS) == 0) {
      return List.of(player(BEHAVIOR, parameters));
    }
    return parameters.count(PLAYERS) == 1
        ? List.of(goalkeeper(parameters))
        : List.of(goalkeeper(parameters), player(STRIKER, parameters));
  }

  private static BehaviorSpec player(String behavior, Parameters parameters) {
    return new BehaviorSpec(
        behavior,
        SoccerSenses.of(parameters).space(),
        ActionSpace.multiDiscrete(3, 3, 2),
        false,
        Rules.DECISION_PERIOD);
  }

  private static BehaviorSpec goalkeeper(Parameters parameters) {
    return new BehaviorSpec(
        GOALKEEPER,
        SoccerSenses.withShot(SoccerSenses.of(parameters).space()),
        ActionSpace.multiDiscrete(3, 3, 2, 2),
        false,
        Rules.DECISION_PERIOD);
  }

  @Override
  public List<SeatSpec> seats(Parameters parameters) {
    int players = parameters.count(PLAYERS);
    int keepers = parameters.count(GOALKEEPERS);
    List<SeatSpec> seats = new ArrayList<>();
    for (int team = 0; team < 2; team++) {
      for (int number = 1; number <= players; number++) {
        String behavior = keepers == 0 ? BEHAVIOR : number <= keepers ? GOALKEEPER : STRIKER;
        seats.add(new SeatSpec((team == 0 ? "blue " : "orange ") + number, behavior, team));
      }
    }
    return seats;
  }

  @Override
  public List<Class<? extends Component>> components() {
    return List.of(Player.class, Ball.class, Match.class);
  }

  @Override
  public GameWorld world(Parameters parameters) {
    List<BehaviorSpec> behaviors = behaviors(parameters);
    return new SoccerWorld(
        new Match(parameters.count(PLAYERS), parameters.count(GOALKEEPERS)),
        player -> behaviors.get(player.isKeeper ? 0 : behaviors.size() - 1),
        SoccerSenses.of(parameters));
  }

  @Override
  public Map<String, Script> scripts() {
    return Map.of("scripted", SoccerScript::decide);
  }

  @Override
  public Optional<HumanControl> human() {
    return Optional.of(Soccer::steer);
  }

  /** What a person sees is not turned, so orange's directions are turned back. */
  private static void steer(HumanControl.Controls controls, Entity entity, Action action) {
    Player player = Player.of(entity);
    float side = player.side;
    action.choose(ALONG, option(side * controls.x()));
    action.choose(ACROSS, option(side * controls.y()));
    action.choose(KICK, controls.button(0) ? 1 : 0);
    if (player.isKeeper) {
      action.choose(DIVE, controls.button(1) ? 1 : 0);
    }
  }

  private static int option(float axis) {
    return axis > 0.4f ? 2 : axis < -0.4f ? 0 : 1;
  }
}
