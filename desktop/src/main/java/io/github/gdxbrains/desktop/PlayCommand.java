package io.github.gdxbrains.desktop;

import com.badlogic.gdx.Gdx;
import io.github.gdxbrains.agent.BehaviorSpec;
import io.github.gdxbrains.agent.HumanControl.Controls;
import io.github.gdxbrains.arena.ArenaSetup;
import io.github.gdxbrains.arena.Game;
import io.github.gdxbrains.arena.ParameterSpec;
import io.github.gdxbrains.arena.Parameters;
import io.github.gdxbrains.catalog.Brains;
import io.github.gdxbrains.catalog.Extensions;
import io.github.gdxbrains.catalog.Games;
import io.github.gdxbrains.catalog.Plugins;
import io.github.gdxbrains.config.UserError;
import io.github.gdxbrains.nn.Backends;
import io.github.gdxbrains.train.Arenas;
import io.github.gdxbrains.train.Evaluator;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code play GAME}: opens the window. */
@Command(
    name = "play",
    description = "Opens a window in which a person plays with and against brains.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class PlayCommand implements Callable<Integer> {
  private static final String NOBODY = "none";
  private static final String EVERYONE = "all";

  @CommandLine.Parameters(paramLabel = "GAME", description = "what to play, such as soccer")
  private String gameName;

  @Option(
      names = "--brain",
      paramLabel = "B",
      description =
          "plays your team mates, or the first team if you only watch: a brain file, a shipped"
              + " brain's name, scripted or random")
  private Optional<String> brain;

  @Option(
      names = "--opponent",
      paramLabel = "B",
      description = "plays the other teams; the same as --brain unless given")
  private Optional<String> opponent;

  @Option(
      names = "--level",
      paramLabel = "LEVEL",
      description = "easy, medium or hard, where brains of these strengths are shipped")
  private Optional<String> level;

  @Option(names = "--stochastic", description = "lets neural brains draw their actions at random")
  private boolean stochastic;

  @Option(
      names = "--human",
      paramLabel = "TEAM",
      description = "your team's number or name, or none to watch; 0 unless given")
  private Optional<String> human;

  @Option(
      names = "--parameter",
      paramLabel = "K=V",
      description = "sets one of the game's parameters")
  private List<String> parameters = new ArrayList<>();

  @Option(names = "--seed", paramLabel = "N", description = "of the world; 1 unless given")
  private long seed = 1;

  @Option(
      names = "--frames",
      paramLabel = "N",
      description = "shows N frames of one tick each as fast as possible, then leaves")
  private int frames;

  @Option(
      names = "--screenshot",
      paramLabel = "FILE",
      description = "writes the last of the frames as a PNG")
  private Optional<Path> screenshot;

  @Option(names = "--sensors", description = "shows what the agent that you play or follow senses")
  private boolean sensors;

  @Option(
      names = "--follow",
      paramLabel = "SEAT",
      description = "shows what another agent senses: a seat's name or number, or all")
  private Optional<String> follow;

  @Option(names = "--plugin", paramLabel = "JAR", description = "a jar with further games")
  private List<Path> plugins = new ArrayList<>();

  @Option(names = "--debug", description = "tells more about errors")
  private boolean debug;

  @Override
  public Integer call() {
    checkFrames();
    ClassLoader loader = Plugins.of(Plugins.found(plugins));
    Game game = new Games(loader).named(gameName);
    ArenaSetup arenas = arenas(game, new Extensions(loader));
    Match.Sides sides = sides(arenas);
    Keyboard keyboard = new Keyboard(() -> Gdx.input);
    Controls controls = frames > 0 ? keyboard : new AnyOf(keyboard, new Gamepad());
    try (Match match = new Match(arenas, sides, controls, seed)) {
      PlayWindow.Showing showing = new PlayWindow.Showing(frames, screenshot, sensing(match));
      WindowLauncher.open(new PlayWindow(match, showing), title(game), frames > 0);
    }
    return 0;
  }

  private static String title(Game game) {
    return game.name() + " · gdx-brains";
  }

  private void checkFrames() {
    if (frames < 0) {
      throw new UserError("--frames is " + frames + ", but must be at least 1");
    }
    if (screenshot.isPresent()) {
      if (frames == 0) {
        throw new UserError("--screenshot needs --frames N: it shows the last of them");
      }
      Path folder = screenshot.get().toAbsolutePath().getParent();
      if (folder == null || !Files.isDirectory(folder) || Files.isDirectory(screenshot.get())) {
        throw new UserError("--screenshot: cannot write " + screenshot.get());
      }
    }
  }

  /** The parameters that the brain was trained with: it may fit no others. */
  private Map<String, Float> trainedWith(Game game, List<String> names) {
    Map<String, Float> values = new LinkedHashMap<>();
    String own = ownBrain(game);
    if (Brains.isFile(own, game)) {
      Map<String, String> provenance = Brains.anyFile(own, game).provenance();
      for (String name : names) {
        String value = provenance.get("parameter." + name);
        if (value != null) {
          values.put(name, Float.parseFloat(value));
        }
      }
    }
    return values;
  }

  private String ownBrain(Game game) {
    return brain.orElseGet(() -> leveled(game));
  }

  private Parameters parameters(Game game) {
    List<String> names = game.parameters().stream().map(ParameterSpec::name).toList();
    Map<String, Float> given = trainedWith(game, names);
    for (String parameter : parameters) {
      int equals = parameter.indexOf('=');
      String name = equals < 0 ? parameter : parameter.substring(0, equals);
      if (!names.contains(name)) {
        throw UserError.unknown("parameter of " + game.name(), name, names);
      }
      try {
        given.put(name, Float.parseFloat(parameter.substring(equals + 1)));
      } catch (NumberFormatException e) {
        throw new UserError("--parameter " + parameter + ": write it as " + name + "=NUMBER", e);
      }
    }
    try {
      return Parameters.of(game, given);
    } catch (IllegalArgumentException e) {
      throw new UserError(e.getMessage(), e);
    }
  }

  /** The arena in which the brains find the sensors and messages that they were trained with. */
  private ArenaSetup arenas(Game game, Extensions extensions) {
    List<BehaviorSpec> trained = new ArrayList<>();
    for (String name : List.of(ownBrain(game), otherBrain(game))) {
      Brains.files(name, game).forEach(file -> trained.add(file.model().behavior()));
    }
    return Arenas.fitting(trained, game, parameters(game), extensions);
  }

  private String otherBrain(Game game) {
    return opponent.orElseGet(() -> ownBrain(game));
  }

  private Match.Sides sides(ArenaSetup arenas) {
    return new Match.Sides(
        contestant(ownBrain(arenas.game()), arenas),
        contestant(otherBrain(arenas.game()), arenas),
        team(arenas));
  }

  private String leveled(Game game) {
    if (level.isEmpty()) {
      return Brains.byDefault(game);
    }
    String name = Brains.ofLevel(game, level.get());
    if (!Brains.names(game).contains(name)) {
      throw new UserError(
          "no brain of level "
              + level.get()
              + " is shipped for "
              + game.name()
              + "; there are "
              + String.join(", ", Brains.names(game)));
    }
    return name;
  }

  private Evaluator.Contestant contestant(String name, ArenaSetup arenas) {
    return new Evaluator.Contestant(
        name, Brains.seated(name, arenas, Backends.best(), !stochastic));
  }

  /** Of whom it is shown what they sense; follows the agent that was asked for. */
  private Sensing sensing(Match match) {
    if (follow.isEmpty()) {
      return sensors ? Sensing.FOLLOWED : Sensing.OFF;
    }
    if (follow.get().equals(EVERYONE)) {
      return Sensing.ALL;
    }
    List<String> valid = new ArrayList<>(List.of(EVERYONE));
    for (int seat = 0; seat < match.seats().size(); seat++) {
      String name = match.seats().get(seat).name();
      if (follow.get().equals(name) || follow.get().equals(Integer.toString(seat))) {
        match.follow(seat);
        return Sensing.FOLLOWED;
      }
      valid.add(name);
    }
    throw UserError.unknown("seat of " + match.game().name(), follow.get(), valid);
  }

  private OptionalInt team(ArenaSetup arenas) {
    Game game = arenas.game();
    boolean playable = game.human().isPresent();
    String wanted = human.orElse(playable ? "0" : NOBODY);
    if (wanted.equals(NOBODY)) {
      return OptionalInt.empty();
    }
    if (!playable) {
      throw new UserError("nobody can play " + game.name() + " by hand; leave --human out");
    }
    List<String> valid = new ArrayList<>();
    for (Match.Team team : Match.teams(arenas.seats())) {
      if (wanted.equals(team.name()) || wanted.equals(Integer.toString(team.number()))) {
        return OptionalInt.of(team.number());
      }
      valid.add(Integer.toString(team.number()));
      valid.add(team.name());
    }
    valid.add(NOBODY);
    throw UserError.unknown("team of " + game.name(), wanted, valid);
  }
}
