package io.github.gdxbrains.catalog;

import io.github.gdxbrains.agent.BehaviorSpec;
import io.github.gdxbrains.agent.Script;
import io.github.gdxbrains.arena.ArenaSetup;
import io.github.gdxbrains.arena.Game;
import io.github.gdxbrains.arena.SeatSpec;
import io.github.gdxbrains.brain.BrainFile;
import io.github.gdxbrains.brain.BrainSource;
import io.github.gdxbrains.brain.Model;
import io.github.gdxbrains.brain.RandomModel;
import io.github.gdxbrains.brain.ScriptedModel;
import io.github.gdxbrains.brain.TreeModel;
import io.github.gdxbrains.config.UserError;
import io.github.gdxbrains.nn.Backend;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
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
 * such as {@code scripted}; a behaviour tree, {@code FILE.tree}; a brain file; or the name of a
 * brain that is shipped, as {@code brains/NAME.brain} in the class path, in the game's plugin or in
 * {@code assets} of the project ({@code brains.home}).
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
  private static final String TREE = ".tree";
  private static final String POLICY = "policy";
  private static final String MAPPED = "policy_map.";

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
    return model(name, game, behavior, List.of()).brains(backend, deterministic);
  }

  /**
   * What {@link #named} plays by.
   *
   * @param options names of what it chooses among, for trees; empty if they have none
   * @throws UserError if there is no such brain, or if it does not fit the behavior
   */
  public static Model model(String name, Game game, BehaviorSpec behavior, List<String> options) {
    if (name.equals(RANDOM)) {
      return new RandomModel(behavior);
    }
    Map<String, Script> scripts = game.scripts();
    if (scripts.containsKey(name)) {
      return new ScriptedModel(behavior, name, Optional.of(scripts.get(name)));
    }
    if (name.endsWith(TREE)) {
      return tree(name, behavior, options);
    }
    BrainFile file = file(name, game, behavior.name());
    file.requireFits(name, game.name(), behavior);
    return file.model().withScripts(scripts);
  }

  private static TreeModel tree(String name, BehaviorSpec behavior, List<String> options) {
    try {
      return new TreeModel(behavior, Files.readString(Path.of(name)), options);
    } catch (NoSuchFileException e) {
      throw new UserError("cannot read the tree " + name + ": there is no such file", e);
    } catch (IOException e) {
      throw new UserError("cannot read the tree " + name + ": " + e.getMessage(), e);
    }
  }

  /** Whether a name means a brain file rather than chance, a script or a tree. */
  public static boolean isFile(String name, Game game) {
    return !name.equals(RANDOM) && !game.scripts().containsKey(name) && !name.endsWith(TREE);
  }

  /**
   * The brains of a game's seats by what a person calls them all, by policy: under a behavior's
   * name for all its seats, under {@link SeatSpec#teamPolicy} for those of one team, under {@link
   * SeatSpec#ownPolicy} for one. A run's folder seats each of its policies, and who played beside
   * them; it has no brains for teams on which nobody learned, unless its policies fit there. Every
   * other name gives one brain for each behavior.
   *
   * @param deterministic whether neural brains take their most likely action
   * @throws UserError if there is no such brain, if one does not fit its behavior, or if a run has
   *     brains for some seats and not for others that learned
   */
  public static Map<String, BrainSource> seated(
      String name, ArenaSetup arenas, Backend backend, boolean deterministic) {
    Game game = arenas.game();
    if (isFolder(name, game)) {
      return ofRun(name, arenas, backend, deterministic);
    }
    Map<String, BrainSource> brains = new TreeMap<>();
    for (BehaviorSpec behavior : arenas.behaviors()) {
      brains.put(behavior.name(), named(name, game, behavior, backend, deterministic));
    }
    return brains;
  }

  private static boolean isFolder(String name, Game game) {
    return isFile(name, game) && Files.isDirectory(Path.of(name));
  }

  private static Map<String, BrainSource> ofRun(
      String run, ArenaSetup arenas, Backend backend, boolean deterministic) {
    Game game = arenas.game();
    Map<String, String> provenance = anyFile(run, game).provenance();
    PolicyMap map = policyMap(provenance);
    List<SeatSpec> company = map.company(arenas.seats());
    Map<String, String> names = new TreeMap<>();
    Map<String, String> behaviors = new TreeMap<>();
    for (SeatSpec seat : arenas.seats()) { // whoever is missing is named before any file is read
      boolean isCompany = company.contains(seat);
      String own = policyOf(run, seat).orElse(provenance.getOrDefault(POLICY, seat.behavior()));
      String policy = isCompany ? seat.ownPolicy() : own;
      if (isCompany || policyOf(run, seat).isPresent() || map.learns(seat)) {
        names.put(policy, ofSeat(isCompany ? map.player(seat) : run, game, seat));
        behaviors.put(policy, seat.behavior());
      }
    }
    Map<String, BrainSource> brains = new TreeMap<>();
    names.forEach(
        (policy, name) -> {
          BehaviorSpec behavior = arenas.behavior(behaviors.get(policy));
          brains.put(policy, named(name, game, behavior, backend, deterministic));
        });
    return brains;
  }

  /** The experiment's map, which each of its brains carries. */
  private static PolicyMap policyMap(Map<String, String> provenance) {
    Map<String, String> players = new TreeMap<>();
    provenance.forEach(
        (key, value) -> {
          if (key.startsWith(MAPPED)) {
            players.put(key.substring(MAPPED.length()), value);
          }
        });
    return new PolicyMap(players);
  }

  /** What a brain file's provenance calls an entry of its experiment's {@code policy_map}. */
  public static String provenance(String policy) {
    return MAPPED + policy;
  }

  /** Which of a run's policies, that have files of their own, plays a seat. */
  private static Optional<String> policyOf(String run, SeatSpec seat) {
    return Stream.of(seat.ownPolicy(), seat.teamPolicy(), seat.behavior())
        .filter(policy -> Files.isRegularFile(Path.of(run).resolve(fileName(BEST, policy))))
        .findFirst();
  }

  /**
   * What {@link #named} calls the brain that plays one seat: the same name or, of a run's folder,
   * the file of the policy that plays the seat.
   *
   * @throws UserError if the run has brains for other seats only
   */
  public static String ofSeat(String name, Game game, SeatSpec seat) {
    if (!isFolder(name, game)) {
      return name;
    }
    Path run = Path.of(name);
    Optional<String> policy = policyOf(name, seat);
    if (policy.isPresent()) {
      return run.resolve(fileName(BEST, policy.get())).toString();
    }
    Path only = run.resolve(BEST + SUFFIX);
    String own = fileName(BEST, seat.ownPolicy());
    if (Files.isRegularFile(only) || !anyFile(name, game).provenance().containsKey(POLICY)) {
      return only.toString();
    }
    throw new UserError(
        name + " has no brain for the seat '" + seat.name() + "': there is no " + own);
  }

  /** The name of the file of a run's only policy: {@code PREFIX.brain}. */
  public static String fileName(String prefix) {
    return prefix + SUFFIX;
  }

  /**
   * The name of a policy's file within a run, where there are several policies: {@code
   * PREFIX-BEHAVIOR.brain}, {@code PREFIX-BEHAVIOR-team-N.brain} or {@code
   * PREFIX-BEHAVIOR-SEAT.brain}.
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
