package io.github.gdxbrains.catalog;

import io.github.gdxbrains.agent.BehaviorSpec;
import io.github.gdxbrains.arena.ArenaSetup;
import io.github.gdxbrains.arena.Game;
import io.github.gdxbrains.arena.SeatSpec;
import io.github.gdxbrains.brain.BrainFile;
import io.github.gdxbrains.brain.BrainSource;
import io.github.gdxbrains.brain.RandomBrain;
import io.github.gdxbrains.brain.ScriptedBrain;
import io.github.gdxbrains.config.UserError;
import io.github.gdxbrains.nn.Backend;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Finds a brain by what a person calls it: {@code random}; the name of one of the game's scripts,
 * such as {@code scripted}; a brain file; or the name of a brain that is shipped, as {@code
 * brains/NAME.brain} in the class path, in the game's plugin or in {@code assets} of the project
 * ({@code brains.home}).
 */
public final class Brains {
  private static final String HARD = "hard";

  /**
   * Strengths that a game may be shipped with: the hard brain is named {@code GAME}, the others
   * {@code GAME-LEVEL}.
   */
  private static final List<String> LEVELS = List.of("easy", "medium", HARD);

  private static final String RANDOM = "random";
  private static final String SCRIPTED = "scripted";
  private static final String BEST = "best";
  private static final String SUFFIX = ".brain";

  private Brains() {}

  /** The best that there is for a game: its shipped brain, else its script, else chance. */
  public static String byDefault(Game game) {
    if (shipped(game.name(), game).isPresent()) {
      return game.name();
    }
    return game.scripts().containsKey(SCRIPTED) ? SCRIPTED : RANDOM;
  }

  /**
   * The name of a game's shipped brain of some strength; there need not be one.
   *
   * @throws UserError if there is no such strength
   */
  public static String ofLevel(Game game, String level) {
    if (!LEVELS.contains(level)) {
      throw UserError.unknown("level", level, LEVELS);
    }
    return level.equals(HARD) ? game.name() : game.name() + "-" + level;
  }

  /** The names that work for a game, beside those of brain files. */
  public static List<String> names(Game game) {
    List<String> names = new ArrayList<>(List.of(RANDOM));
    names.addAll(new TreeSet<>(game.scripts().keySet()));
    LEVELS.stream()
        .map(level -> ofLevel(game, level))
        .filter(name -> shipped(name, game).isPresent())
        .forEach(names::add);
    return names;
  }

  /**
   * A brain for one behavior by what a person calls it; {@link #seated} finds those of a whole
   * game.
   *
   * @param deterministic whether a neural brain takes its most likely action
   * @throws UserError if there is no such brain, or if it does not fit the behavior
   */
  public static BrainSource named(
      String name, Game game, BehaviorSpec behavior, Backend backend, boolean deterministic) {
    if (name.equals(RANDOM)) {
      return capacity -> new RandomBrain();
    }
    if (game.scripts().containsKey(name)) {
      return capacity -> new ScriptedBrain(game.scripts().get(name));
    }
    BrainFile file = file(name, game, behavior.name());
    file.requireFits(name, game.name(), behavior);
    return file.model().brains(backend, deterministic);
  }

  /** Whether a name means a brain file rather than chance or a script. */
  public static boolean isFile(String name, Game game) {
    return !name.equals(RANDOM) && !game.scripts().containsKey(name);
  }

  /**
   * The brains of a game's seats by what a person calls them all, by policy: under a behavior's
   * name for all its seats, under {@link SeatSpec#ownPolicy} for one. A run's folder seats each of
   * its policies; every other name gives one brain for each behavior.
   *
   * @param deterministic whether neural brains take their most likely action
   * @throws UserError if there is no such brain, if one does not fit its behavior, or if a run has
   *     brains for some seats of a behavior and not for others
   */
  public static Map<String, BrainSource> seated(
      String name, ArenaSetup arenas, Backend backend, boolean deterministic) {
    Game game = arenas.game();
    Map<String, BrainSource> brains = new TreeMap<>();
    for (BehaviorSpec behavior : arenas.behaviors()) {
      Map<String, Path> files = isFile(name, game) ? ofSeats(name, arenas, behavior) : Map.of();
      files.forEach(
          (policy, path) -> {
            BrainFile file = BrainFile.read(path);
            file.requireFits(path.toString(), game.name(), behavior);
            brains.put(policy, file.model().brains(backend, deterministic));
          });
      if (files.isEmpty()) {
        brains.put(behavior.name(), named(name, game, behavior, backend, deterministic));
      }
    }
    return brains;
  }

  /** Files of the policies of a behavior's single seats in a folder; empty if there are none. */
  private static Map<String, Path> ofSeats(String name, ArenaSetup arenas, BehaviorSpec behavior) {
    Map<String, Path> files = new TreeMap<>();
    List<SeatSpec> missing = new ArrayList<>();
    for (SeatSpec seat : arenas.seats()) {
      if (seat.behavior().equals(behavior.name())) {
        Path file = Path.of(name).resolve(fileName(BEST, seat.ownPolicy()));
        if (Files.isRegularFile(file)) {
          files.put(seat.ownPolicy(), file);
        } else {
          missing.add(seat);
        }
      }
    }
    if (!files.isEmpty() && !missing.isEmpty()) {
      SeatSpec seat = missing.get(0);
      throw new UserError(
          name
              + " has no brain for the seat '"
              + seat.name()
              + "': there is no "
              + fileName(BEST, seat.ownPolicy()));
    }
    return files;
  }

  /**
   * The name of a policy's file within a run, where there are several policies: {@code
   * PREFIX-BEHAVIOR.brain} or {@code PREFIX-BEHAVIOR-SEAT.brain}.
   */
  public static String fileName(String prefix, String policy) {
    return prefix + "-" + policy.replace('/', '-') + SUFFIX;
  }

  /**
   * A brain file that a name means, whatever it plays: of a run's folder the first of its best
   * brains. It tells of the game and of the training.
   *
   * @throws UserError if there is no such file
   */
  public static BrainFile anyFile(String name, Game game) {
    Path path = Path.of(name);
    if (!Files.isDirectory(path)) {
      return fileOrShipped(name, game);
    }
    return BrainFile.read(bestOf(path).get(0));
  }

  /**
   * All brain files that a name means: of a run's folder its best brains; none for chance and
   * scripts.
   *
   * @throws UserError if there is no such file
   */
  public static List<BrainFile> files(String name, Game game) {
    if (!isFile(name, game)) {
      return List.of();
    }
    Path path = Path.of(name);
    return Files.isDirectory(path)
        ? bestOf(path).stream().map(BrainFile::read).toList()
        : List.of(fileOrShipped(name, game));
  }

  /** The best brains of a run, at least one path, whether or not it exists. */
  private static List<Path> bestOf(Path run) {
    try (Stream<Path> files = Files.list(run)) {
      List<Path> best =
          files
              .filter(file -> file.getFileName().toString().matches(BEST + "(-.*)?\\" + SUFFIX))
              .sorted()
              .toList();
      return best.isEmpty() ? List.of(run.resolve(BEST + SUFFIX)) : best;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static BrainFile file(String name, Game game, String behavior) {
    Path path = Path.of(name);
    if (Files.isDirectory(path)) {
      Path own = path.resolve(fileName(BEST, behavior));
      return BrainFile.read(Files.isRegularFile(own) ? own : path.resolve(BEST + SUFFIX));
    }
    return fileOrShipped(name, game);
  }

  private static BrainFile fileOrShipped(String name, Game game) {
    Path path = Path.of(name);
    if (Files.isRegularFile(path) || name.endsWith(SUFFIX) || path.getNameCount() > 1) {
      return BrainFile.read(path);
    }
    byte[] bytes =
        shipped(name, game).orElseThrow(() -> UserError.unknown("brain", name, names(game)));
    return BrainFile.parse(bytes, "the shipped brain " + name);
  }

  private static Optional<byte[]> shipped(String name, Game game) {
    String resource = "brains/" + name + SUFFIX;
    Path own = Path.of(System.getProperty("brains.home", ""), "assets").resolve(resource);
    try (InputStream stream = game.getClass().getClassLoader().getResourceAsStream(resource)) {
      if (stream != null) {
        return Optional.of(stream.readAllBytes());
      }
      return Files.isRegularFile(own) ? Optional.of(Files.readAllBytes(own)) : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
