package io.github.gdxbrains.arena;

import java.util.Arrays;

/**
 * The episodes that one arena has finished since the log was last cleared, as flat arrays that grow
 * as needed and are used again.
 */
public final class EpisodeLog {
  private final int seats;
  private final int teams;
  private final int terms;
  private double[] returns = {};
  private double[] termSums = {};
  private float[] scores = {};
  private int[] ticks = {};
  private long[] numbers = {};
  private long[] levels = {};
  private boolean[] replayed = {};
  private Parameters[] parameters = {};
  private int count;

  EpisodeLog(int seats, int teams, int terms) {
    this.seats = seats;
    this.teams = teams;
    this.terms = terms;
    grow(8);
  }

  private void grow(int capacity) {
    returns = Arrays.copyOf(returns, capacity * seats);
    termSums = Arrays.copyOf(termSums, capacity * seats * terms);
    scores = Arrays.copyOf(scores, capacity * teams);
    ticks = Arrays.copyOf(ticks, capacity);
    numbers = Arrays.copyOf(numbers, capacity);
    levels = Arrays.copyOf(levels, capacity);
    replayed = Arrays.copyOf(replayed, capacity);
    parameters = Arrays.copyOf(parameters, capacity);
  }

  int add(
      long number, long level, boolean isReplayed, int episodeTicks, Parameters episodeParameters) {
    if (count == ticks.length) {
      grow(2 * count);
    }
    numbers[count] = number;
    levels[count] = level;
    replayed[count] = isReplayed;
    ticks[count] = episodeTicks;
    parameters[count] = episodeParameters;
    return count++;
  }

  void setReturn(int episode, int seat, double value) {
    returns[episode * seats + seat] = value;
  }

  void setTerm(int episode, int seat, int term, double value) {
    termSums[(episode * seats + seat) * terms + term] = value;
  }

  void setScore(int episode, int team, float value) {
    scores[episode * teams + team] = value;
  }

  /** Finished episodes. */
  public int count() {
    return count;
  }

  /** Undiscounted sum of a seat's rewards. */
  public double episodeReturn(int episode, int seat) {
    return returns[episode * seats + seat];
  }

  /** Weighted sum of one of a seat's reward terms. */
  public double termSum(int episode, int seat, int term) {
    return termSums[(episode * seats + seat) * terms + term];
  }

  /** A team's score. */
  public float score(int episode, int team) {
    return scores[episode * teams + team];
  }

  /** The number that the arena gave it; episodes in which the arena threw are missing. */
  public long number(int episode) {
    return numbers[episode];
  }

  /** The seed of its world; see {@link ParameterSource#level}. */
  public long level(int episode) {
    return levels[episode];
  }

  /** Whether that is another than its own. */
  public boolean isReplayed(int episode) {
    return replayed[episode];
  }

  /** Length in ticks. */
  public int ticks(int episode) {
    return ticks[episode];
  }

  /** What it was played with. */
  public Parameters parameters(int episode) {
    return parameters[episode];
  }

  /** Forgets all episodes. */
  public void clear() {
    count = 0;
  }
}
