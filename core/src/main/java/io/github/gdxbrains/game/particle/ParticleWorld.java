package io.github.gdxbrains.game.particle;

import com.badlogic.ashley.core.Engine;
import com.badlogic.ashley.core.Entity;
import com.badlogic.ashley.core.EntitySystem;
import io.github.gdxbrains.agent.Ending;
import io.github.gdxbrains.arena.GameWorld;
import io.github.gdxbrains.arena.ParameterSpec;
import io.github.gdxbrains.arena.Parameters;
import io.github.gdxbrains.canvas.Canvas;
import io.github.gdxbrains.random.RandomStream;
import java.util.List;
import java.util.stream.Stream;

/** A world of particles, which is cut off after {@link #MAX_CYCLES} steps. */
public final class ParticleWorld implements GameWorld {
  /** The parameter that says after how many steps an episode is truncated. */
  public static final String MAX_CYCLES = "max_cycles";

  /** What a world is about. */
  public interface Scene {
    /** Places all particles and forgets the episode before. */
    void reset(RandomStream random, Parameters parameters);

    /** Takes note of what a step has changed, before agents are rewarded. */
    void stepped();

    /** A team's score so far. */
    float score(int team);

    /** Draws the present state. */
    void draw(Canvas canvas, int steps, int maxCycles);

    /** The view that {@link #draw} draws with. */
    ParticleView view();
  }

  private final Engine engine = new Engine();
  private final Scene scene;
  private final Entity[] agents;
  private int steps;
  private int maxCycles;

  /**
   * Makes a world.
   *
   * @param agents the entities that sit on the seats, each with a particle
   * @param landmarks further particles
   */
  public ParticleWorld(Scene scene, List<Entity> agents, Particle[] landmarks) {
    this.scene = scene;
    this.agents = agents.toArray(new Entity[0]);
    agents.forEach(engine::addEntity);
    for (Particle landmark : landmarks) {
      engine.addEntity(new Entity().add(landmark));
    }
    engine.addSystem(
        new Dynamics(
            Stream.concat(agents.stream().map(Particle::of), Stream.of(landmarks))
                .toArray(Particle[]::new)));
    engine.addSystem(
        new EntitySystem() {
          @Override
          public void update(float deltaTime) {
            steps++;
            scene.stepped();
          }
        });
  }

  /** The parameter {@link #MAX_CYCLES}. */
  public static ParameterSpec maxCyclesParameter() {
    return new ParameterSpec(MAX_CYCLES, 25, 1, 100_000, "", "steps until an episode is cut off");
  }

  @Override
  public Engine engine() {
    return engine;
  }

  @Override
  public float tickSeconds() {
    return (float) Dynamics.STEP_SECONDS;
  }

  @Override
  public void reset(RandomStream random, Parameters parameters) {
    steps = 0;
    maxCycles = parameters.count(MAX_CYCLES);
    scene.reset(random, parameters);
  }

  @Override
  public Ending ending() {
    return steps >= maxCycles ? Ending.TRUNCATED : Ending.RUNNING;
  }

  @Override
  public Entity seat(int index) {
    return agents[index];
  }

  @Override
  public float score(int team) {
    return scene.score(team);
  }

  @Override
  public void draw(Canvas canvas) {
    scene.draw(canvas, steps, maxCycles);
  }

  @Override
  public void highlight(int seat, Canvas canvas) {
    scene.view().highlight(canvas, Particle.of(agents[seat]));
  }

  @Override
  public void close() {}
}
