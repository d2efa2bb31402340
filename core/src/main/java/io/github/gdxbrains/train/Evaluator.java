package io.github.gdxbrains.train;

import io.github.gdxbrains.agent.AgentBatch;
import io.github.gdxbrains.arena.Arena;
import io.github.gdxbrains.arena.ArenaSetup;
import io.github.gdxbrains.arena.EpisodeLog;
import io.github.gdxbrains.arena.SeatSpec;
import io.github.gdxbrains.brain.BrainSource;
import io.github.gdxbrains.config.UserError;
import io.github.gdxbrains.parallel.Workers;
import io.github.gdxbrains.rollout.Collector;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Plays episodes without learning and scores a brain. In games with teams it plays team 0 in the
 * first half of the episodes and the last team in the second half, against an opponent; or only one
 * of them, if it has no brains for the other.
 */
public final class Evaluator {
  /** Arenas that run at once; each plays its share of the episodes to the end. */
  private static final int ARENAS = 64;

  private static final int[] ONE = {1};

  /** Beginnings known already, one after the other, until there are taken to be no others. */
  private static final int MOST_IN_VAIN = 10_000;

  private Evaluator() {}

  /**
   * Who plays.
   *
   * @param name as in reports
   * @param brains by policy: under a behavior's name for all its seats, under {@link
   *     SeatSpec#teamPolicy} for those of one team, under {@link SeatSpec#ownPolicy} for one
   */
  public record Contestant(String name, Map<String, BrainSource> brains) {
    /** Copies the map. */
    public Contestant {
      brains = Map.copyOf(brains);
    }

    /** Whether there are brains for all seats of a team. */
    private boolean plays(List<SeatSpec> seats, int team) {
      return seats.stream()
          .filter(seat -> seat.team() == team)
          .allMatch(seat -> brains.containsKey(seat.policy(brains.keySet())));
    }
  }

  /**
   * Plays and scores.
   *
   * @param opponent sits on the other teams; not used in games with one team
   * @param episodes how many, at least 1
   * @param seed of all episodes
   * @param deterministic as reported; what the brains do is their own
   */
  public static Evaluation evaluate(
      ArenaSetup setup,
      Contestant brain,
      Contestant opponent,
      int episodes,
      long seed,
      boolean deterministic,
      Workers workers) {
    if (episodes < 1) {
      throw new IllegalArgumentException("episodes is " + episodes + ", but must be at least 1");
    }
    int arenas = Math.min(ARENAS, episodes);
    Sides sides = Sides.of(setup, brain, opponent);
    int[] quotas = new int[arenas];
    for (int e = 0; e < episodes; e++) {
      quotas[e % arenas]++;
    }
    Tally tally = new Tally(setup);
    try (Collector collector =
        sides.collector(
            arenas,
            (arena, episode) -> sides.inHalf(arena + episode * arenas, episodes),
            workers)) {
      collector.restart(seed);
      collector.play(quotas);
      for (int e = 0; e < episodes; e++) {
        EpisodeLog log = collector.arenas().get(e % arenas).log();
        int entry = e / arenas;
        tally.add(log, entry, sides.inHalf(e % arenas + log.number(entry) * arenas, episodes));
      }
    }
    return tally.evaluation(opponent, deterministic);
  }

  /**
   * Plays and scores in pairs of episodes that begin alike, one from each side; no two pairs begin
   * alike, as far as the agents can see.
   *
   * @param opponent sits on the other teams
   * @param pairs how many, at least 1
   * @param seed of the first pair that is tried, the next number of the next one
   * @param deterministic as reported; what the brains do is their own
   * @throws UserError if there are not as many beginnings, or no two sides to play
   */
  public static Evaluation evaluatePairs(
      ArenaSetup setup,
      Contestant brain,
      Contestant opponent,
      int pairs,
      long seed,
      boolean deterministic,
      Workers workers) {
    if (pairs < 1) {
      throw new IllegalArgumentException("pairs is " + pairs + ", but must be at least 1");
    }
    Sides sides = Sides.of(setup, brain, opponent);
    if (sides.first() == sides.last()) {
      throw new UserError(
          "--distinct: there are no two sides of " + setup.game().name() + " to play");
    }
    Set<String> seen = new HashSet<>();
    Tally tally = new Tally(setup);
    int[] side = new int[1];
    try (Collector collector = sides.collector(1, (arena, episode) -> side[0], workers)) {
      Arena arena = collector.arenas().get(0);
      int inVain = 0;
      for (long next = seed; seen.size() < pairs; next++) {
        side[0] = sides.first();
        collector.restart(next);
        if (!seen.add(beginning(arena))) {
          inVain++;
          if (inVain == MOST_IN_VAIN) {
            throw new UserError(
                "--distinct: found only "
                    + seen.size()
                    + " ways in which "
                    + setup.game().name()
                    + " begins, but "
                    + pairs
                    + " are wanted");
          }
          continue;
        }
        inVain = 0;
        collector.play(ONE);
        tally.add(arena.log(), 0, side[0]);
        side[0] = sides.last();
        collector.restart(next);
        collector.play(ONE);
        tally.add(arena.log(), 0, side[0]);
      }
    }
    return tally.evaluation(opponent, deterministic);
  }

  /** What those see who are to act first. */
  private static String beginning(Arena arena) {
    StringBuilder text = new StringBuilder();
    for (int seat = 0; seat < arena.seats().size(); seat++) {
      AgentBatch batch = arena.batch(seat);
      if (batch.wantsDecision()[arena.row(seat)]) {
        float[] inputs = new float[batch.inputsPerRow()];
        batch.copyInputs(false, arena.row(seat), inputs, 0);
        text.append(seat).append(Arrays.toString(inputs));
      }
    }
    return text.toString();
  }

  /** Which team the brain plays in an episode. */
  private interface SideOfEpisode {
    int of(int arena, long episode);
  }

  /** Who sits where if the brain plays its first or its last team. */
  private record Sides(
      ArenaSetup setup, Lineup lineup, int first, int last, int[] own, int[] others) {
    static Sides of(ArenaSetup setup, Contestant brain, Contestant opponent) {
      List<SeatSpec> seats = setup.seats();
      int teams = setup.teams();
      Lineup lineup = new Lineup(seats);
      boolean playsFirst = brain.plays(seats, 0) || !brain.plays(seats, teams - 1);
      boolean playsLast = brain.plays(seats, teams - 1) || !brain.plays(seats, 0);
      int first = playsFirst ? 0 : teams - 1;
      int last = playsLast ? teams - 1 : 0;
      int[] own = lineup.add(brain, team -> team == first || team == last);
      int[] others = teams > 1 ? lineup.add(opponent, team -> team != first || team != last) : own;
      return new Sides(setup, lineup, first, last, own, others);
    }

    int inHalf(long episode, int episodes) {
      return 2 * episode < episodes ? first : last;
    }

    Collector collector(int arenas, SideOfEpisode side, Workers workers) {
      List<SeatSpec> seats = setup.seats();
      return new Collector(
          setup,
          arenas,
          lineup.players(),
          (arena, episode, seat) -> {
            boolean isOwn = setup.teams() == 1 || seats.get(seat).team() == side.of(arena, episode);
            return isOwn ? own[seat] : others[seat];
          },
          0,
          workers);
    }
  }

  /** Adds episodes up. */
  private static final class Tally {
    private final List<SeatSpec> seats;
    private final int teams;
    private int episodes;
    private double sum;
    private double squares;
    private double scores;
    private long ticks;
    private int wins;
    private int draws;
    private int losses;

    Tally(ArenaSetup setup) {
      seats = setup.seats();
      teams = setup.teams();
    }

    void add(EpisodeLog log, int entry, int side) {
      double episodeReturn = 0;
      int own = 0;
      for (int seat = 0; seat < seats.size(); seat++) {
        if (teams == 1 || seats.get(seat).team() == side) {
          episodeReturn += log.episodeReturn(entry, seat);
          own++;
        }
      }
      episodeReturn /= own;
      episodes++;
      sum += episodeReturn;
      squares += episodeReturn * episodeReturn;
      scores += log.score(entry, teams == 1 ? 0 : side);
      ticks += log.ticks(entry);
      if (teams > 1) {
        float best = Float.NEGATIVE_INFINITY;
        for (int team = 0; team < teams; team++) {
          if (team != side) {
            best = Math.max(best, log.score(entry, team));
          }
        }
        int comparison = Float.compare(log.score(entry, side), best);
        wins += comparison > 0 ? 1 : 0;
        draws += comparison == 0 ? 1 : 0;
        losses += comparison < 0 ? 1 : 0;
      }
    }

    Evaluation evaluation(Contestant opponent, boolean deterministic) {
      double mean = sum / episodes;
      return new Evaluation(
          episodes,
          mean,
          Math.sqrt(Math.max(0, squares / episodes - mean * mean)),
          wins,
          draws,
          losses,
          scores / episodes,
          (double) ticks / episodes,
          teams > 1 ? opponent.name() : "",
          deterministic);
    }
  }
}
