package io.github.gdxbrains.headless.progress;

import io.github.gdxbrains.train.Evaluation;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.util.Locale;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressState;

/** One line of a terminal that is drawn again and again; what must be read stands above it. */
final class LiveLine implements Console {
  private static final String ERASE = "\r\033[K";

  private final String name;
  private final PrintStream terminal;
  private final boolean isUnicode;
  private final ProgressBar bar;
  private final Pace evaluationPace = new Pace(5, true);
  private volatile String text = "";
  private volatile double share;

  /** From the first progress to the end; the bar's own thread draws before and after, too. */
  private boolean isShown;

  LiveLine(String name, PrintStream terminal) {
    this.name = name;
    this.terminal = terminal;
    isUnicode = Charset.defaultCharset().name().startsWith("UTF");
    bar =
        new ProgressBarBuilder()
            .setInitialMax(1000)
            .setUpdateIntervalMillis(250)
            .setConsumer(new DelegatingProgressBarConsumer(this::draw, Terminal.columns()))
            .setRenderer(this::render)
            .continuousUpdate()
            .clearDisplayOnFinish()
            .build();
  }

  private void draw(String line) {
    synchronized (terminal) {
      if (isShown) {
        terminal.print(ERASE + line);
        terminal.flush();
      }
    }
  }

  private String render(ProgressState state, int width) {
    String before = String.format(Locale.ROOT, "%s %3.0f %% ", name, 100 * share);
    String after = " " + text;
    int cells = Math.max(0, Math.min(30, width - before.length() - after.length() - 1));
    int full = (int) Math.round(cells * share);
    String line =
        before
            + (isUnicode ? "█" : "#").repeat(full)
            + (isUnicode ? "░" : ".").repeat(cells - full)
            + after;
    return line.substring(0, Math.min(line.length(), Math.max(1, width - 1)));
  }

  @Override
  public void progressed(Progress progress) {
    text = Console.describe(progress);
    share = Console.share(progress);
    synchronized (terminal) {
      isShown = true;
    }
    bar.stepTo(Math.round(1000 * share));
  }

  @Override
  public void evaluated(long steps, Evaluation evaluation, boolean isBest) {
    if (evaluationPace.isDue()) {
      say(Console.describe(steps, evaluation, isBest));
    }
  }

  @Override
  public void say(String line) {
    synchronized (terminal) {
      terminal.print(ERASE + line + System.lineSeparator());
      terminal.flush();
    }
    bar.refresh();
  }

  @Override
  public void close() {
    synchronized (terminal) {
      isShown = false;
      terminal.print(ERASE);
      terminal.flush();
    }
    bar.close();
  }
}
