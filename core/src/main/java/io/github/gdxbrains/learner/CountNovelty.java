package io.github.gdxbrains.learner;

import io.github.gdxbrains.config.UserError;
import io.github.gdxbrains.explore.CountBonus;
import io.github.gdxbrains.explore.Discretizer;
import io.github.gdxbrains.explore.VisitedStates;
import io.github.gdxbrains.rollout.Rollout;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Count-based novelty (Tang et al., arXiv:1611.04717, eq. 1): what follows a decision is worth
 * {@code 1 / √N}, N being how often any of the agents saw it.
 */
public final class CountNovelty implements IntrinsicReward {
  private static final CountBonus BONUS = new CountBonus(1, CountBonus.Of.STATE);

  private final RewardSignal.Count signal;
  private final float[] seen;
  private VisitedStates states;
  private int[] transitions = {};

  /**
   * Nothing was seen yet.
   *
   * @throws UserError if observations cannot be put into bins
   */
  public CountNovelty(LearnerContext context, RewardSignal.Count signal) {
    this.signal = signal;
    try {
      Discretizer discretizer =
          Discretizer.of(
              context.behavior().observations(), signal.bins(), signal.streams(), "use rnd");
      states = new VisitedStates(discretizer, 1, signal.maxStates());
    } catch (UserError refused) {
      throw new UserError(
          "behaviors."
              + context.behavior().name()
              + ".reward_signals.count: "
              + refused.getMessage(),
          refused);
    }
    seen = new float[states.discretizer().inputs()];
  }

  @Override
  public String name() {
    return "count";
  }

  @Override
  public RewardSignal signal() {
    return signal;
  }

  @Override
  public void assess(Rollout rollout, float[] rewards) {
    if (transitions.length < rollout.slots()) {
      transitions = new int[rollout.slots()];
    }
    int n = rollout.sequences(1, transitions);
    // detail 17: all are counted first, so that the order of the agents does not matter
    for (int i = 0; i < n; i++) {
      rollout.copyNext(transitions[i], seen, 0);
      states.visit(states.number(seen, 0), 0);
    }
    for (int i = 0; i < n; i++) {
      rollout.copyNext(transitions[i], seen, 0);
      rewards[transitions[i]] = BONUS.at(states, states.find(seen, 0), 0);
    }
  }

  @Override
  public void learn(Metrics metrics) {
    metrics.put("count/states", states.count());
  }

  @Override
  public boolean isFinite() {
    return true;
  }

  @Override
  public void scaleLearningRate(float factor) {}

  @Override
  public void perturb(long number) {}

  @Override
  public void save(DataOutput out) throws IOException {
    states.write(out);
  }

  @Override
  public void load(DataInput in) throws IOException {
    VisitedStates saved = VisitedStates.read(in, signal.maxStates());
    if (!saved.discretizer().equals(states.discretizer())) {
      throw new UserError(
          "cannot resume: the checkpoint counts what was seen in other bins than the experiment");
    }
    states = saved;
  }

  @Override
  public void close() {}
}
