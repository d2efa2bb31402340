package io.github.gdxbrains.game.simplespeakerlistener;

import com.badlogic.ashley.core.Component;
import com.badlogic.ashley.core.Entity;
import io.github.gdxbrains.agent.Action;
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
import io.github.gdxbrains.random.RandomStream;
import io.github.gdxbrains.reward.RewardTerm;
import io.github.gdxbrains.sensor.Sensor;
import io.github.gdxbrains.space.ActionSpace;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * PettingZoo's simple_speaker_listener_v4: a speaker sees the colour of one of three landmarks and
 * says one of three words; a listener hears the word with its next observation, sees the landmarks
 * but not their colours, and should go to the one that is meant. They are one team with two
 * behaviors, and have to agree on what words mean.
 *
 * <p>Reward term, of weight 1 and the same for both: {@code distance}, minus the squared distance
 * between listener and goal. The scripts number landmarks and words alike; before the first word
 * the listener goes towards the middle of the three.
 */
public final class SimpleSpeakerListener implements Game {
  static final String SPEAKER = "Speaker";
  static final String LISTENER = "Listener";

  @Override
  public String name() {
    return "simple-speaker-listener";
  }

  @Override
  public String description() {
    return "one says where to go, the other goes: two agents that have to agree on words";
  }

  @Override
  public List<ParameterSpec> parameters() {
    return List.of(ParticleWorld.maxCyclesParameter(), Movement.parameter());
  }

  private static ParticleSenses speakerSenses() {
    return new ParticleSenses().numbers("goal_id", 3, (me, out) -> out.put(Talk.of(me).color()));
  }

  private static ParticleSenses listenerSenses() {
    return new ParticleSenses()
        .velocity()
        .points(
            "landmark_rel_positions",
            Talk.LANDMARKS,
            (me, out) -> ParticleSenses.putOffsets(me, Talk.of(me).landmarks, out))
        .numbers("communication", Talk.LANDMARKS, (me, out) -> out.put(Talk.of(me).message));
  }

  @Override
  public List<BehaviorSpec> behaviors(Parameters parameters) {
    return List.of(
        speakerBehavior(parameters, speakerSenses()),
        listenerBehavior(parameters, listenerSenses()));
  }

  private static BehaviorSpec speakerBehavior(Parameters parameters, ParticleSenses senses) {
    ActionSpace words =
        Movement.of(parameters) == Movement.CONTINUOUS
            ? ActionSpace.continuous(Talk.LANDMARKS)
            : ActionSpace.discrete(Talk.LANDMARKS);
    return new BehaviorSpec(SPEAKER, senses.space(), words);
  }

  private static BehaviorSpec listenerBehavior(Parameters parameters, ParticleSenses senses) {
    return new BehaviorSpec(LISTENER, senses.space(), Movement.of(parameters).space());
  }

  @Override
  public List<SeatSpec> seats(Parameters parameters) {
    return List.of(new SeatSpec("speaker", SPEAKER, 0), new SeatSpec("listener", LISTENER, 0));
  }

  @Override
  public List<Class<? extends Component>> components() {
    return List.of(Particle.class, Talk.class);
  }

  @Override
  public GameWorld world(Parameters parameters) {
    Talk talk = new Talk();
    boolean saysNumbers = Movement.of(parameters) == Movement.CONTINUOUS;
    ParticleSenses speakerSenses = speakerSenses();
    Agent.Builder speaker =
        builder(speakerBehavior(parameters, speakerSenses), speakerSenses, talk)
            .act(
                (me, action) -> {
                  for (int word = 0; word < Talk.LANDMARKS; word++) {
                    talk.message[word] =
                        saysNumbers
                            ? (float) Movement.published(action.number(word))
                            : action.choice() == word ? 1 : 0;
                  }
                });
    ParticleSenses listenerSenses = listenerSenses();
    Agent.Builder listener =
        builder(listenerBehavior(parameters, listenerSenses), listenerSenses, talk)
            .act(Movement::act);
    List<Entity> agents =
        List.of(
            new Entity().add(talk.speaker).add(talk).add(speaker.build()),
            new Entity().add(talk.listener).add(talk).add(listener.build()));
    return new ParticleWorld(talk, agents, talk.landmarks);
  }

  private static Agent.Builder builder(BehaviorSpec behavior, ParticleSenses senses, Talk talk) {
    Agent.Builder agent =
        Agent.builder(behavior)
            .reward(RewardTerm.of("distance", me -> -talk.squaredDistanceToGoal()), 1);
    for (Sensor sensor : senses.sensors()) {
      agent.sense(sensor);
    }
    return agent;
  }

  @Override
  public Map<String, Script> scripts() {
    return Map.of("scripted", SimpleSpeakerListener::agree);
  }

  private static void agree(Entity entity, RandomStream random, Action action) {
    Talk talk = Talk.of(entity);
    if (Particle.of(entity) == talk.speaker) {
      say(entity, talk.goal, action);
      return;
    }
    int word = talk.loudest();
    if (word == Talk.SILENCE) {
      Movement.steer(entity, talk.middleX(), talk.middleY(), action);
    } else {
      Movement.steer(entity, talk.landmarks[word].x(), talk.landmarks[word].y(), action);
    }
  }

  private static void say(Entity speaker, int word, Action action) {
    if (Agent.of(speaker).behavior().actions().continuous() == 0) {
      action.choose(0, word);
      return;
    }
    for (int i = 0; i < Talk.LANDMARKS; i++) {
      action.set(i, i == word ? 1 : -1);
    }
  }

  @Override
  public Optional<HumanControl> human() {
    return Optional.of(SimpleSpeakerListener::control);
  }

  /** A listener goes; a speaker says the first word with left, the last with right, else B. */
  private static void control(HumanControl.Controls controls, Entity entity, Action action) {
    if (Particle.of(entity) == Talk.of(entity).listener) {
      Movement.control(controls, entity, action);
    } else {
      say(entity, controls.x() < -0.4f ? 0 : controls.x() > 0.4f ? 2 : 1, action);
    }
  }
}
