package io.github.gdxbrains.train;

import io.github.gdxbrains.brain.BrainSource;
import io.github.gdxbrains.brain.Model;
import io.github.gdxbrains.learner.Learner;
import io.github.gdxbrains.learner.LearnerContext;
import io.github.gdxbrains.learner.LearnerFactory;
import io.github.gdxbrains.learner.Metrics;
import io.github.gdxbrains.learner.ppo.Ppo;
import io.github.gdxbrains.learner.ppo.PpoConfig;
import io.github.gdxbrains.rollout.Rollout;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/** PPO whose parameters become infinite in some updates. Found through its service file. */
public final class FlawedLearner implements LearnerFactory {
  /** Updates, counted from 0 over a whole test, that spoil the parameters. */
  static volatile IntPredicate spoils = update -> false;

  /** The learning rate of each update. */
  static final List<Double> LEARNING_RATES = new ArrayList<>();

  static int updates;

  static void reset(IntPredicate spoiled) {
    spoils = spoiled;
    updates = 0;
    LEARNING_RATES.clear();
  }

  @Override
  public String name() {
    return "flawed";
  }

  @Override
  public String description() {
    return "PPO that breaks";
  }

  @Override
  public Record defaults() {
    return PpoConfig.DEFAULT;
  }

  @Override
  public Learner create(LearnerContext context) {
    Learner ppo = new Ppo().create(context);
    return new Learner() {
      private boolean isSpoiled;

      @Override
      public int horizon() {
        return ppo.horizon();
      }

      @Override
      public int columns() {
        return ppo.columns();
      }

      @Override
      public BrainSource acting() {
        return ppo.acting();
      }

      @Override
      public void update(Rollout rollout, double progress, Metrics metrics) {
        ppo.update(rollout, progress, metrics);
        LEARNING_RATES.add(metrics.get("learning_rate"));
        isSpoiled = spoils.test(updates++);
      }

      @Override
      public Model model() {
        return ppo.model();
      }

      @Override
      public boolean isFinite() {
        return !isSpoiled && ppo.isFinite();
      }

      @Override
      public void scaleLearningRate(float factor) {
        ppo.scaleLearningRate(factor);
      }

      @Override
      public void perturb(long number) {
        ppo.perturb(number);
      }

      @Override
      public void save(DataOutput out) throws IOException {
        ppo.save(out);
      }

      @Override
      public void load(DataInput in) throws IOException {
        ppo.load(in);
      }

      @Override
      public void close() {
        ppo.close();
      }
    };
  }
}
