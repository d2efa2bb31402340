package io.github.gdxbrains.catalog;

import io.github.gdxbrains.config.UserError;
import io.github.gdxbrains.learner.Learner;
import io.github.gdxbrains.learner.LearnerContext;
import io.github.gdxbrains.learner.LearnerFactory;
import io.github.gdxbrains.learner.NetworkSettings;
import io.github.gdxbrains.learner.dqn.Dqn;
import io.github.gdxbrains.learner.hierarchy.GoalConditioned;
import io.github.gdxbrains.learner.hierarchy.Hierarchy;
import io.github.gdxbrains.learner.mappo.Mappo;
import io.github.gdxbrains.learner.optioncritic.OptionCritic;
import io.github.gdxbrains.learner.poca.Poca;
import io.github.gdxbrains.learner.ppo.Ppo;
import io.github.gdxbrains.learner.qlearning.QLearning;
import io.github.gdxbrains.learner.qlearning.QLearningConfig.Algorithm;
import io.github.gdxbrains.learner.qmix.Qmix;
import java.util.List;
import java.util.ServiceLoader;

/** All learners: the built-in ones, and those found through {@link ServiceLoader}. */
public final class Learners {
  private static final GoalConditioned GOALS =
      new GoalConditioned(List.of(new Dqn(), Dqn.rainbow()));

  private static final List<LearnerFactory> BUILT_IN =
      List.of(
          new Ppo(),
          new Mappo(),
          new Poca(),
          new Dqn(),
          Dqn.rainbow(),
          Qmix.vdn(),
          Qmix.qmix(),
          new QLearning(Algorithm.Q_LEARNING),
          new QLearning(Algorithm.SARSA),
          new QLearning(Algorithm.EXPECTED_SARSA),
          new OptionCritic(),
          GOALS,
          new Hierarchy(List.of(new Ppo(), new OptionCritic(), new Dqn(), Dqn.rainbow(), GOALS)));

  private final List<LearnerFactory> learners;

  /**
   * The built-in learners and those that a class loader's service files name.
   *
   * @throws UserError if one of them cannot be loaded, or bears the name of another
   */
  public Learners(ClassLoader loader) {
    learners =
        Services.load(LearnerFactory.class, "learner", BUILT_IN, LearnerFactory::name, loader);
  }

  /** All of them in order. */
  public List<LearnerFactory> all() {
    return learners;
  }

  /**
   * The learner of a name.
   *
   * @throws UserError if there is none, with the nearest name
   */
  public LearnerFactory named(String name) {
    return learners.stream()
        .filter(learner -> learner.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                UserError.unknown(
                    "learner", name, learners.stream().map(LearnerFactory::name).toList()));
  }

  /**
   * Makes the learner that a behavior's settings name.
   *
   * @throws UserError if there is none of that name, if it refuses its settings, or if its networks
   *     are too large or have something that the backend cannot compute
   */
  public Learner create(LearnerContext context) {
    String place = "behaviors." + context.behavior().name();
    try {
      LearnerFactory learner = named(context.config().trainerType());
      context.config().rewardSignals().check(learner, context.behavior().observations());
      return learner.create(context);
    } catch (IllegalArgumentException refused) {
      String backend = context.backend().name();
      boolean computesAll = backend.equals("simd") || backend.equals("scalar");
      String remedy = computesAll ? "" : "; --backend auto leaves out what cannot compute it";
      throw new UserError(place + ": " + refused.getMessage() + remedy, refused);
    } catch (ArithmeticException | OutOfMemoryError tooLarge) {
      NetworkSettings network = context.config().networkSettings();
      throw new UserError(
          place
              + ".network_settings: "
              + network.numLayers()
              + " layers of "
              + network.hiddenUnits()
              + " units do not fit in memory: lower hidden_units, or give Java more"
              + " (BRAINS_JAVA_OPTS=-Xmx8g)",
          tooLarge);
    }
  }
}
