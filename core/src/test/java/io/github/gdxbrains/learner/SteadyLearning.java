package io.github.gdxbrains.learner;

import io.github.gdxbrains.agent.AgentBatch;
import io.github.gdxbrains.agent.BehaviorSpec;
import io.github.gdxbrains.agent.Brain;
import io.github.gdxbrains.agent.Ending;
import io.github.gdxbrains.nn.Allocations;
import io.github.gdxbrains.random.RandomStream;
import io.github.gdxbrains.rollout.Rollout;
import io.github.gdxbrains.rollout.TransitionRecorder;
import java.util.stream.IntStream;

/** A learner with five agents that see, get and end at random, round after round. */
public final class SteadyLearning {
  private static final int AGENTS = 5;
  private static final float GAMMA = 0.9f;

  private SteadyLearning() {}

  /**
   * Lets agents decide and the learner learn, and asserts that neither allocates.
   *
   * @param ending of the episodes that end
   * @return what the last update measured
   */
  public static Metrics assertAllocatesNothing(
      Learner learner, BehaviorSpec behavior, Ending ending) {
    AgentBatch batch = new AgentBatch(behavior, AGENTS, learner.columns());
    Brain brain = learner.acting().brain(AGENTS);
    batch.reserveStates(brain.stateSize());
    Rollout rollout =
        new Rollout(behavior, AGENTS, 8, batch.inputsPerRow(), learner.columns(), true);
    TransitionRecorder recorder = new TransitionRecorder(rollout, GAMMA, AGENTS);
    int[] all = IntStream.range(0, AGENTS).toArray();
    RandomStream random = new RandomStream(1);
    for (int lane : all) {
      recorder.setLane(lane, lane);
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
            brain.decide(batch, all, AGENTS);
            recorder.decided(batch, all, AGENTS);
            for (int lane : all) {
              batch.rewards()[lane] = random.nextFloat(-1, 1);
              batch.endings()[lane] = random.nextInt(9) == 0 ? ending : Ending.RUNNING;
              recorder.ticked(batch, lane);
            }
          }
          learner.update(rollout, 0.5, metrics);
        });
    return metrics;
  }
}
