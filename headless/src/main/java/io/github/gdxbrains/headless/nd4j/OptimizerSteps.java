package io.github.gdxbrains.headless.nd4j;

import io.github.gdxbrains.nn.Adam;
import io.github.gdxbrains.nn.AdamW;
import io.github.gdxbrains.nn.Optimizer;
import io.github.gdxbrains.nn.RmsProp;
import io.github.gdxbrains.nn.Sgd;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.updaters.AdamUpdater;
import org.nd4j.linalg.api.ops.impl.updaters.RmsPropUpdater;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Clips the sum of gradients and takes the optimiser's steps, with ND4J's own updaters where they
 * compute the same. Each leaves in the gradients what the parameters then lose.
 */
final class OptimizerSteps implements AutoCloseable {
  private final Nd4jNetwork network;
  private final Optimizer optimizer;
  private final INDArray[] moments;
  private long steps;

  OptimizerSteps(Nd4jNetwork network, Optimizer optimizer) {
    this.network = network;
    this.optimizer = optimizer;
    moments = new INDArray[optimizer.moments()];
    for (int i = 0; i < moments.length; i++) {
      moments[i] = Memory.zeros(network.parameterCount());
    }
  }

  float step(float learningRate, float maxGradNorm) {
    INDArray parameters = network.flatParameters();
    INDArray gradients = network.gradients();
    float norm = gradients.norm2Number().floatValue();
    if (norm > maxGradNorm) {
      gradients.muli(maxGradNorm / norm);
    }
    steps++;
    if (optimizer instanceof Adam adam) {
      adam(adam, gradients, learningRate);
    } else if (optimizer instanceof AdamW decaying) {
      adam(decaying.adam(), gradients, learningRate);
      parameters.muli(1 - (double) learningRate * decaying.weightDecay());
    } else if (optimizer instanceof RmsProp rmsProp) {
      Nd4j.exec(new RmsPropUpdater(gradients, moments[0], 1, rmsProp.decay(), rmsProp.epsilon()));
      descend(rmsProp.momentum(), gradients, 1, learningRate);
    } else if (optimizer instanceof Sgd sgd) {
      descend(sgd.momentum(), gradients, 0, learningRate);
    } else {
      throw new IllegalStateException("no steps of " + optimizer);
    }
    parameters.subi(gradients);
    gradients.assign(0);
    return norm;
  }

  /**
   * ND4J computes lr · √(1-β2^t)/(1-β1^t) · m / (√v + ε'), as section 2 of the paper suggests; with
   * ε' = ε √(1-β2^t) that is algorithm 1. Its iteration is 0, so that the two factors are computed
   * here, in double.
   */
  private void adam(Adam adam, INDArray gradients, float learningRate) {
    double rootOfSecond = Math.sqrt(1 - StrictMath.pow(adam.beta2(), steps));
    double rate = learningRate * rootOfSecond / (1 - StrictMath.pow(adam.beta1(), steps));
    double firstFactor =
        Math.sqrt(1 - (double) adam.beta2()) / (1 - (double) adam.beta1()); // of iteration 0
    Nd4j.exec(
        new AdamUpdater(
            gradients,
            moments[1],
            moments[0],
            rate / firstFactor,
            adam.beta1(),
            adam.beta2(),
            adam.epsilon() * rootOfSecond,
            0));
  }

  /**
   * {@code b ← momentum · b + g}, and a step along b.
   *
   * @param moment number of the array that holds b, if there is momentum
   */
  private void descend(float momentum, INDArray gradients, int moment, float learningRate) {
    if (momentum > 0) {
      moments[moment].muli(momentum).addi(gradients);
      gradients.assign(moments[moment]);
    }
    gradients.muli(learningRate);
  }

  long steps() {
    return steps;
  }

  Optimizer optimizer() {
    return optimizer;
  }

  void get(float[][] target) {
    for (int i = 0; i < moments.length; i++) {
      Memory.read(moments[i], target[i], network.parameterCount());
    }
  }

  void set(float[][] source, long newSteps) {
    for (int i = 0; i < moments.length; i++) {
      Memory.write(source[i], network.parameterCount(), moments[i]);
    }
    steps = newSteps;
  }

  /** Checks that the arrays are those of the optimiser. */
  void require(float[][] arrays) {
    if (arrays.length != moments.length) {
      throw new IllegalArgumentException(
          arrays.length + " arrays of moments, but " + optimizer + " has " + moments.length);
    }
    for (float[] array : arrays) {
      Nd4jNetwork.requireLength("moments", array, network.parameterCount());
    }
  }

  @Override
  public void close() {
    for (INDArray moment : moments) {
      moment.close();
    }
  }
}
