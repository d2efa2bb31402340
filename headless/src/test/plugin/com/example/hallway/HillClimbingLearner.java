package com.example.hallway;

import io.github.gdxbrains.agent.BehaviorSpec;
import io.github.gdxbrains.brain.BrainSource;
import io.github.gdxbrains.brain.NeuralBrain;
import io.github.gdxbrains.brain.NeuralModel;
import io.github.gdxbrains.learner.Learner;
import io.github.gdxbrains.learner.LearnerContext;
import io.github.gdxbrains.learner.Metrics;
import io.github.gdxbrains.learner.NetworkSettings;
import io.github.gdxbrains.nn.Head;
import io.github.gdxbrains.nn.Initializer;
import io.github.gdxbrains.nn.Layer;
import io.github.gdxbrains.nn.Network;
import io.github.gdxbrains.nn.NetworkSpec;
import io.github.gdxbrains.nn.Trunk;
import io.github.gdxbrains.policy.ActionDistribution;
import io.github.gdxbrains.random.RandomStream;
import io.github.gdxbrains.rollout.Rollout;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Hill climbing: a random change of all parameters is kept if a rollout with it pays more. */
final class HillClimbingLearner implements Learner {
  private final BehaviorSpec behavior;
  private final HillClimbing.Config config;
  private final NetworkSpec spec;
  private final Network network;
  private final RandomStream random;
  private final float[] best;
  private final float[] tried;
  private double bestReward = Double.NEGATIVE_INFINITY;
  private float stepSizeFactor = 1;

  HillClimbingLearner(LearnerContext context) {
    behavior = context.behavior();
    config = (HillClimbing.Config) context.config().hyperparameters();
    random = new RandomStream(context.seed());
    NetworkSettings settings = context.config().networkSettings();
    List<Layer> layers = new ArrayList<>();
    for (int i = 0; i < settings.numLayers(); i++) {
      layers.add(new Layer.Dense(settings.hiddenUnits(), settings.activation(), 1));
    }
    int outputs = new ActionDistribution(behavior.actions()).outputs();
    Head policy = new Head(NeuralBrain.POLICY, outputs, 0.01f);
    spec =
        new NetworkSpec(
            behavior.observations().inputs(), false, List.of(new Trunk(layers, List.of(policy))));
    network = context.backend().network(spec, context.workers());
    best = Initializer.parameters(spec, random);
    tried = best.clone();
    network.setParameters(tried);
  }

  @Override
  public int horizon() {
    return config.horizon();
  }

  @Override
  public int columns() {
    return 0;
  }

  @Override
  public BrainSource acting() {
    return capacity -> new NeuralBrain(behavior, network, capacity, false);
  }

  @Override
  public void update(Rollout rollout, double progress, Metrics metrics) {
    double reward = meanReward(rollout);
    if (reward > bestReward) {
      bestReward = reward;
      System.arraycopy(tried, 0, best, 0, best.length);
    }
    for (int i = 0; i < best.length; i++) {
      tried[i] = best[i] + stepSizeFactor * config.stepSize() * (float) random.nextGaussian();
    }
    network.setParameters(tried);
    metrics.put("reward", reward);
    metrics.put("best_reward", bestReward);
  }

  private static double meanReward(Rollout rollout) {
    double sum = 0;
    for (int lane = 0; lane < rollout.lanes(); lane++) {
      for (int t = 0; t < rollout.count(lane); t++) {
        sum += rollout.rewards()[rollout.first(lane) + t];
      }
    }
    return sum / rollout.size();
  }

  @Override
  public NeuralModel model() {
    return new NeuralModel(behavior, spec, best.clone(), new float[0], new float[0]);
  }

  @Override
  public boolean isFinite() {
    for (float parameter : best) {
      if (!Float.isFinite(parameter)) {
        return false;
      }
    }
    return true;
  }

  @Override
  public void scaleLearningRate(float factor) {
    stepSizeFactor *= factor;
  }

  @Override
  public void perturb(long number) {
    random.reseed(RandomStream.derive(random.nextLong(), number));
  }

  @Override
  public void save(DataOutput out) throws IOException {
    for (int i = 0; i < best.length; i++) {
      out.writeFloat(best[i]);
      out.writeFloat(tried[i]);
    }
    out.writeDouble(bestReward);
    out.writeFloat(stepSizeFactor);
    long[] state = new long[4];
    random.save(state, 0);
    for (long word : state) {
      out.writeLong(word);
    }
  }

  @Override
  public void load(DataInput in) throws IOException {
    for (int i = 0; i < best.length; i++) {
      best[i] = in.readFloat();
      tried[i] = in.readFloat();
    }
    bestReward = in.readDouble();
    stepSizeFactor = in.readFloat();
    long[] state = new long[4];
    for (int i = 0; i < state.length; i++) {
      state[i] = in.readLong();
    }
    random.restore(state, 0);
    network.setParameters(tried);
  }

  @Override
  public void close() {
    network.close();
  }
}
