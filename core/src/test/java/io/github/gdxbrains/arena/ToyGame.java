package io.github.gdxbrains.arena;

import com.badlogic.ashley.core.Component;
import com.badlogic.ashley.core.Engine;
import com.badlogic.ashley.core.Entity;
import com.badlogic.ashley.core.EntitySystem;
import io.github.gdxbrains.agent.Agent;
import io.github.gdxbrains.agent.BehaviorSpec;
import io.github.gdxbrains.agent.Ending;
import io.github.gdxbrains.canvas.Canvas;
import io.github.gdxbrains.random.RandomStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * A tiny game that a test makes up: seats of given behaviors, and a world in a few lines.
 *
 * @param name of the game
 * @param behaviors of its agents
 * @param seats of each arena
 * @param worlds makes a world
 */
public record ToyGame(
    String name, List<BehaviorSpec> behaviors, List<SeatSpec> seats, Supplier<World> worlds)
    implements Game {
  /** A game with one seat. */
  public static ToyGame of(String name, BehaviorSpec behavior, Supplier<World> worlds) {
    return new ToyGame(
        name, List.of(behavior), List.of(new SeatSpec("one", behavior.name(), 0)), worlds);
  }

  @Override
  public String description() {
    return "made up by a test";
  }

  @Override
  public List<ParameterSpec> parameters() {
    return List.of();
  }

  @Override
  public List<BehaviorSpec> behaviors(Parameters parameters) {
    return behaviors;
  }

  @Override
  public List<SeatSpec> seats(Parameters parameters) {
    return seats;
  }

  @Override
  public List<Class<? extends Component>> components() {
    return List.of();
  }

  @Override
  public GameWorld world(Parameters parameters) {
    return worlds.get();
  }

  /** The setup of arenas of this game. */
  public ArenaSetup setup() {
    return ArenaSetup.of(this, Parameters.defaults(this));
  }

  /** A world of agents without bodies. A subclass adds its seats in its constructor. */
  public abstract static class World implements GameWorld {
    private final Engine engine = new Engine();
    private final List<Entity> entities = new ArrayList<>();

    /** Ticks of this episode, the running one included. */
    protected int tick;

    /** Of this episode. */
    protected RandomStream random = new RandomStream(0);

    /** A world without seats. */
    protected World() {
      engine.addSystem(
          new EntitySystem() {
            @Override
            public void update(float deltaTime) {
              tick++;
              step();
            }
          });
    }

    /** Adds the next seat. */
    protected final Agent seat(Agent.Builder builder) {
      Agent agent = builder.build();
      entities.add(new Entity().add(agent));
      engine.addEntity(entities.get(entities.size() - 1));
      return agent;
    }

    /** Goes to the start of an episode. */
    protected void begin() {}

    /** One tick, after the agents acted. */
    protected abstract void step();

    @Override
    public Engine engine() {
      return engine;
    }

    @Override
    public float tickSeconds() {
      return 0.5f;
    }

    @Override
    public void reset(RandomStream random, Parameters parameters) {
      this.random = random;
      tick = 0;
      begin();
    }

    @Override
    public Ending ending() {
      return Ending.RUNNING;
    }

    @Override
    public Entity seat(int index) {
      return entities.get(index);
    }

    @Override
    public float score(int team) {
      return 0;
    }

    @Override
    public void draw(Canvas canvas) {}

    @Override
    public void close() {}
  }
}
