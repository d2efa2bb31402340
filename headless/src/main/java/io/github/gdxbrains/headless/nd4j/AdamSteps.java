package io.github.gdxbrains.headless.nd4j;

import io.github.gdxbrains.nn.Adam;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.updaters.AdamUpdater;
import org.nd4j.linalg.factory.Nd4j;

/** Clips the sum of gradients and takes steps of Adam with ND4J's own updater. */
final class AdamSteps implements AutoCloseable {
  private final Nd4jNetwork network;
  private final Adam adam;
  private final INDArray firstMoments;
  private final INDArray secondMoments;
  private long steps;

  AdamSteps(Nd4jNetwork network, Adam adam) {
    this.network = network;
    this.adam = adam;
    firstMoments = Memory.zeros(network.parameterCount());
    secondMoments = Memory.zeros(network.parameterCount());
  }

  float step(float learningRate, float maxGradNorm) {
    INDArray gradients = network.gradients();
    float norm = gradients.norm2Number().floatValue();
    if (norm > maxGradNorm) {
      gradients.muli(maxGradNorm / norm);
    }
    steps++;
    // The updater computes lr · √(1-β2^t)/(1-β1^t) · m / (√v + ε'), as section 2 of the paper
    // suggests; with ε' = ε √(1-β2^t) that is algorithm 1. It replaces the gradients by the update.
    // Its iteration is 0, so that the two factors are computed here, in double.
    double rootOfSecond = Math.sqrt(1 - StrictMath.pow(adam.beta2(), steps));
    double rate = learningRate * rootOfSecond / (1 - StrictMath.pow(adam.beta1(), steps));
    double firstFactor =
        Math.sqrt(1 - (double) adam.beta2()) / (1 - (double) adam.beta1()); // of iteration 0
    Nd4j.exec(
        new AdamUpdater(
            gradients,
            secondMoments,
            firstMoments,
            rate / firstFactor,
            adam.beta1(),
            adam.beta2(),
            adam.epsilon() * rootOfSecond,
            0));
    network.flatParameters().subi(gradients);
    gradients.assign(0);
    return norm;
  }

  long steps() {
    return steps;
  }

  void get(float[] first, float[] second) {
    Memory.read(firstMoments, first, network.parameterCount());
    Memory.read(secondMoments, second, network.parameterCount());
  }

  void set(float[] first, float[] second, long newSteps) {
    Memory.write(first, network.parameterCount(), firstMoments);
    Memory.write(second, network.parameterCount(), secondMoments);
    steps = newSteps;
  }

  @Override
  public void close() {
    firstMoments.close();
    secondMoments.close();
  }
}
