package io.github.gdxbrains.learner.ppo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.gdxbrains.agent.AgentBatch;
import io.github.gdxbrains.agent.BehaviorSpec;
import io.github.gdxbrains.agent.Ending;
import io.github.gdxbrains.brain.BrainFile;
import io.github.gdxbrains.brain.NeuralBrain;
import io.github.gdxbrains.brain.NeuralModel;
import io.github.gdxbrains.learner.BehaviorConfig;
import io.github.gdxbrains.learner.Learner;
import io.github.gdxbrains.learner.LearnerContext;
import io.github.gdxbrains.learner.Metrics;
import io.github.gdxbrains.learner.NetworkSettings;
import io.github.gdxbrains.learner.RewardSignals;
import io.github.gdxbrains.nn.Activation;
import io.github.gdxbrains.nn.Backends;
import io.github.gdxbrains.nn.Network;
import io.github.gdxbrains.nn.Sequences;
import io.github.gdxbrains.parallel.Workers;
import io.github.gdxbrains.random.RandomStream;
import io.github.gdxbrains.rollout.Rollout;
import io.github.gdxbrains.rollout.TransitionRecorder;
import io.github.gdxbrains.space.ActionSpace;
import io.github.gdxbrains.space.ObservationSpace;
import io.github.gdxbrains.space.ObservationStream;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a whole update, and a saved brain, have in common on all backends. */
final class PpoParityTest {
  private static final int AGENTS = 2048;
  private static final BehaviorSpec BEHAVIOR =
      new BehaviorSpec(
          "Toy", ObservationSpace.of(ObservationStream.vector("x", 6)), ActionSpace.discrete(3));

  /** All but the one that the others are held to. */
  static Stream<String> others() {
    return Backends.names().stream().filter(name -> !name.equals("simd"));
  }

  private static Learner learner(String backend) {
    BehaviorConfig config =
        new BehaviorConfig(
            "ppo",
            new Ppo().defaults(),
            new NetworkSettings(true, 64, 2, Activation.TANH),
            RewardSignals.DEFAULT,
            100_000,
            10_000,
            10_000,
            10_000,
            5);
    return new Ppo()
        .create(
            new LearnerContext(
                BEHAVIOR, config, Backends.named(backend), Workers.single(), AGENTS, 7));
  }

  /** Episodes of one tick whose reward is higher for the action that the first input asks for. */
  private static Rollout rollout(Learner learner) {
    RandomStream random = new RandomStream(8);
    AgentBatch batch = new AgentBatch(BEHAVIOR, AGENTS, NeuralBrain.columns(BEHAVIOR));
    for (int i = 0; i < batch.observations().length; i++) {
      batch.observations()[i] = 2 * (float) random.nextGaussian() + 1;
    }
    int[] rows = IntStream.range(0, AGENTS).toArray();
    learner.acting().brain(AGENTS).decide(batch, rows, AGENTS);
    Rollout rollout = new Rollout(BEHAVIOR, AGENTS, 1, 6, NeuralBrain.columns(BEHAVIOR));
    TransitionRecorder recorder = new TransitionRecorder(rollout, 0.99f, AGENTS);
    for (int row : rows) {
      recorder.setLane(row, row);
    }
    recorder.decided(batch, rows, AGENTS);
    for (int row : rows) {
      int wanted = batch.observations()[row * 6] > 1 ? 2 : 0;
      batch.rewards()[row] =
          (batch.choices()[row] == wanted ? 1 : -1) + 0.1f * (float) random.nextGaussian();
      batch.endings()[row] = Ending.TERMINATED;
      recorder.ticked(batch, row);
    }
    return rollout;
  }

  @ParameterizedTest
  @MethodSource("others")
  void aWholeUpdateIsThatOfSimd(String backend) {
    try (Learner simd = learner("simd");
        Learner learner = learner(backend)) {
      float[] before = simd.model().parameters().clone();
      assertThat(learner.model().parameters()).isEqualTo(before);
      Rollout rollout = rollout(simd);
      Metrics one = new Metrics();
      Metrics other = new Metrics();
      simd.update(rollout, 0.1, one);
      learner.update(rollout, 0.1, other);
      float[] expected = simd.model().parameters();
      float[] actual = learner.model().parameters();
      double moved = 0;
      double apart = 0;
      double size = 0;
      for (int i = 0; i < expected.length; i++) {
        moved = Math.max(moved, Math.abs(expected[i] - before[i]));
        apart += Math.pow(actual[i] - expected[i], 2);
        size += Math.pow(expected[i], 2);
      }
      assertThat(moved).as("largest change").isGreaterThan(1e-3);
      assertThat(Math.sqrt(apart / size)).as("relative difference").isLessThan(1e-4);
      for (String metric : new String[] {"policy_loss", "value_loss", "entropy", "gradient_norm"}) {
        double wanted = one.get(metric);
        assertThat(other.get(metric))
            .as(metric)
            .isCloseTo(wanted, within(1e-4 * (1 + Math.abs(wanted))));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("others")
  void aBrainLearnedOnOneBackendPlaysOnAnother(String backend) {
    try (Learner learner = learner(backend)) {
      learner.update(rollout(learner), 0.1, new Metrics());
      byte[] file = new BrainFile("toy", learner.model(), Map.of()).toBytes();
      NeuralModel read = (NeuralModel) BrainFile.parse(file, "the test").model();
      assertThat(read.parameters()).isEqualTo(learner.model().parameters());
      float[] expected = outputs(read, backend);
      float[] actual = outputs(read, "simd");
      for (int i = 0; i < expected.length; i++) {
        assertThat(actual[i]).isCloseTo(expected[i], within(1e-4f * (1 + Math.abs(expected[i]))));
      }
    }
  }

  private static float[] outputs(NeuralModel model, String backend) {
    Sequences input = Sequences.rows(AGENTS, 6).use(AGENTS);
    RandomStream random = new RandomStream(9);
    for (int i = 0; i < input.values().length; i++) {
      input.values()[i] = 2 * (float) random.nextGaussian() + 1;
    }
    float[] outputs = new float[AGENTS * model.network().outputs()];
    try (Network network = Backends.named(backend).network(model.network(), Workers.single())) {
      model.copyTo(network);
      network.inference(AGENTS).forward(input, outputs);
    }
    return outputs;
  }
}
