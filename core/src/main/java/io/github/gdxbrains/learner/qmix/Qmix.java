package io.github.gdxbrains.learner.qmix;

import io.github.gdxbrains.agent.BehaviorSpec;
import io.github.gdxbrains.learner.BehaviorConfig;
import io.github.gdxbrains.learner.Learner;
import io.github.gdxbrains.learner.LearnerContext;
import io.github.gdxbrains.learner.LearnerFactory;
import io.github.gdxbrains.replay.ReplayBuffer;
import io.github.gdxbrains.rollout.JointRollout;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Lists value decomposition among the learners: by a sum, and by a monotonic mixing network. */
public final class Qmix implements LearnerFactory {
  private final String name;
  private final String description;
  private final QmixConfig defaults;

  private Qmix(String name, String description, QmixConfig defaults) {
    this.name = name;
    this.description = description;
    this.defaults = defaults;
  }

  /** VDN: a team's value is the sum of its members'. */
  public static Qmix vdn() {
    return new Qmix(
        "vdn",
        "Value decomposition: off-policy, for teams; a team's value is the sum of its members'",
        QmixConfig.VDN);
  }

  /** QMIX: a network that knows the state mixes the members' values into the team's. */
  public static Qmix qmix() {
    return new Qmix(
        "qmix",
        "Like vdn, but a network that sees what all members see mixes their values",
        QmixConfig.QMIX);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String description() {
    return description;
  }

  @Override
  public Record defaults() {
    return defaults;
  }

  @Override
  public Optional<String> keeps(BehaviorSpec behavior, BehaviorConfig config, List<Integer> teams) {
    QmixConfig qmix = (QmixConfig) config.hyperparameters();
    int members = JointRollout.members(teams);
    BehaviorSpec joint = JointRollout.behavior(behavior, members);
    return Optional.of(
        String.format(
            Locale.ROOT,
            "a replay buffer of %,d moments of %d agents, %,.1f MB",
            qmix.bufferSize(),
            members,
            ReplayBuffer.bytes(joint, qmix.bufferSize(), false, 0) / 1048576.0));
  }

  @Override
  public Learner create(LearnerContext context) {
    return new QmixLearner(context);
  }
}
