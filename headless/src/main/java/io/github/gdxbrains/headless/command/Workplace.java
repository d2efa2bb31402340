package io.github.gdxbrains.headless.command;

import io.github.gdxbrains.catalog.Extensions;
import io.github.gdxbrains.catalog.Games;
import io.github.gdxbrains.catalog.Learners;
import io.github.gdxbrains.catalog.Plugins;
import io.github.gdxbrains.config.UserError;
import io.github.gdxbrains.headless.experiment.ExperimentFiles;
import io.github.gdxbrains.nn.Backend;
import io.github.gdxbrains.nn.Backends;
import io.github.gdxbrains.train.ExperimentReader;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/** What a command finds to work with: the catalog with plugins, and experiment files. */
final class Workplace {
  @Option(
      names = "--plugin",
      paramLabel = "JAR",
      description = "A jar with further games, learners, sensors or reward terms; may be repeated.")
  private List<Path> plugins = new ArrayList<>();

  @Option(names = "--debug", description = "Show where an error comes from.")
  private boolean debug;

  private ExperimentReader reader;
  private ClassLoader loader;

  private void open() {
    if (reader == null) {
      loader = Plugins.of(Plugins.found(plugins));
      reader = new ExperimentReader(loader);
    }
  }

  /** The options that give another command the same plugins, each after a space. */
  String pluginOptions() {
    return plugins.stream().map(jar -> " --plugin " + jar).collect(Collectors.joining());
  }

  ExperimentReader catalog() {
    open();
    return reader;
  }

  Games games() {
    open();
    return reader.games();
  }

  Learners learners() {
    open();
    return reader.learners();
  }

  Extensions extensions() {
    open();
    return reader.extensions();
  }

  ExperimentFiles experiments() {
    open();
    return new ExperimentFiles(
        reader, loader, Optional.ofNullable(System.getProperty("brains.home")).map(Path::of));
  }

  /**
   * A backend by its name; where something that it needs is missing, the fastest that can run, and
   * a line that says so.
   *
   * @throws UserError if there is none of that name
   */
  static Backend backend(String name, PrintWriter err) {
    List<String> names = new ArrayList<>(List.of("auto"));
    names.addAll(Backends.names());
    requireKnown(name, names);
    Optional<String> missing = name.equals("auto") ? Backends.missingForSimd() : Optional.empty();
    missing.ifPresent(what -> warn(err, what));
    try {
      return Backends.named(name);
    } catch (IllegalArgumentException absent) {
      warn(err, absent.getMessage());
      return Backends.best();
    }
  }

  /**
   * Refuses a backend that cannot be measured.
   *
   * @throws UserError if there is none of that name, or if something that it needs is missing
   */
  static void requireBackend(String name) {
    requireKnown(name, Backends.names());
    try {
      Backends.named(name);
    } catch (IllegalArgumentException absent) {
      throw new UserError("--backend " + name + ": " + absent.getMessage(), absent);
    }
  }

  private static void requireKnown(String name, List<String> names) {
    if (!names.contains(name)) {
      throw new UserError("--backend: " + UserError.unknown("backend", name, names).getMessage());
    }
  }

  private static void warn(PrintWriter err, String missing) {
    err.println("brains: " + missing + "; going on with " + Backends.best().name());
    err.flush();
  }

  /** All cores unless a number is given. */
  static int threads(Optional<Integer> given) {
    int threads = given.orElse(Runtime.getRuntime().availableProcessors());
    requireAtLeast("--threads", threads, 1);
    return threads;
  }

  static void requireAtLeast(String option, long value, long low) {
    if (value < low) {
      throw new UserError(option + " is " + value + ", but must be at least " + low);
    }
  }

  /** Refuses a file that cannot be written, before any work is done for it. */
  static void requireWritable(String option, Optional<Path> file) {
    if (file.isEmpty()) {
      return;
    }
    Path folder = file.get().toAbsolutePath().getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      throw new UserError(option + " " + file.get() + ": there is no folder " + folder);
    }
    if (Files.isDirectory(file.get())) {
      throw new UserError(option + " " + file.get() + ": is a folder, but must be a file");
    }
    if (!Files.isWritable(Files.exists(file.get()) ? file.get() : folder)) {
      throw new UserError(option + " " + file.get() + ": cannot be written");
    }
  }
}
