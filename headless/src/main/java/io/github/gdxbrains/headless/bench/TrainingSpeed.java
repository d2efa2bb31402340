package io.github.gdxbrains.headless.bench;

import io.github.gdxbrains.arena.Game;
import io.github.gdxbrains.catalog.Extensions;
import io.github.gdxbrains.catalog.Learners;
import io.github.gdxbrains.learner.NetworkSettings;
import io.github.gdxbrains.nn.Backends;
import io.github.gdxbrains.train.ExperimentConfig;
import io.github.gdxbrains.train.Trainer;
import io.github.gdxbrains.train.TrainingListener;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** Steps a second of the real training loop, the median of several stretches after a warm-up. */
final class TrainingSpeed {
  private static final int STRETCHES = 5;
  private static final int WARM_UPDATES = 5;
  private static final double WARM_SECONDS = 3;

  private final Session session;
  private final Learners learners;
  private final Extensions extensions;

  TrainingSpeed(Session session, Learners learners, Extensions extensions) {
    this.session = session;
    this.learners = learners;
    this.extensions = extensions;
  }

  void run(String name, ExperimentConfig config, Game game) {
    for (String backend : session.backends()) {
      run(name, config, game, backend, 1);
      if (session.cores() > 1) {
        run(name, config, game, backend, session.cores());
      }
    }
  }

  private void run(String name, ExperimentConfig config, Game game, String backend, int threads) {
    Stopwatch stopwatch = new Stopwatch(session.seconds(5) / STRETCHES);
    Trainer.Setup setup =
        new Trainer.Setup(
            config,
            game,
            extensions,
            learners,
            Backends.named(backend),
            threads,
            Optional.empty(),
            OptionalDouble.empty(),
            Optional.empty(),
            Map.of(),
            stopwatch);
    try (Trainer trainer = new Trainer(setup)) {
      trainer.run(stopwatch::isDone);
    }
    NetworkSettings network = config.behaviors().values().iterator().next().networkSettings();
    session.add(
        Figure.of(name, backend, threads, stopwatch.median(), "steps/s")
            .withRows(config.envSettings().numEnvs())
            .withUnits(network.hiddenUnits()));
  }

  /** Reads the clock after updates. */
  private static final class Stopwatch implements TrainingListener {
    private final double stretchSeconds;
    private final long begun = System.nanoTime();
    private final List<Double> speeds = new ArrayList<>();
    private boolean isWarm;
    private long stretchStart;
    private long stretchSteps;

    Stopwatch(double stretchSeconds) {
      this.stretchSeconds = stretchSeconds;
    }

    @Override
    public void progressed(Progress progress) {
      long now = System.nanoTime();
      if (!isWarm) {
        isWarm =
            progress.updates() >= WARM_UPDATES
                && (now - begun) / 1e9 >= Math.min(WARM_SECONDS, STRETCHES * stretchSeconds);
        stretchStart = now;
        stretchSteps = progress.steps();
      } else if ((now - stretchStart) / 1e9 >= stretchSeconds) {
        speeds.add((progress.steps() - stretchSteps) / ((now - stretchStart) / 1e9));
        stretchStart = now;
        stretchSteps = progress.steps();
      }
    }

    boolean isDone() {
      return speeds.size() >= STRETCHES;
    }

    double median() {
      List<Double> sorted = new ArrayList<>(speeds);
      Collections.sort(sorted);
      return sorted.get(sorted.size() / 2);
    }
  }
}
