package io.github.gdxbrains.learner;

/**
 * A kind of learner. The built-in ones are listed in the catalog; others are found through {@link
 * java.util.ServiceLoader} in the class path and in plugin jars.
 */
public interface LearnerFactory {
  /** As in {@code trainer_type}. */
  String name();

  /** One line for the list of learners. */
  String description();

  /**
   * Its hyperparameters at their defaults: a record whose components, in snake case, are the keys
   * of {@code hyperparameters} in an experiment file and whose constructor checks them.
   */
  Record defaults();

  /**
   * Makes a learner.
   *
   * @throws io.github.gdxbrains.config.UserError if it cannot learn the behavior, with the reason
   */
  Learner create(LearnerContext context);
}
