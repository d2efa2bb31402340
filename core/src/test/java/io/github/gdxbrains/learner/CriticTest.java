package io.github.gdxbrains.learner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.gdxbrains.agent.AgentBatch;
import io.github.gdxbrains.agent.Ending;
import io.github.gdxbrains.nn.Activation;
import io.github.gdxbrains.parallel.Workers;
import io.github.gdxbrains.random.RandomStream;
import io.github.gdxbrains.rollout.Rollout;
import io.github.gdxbrains.rollout.TransitionRecorder;
import io.github.gdxbrains.space.ObservationSpace;
import io.github.gdxbrains.space.ObservationStream;
import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A critic of items that it sees two numbers of: a sine and a cosine of their number. */
final class CriticTest {
  private final TeamTesting.Settings settings = new TeamTesting.Settings();

  private Critic critic(int rows) {
    settings.network = new NetworkSettings(false, 16, 1, Activation.TANH);
    return new Critic(
        settings.context("mappo", 1),
        "value",
        ObservationSpace.of(ObservationStream.vector("item", 2)),
        new int[] {Critic.NO_OBSERVATION, Critic.NO_OBSERVATION},
        (item, row, at) -> {
          row[at] = (float) Math.sin(item);
          row[at + 1] = (float) Math.cos(item);
        },
        rows,
        new RandomStream(9));
  }

  private static float[] estimates(Critic critic, int count) {
    float[] values = new float[count];
    critic.estimate(IntStream.range(0, count).toArray(), count, values);
    return values;
  }

  /** A rollout of two finished transitions, one in each lane. */
  private static Rollout two() {
    Rollout rollout = new Rollout(TeamTesting.BEHAVIOR, 2, 1, 2, 0);
    AgentBatch batch = new AgentBatch(TeamTesting.BEHAVIOR, 2, 0);
    TransitionRecorder recorder = new TransitionRecorder(rollout, 0.5f, 2);
    recorder.setLane(0, 0);
    recorder.setLane(1, 1);
    recorder.decided(batch, new int[] {0, 1}, 2);
    for (int row = 0; row < 2; row++) {
      batch.endings()[row] = Ending.TERMINATED;
      recorder.ticked(batch, row);
    }
    return rollout;
  }

  @Test
  void estimatesAreTheSameOnAnyNumberOfThreads() {
    float[] alone = estimates(critic(1), 700);
    try (Workers three = new Workers(3)) {
      settings.workers = three;
      assertThat(estimates(critic(1), 700)).isEqualTo(alone);
    }
    settings.workers = Workers.single();
    assertThat(estimates(critic(1), 300)).isEqualTo(Arrays.copyOf(alone, 300));
  }

  @Test
  void normalizedValuesAreInDeviationsFromTheMeanReturn() {
    settings.normalizeValue = true;
    Critic critic = critic(1);
    float[] before = estimates(critic, 5);
    Rollout rollout = two();
    float[] returns = new float[rollout.slots()];
    returns[rollout.first(0)] = -1;
    returns[rollout.first(1)] = 5;
    critic.begin(rollout, returns); // mean 2, deviation 3
    float[] after = estimates(critic, 5);
    for (int i = 0; i < 5; i++) {
      assertThat(after[i]).isCloseTo(3 * before[i] + 2, within(1e-5f));
    }
  }

  @ParameterizedTest
  @CsvSource({"false, 0", "false, 0.3", "true, 0", "true, 0.3"})
  void theGradientIsThatOfFiniteDifferences(boolean normalizes, double clip) {
    int rows = 12;
    settings.normalizeValue = normalizes;
    settings.clipRangeVf = clip > 0 ? OptionalDouble.of(clip) : OptionalDouble.empty();
    Critic critic = critic(rows);
    Rollout rollout = two();
    float[] returns = new float[rollout.slots()];
    returns[rollout.first(0)] = -1;
    returns[rollout.first(1)] = 5;
    critic.begin(rollout, returns);
    double mean = normalizes ? 2 : 0;
    double deviation = normalizes ? 3 : 1;
    RandomStream random = new RandomStream(4);
    float[] outputs = new float[rows];
    double[] olds = new double[rows];
    double[] targets = new double[rows];
    for (int i = 0; i < rows; i++) {
      float old = random.nextFloat(-1, 1);
      float target = random.nextFloat(-2, 2);
      critic.add(i, old, target);
      outputs[i] = random.nextFloat(-1, 1);
      olds[i] = (old - mean) / deviation;
      targets[i] = (target - mean) / deviation;
    }
    float[] gradient = new float[rows];
    critic.gradient(0, 0, rows, outputs, gradient);
    int compared = 0;
    for (int i = 0; i < rows; i++) {
      double step = 1e-4;
      double up = loss(outputs[i] + step, olds[i], targets[i], clip);
      double here = loss(outputs[i], olds[i], targets[i], clip);
      double down = loss(outputs[i] - step, olds[i], targets[i], clip);
      if (Math.abs(up - 2 * here + down) / step < 0.01) { // not on an edge of the clip
        // vf_coef is 0.5
        assertThat((double) gradient[i])
            .isCloseTo(0.5 * (up - down) / (2 * step) / rows, within(1e-4));
        compared++;
      }
    }
    assertThat(compared).isGreaterThan(rows - 3);
  }

  private static double loss(double value, double old, double target, double clip) {
    double plain = Math.pow(value - target, 2);
    double near = old + Math.max(-clip, Math.min(clip, value - old));
    return clip > 0 ? Math.max(plain, Math.pow(near - target, 2)) : plain;
  }

  @ParameterizedTest
  @CsvSource({"false", "true"})
  void returnsAreLearned(boolean normalizes) {
    settings.normalizeValue = normalizes;
    settings.learningRate = 0.01f;
    Critic critic = critic(2);
    Rollout rollout = two();
    float[] returns = new float[rollout.slots()];
    returns[rollout.first(0)] = -1;
    returns[rollout.first(1)] = 5;
    for (int update = 0; update < 300; update++) {
      float[] old = estimates(critic, 2);
      critic.begin(rollout, returns);
      critic.clear();
      critic.add(0, old[0], -1);
      critic.add(1, old[1], 5);
      critic.learn(0.02f);
    }
    assertThat(estimates(critic, 2)[0]).isCloseTo(-1, within(0.05f));
    assertThat(estimates(critic, 2)[1]).isCloseTo(5, within(0.05f));
    Metrics metrics = new Metrics();
    critic.report(metrics);
    assertThat(metrics.get("value_loss")).isBetween(0.0, 0.01);
  }
}
