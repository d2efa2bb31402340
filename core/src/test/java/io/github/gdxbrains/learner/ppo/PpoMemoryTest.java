package io.github.gdxbrains.learner.ppo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.gdxbrains.agent.Agent;
import io.github.gdxbrains.agent.AgentBatch;
import io.github.gdxbrains.agent.BehaviorSpec;
import io.github.gdxbrains.agent.Brain;
import io.github.gdxbrains.agent.Ending;
import io.github.gdxbrains.arena.ToyGame;
import io.github.gdxbrains.brain.NeuralBrain;
import io.github.gdxbrains.brain.NeuralModel;
import io.github.gdxbrains.learner.MemorySettings;
import io.github.gdxbrains.learner.Metrics;
import io.github.gdxbrains.learner.NetworkSettings;
import io.github.gdxbrains.learner.OptimizerKind;
import io.github.gdxbrains.nn.Activation;
import io.github.gdxbrains.nn.Allocations;
import io.github.gdxbrains.nn.Backends;
import io.github.gdxbrains.nn.Network;
import io.github.gdxbrains.nn.NetworkSpec;
import io.github.gdxbrains.nn.Sequences;
import io.github.gdxbrains.parallel.Workers;
import io.github.gdxbrains.rollout.Advantages;
import io.github.gdxbrains.rollout.Collector;
import io.github.gdxbrains.rollout.Player;
import io.github.gdxbrains.rollout.Rollout;
import io.github.gdxbrains.sensor.Sensor;
import io.github.gdxbrains.space.ActionSpace;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** PPO with a memory: which state each observation is seen with, and what is learned from. */
final class PpoMemoryTest {
  private static final int ARENAS = 3;
  private static final int TICKS = 11;
  private static final BehaviorSpec BEHAVIOR = PpoTesting.behavior(ActionSpace.discrete(3), false);

  private static PpoTesting.Settings settings(MemorySettings.Type type, int length) {
    PpoTesting.Settings settings = new PpoTesting.Settings();
    settings.bufferSize = ARENAS * TICKS;
    settings.batchSize = ARENAS * TICKS + ARENAS * length; // all sequences, padding included
    settings.bufferSize = settings.batchSize;
    settings.beta = 0.05f;
    settings.network =
        new NetworkSettings(false, 6, 1, Activation.TANH)
            .withMemory(new MemorySettings(type, 4, length));
    return settings;
  }

  /** Views of a mood and the tick; episodes of 2 to 5 ticks, every other one truncated. */
  private static ToyGame game() {
    return ToyGame.of(
        "noise",
        BEHAVIOR,
        () ->
            new ToyGame.World() {
              private int episodes;
              private int length;
              private float mood;
              private final Agent agent =
                  seat(
                      Agent.builder(BEHAVIOR)
                          .sense(
                              Sensor.of(
                                  BEHAVIOR.observations().streams().get(0),
                                  (e, out) -> {
                                    out.put(mood);
                                    out.put(0.2f * tick);
                                    out.put(-0.1f * tick);
                                  }))
                          .act((e, action) -> {}));

              @Override
              protected void begin() {
                episodes++;
                mood = random.nextFloat(-1, 1);
                length = 2 + random.nextInt(4);
              }

              @Override
              protected void step() {
                agent.addReward(random.nextFloat(-3, 3));
              }

              @Override
              public Ending ending() {
                return tick < length
                    ? Ending.RUNNING
                    : episodes % 2 == 0 ? Ending.TERMINATED : Ending.TRUNCATED;
              }
            });
  }

  /** Two rollouts, of which the second starts within episodes, seen by something after each. */
  private static void collect(PpoLearner learner, int threads, Runnable[] then, Rollout rollout) {
    try (Workers workers = new Workers(threads);
        Collector collector =
            new Collector(
                game().setup(),
                ARENAS,
                List.of(
                    new Player(
                        BEHAVIOR.name(),
                        learner.acting(),
                        Optional.of(new Player.Recording(rollout, 0.99f, List.of(List.of(0)))))),
                (arena, episode, seat) -> 0,
                learner.columns(),
                workers)) {
      collector.restart(5);
      for (Runnable each : then) {
        collector.collect(TICKS, false);
        each.run();
      }
    }
  }

  private static Rollout rollout(PpoLearner learner) {
    return new Rollout(BEHAVIOR, ARENAS, TICKS, 3, learner.columns());
  }

  /** A network that a test carries from observation to observation. */
  private static final class Follower {
    private final Network network;
    private final Sequences input;
    private final float[] outputs;
    private final int value;

    Follower(NeuralModel model) {
      NetworkSpec spec = model.network();
      network = Backends.best().network(spec, Workers.single());
      model.copyTo(network);
      input = Sequences.of(spec, 1).use(1);
      outputs = new float[spec.outputs()];
      value = spec.offset(NeuralBrain.VALUE);
    }

    float[] see(float[] state, float[] values, int offset) {
      System.arraycopy(state, 0, input.initialState(), 0, state.length);
      System.arraycopy(values, offset, input.values(), 0, 3);
      network.inference(1).forward(input, outputs);
      return outputs;
    }

    float[] state() {
      return input.finalState().clone();
    }
  }

  @ParameterizedTest
  @EnumSource(MemorySettings.Type.class)
  void everyObservationIsValuedWithWhatWasSeenInItsEpisodeSoFar(MemorySettings.Type type) {
    try (PpoLearner learner = settings(type, 4).learner(BEHAVIOR, ARENAS, 3)) {
      Rollout rollout = rollout(learner);
      Follower follower = new Follower(learner.model());
      int stateSize = learner.model().network().stateSize();
      assertThat(stateSize).isEqualTo(8); // policy and critic remember apart
      int width = learner.columns();
      int stateColumn = NeuralBrain.stateColumn(BEHAVIOR);
      float[][] states = new float[ARENAS][stateSize];
      int[] truncated = {0};
      Runnable check =
          () -> {
            for (int lane = 0; lane < ARENAS; lane++) {
              for (int t = 0; t < rollout.count(lane); t++) {
                int index = rollout.first(lane) + t;
                float[] stored = new float[stateSize];
                System.arraycopy(
                    rollout.columns(), index * width + stateColumn, stored, 0, stateSize);
                assertThat(stored).isEqualTo(states[lane]);
                follower.see(states[lane], rollout.observations(), 3 * index);
                assertThat(rollout.columns()[index * width + NeuralBrain.VALUE_COLUMN])
                    .isEqualTo(follower.outputs[follower.value]);
                states[lane] = follower.state();
                Ending ending = rollout.endings()[index];
                if (ending != Ending.TERMINATED) {
                  float[] next = new float[3];
                  System.arraycopy(rollout.observations(), 3 * index, next, 0, 3);
                  next[1] = 0.2f * (1 + Math.round(next[1] / 0.2f));
                  next[2] = -0.1f * Math.round(next[1] / 0.2f);
                  follower.see(states[lane], next, 0);
                  assertThat(rollout.next(lane, t, NeuralBrain.VALUE_COLUMN))
                      .as("%s, lane %d, decision %d", ending, lane, t)
                      .isEqualTo(follower.outputs[follower.value]);
                }
                if (ending != Ending.RUNNING) {
                  truncated[0] += ending == Ending.TRUNCATED ? 1 : 0;
                  states[lane] = new float[stateSize];
                }
              }
              assertThat(rollout.count(lane)).isEqualTo(TICKS);
            }
          };
      collect(learner, 1, new Runnable[] {check, check}, rollout);
      assertThat(truncated[0]).isGreaterThan(2);
    }
  }

  /** PPO's loss of all sequences by its definition, the states at their starts taken as given. */
  private static double loss(
      NeuralModel model,
      float[] parameters,
      PpoTesting.Settings settings,
      Rollout rollout,
      int length) {
    Follower follower =
        new Follower(
            new NeuralModel(BEHAVIOR, model.network(), parameters, new float[0], new float[0]));
    int slots = rollout.slots();
    float[] advantages = new float[slots];
    float[] returns = new float[slots];
    Advantages.gae(
        rollout, 0, ARENAS, NeuralBrain.VALUE_COLUMN, 0.99f, 0.95f, 1, 64, advantages, returns);
    int width = rollout.columnCount();
    int policy = model.network().offset(NeuralBrain.POLICY);
    double sum = 0;
    for (int lane = 0; lane < ARENAS; lane++) {
      float[] state = new float[model.network().stateSize()];
      for (int t = 0; t < rollout.count(lane); t++) {
        int index = rollout.first(lane) + t;
        if (t % length == 0) {
          System.arraycopy(
              rollout.columns(),
              index * width + NeuralBrain.stateColumn(BEHAVIOR),
              state,
              0,
              state.length);
        } else if (rollout.endings()[index - 1] != Ending.RUNNING) {
          state = new float[state.length];
        }
        float[] outputs = follower.see(state, rollout.observations(), 3 * index);
        state = follower.state();
        double total = 0;
        for (int i = 0; i < 3; i++) {
          total += Math.exp(outputs[policy + i]);
        }
        double entropy = 0;
        for (int i = 0; i < 3; i++) {
          double p = Math.exp(outputs[policy + i]) / total;
          entropy -= p * Math.log(p);
        }
        double logProb = outputs[policy + rollout.choices()[index]] - Math.log(total);
        double ratio = Math.exp(logProb - rollout.columns()[index * width]);
        double clipped = Math.min(Math.max(ratio, 1 - settings.epsilon), 1 + settings.epsilon);
        double a = advantages[index];
        double error = outputs[follower.value] - returns[index];
        sum +=
            -Math.min(ratio * a, clipped * a)
                + settings.vfCoef * error * error
                - settings.beta * entropy;
      }
    }
    return sum / rollout.size();
  }

  @ParameterizedTest
  @EnumSource(MemorySettings.Type.class)
  void theGradientOfAllParametersIsThatOfFiniteDifferencesThroughTime(MemorySettings.Type type) {
    int length = 4; // 11 decisions are sequences of 4, 4 and 3, and one row of padding
    PpoTesting.Settings settings = settings(type, length);
    settings.optimizer = OptimizerKind.SGD;
    settings.learningRate = 2;
    settings.epsilon = 9; // no clips, at whose edges there is no slope
    try (PpoLearner learner = settings.learner(BEHAVIOR, ARENAS, 3)) {
      Rollout rollout = rollout(learner);
      Metrics metrics = new Metrics();
      Runnable check =
          () -> {
            // at first ratios are one and the policy's weights small, later neither
            for (int update = 0; update < 6; update++) {
              NeuralModel model = learner.model();
              learner.update(rollout, 0, metrics);
              float[] after = learner.model().parameters();
              double norm = metrics.get("gradient_norm");
              double step = 2 * Math.min(1, 0.5 / norm);
              int large = 0;
              for (int i = update % 3; i < after.length; i += 3) {
                double gradient = (model.parameters()[i] - after[i]) / step;
                float h = 4e-3f;
                float[] shifted = model.parameters().clone();
                shifted[i] += h;
                double above = loss(model, shifted, settings, rollout, length);
                shifted[i] -= 2 * h;
                double below = loss(model, shifted, settings, rollout, length);
                assertThat(gradient)
                    .as("update %d, parameter %d", update, i)
                    .isCloseTo((above - below) / (2 * h), within(1e-3));
                large += Math.abs(gradient) > 0.01 ? 1 : 0;
              }
              assertThat(large).isGreaterThan(5);
            }
            assertThat(metrics.get("approx_kl")).isGreaterThan(0.2);
          };
      // the second rollout starts with states that are not zero
      collect(learner, 1, new Runnable[] {() -> {}, check}, rollout);
    }
  }

  @Test
  void paddingCountsInNoStatistic() {
    // sequences of 11 need no padding, those of 4 do: the same decisions, the same measurements
    Metrics[] metrics = {new Metrics(), new Metrics()};
    int[] lengths = {11, 4};
    for (int i = 0; i < 2; i++) {
      PpoTesting.Settings settings = settings(MemorySettings.Type.LSTM, lengths[i]);
      settings.normalizeAdvantage = true;
      Metrics own = metrics[i];
      try (PpoLearner learner = settings.learner(BEHAVIOR, ARENAS, 3)) {
        Rollout rollout = rollout(learner);
        collect(learner, 1, new Runnable[] {() -> learner.update(rollout, 0, own)}, rollout);
      }
    }
    for (String name : List.of("policy_loss", "value_loss", "entropy", "approx_kl")) {
      assertThat(metrics[1].get(name)).as(name).isCloseTo(metrics[0].get(name), within(1e-6));
    }
    assertThat(metrics[0].get("value_loss")).isGreaterThan(0.1);
    assertThat(metrics[1].get("approx_kl")).isCloseTo(0, within(1e-7)); // ratios of one
    assertThat(metrics[1].get("policy_loss")).isCloseTo(0, within(1e-6)); // normalised advantages
  }

  @Test
  void updatesAndDecisionsAllocateNothing() {
    PpoTesting.Settings settings = settings(MemorySettings.Type.LSTM, 4);
    settings.batchSize = 16; // four sequences, the last minibatch fewer
    settings.epochs = 2;
    try (PpoLearner learner = settings.learner(BEHAVIOR, ARENAS, 3)) {
      Rollout rollout = rollout(learner);
      Metrics metrics = new Metrics();
      collect(
          learner,
          1,
          new Runnable[] {
            () -> Allocations.assertNone(20, () -> learner.update(rollout, 0.5, metrics))
          },
          rollout);
      AgentBatch batch = new AgentBatch(BEHAVIOR, 9, learner.columns());
      Brain brain = learner.acting().brain(9);
      batch.reserveStates(brain.stateSize());
      int[] all = IntStream.range(0, 9).toArray();
      Allocations.assertNone(50, () -> brain.decide(batch, all, 9));
      Allocations.assertNone(50, () -> brain.assess(batch, false, all, 9));
    }
  }
}
