package io.github.gdxbrains.headless.run;

import io.github.gdxbrains.config.UserError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The folder of a run, and the names of the files in it.
 *
 * @param path of the folder, which need not exist yet
 */
public record RunFolder(Path path) {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");

  private static final String SEED = "seed-";

  /** The folder of one seed of an experiment. */
  public static RunFolder ofSeed(Path experiment, long seed) {
    return new RunFolder(experiment.resolve(SEED + seed));
  }

  /** The runs in a folder: its own, or those directly below it, shorter names first. */
  public static List<RunFolder> in(Path path) {
    if (new RunFolder(path).isBegun()) {
      return List.of(new RunFolder(path));
    }
    if (!Files.isDirectory(path)) {
      return List.of();
    }
    try (Stream<Path> below = Files.list(path)) {
      return below
          .map(RunFolder::new)
          .filter(RunFolder::isBegun)
          .sorted(
              Comparator.comparing((RunFolder run) -> run.name().length())
                  .thenComparing(RunFolder::name))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + path + ": " + e.getMessage(), e);
    }
  }

  /** The runs of an experiment over seeds; none if the folder holds no such experiment. */
  public static List<RunFolder> seedsIn(Path path) {
    return in(path).stream()
        .filter(run -> !run.path().equals(path) && run.name().startsWith(SEED))
        .toList();
  }

  /** A folder that does not exist yet: {@code runs/GAME-TIME}. */
  public static RunFolder unused(Path runs, String game, LocalDateTime now) {
    String name = game + "-" + TIME.format(now);
    Path path = runs.resolve(name);
    for (int n = 2; Files.exists(path); n++) {
      path = runs.resolve(name + "-" + n);
    }
    return new RunFolder(path);
  }

  /**
   * A folder for a new run.
   *
   * @throws UserError if it holds a run already, or is no folder
   */
  public static RunFolder fresh(Path path) {
    RunFolder folder = new RunFolder(path);
    if (Files.exists(path) && !Files.isDirectory(path)) {
      throw new UserError("--run " + path + ": is a file, but must be a folder");
    }
    if (Files.exists(folder.config())
        || Files.exists(folder.checkpoints())
        || !seedsIn(path).isEmpty()) {
      throw new UserError("--run " + path + ": holds a run already; add --resume to go on with it");
    }
    return folder;
  }

  /**
   * The folder of a run that was begun.
   *
   * @throws UserError if it holds none
   */
  public static RunFolder begun(Path path) {
    RunFolder folder = new RunFolder(path);
    if (!folder.isBegun()) {
      throw new UserError("--run " + path + ": holds no run to resume (no config.yaml)");
    }
    return folder;
  }

  /** Whether it holds a run, be it one without a single step. */
  public boolean isBegun() {
    return Files.isRegularFile(config());
  }

  /** The last part of its path. */
  public String name() {
    return path.toAbsolutePath().normalize().getFileName().toString();
  }

  /** Makes the folder. */
  public void create() {
    try {
      Files.createDirectories(path);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make the folder " + path + ": " + e.getMessage(), e);
    }
  }

  /** The experiment as resolved. */
  public Path config() {
    return path.resolve("config.yaml");
  }

  /** Checkpoints to resume from. */
  public Path checkpoints() {
    return path.resolve("checkpoints");
  }

  /** One row every {@code summary_freq} decisions. */
  public Path metrics() {
    return path.resolve("metrics.csv");
  }

  /** One row for each evaluation during training. */
  public Path evaluations() {
    return path.resolve("evaluations.csv");
  }

  /** One row for each training episode, in runs whose parameters vary. */
  public Path episodes() {
    return path.resolve("episodes.csv");
  }

  /** One row for each check of a lesson, in runs with a curriculum. */
  public Path lessons() {
    return path.resolve("lessons.csv");
  }

  /** Return and evaluations over steps, as a picture. */
  public Path curve() {
    return path.resolve("curve.png");
  }

  /** What came of it. */
  public Path summary() {
    return path.resolve("summary.json");
  }

  /** How the league stands, in self-play. */
  public Path league() {
    return path.resolve("league").resolve("league.json");
  }

  /**
   * The best brains, those of several policies in the order of their names; none before the first.
   */
  public List<Path> brains() {
    try (Stream<Path> files = Files.list(path)) {
      return files
          .filter(file -> file.getFileName().toString().matches("best(-.*)?\\.brain"))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + path + ": " + e.getMessage(), e);
    }
  }

  /** The best brain; the folder itself where there is one for each of several policies. */
  public Path brain() {
    Path best = path.resolve("best.brain");
    return Files.exists(best) ? best : path;
  }
}
