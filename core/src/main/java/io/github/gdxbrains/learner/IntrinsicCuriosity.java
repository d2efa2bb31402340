package io.github.gdxbrains.learner;

import io.github.gdxbrains.brain.NeuralBrain;
import io.github.gdxbrains.nn.Head;
import io.github.gdxbrains.nn.Layer;
import io.github.gdxbrains.nn.NetworkSpec;
import io.github.gdxbrains.nn.Trunk;
import io.github.gdxbrains.policy.ActionDistribution;
import io.github.gdxbrains.random.RandomStream;
import io.github.gdxbrains.rollout.Rollout;
import io.github.gdxbrains.space.ActionSpace;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/**
 * The intrinsic curiosity module (Pathak et al., arXiv:1705.05363), top to bottom: networks,
 * rewards, losses and their gradients. An encoder φ makes features of what an agent sees; an
 * inverse model tells from those before and after a decision which action lay between, so that
 * features hold what the agent can affect; a forward model tells the features after from those
 * before and the action. Its error is the reward.
 */
public final class IntrinsicCuriosity implements IntrinsicReward {
  /** β: the forward loss's share (eq. 7). */
  static final float BETA = 0.2f;

  private static final float GAIN = 1f;
  private static final boolean[] NONE_FORBIDDEN = {};
  private static final float[] NO_NUMBERS = {};
  private static final float[] NOT_WANTED = {};

  private final RewardSignal.Curiosity signal;
  private final int batchSize;
  private final int passes;
  private final RandomStream random;
  private final int[] branches;
  private final int options;
  private final int continuous;

  /** Of the choices alone, if there are any. */
  private final ActionDistribution choices;

  private final int features;
  final SignalNetwork encoder;
  final SignalNetwork inverse;
  final SignalNetwork forward;
  private final float[] encoderGradients;
  private final float[] inverseGradients;
  private final float[] inverseInputGradients;
  private final float[] forwardGradients;
  private final float[] forwardInputGradients;
  private float learningRateFactor = 1;
  private boolean hasLearned;

  // the rollout at hand
  private Rollout rollout;
  private int[] transitions = {};
  private int count;

  // the minibatch at hand
  private int start;
  private int size;

  /**
   * Three networks with fresh parameters.
   *
   * @param batchSize transitions in a minibatch
   * @param passes over each rollout
   */
  public IntrinsicCuriosity(
      LearnerContext context,
      RewardSignal.Curiosity signal,
      int batchSize,
      int passes,
      RandomStream random) {
    this.signal = signal;
    this.batchSize = batchSize;
    this.passes = passes;
    this.random = random;
    ActionSpace actions = context.behavior().actions();
    branches = actions.branches().stream().mapToInt(Integer::intValue).toArray();
    options = actions.options();
    continuous = actions.continuous();
    choices =
        new ActionDistribution(
            options == 0 ? actions : new ActionSpace.MultiDiscrete(actions.branches()));
    NetworkSettings settings = signal.networkSettings();
    features = settings.hiddenUnits();
    // detail 6: three networks, of which only the encoder sees observations
    NetworkSpec spec =
        Networks.network(
            context.behavior().observations(),
            settings,
            List.of(List.of(new Head("features", features, GAIN))));
    String inWords = "curiosity of " + Networks.inWords(spec, settings);
    encoder = new SignalNetwork(context, inWords + ", encoder", spec, 2 * batchSize, random);
    inverse =
        new SignalNetwork(
            context,
            inWords + ", inverse model",
            model(2 * features, "action", options + continuous, settings),
            batchSize,
            random);
    forward =
        new SignalNetwork(
            context,
            inWords + ", forward model",
            model(features + options + continuous, "features", features, settings),
            batchSize,
            random);
    encoderGradients = new float[encoder.outputs.length];
    inverseGradients = new float[inverse.outputs.length];
    inverseInputGradients = new float[inverse.input.values().length];
    forwardGradients = new float[forward.outputs.length];
    forwardInputGradients = new float[forward.input.values().length];
  }

  /** One hidden layer, as wide as the features. */
  private static NetworkSpec model(int inputs, String head, int units, NetworkSettings settings) {
    Layer hidden =
        new Layer.Dense(settings.hiddenUnits(), settings.activation(), Networks.HIDDEN_WEIGHTS);
    Trunk trunk = new Trunk(List.of(hidden), List.of(new Head(head, units, GAIN)));
    return new NetworkSpec(inputs, false, List.of(trunk));
  }

  @Override
  public String name() {
    return "curiosity";
  }

  @Override
  public RewardSignal signal() {
    return signal;
  }

  @Override
  public void assess(Rollout rollout, float[] rewards) {
    begin(rollout);
    encoder.observe(rollout);
    for (int first = 0; first < count; first += batchSize) {
      gather(first, Math.min(batchSize, count - first));
      predict();
      for (int row = 0; row < size; row++) {
        rewards[transitions[first + row]] = reward(row);
      }
    }
  }

  void begin(Rollout rollout) {
    this.rollout = rollout;
    if (transitions.length < rollout.slots()) {
      transitions = new int[rollout.slots()];
    }
    count = rollout.sequences(1, transitions);
  }

  /**
   * Eq. 6 with η = 1, {@code ½ |φ̂(s') - φ(s')|²}. Detail 9: as in ML-Agents none before the first
   * update, and with its strength at most 1.
   */
  private float reward(int row) {
    return hasLearned ? Math.min(forwardLoss(row), 1 / signal.strength()) : 0;
  }

  /** Eq. 5: {@code ½ |φ̂(s') - φ(s')|²}. */
  private float forwardLoss(int row) {
    float sum = 0;
    for (int k = 0; k < features; k++) {
      float error = forward.outputs[row * features + k] - encoder.outputs[next(row) + k];
      sum += error * error;
    }
    return 0.5f * sum;
  }

  /** Where the encoder's features of what followed a row's action begin. */
  private int next(int row) {
    return (size + row) * features;
  }

  /** Copies what was seen before and after some transitions, and the actions between. */
  void gather(int first, int rows) {
    start = first;
    size = rows;
    int inputs = encoder.input.inputs();
    int width = forward.input.inputs();
    for (int row = 0; row < rows; row++) {
      int index = transitions[first + row];
      float[] seen = encoder.input.values();
      System.arraycopy(rollout.observations(), index * inputs, seen, row * inputs, inputs);
      rollout.copyNext(index, seen, (rows + row) * inputs);
      // detail 7: choices as one-hot vectors, numbers as they were carried out
      float[] action = forward.input.values();
      int at = row * width + features;
      Arrays.fill(action, at, at + options, 0);
      for (int b = 0; b < branches.length; b++) {
        action[at + rollout.choices()[index * branches.length + b]] = 1;
        at += branches[b];
      }
      int numbers = index * rollout.columnCount() + NeuralBrain.NUMBERS;
      for (int k = 0; k < continuous; k++) {
        action[at + k] = Math.max(-1, Math.min(1, rollout.columns()[numbers + k]));
      }
    }
  }

  /** Features of what was seen, and what the forward model makes of those before. */
  void predict() {
    encoder.forward(2 * size);
    int width = forward.input.inputs();
    for (int row = 0; row < size; row++) {
      System.arraycopy(
          encoder.outputs, row * features, forward.input.values(), row * width, features);
    }
    forward.forward(size);
  }

  /** What the inverse model makes of the features before and after. */
  void infer() {
    for (int row = 0; row < size; row++) {
      float[] both = inverse.input.values();
      System.arraycopy(encoder.outputs, row * features, both, 2 * row * features, features);
      System.arraycopy(encoder.outputs, next(row), both, (2 * row + 1) * features, features);
    }
    inverse.forward(size);
  }

  @Override
  public void learn(Metrics metrics) {
    float learningRate = learningRateFactor * signal.learningRate();
    double forwardSum = 0;
    double inverseSum = 0;
    for (int pass = 0; pass < passes; pass++) {
      random.shuffle(transitions, count);
      for (int first = 0; first < count; first += batchSize) {
        gather(first, Math.min(batchSize, count - first));
        predict();
        infer();
        forwardSum += addForwardGradients();
        inverseSum += addInverseGradients();
        backward();
        encoder.training.step(learningRate, Float.POSITIVE_INFINITY);
        inverse.training.step(learningRate, Float.POSITIVE_INFINITY);
        forward.training.step(learningRate, Float.POSITIVE_INFINITY);
      }
    }
    hasLearned = true;
    metrics.put("curiosity/forward_loss", forwardSum / ((double) passes * count));
    metrics.put("curiosity/inverse_loss", inverseSum / ((double) passes * count));
  }

  /**
   * Eq. 5: the gradient of β times the minibatch's mean forward loss with respect to the features
   * predicted and to those seen. Returns the sum of the losses.
   */
  double addForwardGradients() {
    float scale = BETA / size;
    double sum = 0;
    for (int row = 0; row < size; row++) {
      sum += forwardLoss(row);
      for (int k = 0; k < features; k++) {
        int at = row * features + k;
        float error = forward.outputs[at] - encoder.outputs[next(row) + k];
        forwardGradients[at] = scale * error;
        // detail 8: the encoder learns from both losses
        encoderGradients[next(row) + k] = -scale * error;
      }
    }
    return sum;
  }

  /**
   * Eq. 3: the gradient of 1 - β times the minibatch's mean inverse loss with respect to the action
   * inferred: the cross entropy of each choice, the squared error of each number. Returns the sum
   * of the losses.
   */
  double addInverseGradients() {
    float scale = (1 - BETA) / size;
    int width = options + continuous;
    double sum = 0;
    for (int row = 0; row < size; row++) {
      int index = transitions[start + row];
      int at = row * width;
      int choice = index * branches.length;
      if (options > 0) {
        sum -=
            choices.logProb(
                inverse.outputs,
                at,
                NONE_FORBIDDEN,
                0,
                rollout.choices(),
                choice,
                NO_NUMBERS,
                0,
                inverseGradients,
                at);
        choices.gradient(-scale, 0, rollout.choices(), choice, inverseGradients, at);
      }
      int action = row * forward.input.inputs() + features;
      for (int k = options; k < width; k++) {
        float error = inverse.outputs[at + k] - forward.input.values()[action + k];
        sum += (double) error * error;
        inverseGradients[at + k] = 2 * scale * error;
      }
    }
    return sum;
  }

  /** Carries the gradients through both models to the encoder, and through it. */
  void backward() {
    forward.training.backward(forwardGradients, forwardInputGradients);
    inverse.training.backward(inverseGradients, inverseInputGradients);
    int width = forward.input.inputs();
    for (int row = 0; row < size; row++) {
      for (int k = 0; k < features; k++) {
        encoderGradients[row * features + k] =
            forwardInputGradients[row * width + k] + inverseInputGradients[2 * row * features + k];
        encoderGradients[next(row) + k] += inverseInputGradients[(2 * row + 1) * features + k];
      }
    }
    encoder.training.backward(encoderGradients, NOT_WANTED);
  }

  @Override
  public boolean isFinite() {
    return encoder.isFinite() && inverse.isFinite() && forward.isFinite();
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
    encoder.save(out);
    inverse.save(out);
    forward.save(out);
    out.writeFloat(learningRateFactor);
    out.writeBoolean(hasLearned);
  }

  @Override
  public void load(DataInput in) throws IOException {
    encoder.load(in);
    inverse.load(in);
    forward.load(in);
    learningRateFactor = in.readFloat();
    hasLearned = in.readBoolean();
  }

  @Override
  public void close() {
    encoder.close();
    inverse.close();
    forward.close();
  }
}
