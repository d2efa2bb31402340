package io.github.gdxbrains.train;

import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Notices when agents learn to collect reward instead of playing well: their return rises while the
 * game's own score falls.
 *
 * <p>It looks at the columns {@code mean_return} and {@code mean_score} of the summary rows that
 * have 100 new episodes, so that no two of them share one. The last 10, 20, 40, … of these rows are
 * cut into ten parts of equal length. Of all pairs of parts, S counts those in which the later mean
 * is greater, less those in which it is smaller (Mann 1945, Kendall 1975). The alarm rings where S
 * is at least 27 of 45 for the return and at most -27 for the score, for each of which the
 * probability without a trend is 0.8 %, and the score's mean over the last three parts is lower
 * than over the first three by at least a quarter of all that it has ranged over in the run.
 */
final class RewardAlarm {
  private static final int PARTS = 10;
  private static final int TREND = 27;
  private static final int ENDS = 3;
  private static final double LEAST_FALL = 0.25;
  private static final int EPISODES = 100;

  private double[] returns = new double[32];
  private double[] scores = new double[32];
  private int rows;
  private long lastEpisodes;
  private boolean rings;
  private final List<Long> steps = new ArrayList<>();

  /**
   * Reads a summary row.
   *
   * @param step decisions so far
   * @param episodes finished so far
   * @param meanReturn over the last 100 of them
   * @param meanScore over the same
   * @return what a person should read, the first time that the alarm rings in a run
   */
  Optional<String> judge(long step, long episodes, double meanReturn, double meanScore) {
    if (episodes - lastEpisodes < EPISODES) {
      return Optional.empty();
    }
    lastEpisodes = episodes;
    if (rows == returns.length) {
      returns = Arrays.copyOf(returns, 2 * rows);
      scores = Arrays.copyOf(scores, 2 * rows);
    }
    returns[rows] = meanReturn;
    scores[rows] = meanScore;
    rows++;
    boolean rang = rings;
    rings = false;
    for (int length = PARTS; length <= rows; length *= 2) {
      double[] rise = parts(returns, length);
      double[] fall = parts(scores, length);
      if (trend(rise) >= TREND
          && trend(fall) <= -TREND
          && begin(fall) - end(fall) >= LEAST_FALL * range()) {
        rings = true;
        if (!rang) {
          steps.add(step);
          if (steps.size() == 1) {
            return Optional.of(message(rise, fall, length));
          }
        }
        break;
      }
    }
    return Optional.empty();
  }

  private static String message(double[] rise, double[] fall, int length) {
    return String.format(
        Locale.ROOT,
        "reward alarm: over %d summaries the mean return rose from %.4g to %.4g while the game's"
            + " own score fell from %.4g to %.4g: look at the columns reward/ for a term that pays"
            + " for something else",
        length,
        begin(rise),
        end(rise),
        begin(fall),
        end(fall));
  }

  /** Means over the parts of the last rows. */
  private double[] parts(double[] values, int length) {
    double[] means = new double[PARTS];
    int size = length / PARTS;
    for (int i = 0; i < length; i++) {
      means[i / size] += values[rows - length + i] / size;
    }
    return means;
  }

  private static int trend(double[] parts) {
    int s = 0;
    for (int later = 1; later < parts.length; later++) {
      for (int earlier = 0; earlier < later; earlier++) {
        s += (int) Math.signum(parts[later] - parts[earlier]);
      }
    }
    return s;
  }

  private static double begin(double[] parts) {
    return Arrays.stream(parts, 0, ENDS).average().orElseThrow();
  }

  private static double end(double[] parts) {
    return Arrays.stream(parts, PARTS - ENDS, PARTS).average().orElseThrow();
  }

  private double range() {
    return Arrays.stream(scores, 0, rows).max().orElseThrow()
        - Arrays.stream(scores, 0, rows).min().orElseThrow();
  }

  /** Whether it rings as of the last row. */
  boolean rings() {
    return rings;
  }

  /** The decisions after which it began to ring, each time. */
  List<Long> steps() {
    return List.copyOf(steps);
  }

  void save(DataOutput out) throws IOException {
    out.writeInt(rows);
    for (int i = 0; i < rows; i++) {
      out.writeDouble(returns[i]);
      out.writeDouble(scores[i]);
    }
    out.writeLong(lastEpisodes);
    out.writeBoolean(rings);
    out.writeInt(steps.size());
    for (long step : steps) {
      out.writeLong(step);
    }
  }

  /** Restores what {@link #save} wrote; an older checkpoint has nothing, and begins anew. */
  void load(DataInputStream in) throws IOException {
    rows = in.available() == 0 ? 0 : in.readInt();
    rings = false;
    lastEpisodes = 0;
    steps.clear();
    if (in.available() == 0) {
      return;
    }
    returns = new double[Math.max(32, rows)];
    scores = new double[returns.length];
    for (int i = 0; i < rows; i++) {
      returns[i] = in.readDouble();
      scores[i] = in.readDouble();
    }
    lastEpisodes = in.readLong();
    rings = in.readBoolean();
    int alarms = in.readInt();
    for (int i = 0; i < alarms; i++) {
      steps.add(in.readLong());
    }
  }
}
