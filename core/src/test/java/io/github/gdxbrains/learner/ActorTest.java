package io.github.gdxbrains.learner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.gdxbrains.agent.AgentBatch;
import io.github.gdxbrains.brain.NeuralBrain;
import io.github.gdxbrains.random.RandomStream;
import io.github.gdxbrains.rollout.Rollout;
import io.github.gdxbrains.rollout.TransitionRecorder;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A policy over three options and a number, by what it is told of two decisions. */
final class ActorTest {
  private static final double OLD = -2;
  private static final float NUMBER = 0.5f;

  private final TeamTesting.Settings settings = new TeamTesting.Settings();
  private final Rollout rollout = new Rollout(TeamTesting.BEHAVIOR, 2, 1, 2, 3);

  private Actor actor() {
    AgentBatch batch = new AgentBatch(TeamTesting.BEHAVIOR, 2, 3);
    TransitionRecorder recorder = new TransitionRecorder(rollout, 0.5f, 2);
    for (int row = 0; row < 2; row++) {
      recorder.setLane(row, row);
      batch.choices()[row] = 1;
      batch.columns()[row * 3 + NeuralBrain.LOG_PROB] = (float) OLD;
      batch.columns()[row * 3 + NeuralBrain.NUMBERS] = NUMBER;
    }
    recorder.decided(batch, new int[] {0, 1}, 2); // still open, as those of whoever has left
    Actor actor = new Actor(settings.context("mappo", 1), 4, new RandomStream(1));
    actor.begin(rollout, 0);
    actor.clear();
    return actor;
  }

  @Test
  void theGradientIsThatOfTheSurrogateAndTheEntropy() {
    Actor actor = actor();
    actor.add(rollout.first(0), 3);
    actor.add(rollout.first(1), 3);
    float[] gradient = new float[10];
    // options of 1/3 each and a standard normal distribution, for the second row
    actor.gradient(0, 1, 1, new float[10], gradient);
    double logProb = Math.log(1 / 3.0) - 0.5 * NUMBER * NUMBER - 0.5 * Math.log(2 * Math.PI);
    double ratio = Math.exp(logProb - OLD); // 0.87: not clipped
    assertThat(ratio).isBetween(0.8, 1.2);
    double byLogProb = -ratio * 3 / 2; // of two rows
    double[] expected = {
      byLogProb * -1 / 3,
      byLogProb * 2 / 3,
      byLogProb * -1 / 3,
      byLogProb * NUMBER,
      byLogProb * (NUMBER * NUMBER - 1) - 0.01 / 2 // beta is 0.01
    };
    for (int i = 0; i < 5; i++) {
      assertThat((double) gradient[i]).isCloseTo(expected[i], within(1e-5));
    }
  }

  @Test
  void actionsOfPositiveAdvantageBecomeMoreLikely() {
    settings.normalizeAdvantage = false;
    double before = probabilityOfOne();
    Actor actor = actor();
    for (int step = 0; step < 20; step++) {
      actor.clear();
      actor.add(rollout.first(0), 1);
      assertThat(actor.learn(0.01f)).isTrue();
    }
    assertThat(probabilityOfOne(actor)).isGreaterThan(before);
    Metrics metrics = new Metrics();
    actor.report(metrics);
    assertThat(metrics.get("policy_loss")).isNegative();
    actor.close();
  }

  private double probabilityOfOne() {
    Actor fresh = actor();
    double probability = probabilityOfOne(fresh);
    fresh.close();
    return probability;
  }

  /** How often option 1 is chosen of what stands in the rollout. */
  private static double probabilityOfOne(Actor actor) {
    int rows = 600;
    AgentBatch batch = new AgentBatch(TeamTesting.BEHAVIOR, rows, 3);
    int[] all = IntStream.range(0, rows).toArray();
    for (int row : all) {
      batch.random(row).reseed(row);
    }
    actor.acting().brain(rows).decide(batch, all, rows);
    return Arrays.stream(batch.choices()).filter(choice -> choice == 1).count() / (double) rows;
  }
}
