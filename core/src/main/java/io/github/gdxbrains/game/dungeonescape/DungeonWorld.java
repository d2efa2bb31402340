package io.github.gdxbrains.game.dungeonescape;

import com.badlogic.ashley.core.Engine;
import com.badlogic.ashley.core.Entity;
import com.badlogic.ashley.core.EntitySystem;
import io.github.gdxbrains.agent.Agent;
import io.github.gdxbrains.agent.BehaviorSpec;
import io.github.gdxbrains.agent.Ending;
import io.github.gdxbrains.agent.RewardSystem;
import io.github.gdxbrains.arena.GameWorld;
import io.github.gdxbrains.arena.Parameters;
import io.github.gdxbrains.canvas.Canvas;
import io.github.gdxbrains.game.dungeonescape.Adventurer.Fate;
import io.github.gdxbrains.random.RandomStream;
import io.github.gdxbrains.reward.RewardTerm;
import io.github.gdxbrains.sensor.ObservationWriter;
import io.github.gdxbrains.sensor.Sensor;

/** One dungeon. */
final class DungeonWorld implements GameWorld {
  private static final float TICK_SECONDS = 0.25f;

  private final Engine engine = new Engine();
  private final Dungeon dungeon;
  private final Entity[] seats;
  private final DungeonView view = new DungeonView();

  DungeonWorld(Dungeon dungeon, BehaviorSpec behavior) {
    this.dungeon = dungeon;
    seats = new Entity[dungeon.adventurers.length];
    for (int i = 0; i < seats.length; i++) {
      Agent agent = agent(behavior, seats.length);
      dungeon.group.add(agent);
      seats[i] = new Entity().add(dungeon.adventurers[i]).add(agent);
      engine.addEntity(seats[i]);
    }
    engine.addSystem(dungeon);
    engine.addSystem(new Departures());
  }

  private static Agent agent(BehaviorSpec behavior, int agents) {
    return Agent.builder(behavior)
        .sense(Sensor.of(DungeonEscape.SELF, DungeonWorld::senseSelf))
        .sense(Sensor.of(DungeonEscape.GATE, DungeonWorld::senseGate))
        .sense(Sensor.of(DungeonEscape.others(agents), DungeonWorld::senseOthers))
        .act((entity, action) -> Adventurer.of(entity).action = action.choice())
        .reward(RewardTerm.of("sacrifice", DungeonWorld::sacrifice), DungeonEscape.PRICE)
        .reward(RewardTerm.of("escape", DungeonWorld::escape), 1)
        .build();
  }

  private static void senseSelf(Entity entity, ObservationWriter out) {
    Adventurer me = Adventurer.of(entity);
    float reach = me.dungeon.size - 1;
    out.put(2 * me.column / reach - 1, 2 * me.row / reach - 1);
  }

  private static void senseGate(Entity entity, ObservationWriter out) {
    Adventurer me = Adventurer.of(entity);
    float size = me.dungeon.size;
    out.put((me.dungeon.gate - me.column) / size, (size - me.row) / size);
    out.put(me.dungeon.isSlain ? 1 : 0);
  }

  private static void senseOthers(Entity entity, ObservationWriter out) {
    Adventurer me = Adventurer.of(entity);
    Adventurer[] all = me.dungeon.adventurers;
    float size = me.dungeon.size;
    for (int ahead = 1; ahead < all.length; ahead++) {
      Adventurer other = all[(me.index + ahead) % all.length];
      boolean isInside = other.isInside();
      out.put(isInside ? 1 : 0);
      out.put(isInside ? (other.column - me.column) / size : 0);
      out.put(isInside ? (other.row - me.row) / size : 0);
    }
  }

  private static double sacrifice(Entity entity) {
    return Adventurer.of(entity).hasJust(Fate.LOST) ? -1 : 0;
  }

  private static double escape(Entity entity) {
    Adventurer me = Adventurer.of(entity);
    return me.hasJust(Fate.ESCAPED) ? 1 - me.dungeon.groupShare : 0;
  }

  /** Takes those who have left out of the episode, after the rewards of their last tick. */
  private final class Departures extends EntitySystem {
    Departures() {
      super(RewardSystem.PRIORITY + 1);
    }

    @Override
    public void update(float deltaTime) {
      for (Entity seat : seats) {
        if (Adventurer.of(seat).hasJustLeft) {
          Agent.of(seat).deactivate();
        }
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
    dungeon.groupShare = parameters.get(DungeonEscape.GROUP_REWARD);
    dungeon.maxSteps = parameters.count(DungeonEscape.MAX_STEPS);
    dungeon.reset(random);
    for (Entity seat : seats) {
      Agent.of(seat).activate();
    }
  }

  @Override
  public Ending ending() {
    if (dungeon.count(Fate.INSIDE) == 0) {
      return Ending.TERMINATED;
    }
    return dungeon.steps >= dungeon.maxSteps ? Ending.TRUNCATED : Ending.RUNNING;
  }

  @Override
  public Entity seat(int index) {
    return seats[index];
  }

  /** How many have got out. */
  @Override
  public float score(int team) {
    return dungeon.count(Fate.ESCAPED);
  }

  @Override
  public void draw(Canvas canvas) {
    view.draw(canvas, dungeon);
  }

  @Override
  public void highlight(int seat, Canvas canvas) {
    view.highlight(canvas, dungeon.adventurers[seat]);
  }

  @Override
  public void close() {}
}
