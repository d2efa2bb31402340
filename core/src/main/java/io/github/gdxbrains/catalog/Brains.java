package io.github.gdxbrains.catalog;

import io.github.gdxbrains.agent.BehaviorSpec;
import io.github.gdxbrains.arena.Game;
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
import java.util.Optional;
import java.util.TreeSet;

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
   * A brain by what a person calls it.
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
   * The brain file that a name means.
   *
   * @param name as for {@link #named}; of a run's folder its best brain is taken
   * @throws UserError if there is no such file
   */
  public static BrainFile file(String name, Game game, String behavior) {
    Path path = Path.of(name);
    if (Files.isDirectory(path)) {
      Path own = path.resolve("best-" + behavior + SUFFIX);
      return BrainFile.read(Files.isRegularFile(own) ? own : path.resolve("best" + SUFFIX));
    }
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
