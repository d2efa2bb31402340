package io.github.gdxbrains.headless.progress;

import io.github.gdxbrains.train.Evaluation;
import java.io.PrintWriter;
import java.util.Locale;

/** A line every few seconds: for logs and pipes. */
final class PlainLines implements Console {
  private final String name;
  private final PrintWriter out;
  private final Pace progressPace;
  private final Pace evaluationPace;

  PlainLines(String name, PrintWriter out, double periodSeconds) {
    this.name = name;
    this.out = out;
    progressPace = new Pace(periodSeconds, false);
    evaluationPace = new Pace(periodSeconds, true);
  }

  @Override
  public void progressed(Progress progress) {
    if (progressPace.isDue()) {
      say(
          String.format(
              Locale.ROOT,
              "%3.0f %%  %s",
              100 * Console.share(progress),
              Console.describe(progress)));
    }
  }

  @Override
  public void evaluated(long steps, Evaluation evaluation, boolean isBest) {
    if (evaluationPace.isDue()) {
      say(Console.describe(steps, evaluation, isBest));
    }
  }

  @Override
  public void say(String line) {
    out.println(name + "  " + line);
    out.flush();
  }

  @Override
  public void close() {}
}
