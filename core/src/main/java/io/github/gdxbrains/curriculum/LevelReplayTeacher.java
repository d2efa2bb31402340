package io.github.gdxbrains.curriculum;

import io.github.gdxbrains.curriculum.PrioritizedLevelReplay.Prioritization;
import io.github.gdxbrains.learner.Metrics;
import io.github.gdxbrains.random.RandomStream;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * Prioritised level replay (Jiang, Grefenstette and Rocktäschel, arXiv:2010.03934): an episode is
 * played on a new level, or again on one that is kept, drawn by {@code P = (1 - ρ) P_S + ρ P_C}.
 * {@code P_S} goes by rank of score or by score, {@code P_C} by how many episodes ago a level was
 * last played. Levels are without end, so those of the best scores are kept: when there is no room,
 * a new level takes the place of that with the lowest score unless its own is lower, as in robust
 * PLR (arXiv:2110.02439). Unlike there, what is done on new levels is learned from, too.
 *
 * <p>Two details differ from the authors' code: an episode's advantages are those of the updates
 * that its decisions were in, and count when it ends; and a level was last played when an episode
 * on it ended, so that arenas which draw during the same rollout draw from the same probabilities.
 */
final class LevelReplayTeacher implements Teacher {
  /** Episodes of which {@link #replays} knows; as many as there are bits. */
  private static final int WINDOW = Long.SIZE;

  private final PrioritizedLevelReplay.Replay settings;
  private final long[] seeds;
  private final float[] scores;

  /** Best return of each level. */
  private final double[] best;

  /** How many episodes had been played when an episode of each level had ended. */
  private final long[] played;

  private int count;
  private long episodes;

  /** A bit for each of the last episodes, the newest the lowest: whether it was on a kept level. */
  private long replays;

  /** Of the levels' probabilities, up to and with each. */
  private final double[] cumulative;

  private final double[] weights;
  private final long[] order;
  private boolean isNew;

  LevelReplayTeacher(PrioritizedLevelReplay.Replay settings) {
    this.settings = settings;
    int levels = settings.levels();
    seeds = new long[levels];
    scores = new float[levels];
    best = new double[levels];
    played = new long[levels];
    cumulative = new double[levels];
    weights = new double[levels];
    order = new long[levels];
  }

  @Override
  public long level(long own, RandomStream random) {
    if (count < seeds.length || random.nextFloat() >= settings.replayProbability()) {
      return own;
    }
    return seeds[Cumulative.draw(cumulative, count, random)];
  }

  @Override
  public void assessed(long level, boolean isReplayed, CriticErrors errors) {
    int place = find(level);
    episodes++;
    replays = replays << 1 | (isReplayed ? 1 : 0);
    double most = errors.episodeReturn();
    if (place >= 0) {
      most = Math.max(best[place], most);
    }
    float score =
        (float)
            switch (settings.score()) {
              case VALUE_LOSS -> errors.absolute();
              case POSITIVE_VALUE_LOSS -> errors.positive();
              case MAX_MONTE_CARLO -> most - errors.value();
            };
    if (place < 0) {
      place = room(score);
    }
    if (place >= 0) {
      seeds[place] = level;
      scores[place] = score;
      best[place] = most;
      played[place] = episodes;
    }
    isNew = true;
  }

  /** Where a level is kept; -1 if it is not. */
  private int find(long level) {
    for (int i = 0; i < count; i++) {
      if (seeds[i] == level) {
        return i;
      }
    }
    return -1;
  }

  /** Where a new level of a score is put; -1 if there is no room for it. */
  private int room(float score) {
    if (count < seeds.length) {
      return count++;
    }
    int lowest = 0;
    for (int i = 1; i < count; i++) {
      lowest = scores[i] < scores[lowest] ? i : lowest;
    }
    return scores[lowest] <= score ? lowest : -1;
  }

  @Override
  public void update() {
    if (!isNew || count == 0) {
      return;
    }
    isNew = false;
    double scored = weigh();
    double ages = 0;
    for (int i = 0; i < count; i++) {
      ages += episodes - played[i];
    }
    double rho = settings.stalenessCoefficient();
    double sum = 0;
    for (int i = 0; i < count; i++) {
      double byScore = scored > 0 ? weights[i] / scored : 1.0 / count;
      double byAge = ages > 0 ? (episodes - played[i]) / ages : 1.0 / count;
      sum += (1 - rho) * byScore + rho * byAge;
      cumulative[i] = sum;
    }
  }

  /** Sets the weights by score; returns their sum. */
  private double weigh() {
    double power = 1 / settings.temperature();
    if (settings.prioritization() == Prioritization.RANK) {
      for (int i = 0; i < count; i++) {
        order[i] = key(scores[i], i);
      }
      Arrays.sort(order, 0, count);
      for (int rank = 1; rank <= count; rank++) {
        weights[(int) order[rank - 1]] = StrictMath.pow(1.0 / rank, power);
      }
    } else {
      float most = 0;
      for (int i = 0; i < count; i++) {
        most = Math.max(most, scores[i]);
      }
      for (int i = 0; i < count; i++) { // in relation to the greatest, whose power may be infinite
        weights[i] = most > 0 ? StrictMath.pow(Math.max(0, scores[i]) / most, power) : 0;
      }
    }
    double sum = 0;
    for (int i = 0; i < count; i++) {
      sum += weights[i];
    }
    return sum;
  }

  /** Sorts higher scores first, and of equal ones the first place; its lower half is the place. */
  private static long key(float score, int place) {
    int bits = Float.floatToIntBits(score);
    int ascending = bits ^ (bits >> 31 & Integer.MAX_VALUE);
    return (long) ~ascending << 32 | place;
  }

  /** The probability of a level's place, among the levels that are kept. */
  double probability(int place) {
    double before = place == 0 ? 0 : cumulative[place - 1];
    return (cumulative[place] - before) / cumulative[count - 1];
  }

  @Override
  public void report(Metrics metrics) {
    double score = 0;
    double age = 0;
    for (int i = 0; i < count; i++) {
      score += scores[i] / count;
      age += (double) (episodes - played[i]) / count;
    }
    metrics.put("teacher/levels", count);
    metrics.put(
        "teacher/replayed",
        episodes == 0 ? Double.NaN : (double) Long.bitCount(replays) / Math.min(WINDOW, episodes));
    metrics.put("teacher/mean_score", count == 0 ? Double.NaN : score);
    metrics.put("teacher/mean_age", count == 0 ? Double.NaN : age);
  }

  @Override
  public void save(DataOutput out) throws IOException {
    out.writeInt(seeds.length);
    out.writeInt(count);
    out.writeLong(episodes);
    out.writeLong(replays);
    for (int i = 0; i < count; i++) {
      out.writeLong(seeds[i]);
      out.writeFloat(scores[i]);
      out.writeDouble(best[i]);
      out.writeLong(played[i]);
    }
  }

  @Override
  public void load(DataInput in) throws IOException {
    int levels = in.readInt();
    if (levels != seeds.length) {
      throw new IOException(levels + " levels instead of " + seeds.length);
    }
    count = in.readInt();
    episodes = in.readLong();
    replays = in.readLong();
    for (int i = 0; i < count; i++) {
      seeds[i] = in.readLong();
      scores[i] = in.readFloat();
      best[i] = in.readDouble();
      played[i] = in.readLong();
    }
    isNew = true;
    update();
  }
}
