package io.github.gdxbrains.league;

import io.github.gdxbrains.arena.Arena;
import io.github.gdxbrains.arena.EpisodeLog;
import io.github.gdxbrains.brain.Model;
import io.github.gdxbrains.random.RandomStream;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Self-play as in ML-Agents: one team learns at a time; the others are played by snapshots of their
 * policies, or by these as they are now, and are not recorded. Whose turn it is changes every
 * {@code team_change} decisions, who the opponents are every {@code swap_steps}.
 *
 * <p>Each side has two banks of {@value #OPPONENTS} opponents. New episodes draw one of the present
 * bank, from a stream of their own; at a swap the other bank is drawn anew and becomes the present
 * one. So an opponent stays the same for an episode, its result counts for whom it was, and a swap
 * waits until no episode uses the other bank any more.
 *
 * <p>Whenever all arenas start afresh, so do both banks and the stream that draws them: a
 * checkpoint needs to hold neither.
 */
public final class SelfPlay {
  /** How many opponents of a side new episodes draw from: each costs a forward pass a tick. */
  public static final int OPPONENTS = 2;

  /** How many opponents of a side there may be at once. */
  public static final int SLOTS = 2 * OPPONENTS;

  // what derived seeds are for
  private static final long DRAWS = 1;
  private static final long SEATS = 2;

  private final List<Side> sides;
  private final int[] sideOfTeam;
  private final int[] seatsOfTeam;
  private final long[] running;
  private final int[] bankOfRunning;
  private final RandomStream random = new RandomStream(0);
  private int learningTeam;
  private long turnSteps;
  private long ghostSteps;
  private long seed;
  private int bank;

  /**
   * The first team that a side plays begins; {@link #restart} comes next.
   *
   * @param sides of which each has {@link #SLOTS} opponents
   * @param sideOfTeam number of the side that plays each team, -1 for teams in which nobody learns
   * @param seatsOfTeam how many seats of each team learn
   * @param arenas how many arenas play
   */
  public SelfPlay(List<Side> sides, int[] sideOfTeam, int[] seatsOfTeam, int arenas) {
    this.sides = List.copyOf(sides);
    this.sideOfTeam = sideOfTeam.clone();
    this.seatsOfTeam = seatsOfTeam.clone();
    running = new long[arenas];
    bankOfRunning = new int[arenas];
    learningTeam = -1;
    learningTeam = nextTeam();
  }

  /**
   * Groups policies into sides: those that share a team, directly or through others, are one.
   *
   * @param teams that each policy plays, by its name
   */
  public static List<Set<String>> sides(Map<String, Set<Integer>> teams) {
    List<Set<String>> sides = new ArrayList<>();
    List<Set<Integer>> played = new ArrayList<>();
    teams.forEach(
        (policy, own) -> {
          Set<String> side = new LinkedHashSet<>();
          Set<Integer> all = new TreeSet<>(own);
          for (int other = sides.size() - 1; other >= 0; other--) {
            if (played.get(other).stream().anyMatch(own::contains)) {
              side.addAll(sides.remove(other));
              all.addAll(played.remove(other));
            }
          }
          side.add(policy);
          sides.add(side);
          played.add(all);
        });
    return sides;
  }

  /** All sides. */
  public List<Side> sides() {
    return sides;
  }

  /** The side that plays a team. */
  public Side side(int team) {
    return sides.get(sideOfTeam[team]);
  }

  /** The team whose turn it is to learn. */
  public int learningTeam() {
    return learningTeam;
  }

  /** Whether it is a policy's turn. */
  public boolean learns(String policy) {
    return side(learningTeam).plays(policy, learningTeam);
  }

  /** Which of its side's opponents plays a team that does not learn, in an episode. */
  public int opponent(int arena, long episode, int team) {
    return opponent(bank, arena, episode, team);
  }

  private int opponent(int bank, int arena, long episode, int team) {
    long drawn = RandomStream.derive(RandomStream.derive(seed, SEATS, team), arena, episode);
    return bank * OPPONENTS + (int) Long.remainderUnsigned(drawn, OPPONENTS);
  }

  /**
   * All arenas are about to start afresh, from a seed.
   *
   * @param latest what a policy knows now, by its name
   */
  public void restart(long seed, Function<String, Model> latest) {
    this.seed = seed;
    random.reseed(RandomStream.derive(seed, DRAWS));
    Arrays.fill(running, 0);
    Arrays.fill(bankOfRunning, 0);
    bank = 0;
    draw(latest);
  }

  /** Draws the opponents of the present bank. */
  private void draw(Function<String, Model> latest) {
    ghostSteps = 0;
    for (int number = 0; number < sides.size(); number++) {
      boolean isOpponent = false;
      for (int team = 0; team < sideOfTeam.length; team++) {
        isOpponent |= team != learningTeam && sideOfTeam[team] == number;
      }
      for (int slot = 0; isOpponent && slot < OPPONENTS; slot++) {
        sides.get(number).draw(bank * OPPONENTS + slot, random, latest);
      }
    }
  }

  /** Rates the episodes that have finished in a rollout: a match against each other team. */
  public void rate(List<Arena> arenas) {
    Side learner = side(learningTeam);
    for (Arena arena : arenas) {
      int a = arena.number();
      EpisodeLog log = arena.log();
      for (int e = 0; e < log.count(); e++) {
        long episode = log.number(e);
        int itsBank = episode == running[a] ? bankOfRunning[a] : bank;
        for (int team = 0; team < sideOfTeam.length; team++) {
          if (team != learningTeam && sideOfTeam[team] >= 0) {
            int comparison = Float.compare(log.score(e, learningTeam), log.score(e, team));
            side(team)
                .played(
                    learner,
                    opponent(itsBank, a, episode, team),
                    0.5 + 0.5 * Integer.signum(comparison));
          }
        }
      }
      if (arena.episode() != running[a]) {
        running[a] = arena.episode();
        bankOfRunning[a] = bank;
      }
    }
  }

  /**
   * The learning team has learned: a snapshot may be due, and other opponents.
   *
   * @param decisions that it learned from
   * @param totalSteps decisions of all learning agents in the run
   * @param latest what a policy knows now, by its name
   */
  public void trained(long decisions, long totalSteps, Function<String, Model> latest) {
    Side learner = side(learningTeam);
    learner.trained(decisions, totalSteps, latest);
    turnSteps += decisions;
    long others = 0;
    for (int team = 0; team < seatsOfTeam.length; team++) {
      others += team == learningTeam ? 0 : seatsOfTeam[team];
    }
    ghostSteps += decisions * others / seatsOfTeam[learningTeam];
    boolean isFree = true;
    for (int used : bankOfRunning) {
      isFree &= used == bank;
    }
    if (ghostSteps >= learner.settings().swapSteps() && isFree) {
      bank = 1 - bank;
      draw(latest);
    }
  }

  /**
   * Whether the turn ends with the next rollout, so that all arenas are to start afresh after it.
   *
   * @param decisions of the learning team in that rollout
   */
  public boolean endsTurn(long decisions) {
    return turnSteps + decisions >= side(learningTeam).settings().stepsOfATurn();
  }

  /** The next team's turn begins; {@link #restart} comes next. */
  public void changeTeam() {
    learningTeam = nextTeam();
    turnSteps = 0;
  }

  private int nextTeam() {
    int team = learningTeam;
    do {
      team = (team + 1) % sideOfTeam.length;
    } while (sideOfTeam[team] < 0);
    return team;
  }

  /** Writes everything but the opponents, who are drawn at the restart that follows. */
  public void save(DataOutput out) throws IOException {
    out.writeInt(learningTeam);
    out.writeLong(turnSteps);
    out.writeInt(sides.size());
    for (Side side : sides) {
      side.save(out);
    }
  }

  /**
   * Restores what {@link #save} wrote.
   *
   * @throws IOException if it was of other sides
   */
  public void load(DataInput in) throws IOException {
    learningTeam = in.readInt();
    turnSteps = in.readLong();
    int count = in.readInt();
    if (count != sides.size()) {
      throw new IOException(count + " sides instead of " + sides.size());
    }
    for (Side side : sides) {
      side.load(in);
    }
  }
}
