package io.github.gdxbrains.headless.progress;

import io.github.gdxbrains.train.Evaluation;
import io.github.gdxbrains.train.TrainingListener;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Shows a person how a run goes. */
public interface Console extends TrainingListener, AutoCloseable {
  /** A live line if somebody watches on a terminal, else plain lines. */
  static Console of(String name, PrintWriter out, PrintStream terminal, boolean isTerminal) {
    return isTerminal ? new LiveLine(name, terminal) : new PlainLines(name, out, 5);
  }

  /** Says a line at once; a live line goes on below it. */
  void say(String line);

  @Override
  default void noticed(String message) {
    say("note: " + message);
  }

  /** Ends the live line. */
  @Override
  void close();

  /** How far a run is, from 0 to 1: by steps or by time, whichever ends it. */
  static double share(TrainingListener.Progress progress) {
    double bySteps = (double) progress.steps() / Math.max(1, progress.maxSteps());
    double byTime = progress.seconds() / progress.secondsLimit();
    return Math.min(1, Math.max(bySteps, byTime));
  }

  /** Seconds until a run ends if it goes on as it did. */
  static double secondsLeft(TrainingListener.Progress progress) {
    double bySteps = (progress.maxSteps() - progress.steps()) / progress.stepsPerSecond();
    double byTime = progress.secondsLimit() - progress.seconds();
    return Math.max(0, Math.min(bySteps, byTime));
  }

  /** Steps, speed, return, entropy, ratings of self-play and time left, in one line. */
  static String describe(TrainingListener.Progress progress) {
    StringBuilder text = new StringBuilder();
    text.append(String.format(Locale.ROOT, "%,d steps", progress.steps()));
    text.append(String.format(Locale.ROOT, "  %,.0f/s", progress.stepsPerSecond()));
    if (!Double.isNaN(progress.meanReturn())) {
      text.append("  return ").append(number(progress.meanReturn()));
    }
    if (!Double.isNaN(progress.entropy())) {
      text.append("  entropy ").append(number(progress.entropy()));
    }
    if (!progress.elo().isEmpty()) {
      text.append("  elo ").append(elo(progress.elo()));
    }
    return text.append("  ").append(clock(secondsLeft(progress))).append(" left").toString();
  }

  /** The rating of the only side, or of each with its name before it. */
  static String elo(Map<String, Double> sides) {
    return sides.entrySet().stream()
        .map(
            side ->
                String.format(
                    Locale.ROOT,
                    "%s%.0f",
                    sides.size() == 1 ? "" : side.getKey() + " ",
                    side.getValue()))
        .collect(Collectors.joining(", "));
  }

  /** An evaluation in one line. */
  static String describe(Evaluation evaluation) {
    String result =
        String.format(
            Locale.ROOT,
            "return %s ± %s, score %s over %d episodes",
            number(evaluation.meanReturn()),
            number(evaluation.stdReturn()),
            number(evaluation.meanScore()),
            evaluation.episodes());
    if (Double.isNaN(evaluation.scoreRate())) {
      return result;
    }
    return String.format(
        Locale.ROOT,
        "score rate %.3f against %s (%d won, %d drawn, %d lost), %s",
        evaluation.scoreRate(),
        evaluation.opponent(),
        evaluation.wins(),
        evaluation.draws(),
        evaluation.losses(),
        result);
  }

  /** An evaluation during training in one line. */
  static String describe(long steps, Evaluation evaluation, boolean isBest) {
    return String.format(
        Locale.ROOT,
        "evaluated at %,d steps: %s%s",
        steps,
        describe(evaluation),
        isBest ? " (best so far)" : "");
  }

  /** A number with as many digits as are worth reading. */
  static String number(double value) {
    double size = Math.abs(value);
    int digits = size >= 1000 ? 0 : size >= 100 ? 1 : size >= 10 ? 2 : 3;
    return String.format(Locale.ROOT, "%." + digits + "f", value);
  }

  /** A whole number with commas. */
  static String count(double value) {
    return String.format(Locale.ROOT, "%,.0f", value);
  }

  /** Minutes and seconds, or hours, minutes and seconds. */
  static String clock(double seconds) {
    if (!Double.isFinite(seconds)) {
      return "?";
    }
    long whole = Math.round(seconds);
    return whole < 3600
        ? String.format(Locale.ROOT, "%d:%02d", whole / 60, whole % 60)
        : String.format(Locale.ROOT, "%d:%02d:%02d", whole / 3600, whole / 60 % 60, whole % 60);
  }
}
