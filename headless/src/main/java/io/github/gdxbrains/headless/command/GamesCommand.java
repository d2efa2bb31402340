package io.github.gdxbrains.headless.command;

import io.github.gdxbrains.agent.Agent;
import io.github.gdxbrains.agent.BehaviorSpec;
import io.github.gdxbrains.arena.Arena;
import io.github.gdxbrains.arena.ArenaSetup;
import io.github.gdxbrains.arena.Game;
import io.github.gdxbrains.arena.ParameterSpec;
import io.github.gdxbrains.arena.Parameters;
import io.github.gdxbrains.arena.SeatSpec;
import io.github.gdxbrains.catalog.Brains;
import io.github.gdxbrains.reward.RewardTermFactory;
import io.github.gdxbrains.sensor.SensorFactory;
import io.github.gdxbrains.space.ActionSpace;
import io.github.gdxbrains.space.ObservationSpace;
import io.github.gdxbrains.space.ObservationStream;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code games}: what there is to play and to learn. */
@Command(
    name = "games",
    description = "Lists the games with their spaces and parameters.",
    mixinStandardHelpOptions = true)
public final class GamesCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private Workplace workplace;

  @picocli.CommandLine.Parameters(
      paramLabel = "GAME",
      arity = "0..1",
      description = "Tells all about one game.")
  private Optional<String> name;

  @Option(names = "--verbose", description = "Tells all about every game.")
  private boolean verbose;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    if (name.isPresent()) {
      describe(workplace.games().named(name.get()), out);
    } else if (verbose) {
      workplace.games().all().forEach(game -> describe(game, out));
    } else {
      list(out);
    }
    out.flush();
    return 0;
  }

  private void list(PrintWriter out) {
    Table table = new Table("GAME", "SEATS", "OBSERVATION", "ACTION", "PARAMETERS", "");
    for (Game game : workplace.games().all()) {
      Parameters parameters = Parameters.defaults(game);
      List<BehaviorSpec> behaviors = game.behaviors(parameters);
      table.row(
          game.name(),
          seats(game.seats(parameters)),
          join(behaviors.stream().map(b -> numbers(b.observations())).toList()),
          join(behaviors.stream().map(b -> describe(b.actions())).toList()),
          game.parameters().stream().map(ParameterSpec::name).collect(Collectors.joining(" ")),
          game.description());
    }
    table.print(out, "");
    out.println();
    out.println("All about one: ./brains games GAME");
  }

  private void describe(Game game, PrintWriter out) {
    Parameters parameters = Parameters.defaults(game);
    out.println(game.name() + ": " + game.description());
    out.println("  seats        " + seats(game.seats(parameters)));
    out.println("  brains       " + String.join(", ", Brains.names(game)));
    game.solvedReturn()
        .ifPresent(solved -> out.println("  solved at    " + trim(solved) + " mean return"));
    Map<String, Agent> agents = agents(game, parameters);
    for (BehaviorSpec behavior : game.behaviors(parameters)) {
      Agent agent = agents.get(behavior.name());
      out.println("  behavior     " + behavior.name() + ", decides " + decisions(agent));
      for (ObservationStream stream : behavior.observations().streams()) {
        out.println("    observes   " + describe(stream));
      }
      String masked = behavior.masked() ? ", some options unavailable at times" : "";
      out.println("    acts       " + describe(behavior.actions()) + masked);
      out.println("    rewards    " + String.join(", ", agent.termNames()));
      describeExtensions(game, behavior, out);
    }
    Table table = new Table("PARAMETER", "DEFAULT", "RANGE", "UNIT", "VARIES", "");
    for (ParameterSpec parameter : game.parameters()) {
      table.row(
          parameter.name(),
          trim(parameter.byDefault()),
          trim(parameter.low()) + " to " + trim(parameter.high()),
          parameter.unit(),
          parameter.isFixed() ? "no" : "yes",
          parameter.description());
    }
    table.print(out, "  ");
    out.println();
  }

  /** An agent of each behavior, as its game made it. */
  private static Map<String, Agent> agents(Game game, Parameters parameters) {
    Map<String, Agent> agents = new HashMap<>();
    try (Arena arena = new Arena(ArenaSetup.of(game, parameters), 0)) {
      for (int seat = 0; seat < arena.seats().size(); seat++) {
        agents.put(arena.seats().get(seat).behavior(), arena.agent(seat));
      }
    }
    return agents;
  }

  private static String decisions(Agent agent) {
    int period = agent.behavior().decisionPeriod();
    if (agent.takesTurns()) {
      return "when it is its turn";
    }
    return period == 1 ? "every tick" : "every " + period + " ticks";
  }

  private void describeExtensions(Game game, BehaviorSpec behavior, PrintWriter out) {
    for (SensorFactory sensor : workplace.extensions().sensors()) {
      if (sensor.fits(game.name(), behavior.name())) {
        out.println("    may sense  " + sensor.name() + ": " + sensor.description());
      }
    }
    for (RewardTermFactory term : workplace.extensions().terms()) {
      if (term.fits(game.name(), behavior.name())) {
        out.println("    may reward " + term.name() + ": " + term.description());
      }
    }
  }

  private static String seats(List<SeatSpec> seats) {
    int teams = 1 + seats.stream().mapToInt(SeatSpec::team).max().orElse(0);
    List<String> sizes = new ArrayList<>();
    for (int team = 0; team < teams; team++) {
      int number = team;
      sizes.add("" + seats.stream().filter(seat -> seat.team() == number).count());
    }
    return teams == 1 ? sizes.get(0) : String.join(" vs ", sizes);
  }

  private static String join(List<String> parts) {
    return String.join("; ", parts);
  }

  private static String numbers(ObservationSpace space) {
    List<String> parts = new ArrayList<>();
    if (space.floats() > 0) {
      parts.add(space.floats() + " floats");
    }
    if (space.bytes() > 0) {
      parts.add(space.bytes() + " bytes");
    }
    return String.join(" + ", parts);
  }

  private static String describe(ObservationStream stream) {
    String shape =
        stream.shape().stream().map(size -> "" + size).collect(Collectors.joining(" x "));
    String counted = stream.counted() ? "up to " : "";
    return stream.name()
        + ": "
        + counted
        + shape
        + (stream.low() == Float.NEGATIVE_INFINITY && stream.high() == Float.POSITIVE_INFINITY
            ? ", unbounded"
            : ", " + trim(stream.low()) + " to " + trim(stream.high()));
  }

  private static String describe(ActionSpace actions) {
    List<String> parts = new ArrayList<>();
    if (!actions.branches().isEmpty()) {
      parts.add(
          "one of "
              + actions.branches().stream()
                  .map(options -> "" + options)
                  .collect(Collectors.joining(" and one of ")));
    }
    if (actions.continuous() > 0) {
      parts.add(actions.continuous() + " continuous");
    }
    return String.join(" and ", parts);
  }

  private static String trim(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : Float.toString((float) value);
  }
}
