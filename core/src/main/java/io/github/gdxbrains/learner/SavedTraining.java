package io.github.gdxbrains.learner;

import io.github.gdxbrains.config.UserError;
import io.github.gdxbrains.nn.Network;
import io.github.gdxbrains.nn.RunningStatistics;
import io.github.gdxbrains.random.RandomStream;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Locale;

/**
 * What the learners of networks have in common in a checkpoint: parameters, the optimiser's memory,
 * a random stream and a normaliser's statistics.
 *
 * @param behavior whose network it is, in messages
 * @param architecture the network in a few words; another one is refused
 * @param optimizer which optimiser; another one, or one that remembers something else, is refused
 */
public record SavedTraining(
    String behavior,
    String architecture,
    OptimizerKind optimizer,
    Network network,
    Network.Training training,
    RandomStream random,
    RunningStatistics normalizer) {
  /** Writes everything. */
  public void save(DataOutput out) throws IOException {
    float[] parameters = new float[network.parameterCount()];
    float[][] moments = new float[training.optimizer().moments()][parameters.length];
    network.getParameters(parameters);
    training.getOptimizer(moments);
    out.writeUTF(architecture);
    out.writeUTF(describeOptimizer());
    out.writeInt(parameters.length);
    for (int i = 0; i < parameters.length; i++) {
      out.writeFloat(parameters[i]);
      for (float[] moment : moments) {
        out.writeFloat(moment[i]);
      }
    }
    out.writeLong(training.steps());
    long[] state = new long[4];
    random.save(state, 0);
    for (long word : state) {
      out.writeLong(word);
    }
    double[] saved = new double[normalizer.savedSize()];
    normalizer.save(saved, 0);
    for (double number : saved) {
      out.writeDouble(number);
    }
  }

  /**
   * Restores what {@link #save} wrote; the network is not told of the normaliser's statistics.
   *
   * @throws UserError if the checkpoint is of another network or optimiser
   */
  public void load(DataInput in) throws IOException {
    requireSame("network", in.readUTF(), architecture);
    requireSame("optimizer", in.readUTF(), describeOptimizer());
    int count = in.readInt();
    float[] parameters = new float[count];
    float[][] moments = new float[training.optimizer().moments()][count];
    for (int i = 0; i < count; i++) {
      parameters[i] = in.readFloat();
      for (float[] moment : moments) {
        moment[i] = in.readFloat();
      }
    }
    network.setParameters(parameters);
    training.setOptimizer(in.readLong(), moments);
    long[] state = new long[4];
    for (int i = 0; i < state.length; i++) {
      state[i] = in.readLong();
    }
    random.restore(state, 0);
    double[] numbers = new double[normalizer.savedSize()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = in.readDouble();
    }
    normalizer.restore(numbers, 0);
  }

  /** As far as it decides what is remembered: {@code sgd with 1 moments}. */
  private String describeOptimizer() {
    String name = optimizer.name().toLowerCase(Locale.ROOT);
    return name + " with " + training.optimizer().moments() + " moments";
  }

  private void requireSame(String what, String saved, String wanted) {
    if (!saved.equals(wanted)) {
      throw new UserError(
          "cannot resume: the checkpoint's "
              + what
              + " for "
              + behavior
              + " is "
              + saved
              + ", the experiment's "
              + wanted);
    }
  }
}
