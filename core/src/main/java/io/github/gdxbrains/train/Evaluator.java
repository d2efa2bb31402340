package io.github.gdxbrains.train;

import io.github.gdxbrains.arena.Arena;
import io.github.gdxbrains.arena.ArenaSetup;
import io.github.gdxbrains.arena.EpisodeLog;
import io.github.gdxbrains.arena.SeatSpec;
import io.github.gdxbrains.brain.BrainSource;
import io.github.gdxbrains.parallel.Workers;
import io.github.gdxbrains.rollout.Collector;
import java.util.List;
import java.util.Map;

/**
 * Plays episodes without learning and scores a brain. In games with teams it plays team 0 in the
 * first half of the episodes and the last team in the second half, against an opponent; or only one
 * of them, if it has no brains for the other.
 */
public final class Evaluator {
  /** Arenas that run at once; each plays its share of the episodes to the end. */
  private static final int ARENAS = 64;

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
    List<SeatSpec> seats = setup.seats();
    int teams = setup.teams();
    Lineup lineup = new Lineup(seats);
    boolean first = brain.plays(seats, 0) || !brain.plays(seats, teams - 1);
    boolean last = brain.plays(seats, teams - 1) || !brain.plays(seats, 0);
    int[] sides = {first ? 0 : teams - 1, last ? teams - 1 : 0};
    int[] own = lineup.add(brain, team -> team == sides[0] || team == sides[1]);
    int[] others =
        teams > 1 ? lineup.add(opponent, team -> team != sides[0] || team != sides[1]) : own;
    int[] quotas = new int[arenas];
    for (int e = 0; e < episodes; e++) {
      quotas[e % arenas]++;
    }
    try (Collector collector =
        new Collector(
            setup,
            arenas,
            lineup.players(),
            (arena, episode, seat) -> {
              SeatSpec spec = seats.get(seat);
              int side = side(arena + episode * arenas, episodes, sides);
              return teams == 1 || spec.team() == side ? own[seat] : others[seat];
            },
            0,
            workers)) {
      collector.restart(seed);
      collector.play(quotas);
      return score(collector.arenas(), seats, sides, teams, episodes, opponent, deterministic);
    }
  }

  /** The team that the brain plays in an episode: one of two in each half. */
  private static int side(long episode, int episodes, int[] sides) {
    return sides[2 * episode < episodes ? 0 : 1];
  }

  private static Evaluation score(
      List<Arena> arenas,
      List<SeatSpec> seats,
      int[] sides,
      int teams,
      int episodes,
      Contestant opponent,
      boolean deterministic) {
    double sum = 0;
    double squares = 0;
    double scores = 0;
    long ticks = 0;
    int wins = 0;
    int draws = 0;
    int losses = 0;
    for (int e = 0; e < episodes; e++) {
      EpisodeLog log = arenas.get(e % arenas.size()).log();
      int entry = e / arenas.size();
      int side = side(e % arenas.size() + log.number(entry) * arenas.size(), episodes, sides);
      double episodeReturn = 0;
      int own = 0;
      for (int seat = 0; seat < seats.size(); seat++) {
        if (teams == 1 || seats.get(seat).team() == side) {
          episodeReturn += log.episodeReturn(entry, seat);
          own++;
        }
      }
      episodeReturn /= own;
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
