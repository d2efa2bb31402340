package io.github.gdxbrains.curriculum;

import io.github.gdxbrains.arena.Parameters;
import io.github.gdxbrains.learner.Metrics;
import io.github.gdxbrains.random.RandomStream;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;

/**
 * A bandit that teaches where absolute learning progress is greatest (as the teachers that
 * arXiv:1910.07224 compares, over fixed regions). The parameters' intervals are cut into equal
 * parts, and each combination of parts is a region. A region's progress is how far the mean return
 * of the newer half of its last episodes is from that of the older half (RIAC's measure). Regions
 * are drawn in proportion to it, at times all alike; within a region values are uniform.
 *
 * <p>Regions with fewer episodes than two halves need have no progress yet; as long as all are
 * without, all are alike.
 */
final class LearningProgressTeacher implements Teacher {
  private final LearningProgress.Bandit settings;
  private final List<Interval> intervals;
  private final int regions;

  /** {@code [region][window]}, a ring for each region. */
  private final double[] returns;

  private final long[] episodes;
  private final double[] progress;

  /** Of progress up to and with each region; the last is the sum of all. */
  private final double[] cumulative;

  LearningProgressTeacher(LearningProgress.Bandit settings, List<Interval> intervals) {
    this.settings = settings;
    this.intervals = intervals;
    regions = regions(settings, intervals.size());
    returns = new double[regions * settings.window()];
    episodes = new long[regions];
    progress = new double[regions];
    cumulative = new double[regions];
  }

  /** How many regions there are: at most {@link Integer#MAX_VALUE}. */
  static int regions(LearningProgress.Bandit settings, int parameters) {
    return (int) Math.min(Integer.MAX_VALUE, Math.pow(settings.bins(), parameters));
  }

  @Override
  public Parameters choose(Parameters given, RandomStream random) {
    int region = region(random);
    Parameters chosen = given;
    for (Interval interval : intervals) {
      float part = interval.width() / settings.bins();
      float low = interval.low() + region % settings.bins() * part;
      chosen = chosen.with(interval.parameter(), interval.clamp(random.nextFloat(low, low + part)));
      region /= settings.bins();
    }
    return chosen;
  }

  private int region(RandomStream random) {
    double total = cumulative[regions - 1];
    if (random.nextFloat() < settings.exploration() || !(total > 0)) {
      return random.nextInt(regions);
    }
    return Cumulative.draw(cumulative, regions, random);
  }

  /** The region of an episode's values. */
  int region(Parameters parameters) {
    int region = 0;
    int unit = 1;
    for (Interval interval : intervals) {
      float share = (parameters.get(interval.parameter()) - interval.low()) / interval.width();
      region += unit * Math.max(0, Math.min(settings.bins() - 1, (int) (share * settings.bins())));
      unit *= settings.bins();
    }
    return region;
  }

  @Override
  public void finished(Parameters parameters, double episodeReturn) {
    int region = region(parameters);
    int window = settings.window();
    returns[region * window + (int) (episodes[region]++ % window)] = episodeReturn;
    progress[region] = progress(region);
  }

  private double progress(int region) {
    int window = settings.window();
    if (episodes[region] < window) {
      return 0;
    }
    double older = 0;
    double newer = 0;
    for (int age = 0; age < window; age++) {
      double value = returns[region * window + (int) ((episodes[region] + age) % window)];
      if (age < window / 2) {
        older += value;
      } else {
        newer += value;
      }
    }
    return Math.abs(newer - older) / (window / 2);
  }

  /** How much the returns of a region change. */
  double progressOf(int region) {
    return progress[region];
  }

  @Override
  public void update() {
    double sum = 0;
    for (int region = 0; region < regions; region++) {
      sum += progress[region];
      cumulative[region] = sum;
    }
  }

  @Override
  public void report(Metrics metrics) {
    int measured = 0;
    for (long count : episodes) {
      measured += count >= settings.window() ? 1 : 0;
    }
    metrics.put("teacher/regions_measured", measured);
    metrics.put("teacher/mean_progress", cumulative[regions - 1] / regions);
  }

  @Override
  public void save(DataOutput out) throws IOException {
    for (double value : returns) {
      out.writeDouble(value);
    }
    for (long count : episodes) {
      out.writeLong(count);
    }
  }

  @Override
  public void load(DataInput in) throws IOException {
    for (int i = 0; i < returns.length; i++) {
      returns[i] = in.readDouble();
    }
    for (int region = 0; region < regions; region++) {
      episodes[region] = in.readLong();
      progress[region] = progress(region);
    }
    update();
  }
}
