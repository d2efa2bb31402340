package io.github.gdxbrains.game.mdp;

import com.badlogic.ashley.core.Engine;
import com.badlogic.ashley.core.Entity;
import com.badlogic.ashley.core.EntitySystem;
import io.github.gdxbrains.agent.Action;
import io.github.gdxbrains.agent.Agent;
import io.github.gdxbrains.agent.BehaviorSpec;
import io.github.gdxbrains.agent.Ending;
import io.github.gdxbrains.arena.GameWorld;
import io.github.gdxbrains.arena.Parameters;
import io.github.gdxbrains.canvas.Canvas;
import io.github.gdxbrains.random.RandomStream;
import io.github.gdxbrains.reward.RewardTerm;
import io.github.gdxbrains.sensor.Sensor;
import io.github.gdxbrains.space.ObservationStream;
import java.util.function.Function;

/**
 * A world of one agent in a {@link FiniteMdp}. It observes its state as a one-hot vector. Reward
 * terms: {@code arrival}, what the entered state is worth, and {@code step}, what every transition
 * is worth.
 */
public final class MdpWorld implements GameWorld {
  /** What a world shows and where its episodes begin. */
  public interface Scene {
    /**
     * Calls {@link MdpState#begin}; a table that is the same as before should be the same object.
     */
    void reset(RandomStream random, Parameters parameters, MdpState state);

    /** Draws the present state. */
    void draw(Canvas canvas, MdpState state);
  }

  /** Simulated seconds of a tick: what is comfortable to watch. */
  private static final float TICK_SECONDS = 0.25f;

  private final Engine engine = new Engine();
  private final Entity entity = new Entity();
  private final MdpState state;
  private final Scene scene;

  /**
   * Makes the world.
   *
   * @param behavior its first stream is {@link #states}, its action one choice
   * @param planner see {@link MdpState#plan}
   * @param sensors those of the behavior's other streams
   */
  public MdpWorld(
      BehaviorSpec behavior, Scene scene, Function<MdpState, Policy> planner, Sensor... sensors) {
    this.scene = scene;
    state = new MdpState(planner);
    ObservationStream states = behavior.observations().streams().get(0);
    int count = states.size();
    Agent.Builder agent =
        Agent.builder(behavior)
            .sense(Sensor.of(states, (e, out) -> out.putOneHot(state.state(), count)))
            .act((e, action) -> state.choose(action.choice()))
            .reward(RewardTerm.of("arrival", e -> state.mdp().reward(state.state())), 1)
            .reward(RewardTerm.of("step", e -> state.mdp().stepReward()), 1);
    for (Sensor sensor : sensors) {
      agent.sense(sensor);
    }
    entity.add(state).add(agent.build());
    engine.addEntity(entity);
    engine.addSystem(
        new EntitySystem() {
          @Override
          public void update(float deltaTime) {
            state.step();
          }
        });
  }

  /** The stream of a state among {@code count}: a one-hot vector. */
  public static ObservationStream states(String name, int count) {
    return ObservationStream.vector(name, count, 0, 1);
  }

  /** The script of every game of this kind: what its planner says. */
  public static void followPlan(Entity entity, RandomStream random, Action action) {
    MdpState state = MdpState.of(entity);
    action.choose(0, state.plan().action(state.state(), state.steps()));
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
    scene.reset(random, parameters, state);
  }

  @Override
  public Ending ending() {
    return state.ending();
  }

  @Override
  public Entity seat(int index) {
    return entity;
  }

  /** What the present state is worth: 1 at a goal. */
  @Override
  public float score(int team) {
    return (float) state.mdp().reward(state.state());
  }

  @Override
  public void draw(Canvas canvas) {
    scene.draw(canvas, state);
  }

  @Override
  public void close() {}
}
