package io.github.gdxbrains.learner.qmix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.badlogic.ashley.core.Entity;
import io.github.gdxbrains.agent.Agent;
import io.github.gdxbrains.agent.AgentBatch;
import io.github.gdxbrains.agent.BehaviorSpec;
import io.github.gdxbrains.agent.Brain;
import io.github.gdxbrains.agent.Ending;
import io.github.gdxbrains.brain.NeuralModel;
import io.github.gdxbrains.config.Settings;
import io.github.gdxbrains.config.UserError;
import io.github.gdxbrains.learner.BehaviorConfig;
import io.github.gdxbrains.learner.LearnerContext;
import io.github.gdxbrains.learner.MemorySettings;
import io.github.gdxbrains.learner.Metrics;
import io.github.gdxbrains.learner.NetworkSettings;
import io.github.gdxbrains.learner.PolicySharing;
import io.github.gdxbrains.learner.RewardSignal;
import io.github.gdxbrains.learner.RewardSignals;
import io.github.gdxbrains.nn.Activation;
import io.github.gdxbrains.nn.Allocations;
import io.github.gdxbrains.nn.Backends;
import io.github.gdxbrains.parallel.Workers;
import io.github.gdxbrains.random.RandomStream;
import io.github.gdxbrains.rollout.Rollout;
import io.github.gdxbrains.rollout.TransitionRecorder;
import io.github.gdxbrains.sensor.Sensor;
import io.github.gdxbrains.space.ActionSpace;
import io.github.gdxbrains.space.ObservationSpace;
import io.github.gdxbrains.space.ObservationStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What teams of two learn from single moments, by hand, and that it allocates nothing. */
final class QmixLearnerTest {
  private static final float GAMMA = 0.5f;
  private static final NetworkSettings LINEAR = new NetworkSettings(false, 1, 0, Activation.RELU);

  private static BehaviorSpec behavior(int inputs, boolean masked) {
    return behavior(inputs, masked, ActionSpace.discrete(3));
  }

  private static BehaviorSpec behavior(int inputs, boolean masked, ActionSpace actions) {
    return new BehaviorSpec(
        "Toy", ObservationSpace.of(ObservationStream.vector("x", inputs)), actions, masked, 1);
  }

  private static BehaviorConfig config(
      String trainer, PolicySharing policy, NetworkSettings network, Map<String, ?> changes) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("batch_size", 1);
    all.put("buffer_size", 1000);
    all.put("buffer_init_steps", 0);
    all.put("target_update_interval", 1_000_000);
    all.putAll(changes);
    return new BehaviorConfig(
        trainer,
        policy,
        Settings.with(trainer.equals("vdn") ? QmixConfig.VDN : QmixConfig.QMIX, all),
        network,
        RewardSignals.of(new RewardSignal.Extrinsic(GAMMA, 1)),
        1000,
        64,
        100,
        1000,
        5);
  }

  private static QmixLearner learner(
      BehaviorSpec behavior, String trainer, NetworkSettings network, Map<String, ?> changes) {
    return learner(behavior, config(trainer, PolicySharing.SHARED, network, changes), 1);
  }

  private static QmixLearner learner(BehaviorSpec behavior, BehaviorConfig config, int arenas) {
    return new QmixLearner(
        new LearnerContext(
            behavior, config, Backends.best(), Workers.single(), List.of(0, 0), arenas, 7));
  }

  /** A team of two whose moments are told one by one. */
  private static final class Story {
    final AgentBatch batch;
    final Rollout rollout;
    final TransitionRecorder recorder;
    final Agent[] agents = new Agent[2];

    Story(BehaviorSpec behavior) {
      batch = new AgentBatch(behavior, 2, 0);
      rollout = new Rollout(behavior, 2, 40, batch.inputsPerRow(), 0, true);
      recorder = new TransitionRecorder(rollout, GAMMA, 2);
      for (int row = 0; row < 2; row++) {
        recorder.setLane(row, row);
        agents[row] =
            Agent.builder("Toy", behavior.actions())
                .sense(Sensor.of(behavior.observations().streams().get(0), (e, out) -> {}))
                .build();
        agents[row].bind(batch, row, new Entity());
      }
    }

    void decide(int member, float seen, int choice, int... forbidden) {
      batch.observations()[member] = seen;
      for (int option = 0; option < batch.forbidden().length / 2; option++) {
        int wanted = option;
        batch.forbidden()[3 * member + option] = IntStream.of(forbidden).anyMatch(f -> f == wanted);
      }
      batch.choices()[member] = choice;
      recorder.decided(batch, new int[] {member}, 1);
    }

    /** What each gets by itself, and both together. */
    void tick(float first, float second, float together, Ending ending) {
      batch.beginTick(0, 2);
      agents[0].addReward(first);
      agents[1].addReward(second);
      for (int row = 0; row < 2; row++) {
        agents[row].addGroupReward(together);
        agents[row].collectReward();
        batch.endings()[row] = ending;
        recorder.ticked(batch, row);
      }
    }
  }

  /** Utilities of the options at an observation, by the learner's linear network. */
  private static float[] utilities(QmixLearner learner, float x) {
    float[] p = ((NeuralModel) learner.model()).parameters();
    return new float[] {p[0] * x + p[3], p[1] * x + p[4], p[2] * x + p[5]};
  }

  private static int best(float[] utilities, int... without) {
    int best = -1;
    for (int i = 0; i < utilities.length; i++) {
      int option = i;
      boolean isAllowed = IntStream.of(without).noneMatch(w -> w == option);
      best = isAllowed && (best < 0 || utilities[i] > utilities[best]) ? i : best;
    }
    return best;
  }

  private static float max(float[] utilities, int... without) {
    return utilities[best(utilities, without)];
  }

  private static double loss(QmixLearner learner, Rollout rollout) {
    Metrics metrics = new Metrics();
    learner.update(rollout, 0, metrics);
    return metrics.get("value_loss");
  }

  @Test
  void theSumOfUtilitiesIsToBeTheTeamsRewardAndTheSumOfTheBestOnesOfWhatFollows() {
    BehaviorSpec behavior = behavior(1, false);
    // of two moments the last waits for its successor; four decisions are one step
    try (QmixLearner learner = learner(behavior, "vdn", LINEAR, Map.of())) {
      Story story = new Story(behavior);
      story.decide(0, 0.7f, 1);
      story.decide(1, -0.2f, 2);
      story.tick(2, 3, 10, Ending.RUNNING);
      story.decide(0, -0.4f, 0);
      story.decide(1, 0.5f, 0);
      story.tick(0, 0, 0, Ending.RUNNING);
      story.decide(0, 9, 0);
      story.decide(1, 9, 0);
      double target =
          2 + 3 + 10 + GAMMA * (max(utilities(learner, -0.4f)) + max(utilities(learner, 0.5f)));
      double value = utilities(learner, 0.7f)[1] + utilities(learner, -0.2f)[2];
      assertThat(loss(learner, story.rollout))
          .isCloseTo(0.5 * (value - target) * (value - target), within(1e-4));
    }
    // after a termination nothing follows
    Map<String, ?> changes = Map.of("train_freq", 2);
    try (QmixLearner learner = learner(behavior, "vdn", LINEAR, changes)) {
      Story story = new Story(behavior);
      story.decide(0, 0.7f, 1);
      story.decide(1, -0.2f, 2);
      story.tick(2, 3, 10, Ending.TERMINATED);
      double error = utilities(learner, 0.7f)[1] + utilities(learner, -0.2f)[2] - 15;
      assertThat(loss(learner, story.rollout)).isCloseTo(0.5 * error * error, within(1e-4));
    }
    // a truncation values what was seen at the end
    try (QmixLearner learner = learner(behavior, "vdn", LINEAR, changes)) {
      Story story = new Story(behavior);
      story.decide(0, 0.7f, 1);
      story.decide(1, -0.2f, 2);
      story.batch.finalObservations()[0] = 5;
      story.batch.finalObservations()[1] = -6;
      story.tick(2, 3, 10, Ending.TRUNCATED);
      double next = max(utilities(learner, 5)) + max(utilities(learner, -6));
      double value = utilities(learner, 0.7f)[1] + utilities(learner, -0.2f)[2];
      double error = value - (15 + GAMMA * next);
      assertThat(loss(learner, story.rollout)).isCloseTo(0.5 * error * error, within(1e-3));
    }
  }

  @Test
  void whoHasLeftHasNoUtility() {
    BehaviorSpec behavior = behavior(1, false);
    try (QmixLearner learner = learner(behavior, "vdn", LINEAR, Map.of("train_freq", 2))) {
      Story story = new Story(behavior);
      story.decide(0, 0.7f, 1);
      story.decide(1, -0.2f, 2);
      story.tick(2, 3, 10, Ending.RUNNING); // the second leaves: its transition stays open
      story.decide(0, -0.4f, 0);
      story.tick(0, 0, 4, Ending.RUNNING);
      story.decide(0, 9, 0);
      double target = 15 + GAMMA * max(utilities(learner, -0.4f));
      double error = utilities(learner, 0.7f)[1] + utilities(learner, -0.2f)[2] - target;
      assertThat(loss(learner, story.rollout)).isCloseTo(0.5 * error * error, within(1e-4));
    }
  }

  @Test
  void forbiddenOptionsOfAMemberAreNoCandidatesInTargets() {
    BehaviorSpec behavior = behavior(1, true);
    for (boolean isDouble : new boolean[] {true, false}) {
      try (QmixLearner learner = learner(behavior, "vdn", LINEAR, Map.of("double_q", isDouble))) {
        int forbidden = best(utilities(learner, 0.5f));
        Story story = new Story(behavior);
        story.decide(0, 0.7f, 1);
        story.decide(1, -0.2f, 2);
        story.tick(1, 0, 0, Ending.RUNNING);
        story.decide(0, 0.5f, 0);
        story.decide(1, 0.5f, (forbidden + 1) % 3, forbidden);
        story.tick(0, 0, 0, Ending.RUNNING);
        story.decide(0, 9, 0);
        story.decide(1, 9, 0);
        float[] next = utilities(learner, 0.5f);
        double value = utilities(learner, 0.7f)[1] + utilities(learner, -0.2f)[2];
        double error = value - (1 + GAMMA * (max(next) + max(next, forbidden)));
        assertThat(loss(learner, story.rollout)).isCloseTo(0.5 * error * error, within(1e-4));
      }
    }
  }

  /** An episode of one moment, always the same, in which each chooses option 1. */
  private static Rollout alike(BehaviorSpec behavior) {
    Story story = new Story(behavior);
    story.decide(0, 0.7f, 1);
    story.decide(1, -0.2f, 1);
    story.batch.finalObservations()[0] = 5;
    story.batch.finalObservations()[1] = 4;
    story.tick(2, 3, 10, Ending.TRUNCATED);
    return story.rollout;
  }

  @Test
  void withDoubleQTheNetworkChoosesAndTheTargetNetworkValues() {
    BehaviorSpec behavior = behavior(1, false);
    for (boolean isDouble : new boolean[] {true, false}) {
      Map<String, ?> changes =
          Map.of("learning_rate", 1, "double_q", isDouble, "train_freq", 2, "loss", "huber");
      try (QmixLearner learner = learner(behavior, "vdn", LINEAR, changes)) {
        float[] old5 = utilities(learner, 5);
        float[] old4 = utilities(learner, 4);
        loss(learner, alike(behavior));
        int now = best(utilities(learner, 5));
        assertThat(now).isNotEqualTo(best(old5)).isEqualTo(best(utilities(learner, 4)));
        double next = isDouble ? old5[now] + old4[now] : max(old5) + max(old4);
        double value = utilities(learner, 0.7f)[1] + utilities(learner, -0.2f)[1];
        double error = Math.abs(value - 15 - GAMMA * next);
        assertThat(error).isGreaterThan(1);
        assertThat(loss(learner, alike(behavior))).isCloseTo(error - 0.5, within(1e-4));
      }
    }
  }

  /**
   * A step of plain gradient descent with a learning rate of 1 is the gradient; that of the loss by
   * finite differences is to be the same, of the utilities' parameters and the hypernetworks'.
   */
  @ParameterizedTest
  @ValueSource(strings = {"vdn", "qmix"})
  void gradientsReachTheUtilitiesAndTheHypernetworks(String trainer) {
    BehaviorSpec behavior = behavior(1, false);
    NetworkSettings network = new NetworkSettings(false, 4, 1, Activation.TANH);
    Map<String, Object> changes = new LinkedHashMap<>();
    changes.put("optimizer", "sgd");
    changes.put("max_grad_norm", 1e9);
    changes.put("double_q", false);
    changes.put("train_freq", 2);
    changes.put("learning_rate", 1);
    if (trainer.equals("qmix")) {
      changes.put("mixing_embed_dim", 3);
      changes.put("hypernet_embed", 4);
    }
    QmixLearner stepped = learner(behavior, trainer, network, changes);
    changes.put("learning_rate", 1e-20);
    QmixLearner still = learner(behavior, trainer, network, changes);
    try (stepped;
        still) {
      loss(stepped, alike(behavior));
      requireGradient(stepped.utilities, still.utilities, still, behavior);
      assertThat(stepped.hypernetwork.isPresent()).isEqualTo(trainer.equals("qmix"));
      stepped.hypernetwork.ifPresent(
          after -> requireGradient(after, still.hypernetwork.get(), still, behavior));
    }
  }

  private static void requireGradient(
      TrainedNetwork after, TrainedNetwork before, QmixLearner learner, BehaviorSpec behavior) {
    float[] parameters = new float[before.parameterCount()];
    float[] stepped = new float[parameters.length];
    before.network.getParameters(parameters);
    after.network.getParameters(stepped);
    float step = 4e-3f;
    int moved = 0;
    for (int k = 0; k < parameters.length; k++) {
      float kept = parameters[k];
      parameters[k] = kept + step;
      before.network.setParameters(parameters);
      double up = loss(learner, alike(behavior));
      parameters[k] = kept - step;
      before.network.setParameters(parameters);
      double down = loss(learner, alike(behavior));
      parameters[k] = kept;
      before.network.setParameters(parameters);
      double gradient = (up - down) / (2 * step);
      moved += Math.abs(gradient) > 0.1 ? 1 : 0;
      assertThat((double) kept - stepped[k])
          .as("gradient of parameter %s", k)
          .isCloseTo(gradient, within(0.02 + 0.02 * Math.abs(gradient)));
    }
    assertThat(moved).isGreaterThan(parameters.length / 4);
  }

  @Test
  void bothTargetNetworksStayUntilTheirInterval() {
    BehaviorSpec behavior = behavior(1, false);
    Map<String, ?> changes =
        Map.of("learning_rate", 0.1, "train_freq", 2, "target_update_interval", 4, "tau", 0.25);
    try (QmixLearner learner = learner(behavior, "qmix", LINEAR, changes)) {
      for (TrainedNetwork each : List.of(learner.utilities, learner.hypernetwork.get())) {
        float[] old = new float[each.parameterCount()];
        float[] now = old.clone();
        float[] target = old.clone();
        each.target.getParameters(old);
        learner.update(alike(behavior), 0, new Metrics()); // two decisions of an interval of four
        each.target.getParameters(target);
        assertThat(target).isEqualTo(old);
        learner.update(alike(behavior), 0, new Metrics());
        each.network.getParameters(now);
        each.target.getParameters(target);
        for (int i = 0; i < old.length; i++) {
          assertThat(target[i]).isCloseTo(0.25f * now[i] + 0.75f * old[i], within(1e-6f));
        }
        assertThat(target).isNotEqualTo(old);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"vdn", "qmix"})
  void updatesAndDecisionsAllocateNothing(String trainer) {
    BehaviorSpec behavior = behavior(4, true);
    NetworkSettings network = new NetworkSettings(true, 16, 1, Activation.RELU);
    BehaviorConfig config = config(trainer, PolicySharing.SHARED, network, Map.of("batch_size", 8));
    try (QmixLearner learner = learner(behavior, config, 3)) {
      AgentBatch batch = new AgentBatch(behavior, 6, 0);
      Brain brain = learner.acting().brain(6);
      Rollout rollout = new Rollout(behavior, 6, 8, batch.inputsPerRow(), 0, true);
      TransitionRecorder recorder = new TransitionRecorder(rollout, GAMMA, 6);
      int[] all = IntStream.range(0, 6).toArray();
      RandomStream random = new RandomStream(1);
      Agent[] agents = new Agent[6];
      for (int lane : all) {
        recorder.setLane(lane, lane);
        agents[lane] =
            Agent.builder("Toy", behavior.actions())
                .sense(Sensor.of(behavior.observations().streams().get(0), (e, out) -> {}))
                .build();
        agents[lane].bind(batch, lane, new Entity());
      }
      Metrics metrics = new Metrics();
      Allocations.assertNone(
          30,
          () -> {
            rollout.begin();
            for (int d = 0; d < 4; d++) {
              for (int i = 0; i < batch.observations().length; i++) {
                batch.observations()[i] = random.nextFloat(-1, 1);
              }
              brain.decide(batch, all, 6);
              recorder.decided(batch, all, 6);
              batch.beginTick(0, 6);
              for (int lane : all) {
                agents[lane].addReward(random.nextFloat(-1, 1));
                agents[lane].collectReward();
                batch.endings()[lane] = d == 2 ? Ending.TRUNCATED : Ending.RUNNING;
                recorder.ticked(batch, lane);
              }
            }
            learner.update(rollout, 0.5, metrics);
          });
      assertThat(metrics.get("replay_size")).isGreaterThan(100);
    }
  }

  private static void refuses(
      BehaviorSpec behavior, PolicySharing policy, NetworkSettings network, String message) {
    assertThatThrownBy(() -> learner(behavior, config("vdn", policy, network, Map.of()), 1))
        .isInstanceOf(UserError.class)
        .hasMessage(message);
  }

  @Test
  void whatItCannotLearnIsRefusedInOneLine() {
    refuses(
        behavior(1, false, ActionSpace.continuous(2)),
        PolicySharing.SHARED,
        LINEAR,
        "Toy acts by Continuous[size=2], but vdn needs one discrete choice: use trainer_type: ppo");
    refuses(
        behavior(1, false, ActionSpace.multiDiscrete(2, 3)),
        PolicySharing.SHARED,
        LINEAR,
        "Toy acts by MultiDiscrete[branches=[2, 3]], but vdn needs one discrete choice: use"
            + " trainer_type: ppo");
    refuses(
        behavior(1, false),
        PolicySharing.PER_AGENT,
        LINEAR,
        "behaviors.Toy.policy is per_agent, but vdn learns from whole teams: use"
            + " policy: shared, or trainer_type: dqn");
    refuses(
        behavior(1, false),
        PolicySharing.SHARED,
        LINEAR.withMemory(new MemorySettings(MemorySettings.Type.LSTM, 8, 4)),
        "behaviors.Toy.network_settings.memory: vdn learns none: leave it out, or use"
            + " trainer_type: dqn");
    BehaviorConfig config = config("qmix", PolicySharing.SHARED, LINEAR, Map.of());
    assertThatThrownBy(() -> learner(behavior(1, false), config, 400))
        .isInstanceOf(UserError.class)
        .hasMessage(
            "buffer_size is 1000, but must be at least 1600 for the 400 teams of Toy in all"
                + " arenas");
  }
}
