package io.github.gdxbrains.game.duel;

import com.badlogic.ashley.core.Component;
import com.badlogic.ashley.core.Entity;
import io.github.gdxbrains.agent.Action;
import io.github.gdxbrains.agent.Agent;
import io.github.gdxbrains.agent.BehaviorSpec;
import io.github.gdxbrains.agent.HumanControl;
import io.github.gdxbrains.agent.Script;
import io.github.gdxbrains.arena.Game;
import io.github.gdxbrains.arena.GameWorld;
import io.github.gdxbrains.arena.ParameterSpec;
import io.github.gdxbrains.arena.Parameters;
import io.github.gdxbrains.arena.SeatSpec;
import io.github.gdxbrains.space.ActionSpace;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A duel from above, blue against orange, until one falls (terminated; a draw if both fall at once)
 * or until the time is up (truncated). A fighter runs in any direction while it aims in another.
 * After 4 shots it fills its magazine from its pocket, which takes a while; bullets fly slowly
 * enough to be dodged, and crates, drawn anew for each episode, stop them. Pickups give health and
 * shots, and come back.
 *
 * <p>An action is three numbers, relative to the aim: run ahead, run to the left, turn to the left;
 * and whether to shoot: a choice, or with {@code actions} 1 a fourth number, above 0.
 *
 * <p>Reward terms: {@code win}, 1 or -1; {@code hit} and {@code hurt} (weight 0.2), the share of
 * full health that own hits cost the other, and minus what its hits cost. Three more have weight 0:
 * {@code pickup}, 1 for each taken; {@code aim}, the seconds of aiming at an opponent in sight; and
 * the potential-based {@code health_lead} for a {@code gamma} of 0.998, how much more health it has
 * than the other.
 */
public final class Duel implements Game {
  /** Numbers of an action. */
  static final int AHEAD = 0;

  static final int LEFT = 1;
  static final int TURN = 2;

  /** The fourth number where all are continuous; else the branch is the only one. */
  static final int SHOOT = 3;

  static final String ACTIONS = "actions";
  static final String CRATES = "crates";
  static final String BULLET_SPEED = "bullet_speed";
  static final String DAMAGE = "damage";
  static final String PICKUP_SECONDS = "pickup_seconds";
  static final String TIME_LIMIT = "time_limit";

  static final String BEHAVIOR = "Duel";
  static final float SHAPING_GAMMA = 0.998f;

  @Override
  public String name() {
    return "duel";
  }

  @Override
  public String description() {
    return "a shooting duel among crates, from above";
  }

  @Override
  public List<ParameterSpec> parameters() {
    return List.of(
        new ParameterSpec(
                ACTIONS, 0, 0, 1, "", "shooting is: 0 a choice, 1 a number like everything else")
            .fixed(),
        new ParameterSpec(
            CRATES, 4, 0, Rules.MOST_PAIRS, "", "pairs of crates beside that in the middle"),
        new ParameterSpec(BULLET_SPEED, 12, 5, 30, "m/s", "speed of bullets; fighters run 4 m/s"),
        new ParameterSpec(DAMAGE, 20, 1, 100, "", "of 100 health that a hit costs"),
        new ParameterSpec(PICKUP_SECONDS, 10, 1, 600, "s", "time until a pickup comes back"),
        new ParameterSpec(TIME_LIMIT, 40, 0.1f, 3600, "s", "time until a duel is a draw"));
  }

  @Override
  public List<BehaviorSpec> behaviors(Parameters parameters) {
    return List.of(behavior(parameters));
  }

  private static BehaviorSpec behavior(Parameters parameters) {
    return new BehaviorSpec(
        BEHAVIOR,
        DuelSenses.space(),
        parameters.count(ACTIONS) == 0
            ? new ActionSpace.Hybrid(List.of(2), 3)
            : ActionSpace.continuous(4),
        false,
        Rules.DECISION_PERIOD);
  }

  @Override
  public List<SeatSpec> seats(Parameters parameters) {
    return List.of(new SeatSpec("blue", BEHAVIOR, 0), new SeatSpec("orange", BEHAVIOR, 1));
  }

  @Override
  public List<Class<? extends Component>> components() {
    return List.of(Fighter.class, Bullet.class, Pickup.class);
  }

  @Override
  public GameWorld world(Parameters parameters) {
    return new DuelWorld(behavior(parameters));
  }

  @Override
  public Map<String, Script> scripts() {
    return Map.of(
        "easy", DuelScript.EASY,
        "medium", DuelScript.MEDIUM,
        "hard", DuelScript.HARD,
        "scripted", DuelScript.MEDIUM);
  }

  @Override
  public Optional<HumanControl> human() {
    return Optional.of(Duel::steer);
  }

  /**
   * A person runs along the axes of the picture and aims where it runs; button 1 aims at an
   * opponent in sight instead, or keeps the aim while there is none.
   */
  private static void steer(HumanControl.Controls controls, Entity entity, Action action) {
    Fighter me = Fighter.of(entity);
    float x = controls.x();
    float y = controls.y();
    float turn = 0;
    if (!controls.button(1)) {
      turn = x == 0 && y == 0 ? 0 : turnTo(me, x, y);
    } else if (me.seesOpponent()) {
      turn = turnTo(me, me.opponent().x - me.x, me.opponent().y - me.y);
    }
    choose(entity, action, me.ahead(x, y), me.left(x, y), turn, controls.button(0));
  }

  /**
   * The turn that brings the aim to a direction until the next decision, or as near as possible.
   */
  static float turnTo(Fighter fighter, float x, float y) {
    float angle = (float) Math.atan2(fighter.left(x, y), fighter.ahead(x, y));
    return angle / (Rules.TURN_RATE * Rules.DECISION_PERIOD * Rules.TICK_SECONDS);
  }

  /** Sets a whole action, whichever kind it is. */
  static void choose(
      Entity entity, Action action, float ahead, float left, float turn, boolean shoots) {
    action.set(AHEAD, ahead).set(LEFT, left).set(TURN, turn);
    if (Agent.of(entity).behavior().actions().branches().isEmpty()) {
      action.set(SHOOT, shoots ? 1 : -1);
    } else {
      action.choose(0, shoots ? 1 : 0);
    }
  }
}
