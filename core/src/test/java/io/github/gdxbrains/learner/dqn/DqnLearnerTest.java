package io.github.gdxbrains.learner.dqn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.gdxbrains.agent.AgentBatch;
import io.github.gdxbrains.agent.BehaviorSpec;
import io.github.gdxbrains.agent.Ending;
import io.github.gdxbrains.brain.NeuralModel;
import io.github.gdxbrains.config.Settings;
import io.github.gdxbrains.config.UserError;
import io.github.gdxbrains.learner.BehaviorConfig;
import io.github.gdxbrains.learner.LearnerContext;
import io.github.gdxbrains.learner.MemorySettings;
import io.github.gdxbrains.learner.Metrics;
import io.github.gdxbrains.learner.ModelFinder;
import io.github.gdxbrains.learner.NetworkSettings;
import io.github.gdxbrains.learner.RewardSignal;
import io.github.gdxbrains.learner.RewardSignals;
import io.github.gdxbrains.learner.SteadyLearning;
import io.github.gdxbrains.nn.Activation;
import io.github.gdxbrains.nn.Backends;
import io.github.gdxbrains.parallel.Workers;
import io.github.gdxbrains.replay.Hindsight;
import io.github.gdxbrains.rollout.Rollout;
import io.github.gdxbrains.rollout.TransitionRecorder;
import io.github.gdxbrains.space.ActionSpace;
import io.github.gdxbrains.space.ElementType;
import io.github.gdxbrains.space.GoalSpace;
import io.github.gdxbrains.space.ObservationSpace;
import io.github.gdxbrains.space.ObservationStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What DQN learns from single transitions, by hand, and that it allocates nothing. */
final class DqnLearnerTest {
  private static final float GAMMA = 0.5f;

  private static BehaviorSpec behavior(int inputs, boolean masked) {
    return new BehaviorSpec(
        "Toy",
        ObservationSpace.of(ObservationStream.vector("x", inputs)),
        ActionSpace.discrete(3),
        masked,
        1);
  }

  private static DqnLearner learner(
      BehaviorSpec behavior, NetworkSettings network, int lanes, Map<String, ?> changes) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("batch_size", 8);
    all.put("buffer_size", 1000);
    all.put("buffer_init_steps", 0);
    all.put("train_freq", 1);
    all.put("target_update_interval", 1_000_000);
    all.putAll(changes);
    BehaviorConfig config =
        new BehaviorConfig(
            "dqn",
            Settings.with(DqnConfig.DEFAULT, all),
            network,
            RewardSignals.of(new RewardSignal.Extrinsic(GAMMA, 1)),
            1000,
            64,
            100,
            1000,
            5);
    return new DqnLearner(
        new LearnerContext(behavior, config, Backends.best(), Workers.single(), lanes, 7));
  }

  /** One agent whose transitions are told one by one. */
  private static final class Story {
    final AgentBatch batch;
    final Rollout rollout;
    final TransitionRecorder recorder;

    Story(BehaviorSpec behavior) {
      batch = new AgentBatch(behavior, 1, 0);
      rollout = new Rollout(behavior, 1, 40, batch.inputsPerRow(), 0, true);
      recorder = new TransitionRecorder(rollout, GAMMA, 1);
      recorder.setLane(0, 0);
    }

    void decide(float seen, int choice, int... forbidden) {
      batch.observations()[0] = seen;
      for (int option : forbidden) {
        batch.forbidden()[option] = true;
      }
      batch.choices()[0] = choice;
      recorder.decided(batch, new int[] {0}, 1);
    }

    void tick(float reward, Ending ending, float... finalSeen) {
      batch.rewards()[0] = reward;
      batch.endings()[0] = ending;
      if (finalSeen.length > 0) {
        batch.finalObservations()[0] = finalSeen[0];
      }
      recorder.ticked(batch, 0);
    }
  }

  /** Values of the options at an observation, by the learner's linear network. */
  private static float[] values(DqnLearner learner, float x) {
    float[] p = ((NeuralModel) learner.model()).parameters();
    return new float[] {p[0] * x + p[3], p[1] * x + p[4], p[2] * x + p[5]};
  }

  private static float max(float[] values, int... without) {
    float max = Float.NEGATIVE_INFINITY;
    for (int i = 0; i < values.length; i++) {
      int option = i;
      if (IntStream.of(without).noneMatch(w -> w == option)) {
        max = Math.max(max, values[i]);
      }
    }
    return max;
  }

  /** The loss of one transition drawn again and again, half its squared error. */
  private static double loss(DqnLearner learner, Rollout rollout) {
    Metrics metrics = new Metrics();
    learner.update(rollout, 0, metrics);
    return metrics.get("value_loss");
  }

  private static final NetworkSettings LINEAR = new NetworkSettings(false, 1, 0, Activation.RELU);

  @Test
  void theTargetIsTheRewardAndTheDiscountedBestValueOfWhatFollows() {
    BehaviorSpec behavior = behavior(1, false);
    Map<String, ?> changes = Map.of("loss", "squared", "batch_size", 1);
    // reward 2 and 3 over two ticks; of two transitions the last waits for its successor
    Map<String, ?> oneUpdate = Map.of("loss", "squared", "batch_size", 1, "train_freq", 2);
    try (DqnLearner learner = learner(behavior, LINEAR, 1, oneUpdate)) {
      Story story = new Story(behavior);
      story.decide(0.7f, 1);
      story.tick(2, Ending.RUNNING);
      story.tick(3, Ending.RUNNING);
      story.decide(-0.4f, 2);
      story.tick(0, Ending.RUNNING);
      story.decide(9, 0);
      double target = 2 + GAMMA * 3 + GAMMA * GAMMA * max(values(learner, -0.4f));
      double error = values(learner, 0.7f)[1] - target;
      assertThat(loss(learner, story.rollout)).isCloseTo(0.5 * error * error, within(1e-5));
    }
    // a truncation values what was seen at the end
    try (DqnLearner learner = learner(behavior, LINEAR, 1, changes)) {
      Story story = new Story(behavior);
      story.decide(0.7f, 1);
      story.tick(2, Ending.TRUNCATED, 5f);
      double target = 2 + GAMMA * max(values(learner, 5));
      double error = values(learner, 0.7f)[1] - target;
      assertThat(loss(learner, story.rollout)).isCloseTo(0.5 * error * error, within(1e-4));
    }
    // after a termination nothing follows
    try (DqnLearner learner = learner(behavior, LINEAR, 1, changes)) {
      Story story = new Story(behavior);
      story.decide(0.7f, 1);
      story.tick(2, Ending.TERMINATED);
      double error = values(learner, 0.7f)[1] - 2;
      assertThat(loss(learner, story.rollout)).isCloseTo(0.5 * error * error, within(1e-5));
    }
  }

  /** Half the squared error of one transition from 0.7 to an end, told the goal 5. */
  private static void assertGoalLoss(int sampledGoals, Ending ending, double end, double goal) {
    GoalSpace goals =
        new GoalSpace("x", List.of(0), List.of(0f), List.of(10f), 5, List.of(1f), false);
    BehaviorSpec behavior = behavior(1, false).extended(List.of(goals.desired()), 0);
    Hindsight hindsight = new Hindsight(goals, behavior.observations(), sampledGoals, 3, GAMMA);
    BehaviorConfig config =
        new BehaviorConfig(
            "dqn",
            Settings.with(
                DqnConfig.DEFAULT,
                Map.of(
                    "batch_size", 1, "buffer_init_steps", 0, "train_freq", 1, "loss", "squared")),
            LINEAR,
            RewardSignals.of(new RewardSignal.Extrinsic(GAMMA, 1)),
            1000,
            64,
            100,
            1000,
            5);
    LearnerContext context =
        new LearnerContext(
            behavior,
            config,
            Backends.best(),
            Workers.single(),
            List.of(0),
            1,
            7,
            ModelFinder.NONE,
            Optional.of(hindsight));
    try (DqnLearner learner = new DqnLearner(context)) {
      float[] p = ((NeuralModel) learner.model()).parameters(); // two inputs, then the biases
      Story story = new Story(behavior);
      story.batch.observations()[1] = 5;
      story.decide(0.7f, 1);
      story.tick(99, ending, (float) end); // the game's reward counts for nothing
      double best = Double.NEGATIVE_INFINITY;
      for (int o = 0; o < 3; o++) {
        best = Math.max(best, p[o] * end + p[3 + o] * goal + p[6 + o]);
      }
      boolean isReached = Math.abs(end - goal) <= 1;
      double missed = ending == Ending.TERMINATED ? -2 : -1 + GAMMA * best;
      double target = isReached ? 0 : Math.max(-2, Math.min(0, missed));
      double error = p[1] * 0.7 + p[4] * goal + p[7] - target;
      assertThat(loss(learner, story.rollout)).isCloseTo(0.5 * error * error, within(1e-4));
    }
  }

  @Test
  void aGoalIsValuedByWhatWasBroughtAbout() {
    assertGoalLoss(0, Ending.TRUNCATED, 0.9, 5);
    assertGoalLoss(0, Ending.TRUNCATED, 4.5, 5);
    assertGoalLoss(0, Ending.TERMINATED, 0.9, 5);
    assertGoalLoss(0, Ending.TERMINATED, 4.5, 5);
    // in hindsight the goal was where it came to
    assertGoalLoss(1000, Ending.TRUNCATED, 0.9, 0.9);
    assertGoalLoss(1000, Ending.TERMINATED, 7, 7);
  }

  @Test
  void forbiddenOptionsAreNoCandidatesInTargets() {
    BehaviorSpec behavior = behavior(1, true);
    for (String doubleQ : List.of("true", "false")) {
      Map<String, ?> changes =
          Map.of(
              "loss",
              "squared",
              "batch_size",
              1,
              "train_freq",
              2,
              "double_q",
              Boolean.valueOf(doubleQ));
      try (DqnLearner learner = learner(behavior, LINEAR, 1, changes)) {
        Story story = new Story(behavior);
        story.decide(0.7f, 1);
        story.tick(2, Ending.RUNNING);
        float[] next = values(learner, -0.4f);
        int best = 0;
        for (int option = 1; option < 3; option++) {
          best = next[option] > next[best] ? option : best;
        }
        story.decide(-0.4f, (best + 1) % 3, best);
        story.tick(0, Ending.RUNNING);
        story.decide(9, 0);
        double error = values(learner, 0.7f)[1] - 2 - GAMMA * max(next, best);
        assertThat(loss(learner, story.rollout)).isCloseTo(0.5 * error * error, within(1e-5));
      }
    }
  }

  @Test
  void manyStepsAreSummedBeforeBootstrapping() {
    BehaviorSpec behavior = behavior(1, false);
    Map<String, ?> changes =
        Map.of("loss", "squared", "batch_size", 1, "train_freq", 3, "n_step", 2);
    try (DqnLearner learner = learner(behavior, LINEAR, 1, changes)) {
      Story story = new Story(behavior);
      story.decide(0.7f, 1);
      story.tick(2, Ending.RUNNING);
      story.decide(-0.4f, 2);
      story.tick(4, Ending.RUNNING);
      story.decide(0.1f, 0);
      story.tick(0, Ending.RUNNING);
      story.decide(9, 0);
      double target = 2 + GAMMA * 4 + GAMMA * GAMMA * max(values(learner, 0.1f));
      double error = values(learner, 0.7f)[1] - target;
      assertThat(loss(learner, story.rollout)).isCloseTo(0.5 * error * error, within(1e-5));
    }
  }

  /** A rollout of episodes of one decision each, all alike: whichever is drawn, it is this one. */
  private static Rollout alike(BehaviorSpec behavior, int episodes) {
    Story story = new Story(behavior);
    for (int i = 0; i < episodes; i++) {
      story.decide(0.7f, 1);
      story.tick(2, Ending.TRUNCATED, 5f);
    }
    return story.rollout;
  }

  @Test
  void theTargetNetworkFollowsOncePerIntervalHoweverManyARolloutHolds() {
    BehaviorSpec behavior = behavior(1, false);
    for (float tau : new float[] {0.25f, 1}) {
      Map<String, ?> changes =
          Map.of(
              "loss",
              "squared",
              "batch_size",
              1,
              "train_freq",
              3,
              "learning_rate",
              1,
              "tau",
              tau,
              "target_update_interval",
              1,
              "double_q",
              false);
      try (DqnLearner learner = learner(behavior, LINEAR, 1, changes)) {
        float[] before = values(learner, 5);
        loss(learner, alike(behavior, 3)); // one step, then three updates of the target network
        float[] after = values(learner, 5);
        float rest = (1 - tau) * (1 - tau) * (1 - tau);
        float[] target = new float[3];
        for (int option = 0; option < 3; option++) {
          target[option] = after[option] + rest * (before[option] - after[option]);
        }
        double error = values(learner, 0.7f)[1] - 2 - GAMMA * max(target);
        assertThat(loss(learner, alike(behavior, 3))).isCloseTo(0.5 * error * error, within(1e-4));
      }
    }
  }

  @Test
  void withDoubleQTheNetworkChoosesAndTheTargetNetworkValues() {
    BehaviorSpec behavior = behavior(1, false);
    for (boolean isDouble : new boolean[] {true, false}) {
      Map<String, ?> changes =
          Map.of("loss", "squared", "batch_size", 1, "learning_rate", 1, "double_q", isDouble);
      try (DqnLearner learner = learner(behavior, LINEAR, 1, changes)) {
        float[] old = values(learner, 5);
        loss(learner, alike(behavior, 1));
        float[] now = values(learner, 5);
        assertThat(max(old)).isNotEqualTo(old[1]);
        assertThat(max(now)).isEqualTo(now[1]);
        double error = values(learner, 0.7f)[1] - 2 - GAMMA * (isDouble ? old[1] : max(old));
        assertThat(loss(learner, alike(behavior, 1))).isCloseTo(0.5 * error * error, within(1e-4));
      }
    }
  }

  @Test
  void errorsThatAreNotFiniteAreLeftToTheTrainer() {
    BehaviorSpec behavior = behavior(1, false);
    Map<String, ?> changes =
        Map.of(
            "prioritized_replay",
            true,
            "loss",
            "squared",
            "batch_size",
            1,
            "gradient_steps",
            2,
            "learning_rate",
            3e38f,
            "optimizer",
            "sgd");
    try (DqnLearner learner = learner(behavior, LINEAR, 1, changes)) {
      loss(learner, alike(behavior, 1));
      loss(learner, alike(behavior, 1));
      assertThat(learner.isFinite()).isFalse();
    }
  }

  /** Two bins, below 0 and from 0 on. */
  private static Map<String, Object> counting(Map<String, ?> changes) {
    Map<String, Object> all = new LinkedHashMap<>(changes);
    all.put("bins", 2);
    all.put("streams", Map.of("x", Map.of("low", -1, "high", 1)));
    return all;
  }

  @Test
  void theBonusIsThatOfThePresentCounts() {
    BehaviorSpec behavior = behavior(1, false);
    for (String of : List.of("action", "state")) {
      Map<String, ?> changes =
          Map.of(
              "loss",
              "squared",
              "batch_size",
              1,
              "buffer_size",
              4,
              "train_freq",
              9,
              "count_bonus",
              6,
              "count_bonus_of",
              of);
      try (DqnLearner learner = learner(behavior, LINEAR, 1, counting(changes))) {
        Story story = new Story(behavior);
        for (int episode = 0; episode < 9; episode++) {
          boolean isEarly = episode < 5; // counted, but no longer in the buffer
          story.decide(isEarly ? 0.3f : 0.7f, isEarly ? 0 : 1);
          story.tick(2, Ending.TERMINATED);
        }
        double target = 2 + (of.equals("action") ? 6 / Math.sqrt(4) : 6 / Math.sqrt(9));
        double error = values(learner, 0.7f)[1] - target;
        assertThat(loss(learner, story.rollout)).isCloseTo(0.5 * error * error, within(1e-5));
      }
    }
  }

  @Test
  void theBonusesOfManyStepsAreDiscountedAsTheirRewards() {
    BehaviorSpec behavior = behavior(1, false);
    Map<String, ?> changes =
        Map.of("loss", "squared", "batch_size", 1, "train_freq", 3, "n_step", 2, "count_bonus", 6);
    try (DqnLearner learner = learner(behavior, LINEAR, 1, counting(changes))) {
      Story story = new Story(behavior);
      story.decide(0.7f, 1);
      story.tick(2, Ending.RUNNING);
      story.tick(3, Ending.RUNNING);
      story.decide(-0.4f, 2);
      story.tick(4, Ending.RUNNING);
      story.decide(0.1f, 1);
      story.tick(0, Ending.RUNNING);
      story.decide(9, 0);
      double later = GAMMA * GAMMA;
      double bonuses = 6 / Math.sqrt(2) + later * 6;
      double target =
          2 + GAMMA * 3 + later * 4 + bonuses + later * GAMMA * max(values(learner, 0.1f));
      double error = values(learner, 0.7f)[1] - target;
      assertThat(loss(learner, story.rollout)).isCloseTo(0.5 * error * error, within(1e-4));
    }
  }

  static Stream<Map<String, ?>> kinds() {
    return Stream.of(
        Map.of(),
        Map.of("prioritized_replay", true, "n_step", 3),
        Map.of("noisy_networks", true, "dueling", true),
        Map.of("distribution", "categorical"),
        Map.of("distribution", "quantile", "exploration", "boltzmann"),
        counting(Map.of("count_bonus", 0.5, "n_step", 2)));
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void updatesAndDecisionsAllocateNothing(Map<String, ?> changes) {
    BehaviorSpec behavior = behavior(4, true);
    for (boolean remembers : new boolean[] {false, true}) {
      NetworkSettings network = new NetworkSettings(true, 16, 1, Activation.RELU);
      if (remembers) {
        network = network.withMemory(new MemorySettings(MemorySettings.Type.LSTM, 8, 4));
      }
      try (DqnLearner learner = learner(behavior, network, 5, changes)) {
        SteadyLearning.assertAllocatesNothing(learner, behavior, Ending.TRUNCATED);
      }
    }
  }

  @Test
  void whatItCannotCountIsRefusedInOneLine() {
    assertThatThrownBy(() -> learner(behavior(1, false), LINEAR, 1, Map.of("count_bonus", 1)))
        .isInstanceOf(UserError.class)
        .hasMessage(
            "the stream x is not bounded, from -Infinity to Infinity: give streams.x.low and"
                + " streams.x.high, or leave count_bonus out: noisy_networks explore without"
                + " counting");
    BehaviorSpec sees =
        new BehaviorSpec(
            "Toy",
            ObservationSpace.of(
                new ObservationStream("eye", ElementType.UINT8, List.of(40, 40, 1), false, 0, 255)),
            ActionSpace.discrete(2));
    assertThatThrownBy(() -> learner(sees, LINEAR, 1, Map.of("count_bonus", 1)))
        .isInstanceOf(UserError.class)
        .hasMessage(
            "a discretiser on an image: the stream eye of shape [40, 40, 1] has too many states"
                + " for a table; leave count_bonus out: noisy_networks explore without counting");
    Map<String, Object> few = counting(Map.of("count_bonus", 1, "max_states", 1));
    try (DqnLearner learner = learner(behavior(1, false), LINEAR, 1, few)) {
      Story story = new Story(behavior(1, false));
      for (float seen : new float[] {0.5f, -0.5f}) {
        story.decide(seen, 0);
        story.tick(0, Ending.TERMINATED);
      }
      assertThatThrownBy(() -> learner.update(story.rollout, 0, new Metrics()))
          .isInstanceOf(UserError.class)
          .hasMessage(
              "max_states is 1, but more different states were met: raise it, or lower bins");
    }
  }

  @Test
  void whatItCannotLearnIsRefusedInOneLine() {
    BehaviorSpec continuous =
        new BehaviorSpec(
            "Toy",
            ObservationSpace.of(ObservationStream.vector("x", 1)),
            ActionSpace.continuous(2));
    assertThatThrownBy(() -> learner(continuous, LINEAR, 1, Map.of()))
        .isInstanceOf(UserError.class)
        .hasMessage(
            "Toy acts by Continuous[size=2], but dqn needs one discrete choice: use trainer_type:"
                + " ppo");
    assertThatThrownBy(() -> learner(behavior(1, false), LINEAR, 400, Map.of()))
        .isInstanceOf(UserError.class)
        .hasMessage(
            "buffer_size is 1000, but must be at least 1600 for the 400 agents of Toy in all"
                + " arenas");
    assertThatThrownBy(
            () -> learner(behavior(10_000, false), LINEAR, 1, Map.of("buffer_size", 2_000_000_000)))
        .isInstanceOf(UserError.class)
        .hasMessageStartingWith("a replay buffer of buffer_size 2,000,000,000 for Toy needs 76,3")
        .hasMessageEndingWith(
            " MB left: lower buffer_size, or give Java more (BRAINS_JAVA_OPTS=-Xmx8g)");
  }
}
