package io.github.gdxbrains.headless.compare;

import io.github.gdxbrains.config.UserError;
import io.github.gdxbrains.headless.run.RunFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Runs that differ in nothing but their seed: one line of a comparison.
 *
 * @param label in pictures and tables
 * @param runs at least one
 */
public record Series(String label, List<RunFolder> runs) {
  /** Copies the list. */
  public Series {
    runs = List.copyOf(runs);
  }

  /**
   * The runs that an argument names.
   *
   * @param argument a run's folder or a folder of runs, whose name is the label, or {@code
   *     LABEL=FOLDER}
   * @throws UserError if there are no runs, with the nearest folder that has some
   */
  public static Series of(String argument) {
    int equals = argument.indexOf('=');
    boolean isLabelled = equals > 0 && !Files.exists(Path.of(argument));
    Path path = Path.of(isLabelled ? argument.substring(equals + 1) : argument);
    List<RunFolder> runs = RunFolder.in(path);
    if (runs.isEmpty()) {
      throw new UserError(
          path + ": holds no run (no config.yaml) and no folders of runs" + near(path));
    }
    String label = isLabelled ? argument.substring(0, equals) : new RunFolder(path).name();
    return new Series(label, runs);
  }

  private static String near(Path path) {
    Path absolute = path.toAbsolutePath().normalize();
    Path parent = absolute.getParent();
    if (parent == null || !Files.isDirectory(parent)) {
      return "";
    }
    try (Stream<Path> beside = Files.list(parent)) {
      List<String> names =
          beside
              .filter(folder -> !RunFolder.in(folder).isEmpty())
              .map(folder -> folder.getFileName().toString())
              .sorted()
              .toList();
      return names.isEmpty()
          ? ""
          : "; " + UserError.suggestion(absolute.getFileName().toString(), names);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
