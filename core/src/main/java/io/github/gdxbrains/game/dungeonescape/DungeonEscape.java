package io.github.gdxbrains.game.dungeonescape;

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
import io.github.gdxbrains.random.RandomStream;
import io.github.gdxbrains.space.ActionSpace;
import io.github.gdxbrains.space.ObservationSpace;
import io.github.gdxbrains.space.ObservationStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The way out of a dungeon is a gate in which a dragon lies. Who steps into it slays the dragon and
 * is lost; from then on who steps into it is out. An episode ends when nobody is inside any more,
 * and is cut off after {@code max_steps}.
 *
 * <p>Reward terms: {@code sacrifice}, -1 for who is lost (weight 0.2), and {@code escape}, 1 for
 * who gets out. The part {@code group_reward} of an escape's 1 goes to everyone instead, through an
 * {@link io.github.gdxbrains.agent.AgentGroup}, so those too who have left. By itself it is 0: the
 * best for all is that one is lost, of three each then gets {@code (2 - 0.2) / 3 = 0.6} on average;
 * for oneself it is best to let somebody else do it, and if nobody does all get 0.
 *
 * <p>An action is to stay or to step right, up, left or down. {@code self} is the adventurer's
 * place (x, y; -1 to 1), {@code gate} the way to the gate (in room sizes) and whether the dragon is
 * slain; {@code others} says of each other one, from the next seat on, whether it is inside, and if
 * so the way to it.
 */
public final class DungeonEscape implements Game {
  static final String AGENTS = "agents";
  static final String SIZE = "size";
  static final String GROUP_REWARD = "group_reward";
  static final String MAX_STEPS = "max_steps";

  static final String BEHAVIOR = "Adventurer";
  static final float PRICE = 0.2f;
  static final int NUMBERS_OF_ANOTHER = 3;
  static final ObservationStream SELF = ObservationStream.vector("self", 2, -1, 1);
  static final ObservationStream GATE = ObservationStream.vector("gate", 3, -1, 1);

  @Override
  public String name() {
    return "dungeon-escape";
  }

  @Override
  public String description() {
    return "one must be lost to the dragon so that the others get out";
  }

  @Override
  public List<ParameterSpec> parameters() {
    return List.of(
        new ParameterSpec(AGENTS, 3, 2, 8, "", "adventurers").fixed(),
        new ParameterSpec(SIZE, 5, 3, 15, "", "cells along an edge of the room").fixed(),
        new ParameterSpec(
            GROUP_REWARD, 0, 0, 1, "", "part of an escape's reward that everyone gets"),
        new ParameterSpec(MAX_STEPS, 50, 1, 1000, "", "steps until it is cut off"));
  }

  static ObservationStream others(int agents) {
    return ObservationStream.vector("others", NUMBERS_OF_ANOTHER * (agents - 1), -1, 1);
  }

  @Override
  public List<BehaviorSpec> behaviors(Parameters parameters) {
    return List.of(behavior(parameters.count(AGENTS)));
  }

  private static BehaviorSpec behavior(int agents) {
    return new BehaviorSpec(
        BEHAVIOR,
        ObservationSpace.of(SELF, GATE, others(agents)),
        ActionSpace.discrete(Dungeon.OPTIONS));
  }

  @Override
  public List<SeatSpec> seats(Parameters parameters) {
    return IntStream.rangeClosed(1, parameters.count(AGENTS))
        .mapToObj(number -> new SeatSpec("adventurer " + number, BEHAVIOR, 0))
        .toList();
  }

  @Override
  public List<Class<? extends Component>> components() {
    return List.of(Adventurer.class);
  }

  @Override
  public GameWorld world(Parameters parameters) {
    int agents = parameters.count(AGENTS);
    return new DungeonWorld(new Dungeon(agents, parameters.count(SIZE)), behavior(agents));
  }

  @Override
  public Map<String, Script> scripts() {
    return Map.of("scripted", DungeonEscape::decide);
  }

  /** All go to the gate, and in front of a dragon wait for whoever was nearest. */
  private static void decide(Entity entity, RandomStream random, Action action) {
    Adventurer me = Adventurer.of(entity);
    Dungeon dungeon = me.dungeon;
    int choice = Dungeon.UP;
    if (me.column != dungeon.gate) {
      choice = me.column < dungeon.gate ? Dungeon.RIGHT : Dungeon.LEFT;
    } else if (me.stepsToGate() == 1 && !dungeon.isSlain && dungeon.nearestToGate() != me) {
      choice = Dungeon.STAY;
    }
    action.choose(0, choice);
  }

  @Override
  public Optional<HumanControl> human() {
    return Optional.of(HumanControl.turnBased(DungeonEscape::steer));
  }

  private static void steer(HumanControl.Controls controls, Entity entity, Action action) {
    float x = controls.x();
    float y = controls.y();
    int choice = Dungeon.STAY;
    if (Math.max(Math.abs(x), Math.abs(y)) > 0.4f) {
      if (Math.abs(x) > Math.abs(y)) {
        choice = x > 0 ? Dungeon.RIGHT : Dungeon.LEFT;
      } else {
        choice = y > 0 ? Dungeon.UP : Dungeon.DOWN;
      }
    }
    action.choose(0, choice);
  }
}
