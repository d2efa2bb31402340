package io.github.gdxbrains.nn.cpu;

import io.github.gdxbrains.nn.Adam;
import java.util.Arrays;
import java.util.function.IntConsumer;

/** Clips the sum of gradients and takes steps of Adam. */
final class Optimizer {
  private final CpuNetwork network;
  private final Gradients gradients;
  private final Adam adam;
  private final float[] firstMoments;
  private final float[] secondMoments;
  private final IntConsumer stepTask = this::stepRange;
  private long steps;

  // the step at hand
  private float gradientScale;
  private float stepSize;
  private float rootScale;

  Optimizer(CpuNetwork network, Gradients gradients, Adam adam) {
    this.network = network;
    this.gradients = gradients;
    this.adam = adam;
    firstMoments = new float[network.packedParameters().length];
    secondMoments = new float[firstMoments.length];
  }

  float step(float learningRate, float maxGradNorm) {
    double norm = gradients.norm();
    gradientScale = norm > maxGradNorm ? (float) (maxGradNorm / norm) : 1f;
    steps++;
    // StrictMath: the same numbers on every machine, and after a resume
    stepSize = (float) (learningRate / (1 - StrictMath.pow(adam.beta1(), steps)));
    rootScale = (float) (1 / Math.sqrt(1 - StrictMath.pow(adam.beta2(), steps)));
    gradients.ranges().run(stepTask);
    network.parametersChanged();
    return (float) norm;
  }

  private void stepRange(int range) {
    network
        .kernels()
        .adam(
            network.packedParameters(),
            gradients.sum(),
            firstMoments,
            secondMoments,
            gradients.ranges().from(range),
            gradients.ranges().to(range),
            gradientScale,
            adam.beta1(),
            adam.beta2(),
            stepSize,
            rootScale,
            adam.epsilon());
  }

  long steps() {
    return steps;
  }

  void get(float[] first, float[] second) {
    CpuNetwork.requireLength("firstMoments", first, network.parameterCount());
    CpuNetwork.requireLength("secondMoments", second, network.parameterCount());
    network.packing().unpack(firstMoments, first);
    network.packing().unpack(secondMoments, second);
  }

  void set(float[] first, float[] second, long newSteps) {
    CpuNetwork.requireLength("firstMoments", first, network.parameterCount());
    CpuNetwork.requireLength("secondMoments", second, network.parameterCount());
    if (newSteps < 0) {
      throw new IllegalArgumentException("steps is " + newSteps + ", but must be at least 0");
    }
    Arrays.fill(firstMoments, 0);
    Arrays.fill(secondMoments, 0);
    network.packing().pack(first, firstMoments);
    network.packing().pack(second, secondMoments);
    steps = newSteps;
  }
}
