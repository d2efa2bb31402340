package io.github.gdxbrains.headless.experiment;

import io.github.gdxbrains.agent.BehaviorSpec;
import io.github.gdxbrains.arena.Game;
import io.github.gdxbrains.arena.Parameters;
import io.github.gdxbrains.config.AtomicFiles;
import io.github.gdxbrains.config.Node;
import io.github.gdxbrains.config.Place;
import io.github.gdxbrains.config.Settings;
import io.github.gdxbrains.config.UserError;
import io.github.gdxbrains.train.ExperimentConfig;
import io.github.gdxbrains.train.ExperimentReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Experiment files by name: those in a file of the user's, those that are shipped for each game,
 * and the defaults for games that ship none.
 */
public final class ExperimentFiles {
  private final ExperimentReader reader;
  private final ClassLoader loader;
  private final Optional<Path> home;

  /**
   * @param reader checks what files say
   * @param loader finds {@code configs/GAME.yaml} among resources, those of plugins as well
   * @param home the repository, whose {@code assets/configs} come first; empty where there is none
   */
  public ExperimentFiles(ExperimentReader reader, ClassLoader loader, Optional<Path> home) {
    this.reader = reader;
    this.loader = loader;
    this.home = home;
  }

  /**
   * What the command line changes, in the order in which it is applied.
   *
   * @param trainer {@code trainer_type} of all behaviors
   * @param steps {@code max_steps} of all behaviors
   * @param seed of the run
   * @param assignments such as {@code behaviors.*.hyperparameters.batch_size=256}
   */
  public record Changes(
      Optional<String> trainer,
      Optional<String> steps,
      Optional<String> seed,
      List<String> assignments) {
    /** No changes. */
    public static final Changes NONE =
        new Changes(Optional.empty(), Optional.empty(), Optional.empty(), List.of());
  }

  /**
   * Reads and checks an experiment.
   *
   * @param gameOrFile a game's name, or a file's that ends in {@code .yaml} or {@code .yml}
   * @throws UserError if there is no such game or file, or something in it is wrong
   */
  public ExperimentConfig read(String gameOrFile, Changes changes) {
    Node.Mapping tree = isFile(gameOrFile) ? file(Path.of(gameOrFile)) : shipped(gameOrFile);
    return read(tree, changes);
  }

  /** Reads and checks an experiment file. */
  public ExperimentConfig read(Path file, Changes changes) {
    return read(file(file), changes);
  }

  /**
   * Reads and checks an experiment from a file's text.
   *
   * @param name of the file, in messages
   */
  public ExperimentConfig parse(String text, String name) {
    return read(tree(text, name), Changes.NONE);
  }

  private ExperimentConfig read(Node.Mapping tree, Changes changes) {
    Node.Mapping changed = withBehaviors(tree);
    if (changes.trainer().isPresent()) {
      changed = Overrides.train(changed, changes.trainer().get());
    }
    if (changes.steps().isPresent()) {
      changed = Overrides.set(changed, "--steps", "behaviors.*.max_steps", changes.steps().get());
    }
    if (changes.seed().isPresent()) {
      changed = Overrides.set(changed, "--seed", "env_settings.seed", changes.seed().get());
    }
    for (String assignment : changes.assignments()) {
      changed = Overrides.set(changed, assignment);
    }
    return reader.read(changed);
  }

  /**
   * The first setting in which two experiments differ, in words; the seed and {@code max_steps} do
   * not count.
   */
  public static Optional<String> difference(ExperimentConfig a, ExperimentConfig b) {
    Map<String, String> mine = leaves(a);
    Map<String, String> other = leaves(b);
    Set<String> keys = new LinkedHashSet<>(mine.keySet());
    keys.addAll(other.keySet());
    return keys.stream()
        .filter(key -> !key.equals("env_settings.seed") && !key.endsWith(".max_steps"))
        .filter(key -> !mine.getOrDefault(key, "").equals(other.getOrDefault(key, "")))
        .findFirst()
        .map(
            key ->
                key
                    + " is "
                    + mine.getOrDefault(key, "not set")
                    + " there, but "
                    + other.getOrDefault(key, "not set")
                    + " here");
  }

  private static Map<String, String> leaves(ExperimentConfig config) {
    Map<String, String> leaves = new LinkedHashMap<>();
    addLeaves("", Settings.tree(config), leaves);
    return leaves;
  }

  private static void addLeaves(String path, Node node, Map<String, String> leaves) {
    if (node instanceof Node.Mapping mapping) {
      mapping
          .entries()
          .forEach(
              (key, entry) ->
                  addLeaves(path.isEmpty() ? key : path + "." + key, entry.value(), leaves));
    } else {
      leaves.put(path, Yaml.write(node).strip());
    }
  }

  /**
   * The game that an experiment file names, whether or not there is such a game; empty if it names
   * none.
   */
  public static String gameOf(Path file) {
    return file(file).get("game").orElse(null) instanceof Node.Scalar name ? name.text() : "";
  }

  /** What an experiment file says, but for the seed: equal texts are experiments over seeds. */
  public static String withoutSeed(Path file) {
    Node.Mapping tree = file(file);
    return Yaml.write(
        tree.get("env_settings").orElse(null) instanceof Node.Mapping arenas
            ? tree.with("env_settings", arenas.without("seed"))
            : tree);
  }

  /** Whether a name means a file rather than a game. */
  public static boolean isFile(String gameOrFile) {
    return gameOrFile.endsWith(".yaml") || gameOrFile.endsWith(".yml");
  }

  /** An experiment as a file, every setting spelled out; reading it gives an equal experiment. */
  public static String write(ExperimentConfig config) {
    return Yaml.write(Settings.tree(config));
  }

  /** Writes an experiment so that the file is there whole or not at all. */
  public static void write(ExperimentConfig config, Path file) {
    AtomicFiles.write(file, write(config).getBytes(StandardCharsets.UTF_8));
  }

  /** Names all behaviors of the game where the file names none, so that changes reach them. */
  private Node.Mapping withBehaviors(Node.Mapping tree) {
    Optional<Game> game =
        reader.games().all().stream()
            .filter(
                candidate ->
                    tree.get("game").orElse(null) instanceof Node.Scalar name
                        && name.text().equals(candidate.name()))
            .findFirst();
    if (game.isEmpty() || tree.get("behaviors").isPresent()) {
      return tree;
    }
    Node.Mapping behaviors = Node.Mapping.empty(tree.place());
    for (BehaviorSpec behavior : game.get().behaviors(Parameters.defaults(game.get()))) {
      behaviors = behaviors.with(behavior.name(), Node.Mapping.empty(tree.place()));
    }
    return tree.with("behaviors", behaviors);
  }

  private static Node.Mapping file(Path file) {
    try {
      return tree(Files.readString(file), file.toString());
    } catch (NoSuchFileException missing) {
      throw new UserError("there is no file " + file, missing);
    } catch (CharacterCodingException binary) {
      throw new UserError(file + " is no text in UTF-8", binary);
    } catch (IOException unreadable) {
      throw new UserError("cannot read " + file + ": " + unreadable.getMessage(), unreadable);
    }
  }

  private Node.Mapping shipped(String name) {
    List<String> names = reader.games().all().stream().map(Game::name).toList();
    if (!names.contains(name)) {
      String hint = Files.isRegularFile(Path.of(name)) ? " (a file's name must end in .yaml)" : "";
      throw new UserError(UserError.unknown("game", name, names).getMessage() + hint);
    }
    String resource = "configs/" + name + ".yaml";
    Optional<Path> own = home.map(path -> path.resolve("assets").resolve(resource));
    if (own.isPresent() && Files.isRegularFile(own.get())) {
      return file(fromHere(own.get()));
    }
    try (InputStream in = loader.getResourceAsStream(resource)) {
      if (in == null) {
        Place place = Place.option(name);
        return Node.Mapping.empty(place).with("game", Node.Scalar.of(place, name));
      }
      return tree(new String(in.readAllBytes(), StandardCharsets.UTF_8), resource);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A path as short as it can be written from the working folder. */
  private static Path fromHere(Path path) {
    Path here = Path.of("").toAbsolutePath();
    return path.startsWith(here) ? here.relativize(path) : path;
  }

  private static Node.Mapping tree(String text, String file) {
    Node node = Yaml.parse(text, line -> new Place(file, line));
    if (node instanceof Node.Mapping mapping) {
      return mapping;
    }
    throw node.place().error("is " + node.kind() + ", but must be an experiment");
  }
}
