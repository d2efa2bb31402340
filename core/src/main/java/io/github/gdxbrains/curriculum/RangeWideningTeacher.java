package io.github.gdxbrains.curriculum;

import io.github.gdxbrains.arena.Parameters;
import io.github.gdxbrains.learner.Metrics;
import io.github.gdxbrains.random.RandomStream;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;

/**
 * Automatic domain randomisation (arXiv:1910.07113, algorithm 1): every parameter is drawn from a
 * range of its own, which begins as a single value. In some episodes one parameter is put to an end
 * of its range. Whenever enough episodes have been played at an end, their mean return decides
 * whether that end moves outwards, inwards or not at all.
 *
 * <p>Two details differ from the paper: an episode counts for every end that it was played at, so
 * that a range which is still a single value needs no luck to widen; and an end never moves inwards
 * beyond where it began.
 */
final class RangeWideningTeacher implements Teacher {
  private final RangeWidening.Widening settings;
  private final List<Interval> intervals;
  private final float[] starts;

  /** Ends of the ranges: of parameter {@code i} the low one at {@code 2 i}, then the high one. */
  private final float[] ends;

  private final double[] sums;
  private final int[] counts;

  /**
   * @param base values from which ranges widen where the settings say nothing of it
   */
  RangeWideningTeacher(RangeWidening.Widening settings, List<Interval> intervals, Parameters base) {
    this.settings = settings;
    this.intervals = intervals;
    starts = new float[intervals.size()];
    for (int i = 0; i < starts.length; i++) {
      String name = intervals.get(i).parameter();
      starts[i] = intervals.get(i).clamp(settings.start().getOrDefault(name, base.get(name)));
    }
    ends = new float[2 * starts.length];
    sums = new double[ends.length];
    counts = new int[ends.length];
    for (int end = 0; end < ends.length; end++) {
      ends[end] = starts[end / 2];
    }
  }

  @Override
  public Parameters choose(Parameters given, RandomStream random) {
    Parameters chosen = given;
    int atEnd =
        random.nextFloat() < settings.boundaryProbability() ? random.nextInt(ends.length) : -1;
    for (int i = 0; i < starts.length; i++) {
      float drawn = random.nextFloat(ends[2 * i], ends[2 * i + 1]);
      chosen =
          chosen.with(
              intervals.get(i).parameter(),
              atEnd == 2 * i || atEnd == 2 * i + 1 ? ends[atEnd] : drawn);
    }
    return chosen;
  }

  @Override
  public void finished(Parameters parameters, double episodeReturn) {
    for (int end = 0; end < ends.length; end++) {
      if (parameters.get(intervals.get(end / 2).parameter()) == ends[end]) {
        sums[end] += episodeReturn;
        counts[end]++;
      }
    }
    for (int end = 0; end < ends.length; end++) {
      if (counts[end] >= settings.episodes()) {
        move(end, sums[end] / counts[end]);
        sums[end] = 0;
        counts[end] = 0;
      }
    }
  }

  private void move(int end, double mean) {
    Interval interval = intervals.get(end / 2);
    float outwards = (end % 2 == 0 ? -1 : 1) * settings.step() * interval.width();
    if (mean >= settings.thresholdHigh()) {
      ends[end] = interval.clamp(ends[end] + outwards);
    } else if (mean < settings.thresholdLow()) {
      float start = starts[end / 2];
      float inwards = ends[end] - outwards;
      ends[end] = end % 2 == 0 ? Math.min(start, inwards) : Math.max(start, inwards);
    }
  }

  @Override
  public void update() {}

  @Override
  public void report(Metrics metrics) {
    for (int i = 0; i < starts.length; i++) {
      String name = "teacher/" + intervals.get(i).parameter();
      metrics.put(name + "/low", ends[2 * i]);
      metrics.put(name + "/high", ends[2 * i + 1]);
    }
  }

  @Override
  public void save(DataOutput out) throws IOException {
    for (int end = 0; end < ends.length; end++) {
      out.writeFloat(ends[end]);
      out.writeDouble(sums[end]);
      out.writeInt(counts[end]);
    }
  }

  @Override
  public void load(DataInput in) throws IOException {
    for (int end = 0; end < ends.length; end++) {
      ends[end] = in.readFloat();
      sums[end] = in.readDouble();
      counts[end] = in.readInt();
    }
  }
}
