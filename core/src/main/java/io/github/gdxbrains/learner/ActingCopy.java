package io.github.gdxbrains.learner;

import io.github.gdxbrains.agent.Brain;
import io.github.gdxbrains.brain.BrainSource;
import io.github.gdxbrains.brain.Model;
import io.github.gdxbrains.brain.NeuralBrain;
import io.github.gdxbrains.brain.NeuralModel;
import io.github.gdxbrains.nn.Backends;
import io.github.gdxbrains.nn.Network;
import io.github.gdxbrains.parallel.Workers;
import java.util.function.Supplier;

/**
 * Brains that explore as those of {@link Learner#acting} do, but by a copy of what was learned:
 * they may decide while the learner learns.
 */
public interface ActingCopy extends BrainSource {
  /** Brings the copy up to date; not while the learner learns or one of the brains decides. */
  void refresh();

  /**
   * A copy of a policy.
   *
   * @param learned gives the policy as it is
   * @throws IllegalArgumentException if that is no network that is a policy
   */
  static ActingCopy ofPolicy(Supplier<Model> learned) {
    if (!(learned.get() instanceof NeuralModel first) || first.values().isPresent()) {
      throw new IllegalArgumentException(
          "this learner gives no policy: it must make its acting copy itself");
    }
    Network network = Backends.best().network(first.network(), Workers.single());
    first.copyTo(network);
    return new ActingCopy() {
      @Override
      public Brain brain(int capacity) {
        return new NeuralBrain(first.behavior(), network, capacity, false);
      }

      @Override
      public void refresh() {
        ((NeuralModel) learned.get()).copyTo(network);
      }
    };
  }
}
