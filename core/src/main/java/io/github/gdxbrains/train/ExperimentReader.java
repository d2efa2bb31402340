package io.github.gdxbrains.train;

import io.github.gdxbrains.agent.BehaviorSpec;
import io.github.gdxbrains.arena.ArenaSetup;
import io.github.gdxbrains.arena.Game;
import io.github.gdxbrains.arena.Parameters;
import io.github.gdxbrains.arena.SeatSpec;
import io.github.gdxbrains.catalog.Brains;
import io.github.gdxbrains.catalog.Extensions;
import io.github.gdxbrains.catalog.Games;
import io.github.gdxbrains.catalog.Learners;
import io.github.gdxbrains.catalog.PolicyMap;
import io.github.gdxbrains.config.InvalidValue;
import io.github.gdxbrains.config.Node;
import io.github.gdxbrains.config.Place;
import io.github.gdxbrains.config.Settings;
import io.github.gdxbrains.config.UserError;
import io.github.gdxbrains.curriculum.TeacherSettings;
import io.github.gdxbrains.learner.BehaviorConfig;
import io.github.gdxbrains.learner.LearnerFactory;
import io.github.gdxbrains.learner.Networks;
import io.github.gdxbrains.nn.Backend;
import io.github.gdxbrains.nn.Backends;
import io.github.gdxbrains.space.ObservationSpace;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Makes an experiment of a tree of settings and checks every name in it against what there is. All
 * that a tree leaves out keeps its default; only {@code game} must be there.
 *
 * @param games that an experiment may name
 * @param learners that a behavior may name as its {@code trainer_type}
 * @param extensions sensors and reward terms that may be added to agents
 */
public record ExperimentReader(Games games, Learners learners, Extensions extensions) {
  /** The learner of behaviors that name none. */
  public static final String DEFAULT_TRAINER = "ppo";

  /** Everything that a class loader's service files name, beside what is built in. */
  public ExperimentReader(ClassLoader loader) {
    this(new Games(loader), new Learners(loader), new Extensions(loader));
  }

  private record GivenPlayers(Map<String, String> policyMap) {}

  /**
   * The experiment that a tree describes.
   *
   * @throws UserError if something in it is unknown, of the wrong type or out of range
   */
  public ExperimentConfig read(Node.Mapping tree) {
    Game game = game(tree);
    Parameters parameters = Arenas.shape(game, ParameterReader.read(tree, game));
    List<String> behaviors = game.behaviors(parameters).stream().map(BehaviorSpec::name).toList();
    List<SeatSpec> seats = game.seats(parameters);
    PolicyMap players = players(tree, game, seats);
    List<String> learning = behaviors.stream().filter(b -> players.learns(b, seats)).toList();
    if (learning.isEmpty()) {
      throw tree.placeOf("policy_map").error("policy_map leaves no seat that learns");
    }
    Map<String, BehaviorConfig> defaults = new LinkedHashMap<>();
    Optional<Node> given = tree.get("behaviors");
    if (given.isPresent() && given.get() instanceof Node.Mapping mapping) {
      requireKnown(mapping, "behaviors", "behavior of " + game.name(), behaviors);
      for (String name : learning) {
        if (!mapping.entries().containsKey(name)) {
          throw mapping
              .place()
              .error("behaviors lacks " + name + ", which " + game.name() + " has");
        }
      }
      mapping.entries().forEach((name, entry) -> defaults.put(name, defaults(name, entry)));
    } else {
      learning.forEach(name -> defaults.put(name, defaults(DEFAULT_TRAINER)));
    }
    ExperimentConfig config =
        Settings.bind(
            tree,
            new ExperimentConfig(
                game.name(),
                defaults,
                EnvSettings.DEFAULT,
                Map.of(),
                Map.of(),
                Map.of(),
                ExperimentConfig.EvaluationSettings.DEFAULT));
    ParameterReader.check(tree, game, config);
    checkCritic(tree, config);
    Map<String, List<String>> ownTerms = Arenas.ownTerms(game, parameters);
    checkRewards(tree, game, ownTerms, behaviors, config);
    checkSensors(tree, game, behaviors, config);
    ArenaSetup arenas = arenas(tree, game, config);
    checkOpponent(tree, arenas, config);
    checkPlayers(tree, arenas, config);
    try {
      SelfPlays.check(config, config.behaviors(), seats);
    } catch (InvalidValue refused) {
      throw tree.placeOf("behaviors", refused.key(), "self_play")
          .error("behaviors." + refused.getMessage());
    }
    checkLearning(tree, arenas, config);
    checkSizes(tree, seats, config);
    checkNames(tree, arenas, ownTerms, config);
    return config;
  }

  /** The experiment of a game of which nothing else is said. */
  public ExperimentConfig defaults(Game game) {
    Node name = Node.Scalar.of(Place.NONE, game.name());
    return read(Node.Mapping.empty(Place.NONE).with("game", name));
  }

  private Game game(Node.Mapping tree) {
    Node node =
        tree.get("game").orElseThrow(() -> tree.place().error("game is missing: name a game"));
    String name = text(node, "game");
    List<String> names = games.all().stream().map(Game::name).toList();
    return games.all().stream()
        .filter(game -> game.name().equals(name))
        .findFirst()
        .orElseThrow(() -> unknown(node.place(), "game", "game", name, names));
  }

  /** The map, whose keys must be policies that there can be. */
  private static PolicyMap players(Node.Mapping tree, Game game, List<SeatSpec> seats) {
    Optional<Node> node = tree.get("policy_map");
    if (node.isEmpty()) {
      return new PolicyMap(Map.of());
    }
    if (node.get() instanceof Node.Mapping mapping) {
      Set<String> names = new LinkedHashSet<>();
      seats.forEach(seat -> names.add(seat.behavior()));
      seats.forEach(seat -> names.add(seat.teamPolicy()));
      seats.forEach(seat -> names.add(seat.ownPolicy()));
      requireKnown(mapping, "policy_map", "behavior, team or seat of " + game.name(), names);
    }
    Node.Mapping only = Node.Mapping.empty(tree.place()).with("policy_map", node.get());
    return new PolicyMap(Settings.bind(only, new GivenPlayers(Map.of())).policyMap());
  }

  private BehaviorConfig defaults(String behavior, Node.Entry entry) {
    if (!(entry.value() instanceof Node.Mapping mapping) || mapping.get("trainer_type").isEmpty()) {
      return defaults(DEFAULT_TRAINER);
    }
    String path = "behaviors." + behavior + ".trainer_type";
    Node node = mapping.get("trainer_type").get();
    String name = text(node, path);
    List<String> names = learners.all().stream().map(LearnerFactory::name).toList();
    if (!names.contains(name)) {
      throw unknown(node.place(), path, "learner", name, names);
    }
    LearnerFactory learner = learners.named(name);
    Record own = mapping.get("hyperparameters").map(learner::defaults).orElseGet(learner::defaults);
    return BehaviorConfig.of(name, own);
  }

  private BehaviorConfig defaults(String trainer) {
    return BehaviorConfig.of(trainer, learners.named(trainer).defaults());
  }

  /** A teacher that judges levels by a critic needs one. */
  private void checkCritic(Node.Mapping tree, ExperimentConfig config) {
    if (config.teacher().isEmpty() || !config.teacher().get().judgesByCritic()) {
      return;
    }
    TeacherSettings teacher = config.teacher().get();
    config
        .behaviors()
        .forEach(
            (name, behavior) -> {
              boolean counts =
                  teacher.behavior().isEmpty() || teacher.behavior().get().equals(name);
              LearnerFactory learner = learners.named(behavior.trainerType());
              if (counts && !learner.hasCritic(behavior.hyperparameters())) {
                List<String> able =
                    learners.all().stream()
                        .filter(one -> one.hasCritic(one.defaults()))
                        .map(LearnerFactory::name)
                        .toList();
                throw tree.placeOf("teacher", teacher.name())
                    .error(
                        "teacher."
                            + teacher.name()
                            + " judges levels by the advantages of a critic, but "
                            + name
                            + " learns by "
                            + behavior.trainerType()
                            + (able.contains(learner.name())
                                ? ", which estimates none with these hyperparameters"
                                : ", which estimates none: those that do are "
                                    + String.join(", ", able)));
              }
            });
  }

  private void checkRewards(
      Node.Mapping tree,
      Game game,
      Map<String, List<String>> own,
      List<String> behaviors,
      ExperimentConfig config) {
    if (config.rewards().isEmpty()) {
      return;
    }
    Node.Mapping rewards = (Node.Mapping) tree.get("rewards").get();
    requireKnown(rewards, "rewards", "behavior of " + game.name(), behaviors);
    rewards
        .entries()
        .forEach(
            (behavior, entry) -> {
              Set<String> names = new LinkedHashSet<>(own.getOrDefault(behavior, List.of()));
              extensions.terms().stream()
                  .filter(term -> term.fits(game.name(), behavior))
                  .forEach(term -> names.add(term.name()));
              if (entry.value() instanceof Node.Mapping weights) {
                requireKnown(weights, "rewards." + behavior, "reward term of " + behavior, names);
              }
            });
  }

  private void checkSensors(
      Node.Mapping tree, Game game, List<String> behaviors, ExperimentConfig config) {
    if (config.sensors().isEmpty()) {
      return;
    }
    Node.Mapping given = (Node.Mapping) tree.get("sensors").get();
    requireKnown(given, "sensors", "behavior of " + game.name(), behaviors);
    given
        .entries()
        .forEach(
            (behavior, entry) -> {
              List<String> names = new ArrayList<>();
              extensions.sensors().stream()
                  .filter(sensor -> sensor.fits(game.name(), behavior))
                  .forEach(sensor -> names.add(sensor.name()));
              if (entry.value() instanceof Node.Sequence list) {
                list.items().stream()
                    .filter(item -> !names.contains(text(item, "sensors." + behavior)))
                    .findFirst()
                    .ifPresent(
                        item -> {
                          String path = "sensors." + behavior;
                          String name = text(item, path);
                          throw unknown(item.place(), path, "sensor for " + behavior, name, names);
                        });
              }
            });
  }

  /** The arenas, which agents with nobody to talk to cannot have. */
  private ArenaSetup arenas(Node.Mapping tree, Game game, ExperimentConfig config) {
    try {
      return Arenas.setup(config, game, extensions);
    } catch (UserError error) {
      if (error.getCause() instanceof InvalidValue unheard) {
        throw tree.placeOf("behaviors", unheard.key(), "communication").error(error.getMessage());
      }
      throw error;
    }
  }

  private static void checkOpponent(Node.Mapping tree, ArenaSetup arenas, ExperimentConfig config) {
    Place place = tree.placeOf("evaluation", "opponent");
    boolean isGiven =
        tree.get("evaluation").orElse(null) instanceof Node.Mapping given
            && given.get("opponent").isPresent();
    if (!isGiven || arenas.seats().stream().allMatch(seat -> seat.team() == 0)) {
      return;
    }
    Backend backend = Backends.named("scalar");
    try {
      Brains.seated(config.evaluation().opponent(), arenas, backend, true);
    } catch (UserError error) {
      throw place.error("evaluation.opponent: " + error.getMessage());
    }
  }

  /** Brains that are not there, or do not fit the seats that they are given. */
  private static void checkPlayers(Node.Mapping tree, ArenaSetup arenas, ExperimentConfig config) {
    Game game = arenas.game();
    for (SeatSpec seat : arenas.seats()) {
      if (!config.players().learns(seat)) {
        try {
          Brains.named(
              Brains.ofSeat(config.players().player(seat), game, seat),
              game,
              arenas.behavior(seat.behavior()),
              Backends.named("scalar"),
              true);
        } catch (UserError error) {
          String key = seat.policy(config.policyMap().keySet());
          throw tree.placeOf("policy_map", key)
              .error("policy_map." + key + ": " + error.getMessage());
        }
      }
    }
  }

  /** Networks that cannot see what there is, and rewards that a learner does not make. */
  private void checkLearning(Node.Mapping tree, ArenaSetup arenas, ExperimentConfig config) {
    config
        .behaviors()
        .forEach(
            (name, behavior) -> {
              LearnerFactory learner = learners.named(behavior.trainerType());
              ObservationSpace seen = arenas.behavior(name).observations();
              try {
                if (learner.hasNetwork()) {
                  InvalidValue.within(
                      "network_settings.", () -> Networks.check(seen, behavior.networkSettings()));
                }
                InvalidValue.within(
                    "reward_signals.", () -> behavior.rewardSignals().check(learner, seen));
              } catch (InvalidValue misfit) {
                throw misfit(tree, List.of("behaviors", name), misfit);
              }
            });
  }

  /** Hyperparameters that are in range but do not fit the number of agents. */
  private void checkSizes(Node.Mapping tree, List<SeatSpec> seats, ExperimentConfig config) {
    config
        .behaviors()
        .forEach(
            (name, behavior) -> {
              for (PolicySeats policy : policies(tree, name, behavior, seats, config.players())) {
                int agents =
                    Math.multiplyExact(config.envSettings().numEnvs(), policy.lanes().size());
                try {
                  learners.named(behavior.trainerType()).check(behavior.hyperparameters(), agents);
                } catch (InvalidValue misfit) {
                  throw misfit(tree, name, misfit);
                }
              }
            });
  }

  /** Hyperparameters that name brains, streams and the like. */
  private void checkNames(
      Node.Mapping tree,
      ArenaSetup arenas,
      Map<String, List<String>> own,
      ExperimentConfig config) {
    config
        .behaviors()
        .forEach(
            (name, behavior) -> {
              LearnerFactory learner = learners.named(behavior.trainerType());
              Set<String> terms = new LinkedHashSet<>(own.getOrDefault(name, List.of()));
              terms.addAll(config.rewards().getOrDefault(name, Map.of()).keySet());
              try {
                learner.check(
                    arenas.behavior(name),
                    behavior.hyperparameters(),
                    (brain, spec, options) -> Brains.model(brain, arenas.game(), spec, options));
                learner.checkTerms(behavior.hyperparameters(), terms);
              } catch (InvalidValue misfit) {
                throw misfit(tree, name, misfit);
              }
            });
  }

  private static UserError misfit(Node.Mapping tree, String behavior, InvalidValue misfit) {
    return misfit(tree, List.of("behaviors", behavior, "hyperparameters"), misfit);
  }

  private static UserError misfit(Node.Mapping tree, List<String> parent, InvalidValue misfit) {
    List<String> path = new ArrayList<>(parent);
    path.addAll(List.of(misfit.key().split("\\.")));
    return tree.placeOf(path.toArray(String[]::new))
        .error(String.join(".", parent) + "." + misfit.getMessage());
  }

  private static List<PolicySeats> policies(
      Node.Mapping tree,
      String name,
      BehaviorConfig behavior,
      List<SeatSpec> seats,
      PolicyMap map) {
    try {
      return PolicySeats.of(name, behavior, seats, map);
    } catch (UserError namesakes) {
      throw tree.placeOf("behaviors", name, "policy").error(namesakes.getMessage());
    }
  }

  static void requireKnown(
      Node.Mapping mapping, String path, String kind, Collection<String> valid) {
    mapping
        .entries()
        .forEach(
            (name, entry) -> {
              if (!valid.contains(name)) {
                throw unknown(entry.place(), path + "." + name, kind, name, valid);
              }
            });
  }

  static UserError unknown(
      Place place, String path, String kind, String name, Collection<String> valid) {
    return place.error(path + ": " + UserError.unknown(kind, name, valid).getMessage());
  }

  private static String text(Node node, String path) {
    if (node instanceof Node.Scalar scalar && !scalar.isNull()) {
      return scalar.text();
    }
    throw node.place().error(path + " is " + node.kind() + ", but must be a name");
  }
}
