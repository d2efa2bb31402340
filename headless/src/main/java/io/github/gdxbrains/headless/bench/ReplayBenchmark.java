package io.github.gdxbrains.headless.bench;

import io.github.gdxbrains.agent.AgentBatch;
import io.github.gdxbrains.agent.BehaviorSpec;
import io.github.gdxbrains.random.RandomStream;
import io.github.gdxbrains.replay.ReplayBuffer;
import io.github.gdxbrains.rollout.Rollout;
import io.github.gdxbrains.rollout.TransitionRecorder;
import io.github.gdxbrains.space.ActionSpace;
import io.github.gdxbrains.space.ObservationSpace;
import io.github.gdxbrains.space.ObservationStream;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * Minibatches from a full replay buffer of a million transitions of 4 numbers. JMH wants the class
 * open.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ReplayBenchmark {
  static final int ENTRIES = 1_000_000;
  static final int BATCH = 64;

  private static final int LANES = 100;
  private static final int DECISIONS = 100;

  private final RandomStream random = new RandomStream(1);
  private final int[] slots = new int[BATCH];
  private final float[] weights = new float[BATCH];
  private final double[] priorities = new double[BATCH];
  private ReplayBuffer uniform;
  private ReplayBuffer prioritized;

  /** Fills both buffers. */
  @Setup(Level.Trial)
  public void setUp() {
    BehaviorSpec behavior =
        new BehaviorSpec(
            "Bench",
            ObservationSpace.of(ObservationStream.vector("numbers", 4)),
            ActionSpace.discrete(2));
    uniform = new ReplayBuffer(behavior, LANES, ENTRIES, 1, 0.99f, false, 0);
    prioritized = new ReplayBuffer(behavior, LANES, ENTRIES, 1, 0.99f, true, 0);
    AgentBatch batch = new AgentBatch(behavior, LANES, 0);
    Rollout rollout = new Rollout(behavior, LANES, DECISIONS + 1, 4, 0, true);
    TransitionRecorder recorder = new TransitionRecorder(rollout, 0.99f, LANES);
    int[] all = IntStream.range(0, LANES).toArray();
    for (int lane : all) {
      recorder.setLane(lane, lane);
    }
    for (int n = 0; n < ENTRIES / LANES + DECISIONS; n += DECISIONS) {
      rollout.begin();
      for (int d = 0; d < DECISIONS; d++) {
        recorder.decided(batch, all, LANES);
        for (int row : all) {
          recorder.ticked(batch, row);
        }
      }
      uniform.add(rollout);
      prioritized.add(rollout);
    }
    for (int i = 0; i < ENTRIES / BATCH; i++) {
      prioritized();
    }
  }

  /** Draws a minibatch, each transition with equal probability. */
  @Benchmark
  public int[] uniform() {
    uniform.sample(random, BATCH, slots);
    return slots;
  }

  /** Draws a minibatch by priority, with its weights, and gives it new priorities. */
  @Benchmark
  public float[] prioritized() {
    prioritized.samplePrioritized(random, BATCH, 0.4, slots, weights);
    for (int i = 0; i < BATCH; i++) {
      priorities[i] = random.nextDouble() + 1e-6;
    }
    prioritized.setPriorities(slots, BATCH, priorities);
    return weights;
  }
}
