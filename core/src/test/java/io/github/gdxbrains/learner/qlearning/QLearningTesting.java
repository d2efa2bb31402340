package io.github.gdxbrains.learner.qlearning;

import io.github.gdxbrains.agent.AgentBatch;
import io.github.gdxbrains.agent.BehaviorSpec;
import io.github.gdxbrains.agent.Ending;
import io.github.gdxbrains.config.Settings;
import io.github.gdxbrains.learner.BehaviorConfig;
import io.github.gdxbrains.learner.LearnerContext;
import io.github.gdxbrains.learner.Metrics;
import io.github.gdxbrains.learner.RewardSignal;
import io.github.gdxbrains.learner.RewardSignals;
import io.github.gdxbrains.nn.Backends;
import io.github.gdxbrains.parallel.Workers;
import io.github.gdxbrains.rollout.Rollout;
import io.github.gdxbrains.rollout.TransitionRecorder;
import io.github.gdxbrains.space.ActionSpace;
import io.github.gdxbrains.space.ObservationSpace;
import io.github.gdxbrains.space.ObservationStream;
import java.util.Map;

/**
 * A learner and what its agents do, decision by decision. Agents see a whole number from 0 to 9,
 * which is their state, and have three options.
 */
final class QLearningTesting {
  static final float GAMMA = 0.5f;
  static final int OPTIONS = 3;

  final QLearningLearner learner;
  final Rollout rollout;
  final Metrics metrics = new Metrics();
  private final AgentBatch batch;
  private final TransitionRecorder recorder;

  QLearningTesting(boolean masked, int lanes, Map<String, ?> settings) {
    BehaviorSpec behavior = behavior(masked);
    learner = learner(behavior, lanes, settings);
    rollout = new Rollout(behavior, lanes, 20, 1, 0, learner.wantsFinalObservations());
    batch = new AgentBatch(behavior, lanes, 0);
    recorder = new TransitionRecorder(rollout, GAMMA, lanes);
    for (int lane = 0; lane < lanes; lane++) {
      recorder.setLane(lane, lane);
    }
  }

  static BehaviorSpec behavior(boolean masked) {
    return new BehaviorSpec(
        "Toy",
        ObservationSpace.of(ObservationStream.vector("state", 1, 0, 9)),
        ActionSpace.discrete(OPTIONS),
        masked,
        1);
  }

  static QLearningLearner learner(BehaviorSpec behavior, int lanes, Map<String, ?> settings) {
    BehaviorConfig plain =
        BehaviorConfig.of("q_learning", Settings.with(QLearningConfig.DEFAULT, settings));
    BehaviorConfig config =
        new BehaviorConfig(
            plain.trainerType(),
            plain.hyperparameters(),
            plain.networkSettings(),
            RewardSignals.of(new RewardSignal.Extrinsic(GAMMA, 1)),
            plain.maxSteps(),
            plain.timeHorizon(),
            plain.summaryFreq(),
            plain.checkpointInterval(),
            plain.keepCheckpoints());
    return new QLearningLearner(
        new LearnerContext(behavior, config, Backends.best(), Workers.single(), lanes, 7));
  }

  /** A lane's agent sees a state and decides. */
  QLearningTesting decide(int lane, int state, int option) {
    batch.observations()[lane] = state;
    batch.choices()[lane] = option;
    recorder.decided(batch, new int[] {lane}, 1);
    return this;
  }

  /** Options that are forbidden at the lane's next decision, and after its end. */
  QLearningTesting forbid(int lane, int... options) {
    for (int option = 0; option < OPTIONS; option++) {
      batch.forbidden()[lane * OPTIONS + option] = false;
    }
    for (int option : options) {
      batch.forbidden()[lane * OPTIONS + option] = true;
    }
    System.arraycopy(batch.forbidden(), 0, batch.finalForbidden(), 0, batch.forbidden().length);
    return this;
  }

  /** A tick of a lane that goes on. */
  QLearningTesting reward(int lane, float reward) {
    return end(lane, reward, Ending.RUNNING, 0);
  }

  /** A tick of a lane, after which its episode may end. */
  QLearningTesting end(int lane, float reward, Ending ending, int finalState) {
    batch.beginTick(lane, lane + 1);
    batch.rewards()[lane] = reward;
    batch.endings()[lane] = ending;
    batch.finalObservations()[lane] = finalState;
    recorder.ticked(batch, lane);
    return this;
  }

  /** Lets the learner learn from what was recorded, and goes on recording. */
  QLearningTesting learn() {
    learner.update(rollout, 0, metrics);
    rollout.begin();
    return this;
  }

  /** Q(s, a); the initial value if the state is not in the table. */
  float value(int state, int option) {
    float[] values = new float[OPTIONS];
    var table = learner.model().table();
    table.copyValues(table.states().find(new float[] {state}, 0), values);
    return values[option];
  }

  /** Sets Q(s, ·) by one-tick episodes; for a learning rate of 1. */
  QLearningTesting teach(int state, float... values) {
    for (int option = 0; option < OPTIONS; option++) {
      decide(0, state, option).end(0, values[option], Ending.TERMINATED, 0);
    }
    return learn();
  }
}
