package io.github.gdxbrains.learner;

import io.github.gdxbrains.agent.AgentBatch;
import io.github.gdxbrains.agent.BehaviorSpec;
import io.github.gdxbrains.agent.Ending;
import io.github.gdxbrains.brain.NeuralBrain;
import io.github.gdxbrains.learner.ppo.PpoConfig;
import io.github.gdxbrains.nn.Backends;
import io.github.gdxbrains.parallel.Workers;
import io.github.gdxbrains.random.RandomStream;
import io.github.gdxbrains.rollout.Rollout;
import io.github.gdxbrains.rollout.TransitionRecorder;
import io.github.gdxbrains.space.ActionSpace;
import io.github.gdxbrains.space.ObservationSpace;
import io.github.gdxbrains.space.ObservationStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.stream.IntStream;

/** What tests of reward signals have in common: rollouts of any agents, and copies of signals. */
final class SignalTesting {
  private SignalTesting() {}

  static BehaviorSpec behavior(int inputs, ActionSpace actions) {
    return new BehaviorSpec(
        "Toy", ObservationSpace.of(ObservationStream.vector("x", inputs, 0, 4)), actions);
  }

  static LearnerContext context(BehaviorSpec behavior, int lanes) {
    return new LearnerContext(
        behavior,
        BehaviorConfig.of("ppo", PpoConfig.DEFAULT),
        Backends.best(),
        Workers.single(),
        lanes,
        7);
  }

  /** Lanes that see given things, one after another, and then another one; actions are random. */
  static final class Recording {
    final Rollout rollout;
    private final AgentBatch batch;
    private final TransitionRecorder recorder;
    private final RandomStream random = new RandomStream(11);
    private final int[] rows;

    Recording(BehaviorSpec behavior, int lanes, int capacity) {
      int columns = NeuralBrain.columns(behavior);
      int inputs = behavior.observations().inputs();
      rollout = new Rollout(behavior, lanes, capacity, inputs, columns, true);
      batch = new AgentBatch(behavior, lanes, columns);
      recorder = new TransitionRecorder(rollout, 0.99f, lanes);
      rows = IntStream.range(0, lanes).toArray();
      for (int row : rows) {
        recorder.setLane(row, row);
      }
    }

    /** Every lane decides; then so many ticks pass. */
    Recording see(int ticks, float... observations) {
      System.arraycopy(observations, 0, batch.observations(), 0, observations.length);
      BehaviorSpec behavior = batch.behavior();
      for (int row : rows) {
        for (int b = 0; b < behavior.actions().branches().size(); b++) {
          batch.action(row).choose(b, random.nextInt(behavior.actions().branches().get(b)));
        }
        for (int k = 0; k < behavior.actions().continuous(); k++) {
          int column = row * batch.columnsPerRow() + NeuralBrain.NUMBERS + k;
          batch.columns()[column] = (float) (1.5 * random.nextGaussian());
        }
      }
      recorder.decided(batch, rows, rows.length);
      for (int tick = 0; tick < ticks; tick++) {
        for (int row : rows) {
          recorder.ticked(batch, row);
        }
      }
      return this;
    }

    /** Every lane's episode ends. */
    Recording end(Ending ending, float... observations) {
      System.arraycopy(observations, 0, batch.finalObservations(), 0, observations.length);
      for (int row : rows) {
        batch.endings()[row] = ending;
        recorder.ticked(batch, row);
        batch.endings()[row] = Ending.RUNNING;
      }
      return this;
    }

    /** Random sights, with an end of each kind between them. */
    Recording seeAnything(int decisions) {
      int numbers = batch.observations().length;
      for (int t = 0; t < decisions; t++) {
        see(1 + t % 3, numbers(numbers));
        if (t % 5 == 3) {
          end(t % 2 == 0 ? Ending.TERMINATED : Ending.TRUNCATED, numbers(numbers));
        }
      }
      return this;
    }

    private float[] numbers(int count) {
      float[] numbers = new float[count];
      for (int i = 0; i < count; i++) {
        numbers[i] = random.nextFloat(0, 4);
      }
      return numbers;
    }
  }

  static byte[] save(IntrinsicReward reward) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    reward.save(new DataOutputStream(bytes));
    return bytes.toByteArray();
  }

  /** Restores; returns how many bytes were left. */
  static int load(IntrinsicReward reward, byte[] saved) throws IOException {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(saved));
    reward.load(in);
    return in.available();
  }
}
