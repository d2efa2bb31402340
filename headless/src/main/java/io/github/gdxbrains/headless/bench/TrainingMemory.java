package io.github.gdxbrains.headless.bench;

import io.github.gdxbrains.arena.Game;
import io.github.gdxbrains.arena.Parameters;
import io.github.gdxbrains.catalog.Extensions;
import io.github.gdxbrains.catalog.Learners;
import io.github.gdxbrains.nn.Backends;
import io.github.gdxbrains.train.ExperimentConfig;
import io.github.gdxbrains.train.Trainer;
import io.github.gdxbrains.train.TrainingListener;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * {@code memory}: what training holds. The heap is what is left after a collection in the midst of
 * training, less what was there before it; the peak is the most that the whole process had in
 * memory so far, with Java itself, its compiler and uncollected garbage (Linux only).
 */
final class TrainingMemory {
  /** Agents that learn at once; ascending, because the peak of a process never falls. */
  static final int[] AGENTS = {64, 256, 1024, 4096};

  /** Decisions of each agent in a rollout. */
  static final int HORIZON = 64;

  private static final int UPDATES = 3;
  private static final double MEGABYTE = 1 << 20;

  private final Session session;
  private final Learners learners;
  private final Extensions extensions;
  private final Game game;

  TrainingMemory(Session session, Learners learners, Extensions extensions, Game game) {
    this.session = session;
    this.learners = learners;
    this.extensions = extensions;
    this.game = game;
  }

  int agentsPerArena() {
    return game.seats(Parameters.defaults(game)).size();
  }

  void run(ExperimentConfig config, int agents) {
    String backend = session.backends().get(session.backends().size() - 1);
    Scales scales = new Scales(liveBytes());
    Trainer.Setup setup =
        new Trainer.Setup(
            config,
            game,
            extensions,
            learners,
            Backends.named(backend),
            session.cores(),
            Optional.empty(),
            OptionalDouble.empty(),
            Optional.empty(),
            Map.of(),
            scales);
    try (Trainer trainer = new Trainer(setup)) {
      trainer.run(scales::isDone);
    }
    add("memory heap", backend, agents, scales.held);
    long peak = peakResidentBytes();
    if (peak > 0) {
      add("memory peak", backend, agents, peak);
    }
  }

  private void add(String name, String backend, int agents, double bytes) {
    session.add(Figure.of(name, backend, session.cores(), bytes / MEGABYTE, "MB").withRows(agents));
  }

  private static long liveBytes() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  /** The process's high-water mark of resident memory, 0 where it cannot be known. */
  private static long peakResidentBytes() {
    Path status = Path.of("/proc/self/status");
    try {
      for (String line : Files.readAllLines(status)) {
        if (line.startsWith("VmHWM:")) {
          return 1024 * Long.parseLong(line.replaceAll("\\D", ""));
        }
      }
    } catch (IOException notLinux) {
      return 0;
    }
    return 0;
  }

  /** Weighs the heap after a few updates. */
  private static final class Scales implements TrainingListener {
    private final long before;
    private long held = -1;

    Scales(long before) {
      this.before = before;
    }

    @Override
    public void progressed(Progress progress) {
      if (held < 0 && progress.updates() >= UPDATES) {
        held = liveBytes() - before;
      }
    }

    boolean isDone() {
      return held >= 0;
    }
  }
}
