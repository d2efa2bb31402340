package io.github.gdxbrains.game.battle;

import com.badlogic.ashley.core.Engine;
import com.badlogic.ashley.core.Entity;
import io.github.gdxbrains.agent.Action;
import io.github.gdxbrains.agent.Agent;
import io.github.gdxbrains.agent.BehaviorSpec;
import io.github.gdxbrains.agent.Ending;
import io.github.gdxbrains.arena.GameWorld;
import io.github.gdxbrains.arena.Parameters;
import io.github.gdxbrains.canvas.Canvas;
import io.github.gdxbrains.random.RandomStream;
import io.github.gdxbrains.reward.RewardTerm;
import io.github.gdxbrains.sensor.GridSensor;
import io.github.gdxbrains.sensor.Sensor;

/** One field with two teams. */
final class BattleWorld implements GameWorld {
  private static final float TICK_SECONDS = 0.15f;

  private final Engine engine = new Engine();
  private final Battlefield field;
  private final Entity[] seats;
  private final BattleView view = new BattleView();

  BattleWorld(Battlefield field, BehaviorSpec behavior) {
    this.field = field;
    seats = new Entity[field.soldiers];
    Sensor around = around(field.viewRange());
    for (int i = 0; i < seats.length; i++) {
      seats[i] = new Entity();
      seats[i].add(new Soldier(field, i));
      seats[i].add(agent(behavior, around, field.team(i)));
      engine.addEntity(seats[i]);
    }
    engine.addSystem(new AttackSystem(field));
    engine.addSystem(new MoveSystem(field));
    engine.addSystem(new BurialSystem(field, seats));
  }

  private static Agent agent(BehaviorSpec behavior, Sensor around, int team) {
    return Agent.builder(behavior)
        .team(team)
        .sense(around)
        .sense(Sensor.of(Battle.SELF, (e, out) -> Soldier.of(e).field.senseSelf(index(e), out)))
        .mask(BattleWorld::mask)
        .act((e, action) -> Soldier.of(e).field.actions[index(e)] = action.choice())
        .reward(RewardTerm.of("kill", e -> Soldier.of(e).field.kills[index(e)]), 5)
        .reward(RewardTerm.of("hit", e -> Soldier.of(e).field.targets[index(e)] >= 0 ? 1 : 0), 0.2f)
        .reward(RewardTerm.of("attack", BattleWorld::attack), 0.1f)
        .reward(RewardTerm.of("death", e -> Soldier.of(e).isAlive() ? 0 : -1), 0.1f)
        .reward(RewardTerm.of("step", e -> -1), 0.005f)
        .build();
  }

  /** The cells around a soldier, from its team's side; remembers nothing, so one serves all. */
  static Sensor around(int viewRange) {
    return new GridSensor(
        Battlefield.grid(viewRange),
        e -> Soldier.of(e).field.seenBy(index(e)),
        e -> Soldier.of(e).field.seenColumn(index(e)),
        e -> Soldier.of(e).row());
  }

  private static int index(Entity entity) {
    return Soldier.of(entity).index;
  }

  private static double attack(Entity entity) {
    Soldier me = Soldier.of(entity);
    return me.field.actions[me.index] >= Directions.ATTACK ? -1 : 0;
  }

  private static void mask(Entity entity, Action action) {
    Soldier me = Soldier.of(entity);
    for (int direction = 0; direction < Directions.COUNT; direction++) {
      int other = me.field.neighbour(me.index, direction);
      if (other != Battlefield.EMPTY) {
        action.forbid(0, Directions.MOVE + direction);
      }
      if (!me.field.isOpponent(me.index, other)) {
        action.forbid(0, Directions.ATTACK + direction);
      }
    }
  }

  @Override
  public Engine engine() {
    return engine;
  }

  @Override
  public float tickSeconds() {
    return TICK_SECONDS;
  }

  @Override
  public void reset(RandomStream random, Parameters parameters) {
    field.fullHitPoints = parameters.get(Battle.HIT_POINTS);
    field.damage = parameters.get(Battle.DAMAGE);
    field.recovery = parameters.get(Battle.RECOVERY);
    field.maxCycles = parameters.count(Battle.MAX_CYCLES);
    field.deploy(random, parameters.get(Battle.WALLS));
    for (Entity seat : seats) {
      Agent.of(seat).activate();
    }
  }

  @Override
  public Ending ending() {
    if (field.living[0] == 0 || field.living[1] == 0) {
      return Ending.TERMINATED;
    }
    return field.cycles >= field.maxCycles ? Ending.TRUNCATED : Ending.RUNNING;
  }

  @Override
  public Entity seat(int index) {
    return seats[index];
  }

  /** 1 for the team whose opponents are all dead while some of it live, else 0. */
  @Override
  public float score(int team) {
    return field.living[1 - team] == 0 && field.living[team] > 0 ? 1 : 0;
  }

  @Override
  public void draw(Canvas canvas) {
    view.draw(canvas, field);
  }

  @Override
  public void highlight(int seat, Canvas canvas) {
    view.highlight(canvas, field, seat);
  }

  @Override
  public void close() {}
}
