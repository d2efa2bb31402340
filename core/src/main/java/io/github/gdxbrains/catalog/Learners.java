package io.github.gdxbrains.catalog;

import io.github.gdxbrains.config.UserError;
import io.github.gdxbrains.learner.LearnerFactory;
import io.github.gdxbrains.learner.ppo.Ppo;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;

/** All learners: the built-in ones, and those found through {@link ServiceLoader}. */
public final class Learners {
  private static final List<LearnerFactory> BUILT_IN = List.of(new Ppo());

  private final List<LearnerFactory> learners = new ArrayList<>(BUILT_IN);

  /** The built-in learners and those that a class loader's service files name. */
  public Learners(ClassLoader loader) {
    ServiceLoader.load(LearnerFactory.class, loader).forEach(learners::add);
  }

  /** All of them in order. */
  public List<LearnerFactory> all() {
    return List.copyOf(learners);
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
}
