package io.github.gdxbrains.learner;

import io.github.gdxbrains.nn.Adam;
import io.github.gdxbrains.nn.Initializer;
import io.github.gdxbrains.nn.Network;
import io.github.gdxbrains.nn.NetworkSpec;
import io.github.gdxbrains.nn.RunningStatistics;
import io.github.gdxbrains.nn.Sequences;
import io.github.gdxbrains.random.RandomStream;
import io.github.gdxbrains.rollout.Rollout;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** A feed-forward network that an {@link IntrinsicReward} learns by Adam, with its buffers. */
final class SignalNetwork implements AutoCloseable {
  final NetworkSpec spec;
  final Network network;
  final Network.Training training;
  final Sequences input;

  /** Of the last {@link #forward}, {@code [rows][outputs]}. */
  final float[] outputs;

  private final SavedTraining saved;
  private final RunningStatistics statistics;
  private final float[] means;
  private final float[] scales;
  private final float[] checked;

  /**
   * A network with fresh parameters.
   *
   * @param inWords what it is, for the message that a checkpoint has another one
   * @param rows the most rows of a pass
   * @param random draws the parameters, and is saved with the network
   */
  SignalNetwork(
      LearnerContext context, String inWords, NetworkSpec spec, int rows, RandomStream random) {
    this.spec = spec;
    network = context.backend().network(spec, context.workers());
    training = network.training(rows, Adam.DEFAULT);
    network.setParameters(Initializer.parameters(spec, random));
    input = Sequences.rows(rows, spec.inputs());
    outputs = new float[Math.multiplyExact(rows, spec.outputs())];
    statistics = new RunningStatistics(spec.normalize() ? spec.inputs() : 1);
    means = new float[statistics.inputs()];
    scales = new float[statistics.inputs()];
    checked = new float[network.parameterCount()];
    saved =
        new SavedTraining(
            context.behavior().name(),
            inWords,
            OptimizerKind.ADAM,
            network,
            training,
            random,
            statistics);
  }

  /** Lets the normaliser see what the agents saw. */
  void observe(Rollout rollout) {
    if (spec.normalize()) {
      rollout.addTo(statistics);
      normalize(network);
    }
  }

  /** Lets a network normalise as this one does. */
  void normalize(Network other) {
    if (spec.normalize()) {
      statistics.write(means, scales);
      other.setNormalizer(means, scales);
    }
  }

  /** Computes the outputs of the first rows of the input. */
  void forward(int rows) {
    training.forward(input.use(rows), outputs);
  }

  boolean isFinite() {
    return Networks.isFinite(network, checked);
  }

  void save(DataOutput out) throws IOException {
    saved.save(out);
  }

  void load(DataInput in) throws IOException {
    saved.load(in);
    normalize(network);
  }

  @Override
  public void close() {
    network.close();
  }
}
