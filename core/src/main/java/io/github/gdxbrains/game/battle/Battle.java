package io.github.gdxbrains.game.battle;

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
import io.github.gdxbrains.space.ElementType;
import io.github.gdxbrains.space.ObservationSpace;
import io.github.gdxbrains.space.ObservationStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A battle of two teams of many soldiers, until one team is dead (terminated) or after {@code
 * max_cycles} (truncated). The numbers are those of MAgent's battle (arXiv:1712.00600; battle_v4 of
 * MAgent2): 10 hit points, a damage of 2, a recovery of 0.1 a cycle, and the reward terms {@code
 * kill} (weight 5), {@code hit} (0.2), {@code attack} (-0.1 for each attack), {@code death} (-0.1)
 * and {@code step} (-0.005). It differs in that soldiers step to the 8 cells around them instead of
 * 2 cells far, that all attacks of a cycle strike at once, that those who hit an opponent in the
 * cycle in which it dies share the kill, and that what is impossible is masked.
 *
 * <p>An action is to stay, to step to one of the 8 cells around, or to attack whoever stands there.
 * Directions are counter-clockwise from straight towards the opponents' side, and both teams see
 * the field as if they attacked towards +x, so that one policy plays both.
 *
 * <p>{@code around} is {@code [rows, columns, channels]}, rows upwards and columns towards the
 * opponents' side, with the soldier in the middle; channels are wall, own soldier, its hit points,
 * other soldier, its hit points (of full ones). {@code self} is the soldier's hit points, its place
 * (ahead, up; -1 to 1), the way to the opponent that started opposite to it, or the next that lives
 * (ahead, up; in field sizes), and the living of both teams as shares.
 */
public final class Battle implements Game {
  static final String PER_SIDE = "per_side";
  static final String VIEW_RANGE = "view_range";
  static final String DENSITY = "density";
  static final String WALLS = "walls";
  static final String HIT_POINTS = "hit_points";
  static final String DAMAGE = "damage";
  static final String RECOVERY = "recovery";
  static final String MAX_CYCLES = "max_cycles";

  static final String BEHAVIOR = "Soldier";
  static final ObservationStream SELF = ObservationStream.vector("self", 7, -1, 1);

  @Override
  public String name() {
    return "battle";
  }

  @Override
  public String description() {
    return "two teams of many soldiers who see only what is around them";
  }

  @Override
  public List<ParameterSpec> parameters() {
    return List.of(
        new ParameterSpec(PER_SIDE, 32, 1, 512, "", "soldiers of each team").fixed(),
        new ParameterSpec(VIEW_RANGE, 4, 1, 10, "", "cells that they see in each direction")
            .fixed(),
        new ParameterSpec(DENSITY, 0.08f, 0.01f, 0.4f, "", "soldiers a cell: the field's size")
            .fixed(),
        new ParameterSpec(WALLS, 0.04f, 0, 0.2f, "", "share of the cells that are walls"),
        new ParameterSpec(HIT_POINTS, 10, 1, 100, "", "hit points of an unhurt soldier"),
        new ParameterSpec(DAMAGE, 2, 0, 100, "", "hit points that a hit takes"),
        new ParameterSpec(RECOVERY, 0.1f, 0, 10, "", "hit points that come back each cycle"),
        new ParameterSpec(MAX_CYCLES, 1000, 1, 100_000, "", "cycles until it is cut off"));
  }

  @Override
  public List<BehaviorSpec> behaviors(Parameters parameters) {
    return List.of(behavior(parameters));
  }

  private static BehaviorSpec behavior(Parameters parameters) {
    return new BehaviorSpec(
        BEHAVIOR,
        ObservationSpace.of(around(parameters.count(VIEW_RANGE)), SELF),
        ActionSpace.discrete(Directions.OPTIONS),
        true,
        1);
  }

  private static ObservationStream around(int viewRange) {
    int width = 2 * viewRange + 1;
    List<Integer> shape = List.of(width, width, Battlefield.CHANNELS);
    return new ObservationStream("around", ElementType.FLOAT32, shape, false, 0, 1);
  }

  @Override
  public List<SeatSpec> seats(Parameters parameters) {
    int perSide = parameters.count(PER_SIDE);
    List<SeatSpec> seats = new ArrayList<>();
    for (int team = 0; team < 2; team++) {
      for (int number = 1; number <= perSide; number++) {
        seats.add(new SeatSpec((team == 0 ? "blue " : "orange ") + number, BEHAVIOR, team));
      }
    }
    return seats;
  }

  @Override
  public List<Class<? extends Component>> components() {
    return List.of(Soldier.class);
  }

  @Override
  public GameWorld world(Parameters parameters) {
    return new BattleWorld(
        new Battlefield(
            parameters.count(PER_SIDE), parameters.get(DENSITY), parameters.count(VIEW_RANGE)),
        behavior(parameters));
  }

  @Override
  public Map<String, Script> scripts() {
    return Map.of("scripted", BattleScript::decide);
  }

  @Override
  public Optional<HumanControl> human() {
    return Optional.of(HumanControl.turnBased(Battle::steer));
  }

  /**
   * A button attacks the weakest beside the soldier; a direction attacks who is there, or moves.
   */
  private static void steer(HumanControl.Controls controls, Entity entity, Action action) {
    Soldier me = Soldier.of(entity);
    int ahead = me.field.side(me.index) * step(controls.x());
    int up = step(controls.y());
    int attack = -1;
    int move = Directions.STAY;
    if (controls.button(0)) {
      attack = BattleScript.weakest(me.field, me.index);
    } else if (ahead != 0 || up != 0) {
      int direction = Directions.of(ahead, up);
      boolean isHostile = me.field.isOpponent(me.index, me.field.neighbour(me.index, direction));
      attack = isHostile ? direction : -1;
      boolean isFree = !action.isForbidden(0, Directions.MOVE + direction);
      move = isFree ? Directions.MOVE + direction : Directions.STAY;
    }
    action.choose(0, attack >= 0 ? Directions.ATTACK + attack : move);
  }

  private static int step(float axis) {
    return axis > 0.4f ? 1 : axis < -0.4f ? -1 : 0;
  }
}
