package io.github.gdxbrains.learner;

import io.github.gdxbrains.nn.Head;
import io.github.gdxbrains.nn.Initializer;
import io.github.gdxbrains.nn.Network;
import io.github.gdxbrains.nn.NetworkSpec;
import io.github.gdxbrains.nn.RunningStatistics;
import io.github.gdxbrains.random.RandomStream;
import io.github.gdxbrains.rollout.Advantages;
import io.github.gdxbrains.rollout.Rollout;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;

/**
 * Random network distillation (Burda et al., arXiv:1810.12894), top to bottom: networks, errors,
 * their normalisation, learning. A network learns to say what another one, random and fixed, makes
 * of what agents see; where it errs, they have seldom been.
 */
public final class RandomNetworkDistillation implements IntrinsicReward {
  private static final float FEATURE_GAIN = 1f;

  private final RewardSignal.Rnd signal;
  private final int batchSize;
  private final int passes;
  private final RandomStream random;
  private final int features;
  private final SignalNetwork predictor;
  private final Network target;
  private final Network.Inference targetPass;
  private final float[] targetParameters;
  private final RunningStatistics returnStatistics = new RunningStatistics(1);

  /** Each lane's discounted sum of the rewards so far. */
  private final float[] returns;

  private final float[] oneReturn = new float[1];
  private final double[] lossSums; // kept per shard, so that their order is fixed
  private final Network.Loss loss = this::gradient;
  private float learningRateFactor = 1;

  // the rollout at hand
  private Rollout rollout;
  private int[] transitions = {};
  private int count;

  /** What the target says about what follows each transition, {@code [index][features]}. */
  private float[] targets = {};

  // the minibatch at hand
  private final float[] outputs;
  private int start;
  private int size;

  /**
   * Two networks with fresh parameters.
   *
   * @param batchSize transitions in a minibatch
   * @param passes over each rollout
   */
  public RandomNetworkDistillation(
      LearnerContext context,
      RewardSignal.Rnd signal,
      int batchSize,
      int passes,
      RandomStream random) {
    this.signal = signal;
    this.batchSize = batchSize;
    this.passes = passes;
    this.random = random;
    NetworkSettings settings = signal.networkSettings();
    // detail 12: both networks are alike
    features = settings.hiddenUnits();
    NetworkSpec spec =
        Networks.network(
            context.behavior().observations(),
            settings,
            List.of(List.of(new Head("features", features, FEATURE_GAIN))));
    predictor =
        new SignalNetwork(
            context, "rnd of " + Networks.inWords(spec, settings), spec, batchSize, random);
    target = context.backend().network(spec, context.workers());
    targetParameters = Initializer.parameters(spec, random);
    target.setParameters(targetParameters);
    targetPass = target.inference(batchSize);
    outputs = new float[predictor.outputs.length];
    returns = new float[context.lanes()];
    lossSums = new double[predictor.training.shards(batchSize)];
  }

  @Override
  public String name() {
    return "rnd";
  }

  @Override
  public RewardSignal signal() {
    return signal;
  }

  @Override
  public void assess(Rollout rollout, float[] rewards) {
    this.rollout = rollout;
    if (transitions.length < rollout.slots()) {
      transitions = new int[rollout.slots()];
      targets = new float[Math.multiplyExact(rollout.slots(), features)];
    }
    count = rollout.sequences(1, transitions);
    // detail 13: whitened observations, held within [-5, 5], by what was seen up to now
    predictor.observe(rollout);
    predictor.normalize(target);
    // detail 14: i = |f̂(s') - f(s')|², the mean over features
    for (int first = 0; first < count; first += batchSize) {
      gather(first, Math.min(batchSize, count - first));
      targetPass.forward(predictor.input.use(size), outputs);
      predictor.forward(size);
      for (int row = 0; row < size; row++) {
        int index = transitions[first + row];
        System.arraycopy(outputs, row * features, targets, index * features, features);
        rewards[index] = error(predictor.outputs, row, index);
      }
    }
    normalize(rewards);
  }

  /** The mean squared difference between a row of features and the target's for a transition. */
  private float error(float[] predicted, int row, int index) {
    float sum = 0;
    for (int k = 0; k < features; k++) {
      float difference = predicted[row * features + k] - targets[index * features + k];
      sum += difference * difference;
    }
    return sum / features;
  }

  /**
   * Detail 15: rewards are divided by the deviation of the discounted sums of rewards so far, which
   * no episode's end interrupts.
   */
  private void normalize(float[] rewards) {
    for (int lane = 0; lane < rollout.lanes(); lane++) {
      int first = rollout.first(lane);
      for (int index = first; index < first + rollout.count(lane); index++) {
        returns[lane] *= Advantages.power(signal.gamma(), rollout.ticks()[index]);
        returns[lane] += rewards[index];
        oneReturn[0] = returns[lane];
        returnStatistics.add(oneReturn, 0, 1);
      }
    }
    float scale = (float) (1 / Math.sqrt(returnStatistics.variance(0) + 1e-8));
    for (int i = 0; i < count; i++) {
      rewards[transitions[i]] *= scale;
    }
  }

  private void gather(int first, int rows) {
    start = first;
    size = rows;
    int inputs = predictor.input.inputs();
    for (int row = 0; row < rows; row++) {
      rollout.copyNext(transitions[first + row], predictor.input.values(), row * inputs);
    }
  }

  @Override
  public void learn(Metrics metrics) {
    float learningRate = learningRateFactor * signal.learningRate();
    double sum = 0;
    for (int pass = 0; pass < passes; pass++) {
      random.shuffle(transitions, count);
      for (int first = 0; first < count; first += batchSize) {
        gather(first, Math.min(batchSize, count - first));
        predictor.training.forwardBackward(predictor.input.use(size), loss);
        for (int shard = 0; shard < predictor.training.shards(size); shard++) {
          sum += lossSums[shard];
          lossSums[shard] = 0;
        }
        predictor.training.step(learningRate, Float.POSITIVE_INFINITY);
      }
    }
    metrics.put("rnd/loss", sum / ((double) passes * count));
  }

  /** The gradient of the minibatch's mean error with respect to the predictor's outputs. */
  void gradient(int shard, int firstRow, int rows, float[] outputs, float[] outputGradients) {
    float scale = 2f / ((float) features * size);
    for (int row = 0; row < rows; row++) {
      int index = transitions[start + firstRow + row];
      lossSums[shard] += error(outputs, row, index);
      for (int k = 0; k < features; k++) {
        int at = row * features + k;
        outputGradients[at] = scale * (outputs[at] - targets[index * features + k]);
      }
    }
  }

  @Override
  public boolean isFinite() {
    return predictor.isFinite();
  }

  @Override
  public void scaleLearningRate(float factor) {
    learningRateFactor *= factor;
  }

  @Override
  public void perturb(long number) {
    random.reseed(RandomStream.derive(random.nextLong(), number));
  }

  @Override
  public void save(DataOutput out) throws IOException {
    predictor.save(out);
    for (float parameter : targetParameters) {
      out.writeFloat(parameter);
    }
    double[] numbers = new double[returnStatistics.savedSize()];
    returnStatistics.save(numbers, 0);
    for (double number : numbers) {
      out.writeDouble(number);
    }
    for (float sum : returns) {
      out.writeFloat(sum);
    }
    out.writeFloat(learningRateFactor);
  }

  @Override
  public void load(DataInput in) throws IOException {
    predictor.load(in);
    for (int i = 0; i < targetParameters.length; i++) {
      targetParameters[i] = in.readFloat();
    }
    target.setParameters(targetParameters);
    double[] numbers = new double[returnStatistics.savedSize()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = in.readDouble();
    }
    returnStatistics.restore(numbers, 0);
    for (int lane = 0; lane < returns.length; lane++) {
      returns[lane] = in.readFloat();
    }
    learningRateFactor = in.readFloat();
  }

  @Override
  public void close() {
    predictor.close();
    target.close();
  }
}
