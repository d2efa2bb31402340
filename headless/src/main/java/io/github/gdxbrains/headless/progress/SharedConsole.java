package io.github.gdxbrains.headless.progress;

import io.github.gdxbrains.train.Evaluation;
import io.github.gdxbrains.train.TrainingListener;
import io.github.gdxbrains.train.TrainingListener.Progress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * Several runs on one console: their progress as that of one, and what they say with their names
 * before it. Runs may speak on threads of their own.
 */
public final class SharedConsole {
  private final Console console;
  private final int jobs;
  private final double secondsLimit;
  private final List<Progress> runs = new ArrayList<>();
  private final Pace evaluationPace = new Pace(5, true);

  /**
   * A console for no runs yet.
   *
   * @param jobs how many run at once
   * @param secondsLimit training seconds of each run, or infinity
   */
  public SharedConsole(Console console, int jobs, double secondsLimit) {
    this.console = console;
    this.jobs = jobs;
    this.secondsLimit = secondsLimit;
  }

  /**
   * Adds a run; all are added before the first begins.
   *
   * @param name before what it says
   * @param steps that it has already made
   * @param maxSteps that it will have made in the end
   */
  public TrainingListener add(String name, long steps, long maxSteps) {
    int number = runs.size();
    runs.add(resting(steps, maxSteps, 0, 0, Double.NaN, Double.NaN, Map.of()));
    return new TrainingListener() {
      @Override
      public void progressed(Progress progress) {
        update(number, progress);
      }

      @Override
      public void evaluated(long atSteps, Evaluation evaluation, boolean isBest) {
        synchronized (SharedConsole.this) {
          if (evaluationPace.isDue()) {
            console.say(name + " " + Console.describe(atSteps, evaluation, isBest));
          }
        }
      }

      @Override
      public void noticed(String message) {
        synchronized (SharedConsole.this) {
          console.noticed(name + ": " + message);
        }
      }
    };
  }

  /** A run, by its number from 0, has ended, wherever that was. */
  public synchronized void end(int number) {
    Progress last = runs.get(number);
    long steps = last.maxSteps();
    runs.set(
        number,
        resting(
            steps,
            steps,
            secondsLimit,
            last.episodes(),
            last.meanReturn(),
            last.entropy(),
            last.elo()));
  }

  private Progress resting(
      long steps,
      long maxSteps,
      double seconds,
      long episodes,
      double meanReturn,
      double entropy,
      Map<String, Double> elo) {
    return new Progress(
        steps, maxSteps, 0, episodes, seconds, secondsLimit, 0, meanReturn, entropy, elo);
  }

  private synchronized void update(int number, Progress progress) {
    runs.set(number, progress);
    console.progressed(sum());
  }

  /** All runs as one: sums, but means of what is a mean; time passes for as many as run at once. */
  private Progress sum() {
    return new Progress(
        (long) sum(Progress::steps),
        (long) sum(Progress::maxSteps),
        (long) sum(Progress::updates),
        (long) sum(Progress::episodes),
        Double.isInfinite(secondsLimit) ? 0 : sum(Progress::seconds) / jobs,
        secondsLimit * runs.size() / jobs,
        sum(Progress::stepsPerSecond),
        mean(Progress::meanReturn),
        mean(Progress::entropy),
        elo());
  }

  /** Of each side the mean over the runs that have begun. */
  private Map<String, Double> elo() {
    return runs.stream()
        .flatMap(run -> run.elo().entrySet().stream())
        .collect(
            Collectors.groupingBy(
                Map.Entry::getKey, Collectors.averagingDouble(Map.Entry::getValue)));
  }

  private double sum(ToDoubleFunction<Progress> part) {
    return runs.stream().mapToDouble(part).sum();
  }

  private double mean(ToDoubleFunction<Progress> part) {
    return runs.stream()
        .mapToDouble(part)
        .filter(value -> !Double.isNaN(value))
        .average()
        .orElse(Double.NaN);
  }
}
