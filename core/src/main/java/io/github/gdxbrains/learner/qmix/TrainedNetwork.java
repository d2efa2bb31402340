package io.github.gdxbrains.learner.qmix;

import io.github.gdxbrains.learner.Networks;
import io.github.gdxbrains.nn.Backend;
import io.github.gdxbrains.nn.Initializer;
import io.github.gdxbrains.nn.Network;
import io.github.gdxbrains.nn.NetworkSpec;
import io.github.gdxbrains.nn.Optimizer;
import io.github.gdxbrains.parallel.Workers;
import io.github.gdxbrains.random.RandomStream;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** A network that learns, and the target network that follows it. */
final class TrainedNetwork {
  final Network network;
  final Network target;
  final Network.Training training;
  private final float[] parameters;
  private final float[] targetParameters;

  TrainedNetwork(
      NetworkSpec spec,
      Backend backend,
      Workers workers,
      int rows,
      Optimizer optimizer,
      RandomStream random) {
    network = backend.network(spec, workers);
    target = backend.network(spec, workers);
    training = network.training(rows, optimizer);
    parameters = Initializer.parameters(spec, random);
    targetParameters = parameters.clone();
    network.setParameters(parameters);
    target.setParameters(parameters);
  }

  NetworkSpec spec() {
    return network.spec();
  }

  int parameterCount() {
    return parameters.length;
  }

  /** {@code θ' = τ θ + (1 - τ) θ'}, so many times. */
  void updateTarget(float tau, long times) {
    network.getParameters(parameters);
    if (tau == 1) {
      System.arraycopy(parameters, 0, targetParameters, 0, parameters.length);
    } else {
      for (long t = 0; t < times; t++) {
        for (int i = 0; i < parameters.length; i++) {
          targetParameters[i] += tau * (parameters[i] - targetParameters[i]);
        }
      }
    }
    target.setParameters(targetParameters);
  }

  void copyTo(Network copy) {
    network.getParameters(parameters);
    copy.setParameters(parameters);
  }

  void setNormalizer(float[] means, float[] scales) {
    network.setNormalizer(means, scales);
    target.setNormalizer(means, scales);
  }

  boolean isFinite() {
    return Networks.isFinite(network, parameters);
  }

  /** Of the target network alone: the other is saved with its optimiser. */
  void saveTarget(DataOutput out) throws IOException {
    for (float parameter : targetParameters) {
      out.writeFloat(parameter);
    }
  }

  void loadTarget(DataInput in) throws IOException {
    for (int i = 0; i < targetParameters.length; i++) {
      targetParameters[i] = in.readFloat();
    }
    target.setParameters(targetParameters);
  }

  void close() {
    network.close();
    target.close();
  }
}
