package io.github.gdxbrains.learner;

import io.github.gdxbrains.brain.BrainSource;
import io.github.gdxbrains.brain.Model;
import io.github.gdxbrains.rollout.Rollout;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Improves the brain of one policy from what its agents did. */
public interface Learner extends AutoCloseable {
  /** How many decisions of each agent it wants in a rollout. */
  int horizon();

  /** Floats a row that its acting brain writes beside actions; see {@code Brain.columns}. */
  int columns();

  /**
   * Whether rollouts are to hold the final observations of truncated transitions, because the
   * learner values them itself.
   */
  default boolean wantsFinalObservations() {
    return false;
  }

  /**
   * Names of the reward terms whose values rollouts are to hold one by one, beside the reward that
   * they make with their weights; each once.
   */
  default List<String> rewardTerms() {
    return List.of();
  }

  /** Brains that explore, for collecting rollouts. */
  BrainSource acting();

  /**
   * Brains that do not explore, by what it has learned so far; the acting ones of a learner whose
   * brains have no other way to choose.
   */
  default BrainSource greedy() {
    return acting();
  }

  /**
   * Brains that explore by a copy of what it has learned so far, for a game that goes on while it
   * learns. Whoever does not learn a policy makes it himself.
   */
  default ActingCopy actingCopy() {
    return ActingCopy.ofPolicy(this::model);
  }

  /**
   * Learns from one rollout.
   *
   * @param progress how much of the run is over, from 0 to 1
   * @param metrics receives what the update measured, such as {@code policy_loss}
   */
  void update(Rollout rollout, double progress, Metrics metrics);

  /**
   * What its critic made of the last update's transitions, for teachers that judge levels by it;
   * empty for learners without one, and before the first update. Who has one says so in {@link
   * LearnerFactory#hasCritic}.
   */
  default Optional<Assessment> assessment() {
    return Optional.empty();
  }

  /** A copy of what it has learned, fit for a brain file. */
  Model model();

  /** Whether all parameters are finite numbers. */
  boolean isFinite();

  /** Multiplies the learning rate, from now on, by a factor. */
  void scaleLearningRate(float factor);

  /** Mixes a number into its random stream, so that a repeated update draws other numbers. */
  void perturb(long number);

  /** Writes everything that its next update depends on. */
  void save(DataOutput out) throws IOException;

  /** Restores what {@link #save} wrote. */
  void load(DataInput in) throws IOException;

  /** What becomes of the transitions that a learner keeps from update to update. */
  enum Replay {
    /** It keeps none. */
    NONE,
    /** A checkpoint holds them. */
    SAVED,
    /** A resumed run begins without them, and is not exactly what it would have been. */
    FORGOTTEN
  }

  /** Whether it keeps transitions, and whether checkpoints hold them. */
  default Replay replay() {
    return Replay.NONE;
  }

  /** Writes the transitions that it keeps: they are many, and no part of {@link #save}. */
  default void saveReplay(DataOutput out) throws IOException {}

  /** Restores what {@link #saveReplay} wrote. */
  default void loadReplay(DataInput in) throws IOException {}

  @Override
  void close();
}
