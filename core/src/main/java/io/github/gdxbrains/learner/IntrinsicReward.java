package io.github.gdxbrains.learner;

import io.github.gdxbrains.random.RandomStream;
import io.github.gdxbrains.rollout.Rollout;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A reward that a learner makes itself of what its agents saw and did, for finding what the game
 * rewards too seldom.
 *
 * <p>An update is {@link #assess}, then {@link #learn}: rewards are those of before the update. The
 * numbers in the comments of its kinds are those of {@code docs/details/curiosity.md}.
 */
public interface IntrinsicReward extends AutoCloseable {
  /** As in {@code reward_signals}. */
  String name();

  /** Its discount and strength. */
  RewardSignal signal();

  /**
   * Rewards all finished transitions.
   *
   * @param rollout keeps final observations; {@link #learn} goes back to it
   * @param rewards receives rewards before strength, by transition index
   */
  void assess(Rollout rollout, float[] rewards);

  /**
   * Learns from the rollout that was assessed last.
   *
   * @param metrics receives what was measured, such as {@code rnd/loss}
   */
  void learn(Metrics metrics);

  /** Whether all parameters are finite numbers. */
  boolean isFinite();

  /** Multiplies the learning rate, from now on, by a factor. */
  void scaleLearningRate(float factor);

  /** Mixes a number into its random stream. */
  void perturb(long number);

  /** Writes everything that its next rewards depend on. */
  void save(DataOutput out) throws IOException;

  /** Restores what {@link #save} wrote. */
  void load(DataInput in) throws IOException;

  @Override
  void close();

  /**
   * The rewards that a behavior's settings ask for, in a fixed order.
   *
   * @param batchSize transitions in a minibatch
   * @param passes over each rollout
   */
  static List<IntrinsicReward> of(LearnerContext context, int batchSize, int passes) {
    RewardSignals signals = context.config().rewardSignals();
    List<IntrinsicReward> rewards = new ArrayList<>();
    // streams of their own: one signal more changes neither the policy's parameters nor another's
    signals
        .curiosity()
        .ifPresent(
            signal ->
                rewards.add(
                    new IntrinsicCuriosity(
                        context, signal, batchSize, passes, stream(context, 1))));
    signals
        .rnd()
        .ifPresent(
            signal ->
                rewards.add(
                    new RandomNetworkDistillation(
                        context, signal, batchSize, passes, stream(context, 2))));
    signals.count().ifPresent(signal -> rewards.add(new CountNovelty(context, signal)));
    return rewards;
  }

  private static RandomStream stream(LearnerContext context, int purpose) {
    return new RandomStream(RandomStream.derive(context.seed(), purpose));
  }
}
