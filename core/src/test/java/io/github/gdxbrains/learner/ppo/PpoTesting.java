package io.github.gdxbrains.learner.ppo;

import io.github.gdxbrains.agent.AgentBatch;
import io.github.gdxbrains.agent.BehaviorSpec;
import io.github.gdxbrains.agent.Ending;
import io.github.gdxbrains.brain.NeuralBrain;
import io.github.gdxbrains.learner.BehaviorConfig;
import io.github.gdxbrains.learner.LearnerContext;
import io.github.gdxbrains.learner.NetworkSettings;
import io.github.gdxbrains.learner.OptimizerKind;
import io.github.gdxbrains.learner.RewardSignals;
import io.github.gdxbrains.learner.Schedule;
import io.github.gdxbrains.nn.Activation;
import io.github.gdxbrains.nn.Backends;
import io.github.gdxbrains.parallel.Workers;
import io.github.gdxbrains.random.RandomStream;
import io.github.gdxbrains.rollout.Rollout;
import io.github.gdxbrains.rollout.TransitionRecorder;
import io.github.gdxbrains.space.ActionSpace;
import io.github.gdxbrains.space.ObservationSpace;
import io.github.gdxbrains.space.ObservationStream;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/** What tests of PPO have in common: settings, learners and rollouts of one-tick episodes. */
final class PpoTesting {
  private PpoTesting() {}

  /** Plain settings that tests change. */
  static final class Settings {
    int batchSize = 64;
    int bufferSize = 64;
    float learningRate = 1e-3f;
    Schedule schedule = Schedule.CONSTANT;
    float beta = 0.01f;
    float epsilon = 0.2f;
    int epochs = 1;
    boolean shared;
    boolean normalizeAdvantage;
    OptionalDouble clipRangeVf = OptionalDouble.empty();
    float vfCoef = 0.5f;
    OptionalDouble targetKl = OptionalDouble.empty();
    OptimizerKind optimizer = OptimizerKind.ADAM;
    OptionalDouble momentum = OptionalDouble.empty();
    float warmup;
    NetworkSettings network = new NetworkSettings(false, 8, 1, Activation.TANH);

    BehaviorConfig config() {
      PpoConfig ppo =
          new PpoConfig(
              batchSize,
              bufferSize,
              learningRate,
              schedule,
              beta,
              schedule,
              epsilon,
              schedule,
              0.95f,
              epochs,
              shared,
              normalizeAdvantage,
              clipRangeVf,
              vfCoef,
              0.5f,
              targetKl,
              optimizer,
              OptionalDouble.empty(),
              momentum,
              warmup);
      return new BehaviorConfig("ppo", ppo, network, RewardSignals.DEFAULT, 1000, 64, 100, 1000, 5);
    }

    PpoLearner learner(BehaviorSpec behavior, int lanes, long seed) {
      return new PpoLearner(
          new LearnerContext(behavior, config(), Backends.best(), Workers.single(), lanes, seed));
    }
  }

  static BehaviorSpec behavior(ActionSpace actions, boolean masked) {
    return new BehaviorSpec(
        "Toy", ObservationSpace.of(ObservationStream.vector("x", 3)), actions, masked, 1);
  }

  /** A batch of rows with random views, and masks that leave the first option of each branch. */
  static AgentBatch batch(BehaviorSpec behavior, int rows, RandomStream random) {
    AgentBatch batch = new AgentBatch(behavior, rows, NeuralBrain.columns(behavior));
    for (int i = 0; i < batch.observations().length; i++) {
      batch.observations()[i] = random.nextFloat(-1, 1);
    }
    if (behavior.masked()) {
      for (int row = 0; row < rows; row++) {
        List<Integer> branches = behavior.actions().branches();
        for (int b = 0; b < branches.size(); b++) {
          for (int option = 1; option < branches.get(b); option++) {
            if (random.nextFloat() < 0.4f) {
              batch.action(row).forbid(b, option);
            }
          }
        }
      }
    }
    return batch;
  }

  /**
   * Lets a learner's brain act once in every row and ends each episode with a reward, so that a
   * return is its reward and an advantage the reward less the value.
   */
  static Rollout rollout(
      PpoLearner learner, BehaviorSpec behavior, AgentBatch batch, float[] rewards) {
    int rows = rewards.length;
    int[] all = IntStream.range(0, rows).toArray();
    learner.acting().brain(rows).decide(batch, all, rows);
    return record(behavior, batch, rewards);
  }

  /** Records what stands in a batch as episodes of one tick. */
  static Rollout record(BehaviorSpec behavior, AgentBatch batch, float[] rewards) {
    int rows = rewards.length;
    Rollout rollout = new Rollout(behavior, rows, 1, 3, NeuralBrain.columns(behavior));
    TransitionRecorder recorder = new TransitionRecorder(rollout, 0.99f, rows);
    for (int row = 0; row < rows; row++) {
      recorder.setLane(row, row);
    }
    recorder.decided(batch, IntStream.range(0, rows).toArray(), rows);
    for (int row = 0; row < rows; row++) {
      batch.rewards()[row] = rewards[row];
      batch.endings()[row] = Ending.TERMINATED;
      recorder.ticked(batch, row);
    }
    return rollout;
  }

  static float[] rewards(int n, RandomStream random) {
    float[] rewards = new float[n];
    for (int i = 0; i < n; i++) {
      rewards[i] = (float) (1.5 * random.nextGaussian());
    }
    return rewards;
  }

  /** All four kinds of action spaces, those with choices also masked. */
  static List<BehaviorSpec> behaviors() {
    List<BehaviorSpec> behaviors = new ArrayList<>();
    behaviors.add(behavior(ActionSpace.discrete(3), false));
    behaviors.add(behavior(ActionSpace.discrete(3), true));
    behaviors.add(behavior(ActionSpace.multiDiscrete(2, 4), true));
    behaviors.add(behavior(ActionSpace.continuous(2), false));
    behaviors.add(behavior(new ActionSpace.Hybrid(List.of(3, 2), 2), true));
    return behaviors;
  }
}
