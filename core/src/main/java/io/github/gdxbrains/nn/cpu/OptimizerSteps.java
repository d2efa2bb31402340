package io.github.gdxbrains.nn.cpu;

import io.github.gdxbrains.nn.Adam;
import io.github.gdxbrains.nn.AdamW;
import io.github.gdxbrains.nn.Optimizer;
import io.github.gdxbrains.nn.RmsProp;
import io.github.gdxbrains.nn.Sgd;
import java.util.Arrays;
import java.util.function.IntConsumer;

/** Clips the sum of gradients and takes the optimiser's steps. */
final class OptimizerSteps {
  private final CpuNetwork network;
  private final Gradients gradients;
  private final Optimizer optimizer;
  private final float[][] moments;
  private final IntConsumer stepTask;
  private long steps;

  // the step at hand
  private float gradientScale;
  private float learningRate;
  private float stepSize;
  private float rootScale;
  private float keep;

  OptimizerSteps(CpuNetwork network, Gradients gradients, Optimizer optimizer) {
    this.network = network;
    this.gradients = gradients;
    this.optimizer = optimizer;
    moments = new float[optimizer.moments()][network.packedParameters().length];
    stepTask = task();
  }

  private IntConsumer task() {
    if (optimizer instanceof Adam adam) {
      return range -> adamRange(adam, range);
    } else if (optimizer instanceof AdamW decaying) {
      return range -> adamRange(decaying.adam(), range);
    } else if (optimizer instanceof RmsProp rmsProp) {
      return range -> rmsPropRange(rmsProp, range);
    } else if (optimizer instanceof Sgd sgd) {
      return range -> descendRange(sgd.momentum(), 0, gradientScale, range);
    }
    throw new IllegalArgumentException("no kernel for " + optimizer);
  }

  float step(float rate, float maxGradNorm) {
    double norm = gradients.norm();
    gradientScale = norm > maxGradNorm ? (float) (maxGradNorm / norm) : 1f;
    learningRate = rate;
    steps++;
    if (optimizer instanceof Adam adam) {
      prepareAdam(adam, 0);
    } else if (optimizer instanceof AdamW decaying) {
      prepareAdam(decaying.adam(), decaying.weightDecay());
    }
    gradients.ranges().run(stepTask);
    network.parametersChanged();
    return (float) norm;
  }

  private void prepareAdam(Adam adam, float weightDecay) {
    stepSize = (float) (learningRate / (1 - power(adam.beta1(), steps)));
    rootScale = (float) (1 / Math.sqrt(1 - power(adam.beta2(), steps)));
    keep = (float) (1 - (double) learningRate * weightDecay);
  }

  /**
   * {@code base^exponent} by squaring. Unlike Math.pow it is the same on every machine, and after a
   * resume; unlike StrictMath.pow it allocates nothing.
   */
  static double power(double base, long exponent) {
    double result = 1;
    double square = base;
    for (long rest = exponent; rest > 0; rest >>= 1) {
      if ((rest & 1) == 1) {
        result *= square;
      }
      square *= square;
    }
    return result;
  }

  private void adamRange(Adam adam, int range) {
    network
        .kernels()
        .adam(
            network.packedParameters(),
            gradients.sum(),
            moments[0],
            moments[1],
            gradients.ranges().from(range),
            gradients.ranges().to(range),
            gradientScale,
            adam.beta1(),
            adam.beta2(),
            stepSize,
            rootScale,
            adam.epsilon(),
            keep);
  }

  /** RMSProp is descent along gradients divided by their root mean squares. */
  private void rmsPropRange(RmsProp rmsProp, int range) {
    network
        .kernels()
        .divideByRootMeanSquare(
            gradients.sum(),
            moments[0],
            gradients.ranges().from(range),
            gradients.ranges().to(range),
            gradientScale,
            rmsProp.decay(),
            rmsProp.epsilon());
    descendRange(rmsProp.momentum(), 1, 1f, range);
  }

  /**
   * @param moment number of the array that holds the last step, if there is momentum
   */
  private void descendRange(float momentum, int moment, float scale, int range) {
    int from = gradients.ranges().from(range);
    int to = gradients.ranges().to(range);
    float[] parameters = network.packedParameters();
    if (momentum > 0) {
      float[] kept = moments[moment];
      network
          .kernels()
          .descendWithMomentum(
              parameters, gradients.sum(), kept, from, to, scale, momentum, learningRate);
    } else {
      network.kernels().descend(parameters, gradients.sum(), from, to, learningRate * scale);
    }
  }

  long steps() {
    return steps;
  }

  Optimizer optimizer() {
    return optimizer;
  }

  void get(float[][] target) {
    requireMoments(target);
    for (int i = 0; i < moments.length; i++) {
      network.packing().unpack(moments[i], target[i]);
    }
  }

  void set(float[][] source, long newSteps) {
    requireMoments(source);
    if (newSteps < 0) {
      throw new IllegalArgumentException("steps is " + newSteps + ", but must be at least 0");
    }
    for (int i = 0; i < moments.length; i++) {
      Arrays.fill(moments[i], 0); // a NaN may have spread to the padding
      network.packing().pack(source[i], moments[i]);
    }
    steps = newSteps;
  }

  private void requireMoments(float[][] arrays) {
    if (arrays.length != moments.length) {
      throw new IllegalArgumentException(
          arrays.length + " arrays of moments, but " + optimizer + " has " + moments.length);
    }
    for (float[] array : arrays) {
      CpuNetwork.requireLength("moments", array, network.parameterCount());
    }
  }
}
