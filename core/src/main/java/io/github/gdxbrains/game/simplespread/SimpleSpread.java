package io.github.gdxbrains.game.simplespread;

import com.badlogic.ashley.core.Component;
import com.badlogic.ashley.core.Entity;
import io.github.gdxbrains.agent.Agent;
import io.github.gdxbrains.agent.BehaviorSpec;
import io.github.gdxbrains.agent.HumanControl;
import io.github.gdxbrains.agent.Script;
import io.github.gdxbrains.arena.Game;
import io.github.gdxbrains.arena.GameWorld;
import io.github.gdxbrains.arena.ParameterSpec;
import io.github.gdxbrains.arena.Parameters;
import io.github.gdxbrains.arena.SeatSpec;
import io.github.gdxbrains.game.particle.Movement;
import io.github.gdxbrains.game.particle.Particle;
import io.github.gdxbrains.game.particle.ParticleSenses;
import io.github.gdxbrains.game.particle.ParticleWorld;
import io.github.gdxbrains.reward.RewardTerm;
import io.github.gdxbrains.sensor.Sensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * PettingZoo's simple_spread_v3: {@code N} agents cover {@code N} landmarks and keep clear of each
 * other. Nobody is told who takes which.
 *
 * <p>Reward terms, of weight 1: {@code distance}, {@code 1 - local_ratio} times minus the sum over
 * the landmarks of the distance to the nearest agent, the same for everyone; and {@code collision},
 * {@code local_ratio} times minus how many others the agent overlaps. The observation ends with
 * zeros, {@code communication}, because published agents hear each other and nobody speaks. The
 * script assigns landmarks so that the ways add up to the least, and goes.
 *
 * <p>With {@code observation} 1 landmarks and other agents are lists, the nearest first, with room
 * for as many as there can be: one brain plays with any {@code N}.
 */
public final class SimpleSpread implements Game {
  static final String N = "N";
  static final String LOCAL_RATIO = "local_ratio";
  static final String OBSERVATION = "observation";
  static final String BEHAVIOR = "SimpleSpread";

  private static final int MOST_AGENTS = 10;

  /** Words that agents could say. */
  private static final int WORDS = 2;

  @Override
  public String name() {
    return "simple-spread";
  }

  @Override
  public String description() {
    return "cover all landmarks together without bumping into each other";
  }

  @Override
  public List<ParameterSpec> parameters() {
    return List.of(
        new ParameterSpec(N, 3, 1, MOST_AGENTS, "", "agents, and landmarks").fixed(),
        new ParameterSpec(
            LOCAL_RATIO, 0.5f, 0, 1, "", "weight of collisions; distances have the rest of 1"),
        new ParameterSpec(OBSERVATION, 0, 0, 1, "", "what agents see: 0 vectors, 1 lists").fixed(),
        ParticleWorld.maxCyclesParameter(),
        Movement.parameter());
  }

  private static ParticleSenses senses(Parameters parameters) {
    return parameters.count(OBSERVATION) == 0 ? vectors(parameters.count(N)) : lists();
  }

  /** The same for any number of agents. */
  private static ParticleSenses lists() {
    return new ParticleSenses()
        .velocity()
        .position()
        .list("landmarks", MOST_AGENTS, me -> Spread.of(me).landmarkEntities)
        .list("others", MOST_AGENTS - 1, me -> Spread.of(me).agentEntities);
  }

  private static ParticleSenses vectors(int n) {
    return new ParticleSenses()
        .velocity()
        .position()
        .points(
            "landmark_rel_positions",
            n,
            (me, out) -> ParticleSenses.putOffsets(me, Spread.of(me).landmarks, out))
        .points(
            "other_agent_rel_positions",
            n - 1,
            (me, out) -> ParticleSenses.putOffsets(me, Spread.of(me).agents, out))
        .numbers(
            "communication",
            WORDS * (n - 1),
            (me, out) -> {
              for (int i = out.remaining(); i > 0; i--) {
                out.put(0);
              }
            });
  }

  @Override
  public List<BehaviorSpec> behaviors(Parameters parameters) {
    return List.of(behavior(parameters, senses(parameters)));
  }

  private static BehaviorSpec behavior(Parameters parameters, ParticleSenses senses) {
    return new BehaviorSpec(BEHAVIOR, senses.space(), Movement.of(parameters).space());
  }

  @Override
  public List<SeatSpec> seats(Parameters parameters) {
    return IntStream.range(0, parameters.count(N))
        .mapToObj(number -> new SeatSpec("agent " + number, BEHAVIOR, 0))
        .toList();
  }

  @Override
  public List<Class<? extends Component>> components() {
    return List.of(Particle.class, Spread.class);
  }

  @Override
  public GameWorld world(Parameters parameters) {
    Spread spread = new Spread(parameters.count(N));
    ParticleSenses senses = senses(parameters);
    BehaviorSpec behavior = behavior(parameters, senses);
    List<Entity> agents = new ArrayList<>();
    for (Particle particle : spread.agents) {
      Agent.Builder agent = Agent.builder(behavior);
      for (Sensor sensor : senses.sensors()) {
        agent.sense(sensor);
      }
      agent
          .act(Movement::act)
          .reward(RewardTerm.of("distance", me -> spread.distanceReward()), 1)
          .reward(RewardTerm.of("collision", me -> spread.collisionReward(Particle.of(me))), 1);
      agents.add(new Entity().add(particle).add(spread).add(agent.build()));
    }
    ParticleWorld world = new ParticleWorld(spread, agents, spread.landmarks);
    spread.listEntities(world.engine());
    return world;
  }

  @Override
  public Map<String, Script> scripts() {
    return Map.of(
        "scripted",
        (entity, random, action) -> {
          Particle goal = Spread.of(entity).goalOf(Particle.of(entity));
          Movement.steer(entity, goal.x(), goal.y(), action);
        });
  }

  @Override
  public Optional<HumanControl> human() {
    return Optional.of(Movement::control);
  }
}
