package io.github.gdxbrains.train;

import io.github.gdxbrains.arena.Arena;
import io.github.gdxbrains.arena.EpisodeLog;
import io.github.gdxbrains.arena.SeatSpec;
import io.github.gdxbrains.catalog.PolicyMap;
import io.github.gdxbrains.learner.Metrics;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Means over the last 100 finished training episodes: return, the game's own score, length, each
 * reward term, of the seats that learn, and parameters that vary. Arenas are read in order, so the
 * numbers do not depend on the number of threads.
 */
final class EpisodeStatistics {
  private static final int WINDOW = 100;

  private final double[] returns = new double[WINDOW];
  private final double[] scores = new double[WINDOW];
  private final double[] ticks = new double[WINDOW];
  private final List<String> terms;
  private final double[][] termSums;
  private final List<String> parameters;
  private final double[][] parameterValues;

  /** Numbers of the seats that learn. */
  private final int[] seats;

  private final int[] teams;

  /** Where the terms of each of them stand in {@link #terms}. */
  private final int[][] termsOfSeat;

  private long episodes;

  /**
   * @param arena any arena of the run: all have the same seats and reward terms
   * @param players says which of the seats learn; the others do not count
   * @param parameters names of those that vary
   */
  EpisodeStatistics(Arena arena, PolicyMap players, List<String> parameters) {
    this.parameters = List.copyOf(parameters);
    parameterValues = new double[parameters.size()][WINDOW];
    List<SeatSpec> all = arena.seats();
    seats = IntStream.range(0, all.size()).filter(s -> players.learns(all.get(s))).toArray();
    teams = Arrays.stream(seats).map(seat -> all.get(seat).team()).distinct().sorted().toArray();
    Set<String> names = new LinkedHashSet<>();
    for (int seat : seats) {
      names.addAll(termNames(arena, seat));
    }
    terms = List.copyOf(names);
    termSums = new double[terms.size()][WINDOW];
    termsOfSeat = new int[seats.length][];
    for (int s = 0; s < seats.length; s++) {
      termsOfSeat[s] = termNames(arena, seats[s]).stream().mapToInt(terms::indexOf).toArray();
    }
  }

  private static List<String> termNames(Arena arena, int seat) {
    String behavior = arena.seats().get(seat).behavior();
    return arena.agent(seat).termNames().stream().map(term -> behavior + "/" + term).toList();
  }

  /**
   * Adds the episodes that an arena has finished, a seat's share of each.
   *
   * @param team whose seats count, in self-play; empty for all that learn
   */
  void add(Arena arena, Optional<Integer> team) {
    EpisodeLog log = arena.log();
    int counted = 0;
    for (int s = 0; s < seats.length; s++) {
      counted += counts(arena, s, team) ? 1 : 0;
    }
    for (int e = 0; e < log.count(); e++) {
      int slot = (int) (episodes++ % WINDOW);
      ticks[slot] = log.ticks(e);
      scores[slot] = meanScore(arena, e, team);
      double sum = 0;
      for (double[] term : termSums) {
        term[slot] = 0;
      }
      for (int s = 0; s < seats.length; s++) {
        if (!counts(arena, s, team)) {
          continue;
        }
        sum += log.episodeReturn(e, seats[s]);
        for (int t = 0; t < termsOfSeat[s].length; t++) {
          termSums[termsOfSeat[s][t]][slot] += log.termSum(e, seats[s], t) / counted;
        }
      }
      returns[slot] = sum / counted;
      for (int p = 0; p < parameterValues.length; p++) {
        parameterValues[p][slot] = log.parameters(e).get(parameters.get(p));
      }
    }
  }

  /**
   * The episodes that arenas have finished, one by one.
   *
   * @param step decisions so far
   * @param team whose seats count, in self-play; empty for all that learn
   */
  List<FinishedEpisode> finished(List<Arena> arenas, long step, Optional<Integer> team) {
    List<FinishedEpisode> all = new ArrayList<>();
    for (Arena arena : arenas) {
      EpisodeLog log = arena.log();
      for (int e = 0; e < log.count(); e++) {
        Map<String, Float> values = new LinkedHashMap<>();
        for (String name : parameters) {
          values.put(name, log.parameters(e).get(name));
        }
        all.add(
            new FinishedEpisode(
                step,
                arena.number(),
                log.number(e),
                log.ticks(e),
                meanReturn(arena, e, Optional.empty(), team),
                meanScore(arena, e, team),
                values));
      }
    }
    return all;
  }

  /**
   * The mean return of seats in one of the episodes that an arena has finished.
   *
   * @param behavior of these seats; empty for all that learn
   * @param team whose seats count, in self-play; empty for all that learn
   * @return NaN if there are no such seats
   */
  double meanReturn(Arena arena, int episode, Optional<String> behavior, Optional<Integer> team) {
    double sum = 0;
    int counted = 0;
    for (int s = 0; s < seats.length; s++) {
      boolean isOne =
          behavior.isEmpty() || arena.seats().get(seats[s]).behavior().equals(behavior.get());
      if (isOne && counts(arena, s, team)) {
        sum += arena.log().episodeReturn(episode, seats[s]);
        counted++;
      }
    }
    return counted == 0 ? Double.NaN : sum / counted;
  }

  private boolean counts(Arena arena, int s, Optional<Integer> team) {
    return team.isEmpty() || arena.seats().get(seats[s]).team() == team.get();
  }

  /** The scores of the teams that learn, averaged. */
  private double meanScore(Arena arena, int episode, Optional<Integer> only) {
    if (only.isPresent()) {
      return arena.log().score(episode, only.get());
    }
    double sum = 0;
    for (int team : teams) {
      sum += arena.log().score(episode, team);
    }
    return sum / teams.length;
  }

  long episodes() {
    return episodes;
  }

  double meanReturn() {
    return mean(returns);
  }

  double meanScore() {
    return mean(scores);
  }

  /** Whether the window is full, so that its mean means something. */
  boolean isFull() {
    return episodes >= WINDOW;
  }

  void report(Metrics metrics) {
    metrics.put("mean_return", meanReturn());
    metrics.put("mean_score", meanScore());
    metrics.put("mean_episode_ticks", mean(ticks));
    for (int t = 0; t < terms.size(); t++) {
      metrics.put("reward/" + terms.get(t), mean(termSums[t]));
    }
    for (int p = 0; p < parameterValues.length; p++) {
      metrics.put("parameter/" + parameters.get(p), mean(parameterValues[p]));
    }
  }

  private double mean(double[] window) {
    int n = (int) Math.min(episodes, WINDOW);
    double sum = 0;
    for (int i = 0; i < n; i++) {
      sum += window[i];
    }
    return n == 0 ? Double.NaN : sum / n;
  }

  void save(DataOutput out) throws IOException {
    out.writeUTF(String.join(" ", terms));
    out.writeLong(episodes);
    write(out, returns);
    write(out, scores);
    write(out, ticks);
    for (double[] term : termSums) {
      write(out, term);
    }
    for (double[] values : parameterValues) {
      write(out, values);
    }
  }

  void load(DataInput in) throws IOException {
    CheckpointError.unlessEqual("reward terms", in.readUTF(), String.join(" ", terms));
    episodes = in.readLong();
    read(in, returns);
    read(in, scores);
    read(in, ticks);
    for (double[] term : termSums) {
      read(in, term);
    }
    for (double[] values : parameterValues) {
      read(in, values);
    }
  }

  private static void write(DataOutput out, double[] values) throws IOException {
    for (double value : values) {
      out.writeDouble(value);
    }
  }

  private static void read(DataInput in, double[] values) throws IOException {
    for (int i = 0; i < values.length; i++) {
      values[i] = in.readDouble();
    }
  }
}
