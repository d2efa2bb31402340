package io.github.gdxbrains.headless.progress;

import io.github.gdxbrains.train.Evaluation;
import java.io.PrintWriter;
import java.util.Locale;

/** A line every few seconds: for logs and pipes. */
final class PlainLines implements Console {
  private final String name;
  private final PrintWriter out;
  private final double periodSeconds;
  private long lastNanos = System.nanoTime();

  PlainLines(String name, PrintWriter out, double periodSeconds) {
    this.name = name;
    this.out = out;
    this.periodSeconds = periodSeconds;
  }

  @Override
  public void progressed(Progress progress) {
    long now = System.nanoTime();
    if ((now - lastNanos) / 1e9 >= periodSeconds) {
      lastNanos = now;
      print(
          String.format(
              Locale.ROOT,
              "%s  %3.0f %%  %s",
              name,
              100 * Console.share(progress),
              Console.describe(progress)));
    }
  }

  @Override
  public void evaluated(long steps, Evaluation evaluation, boolean isBest) {
    print(
        String.format(
            Locale.ROOT,
            "%s  evaluated at %,d steps: %s%s",
            name,
            steps,
            Console.describe(evaluation),
            isBest ? " (best so far)" : ""));
  }

  @Override
  public void noticed(String message) {
    print(name + "  note: " + message);
  }

  private void print(String line) {
    out.println(line);
    out.flush();
  }

  @Override
  public void close() {}
}
