package io.github.gdxbrains.game.simpletag;

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

/**
 * PettingZoo's simple_tag_v3: adversaries, who are many and slow, touch good agents, who are few
 * and fast. Obstacles stand in everyone's way.
 *
 * <p>Reward terms of {@code Adversary}: {@code collision} (weight 10), how many pairs of an
 * adversary and a good agent overlap, the same for all adversaries; and {@code distance} (0), minus
 * the sum over the adversaries of the distance to the nearest good agent. Of {@code GoodAgent}:
 * {@code collision} (10), minus how many adversaries it overlaps; {@code boundary} (1), minus what
 * being near or beyond the square's edge costs along each axis; and {@code distance} (0), the sum
 * of its distances to the adversaries. The published shaped rewards, off by default there too, have
 * 0.1 of {@code distance}.
 */
public final class SimpleTag implements Game {
  static final String NUM_GOOD = "num_good";
  static final String NUM_ADVERSARIES = "num_adversaries";
  static final String NUM_OBSTACLES = "num_obstacles";
  static final String ADVERSARY = "Adversary";
  static final String GOOD_AGENT = "GoodAgent";
  static final int ADVERSARIES = 0;
  static final int GOOD_AGENTS = 1;

  @Override
  public String name() {
    return "simple-tag";
  }

  @Override
  public String description() {
    return "predators and prey: three slow adversaries hunt one fast agent";
  }

  @Override
  public List<ParameterSpec> parameters() {
    return List.of(
        new ParameterSpec(NUM_GOOD, 1, 1, 10, "", "good agents, the prey").fixed(),
        new ParameterSpec(NUM_ADVERSARIES, 3, 1, 10, "", "adversaries, the predators").fixed(),
        new ParameterSpec(NUM_OBSTACLES, 2, 0, 10, "", "obstacles").fixed(),
        ParticleWorld.maxCyclesParameter(),
        Movement.parameter());
  }

  /** What an agent sees; {@code goodOthers} is how many good agents there are beside it. */
  private static ParticleSenses senses(Parameters parameters, int goodOthers) {
    int agents = parameters.count(NUM_ADVERSARIES) + parameters.count(NUM_GOOD);
    return new ParticleSenses()
        .velocity()
        .position()
        .points(
            "landmark_rel_positions",
            parameters.count(NUM_OBSTACLES),
            (me, out) -> ParticleSenses.putOffsets(me, Tag.of(me).obstacles, out))
        .points(
            "other_agent_rel_positions",
            agents - 1,
            (me, out) -> ParticleSenses.putOffsets(me, Tag.of(me).agents, out))
        .points(
            "other_agent_velocities",
            goodOthers,
            (me, out) -> ParticleSenses.putVelocities(me, Tag.of(me).goodAgents, out));
  }

  private static ParticleSenses adversarySenses(Parameters parameters) {
    return senses(parameters, parameters.count(NUM_GOOD));
  }

  private static ParticleSenses goodAgentSenses(Parameters parameters) {
    return senses(parameters, parameters.count(NUM_GOOD) - 1);
  }

  @Override
  public List<BehaviorSpec> behaviors(Parameters parameters) {
    return List.of(
        behavior(ADVERSARY, parameters, adversarySenses(parameters)),
        behavior(GOOD_AGENT, parameters, goodAgentSenses(parameters)));
  }

  private static BehaviorSpec behavior(String name, Parameters parameters, ParticleSenses senses) {
    return new BehaviorSpec(name, senses.space(), Movement.of(parameters).space());
  }

  @Override
  public List<SeatSpec> seats(Parameters parameters) {
    List<SeatSpec> seats = new ArrayList<>();
    for (int number = 0; number < parameters.count(NUM_ADVERSARIES); number++) {
      seats.add(new SeatSpec("adversary " + number, ADVERSARY, ADVERSARIES));
    }
    for (int number = 0; number < parameters.count(NUM_GOOD); number++) {
      seats.add(new SeatSpec("agent " + number, GOOD_AGENT, GOOD_AGENTS));
    }
    return seats;
  }

  @Override
  public List<Class<? extends Component>> components() {
    return List.of(Particle.class, Tag.class);
  }

  @Override
  public GameWorld world(Parameters parameters) {
    Tag tag =
        new Tag(
            parameters.count(NUM_ADVERSARIES),
            parameters.count(NUM_GOOD),
            parameters.count(NUM_OBSTACLES));
    List<Entity> agents = new ArrayList<>();
    ParticleSenses senses = adversarySenses(parameters);
    for (Particle adversary : tag.adversaries) {
      Agent.Builder agent =
          builder(behavior(ADVERSARY, parameters, senses), ADVERSARIES, senses)
              .reward(RewardTerm.of("collision", me -> tag.collisions()), 10)
              .reward(RewardTerm.of("distance", me -> -tag.distanceToPrey()), 0);
      agents.add(new Entity().add(adversary).add(tag).add(agent.build()));
    }
    senses = goodAgentSenses(parameters);
    for (Particle good : tag.goodAgents) {
      Agent.Builder agent =
          builder(behavior(GOOD_AGENT, parameters, senses), GOOD_AGENTS, senses)
              .reward(RewardTerm.of("collision", me -> -tag.collisions(Particle.of(me))), 10)
              .reward(RewardTerm.of("boundary", me -> -Tag.beyondBoundary(Particle.of(me))), 1)
              .reward(RewardTerm.of("distance", me -> tag.distances(Particle.of(me))), 0);
      agents.add(new Entity().add(good).add(tag).add(agent.build()));
    }
    return new ParticleWorld(tag, agents, tag.obstacles);
  }

  private static Agent.Builder builder(BehaviorSpec behavior, int team, ParticleSenses senses) {
    Agent.Builder agent = Agent.builder(behavior).team(team).act(Movement::act);
    for (Sensor sensor : senses.sensors()) {
      agent.sense(sensor);
    }
    return agent;
  }

  @Override
  public Map<String, Script> scripts() {
    return Map.of("scripted", TagScript::decide);
  }

  @Override
  public Optional<HumanControl> human() {
    return Optional.of(Movement::control);
  }
}
