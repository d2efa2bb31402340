package io.github.gdxbrains.game.bandit;

import com.badlogic.ashley.core.Component;
import com.badlogic.ashley.core.Entity;
import io.github.gdxbrains.agent.Action;
import io.github.gdxbrains.agent.BehaviorSpec;
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

/**
 * Pull the arm that pays most in the context at hand: a contextual version of the 10-armed testbed
 * (Sutton and Barto, "Reinforcement Learning", 2018, section 2.3). The mean of each arm in each
 * context is a standard normal number drawn from {@code bandit_seed}, so it is the same in every
 * episode; a pull pays it plus normal noise, and the next context is drawn uniformly.
 *
 * <p>The observation is the context as a one-hot vector. The pulls do not depend on each other, so
 * the last one truncates an episode: nothing about it could be seen. The script pulls the best arm.
 */
public final class Bandit implements Game {
  static final String ARMS = "arms";
  static final String CONTEXTS = "contexts";
  static final String NOISE = "noise";
  static final String PULLS = "pulls";
  static final String BANDIT_SEED = "bandit_seed";

  @Override
  public String name() {
    return "bandit";
  }

  @Override
  public String description() {
    return "pull the arm that pays most in each context";
  }

  @Override
  public List<ParameterSpec> parameters() {
    return List.of(
        new ParameterSpec(ARMS, 5, 2, 100, "", "arms in each context").fixed(),
        new ParameterSpec(CONTEXTS, 4, 1, 100, "", "contexts").fixed(),
        new ParameterSpec(NOISE, 1, 0, 100, "", "standard deviation of what an arm pays"),
        new ParameterSpec(PULLS, 20, 1, 100_000, "", "pulls of an episode"),
        new ParameterSpec(BANDIT_SEED, 1, 0, 16_000_000, "", "of the arms' means"));
  }

  @Override
  public List<BehaviorSpec> behaviors(Parameters parameters) {
    return List.of(behavior(parameters));
  }

  private static BehaviorSpec behavior(Parameters parameters) {
    return new BehaviorSpec(
        "Bandit",
        ObservationSpace.of(ObservationStream.vector("context", parameters.count(CONTEXTS), 0, 1)),
        ActionSpace.discrete(parameters.count(ARMS)));
  }

  @Override
  public List<SeatSpec> seats(Parameters parameters) {
    return List.of(new SeatSpec("gambler", "Bandit", 0));
  }

  @Override
  public List<Class<? extends Component>> components() {
    return List.of(Machines.class);
  }

  @Override
  public GameWorld world(Parameters parameters) {
    return new BanditWorld(behavior(parameters), Machines.Build.of(parameters));
  }

  @Override
  public Map<String, Script> scripts() {
    return Map.of("scripted", Bandit::pullBest);
  }

  private static void pullBest(Entity entity, RandomStream random, Action action) {
    Machines machines = Machines.of(entity);
    action.choose(0, machines.bestArm(machines.context));
  }
}
