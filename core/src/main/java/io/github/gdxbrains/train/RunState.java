package io.github.gdxbrains.train;

import io.github.gdxbrains.brain.Model;
import io.github.gdxbrains.rollout.Collector;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** The counters and clocks of a run; all but {@link #speed} are in its checkpoints. */
final class RunState {
  long steps;
  long updates;

  /** How often all arenas have started afresh: at each checkpoint. */
  long restarts;

  long rollbacks;

  /** Rollbacks since the last checkpoint. */
  int rollbacksInARow;

  /** Arenas that threw and were rebuilt. */
  long failures;

  /** Of training, evaluation not counted. */
  double seconds;

  double simulateSeconds;
  double inferSeconds;
  double learnSeconds;
  OptionalLong solvedAtStep = OptionalLong.empty();
  OptionalDouble solvedAtSeconds = OptionalDouble.empty();

  /** Steps a second of late, smoothed. */
  double speed;

  // the collector counts from its own beginning
  private int failuresSeen;
  private long simulateNanosSeen;
  private long inferNanosSeen;

  /** Adds an update of so many steps, from its three times in nanoseconds. */
  void addTime(long collected, long start, long learnStart, long end, Collector collector) {
    double updateSeconds = (end - start) / 1e9;
    seconds += updateSeconds;
    learnSeconds += (end - learnStart) / 1e9;
    simulateSeconds += (collector.simulateNanos() - simulateNanosSeen) / 1e9;
    inferSeconds += (collector.inferNanos() - inferNanosSeen) / 1e9;
    simulateNanosSeen = collector.simulateNanos();
    inferNanosSeen = collector.inferNanos();
    double now = collected / updateSeconds;
    speed = speed == 0 ? now : 0.9 * speed + 0.1 * now;
  }

  void countFailures(Collector collector) {
    failures += collector.failures() - failuresSeen;
    failuresSeen = collector.failures();
  }

  /** The game counts as solved now, if it did not before. */
  void solved() {
    if (solvedAtStep.isEmpty()) {
      solvedAtStep = OptionalLong.of(steps);
      solvedAtSeconds = OptionalDouble.of(seconds);
    }
  }

  void save(DataOutput out) throws IOException {
    out.writeLong(steps);
    out.writeLong(updates);
    out.writeLong(restarts);
    out.writeLong(rollbacks);
    out.writeInt(rollbacksInARow);
    out.writeLong(failures);
    out.writeDouble(seconds);
    out.writeDouble(simulateSeconds);
    out.writeDouble(inferSeconds);
    out.writeDouble(learnSeconds);
    out.writeBoolean(solvedAtStep.isPresent());
    out.writeLong(solvedAtStep.orElse(0));
    out.writeDouble(solvedAtSeconds.orElse(0));
  }

  void load(DataInput in) throws IOException {
    steps = in.readLong();
    updates = in.readLong();
    restarts = in.readLong();
    rollbacks = in.readLong();
    rollbacksInARow = in.readInt();
    failures = in.readLong();
    seconds = in.readDouble();
    simulateSeconds = in.readDouble();
    inferSeconds = in.readDouble();
    learnSeconds = in.readDouble();
    boolean isSolved = in.readBoolean();
    long step = in.readLong();
    double second = in.readDouble();
    solvedAtStep = isSolved ? OptionalLong.of(step) : OptionalLong.empty();
    solvedAtSeconds = isSolved ? OptionalDouble.of(second) : OptionalDouble.empty();
  }

  /** SHA-256 over the parameters of some models, in order, big-endian. */
  static String sha256(Iterable<Model> models) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (Model model : models) {
        for (float parameter : model.parameters()) {
          int bits = Float.floatToRawIntBits(parameter);
          for (int shift = 24; shift >= 0; shift -= 8) {
            digest.update((byte) (bits >> shift));
          }
        }
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
