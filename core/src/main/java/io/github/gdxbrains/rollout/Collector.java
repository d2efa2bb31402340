package io.github.gdxbrains.rollout;

import static java.util.stream.Collectors.toSet;

import io.github.gdxbrains.agent.AgentBatch;
import io.github.gdxbrains.agent.BehaviorSpec;
import io.github.gdxbrains.agent.Brain;
import io.github.gdxbrains.agent.DecisionLoop;
import io.github.gdxbrains.agent.Ending;
import io.github.gdxbrains.agent.Recorder;
import io.github.gdxbrains.arena.Arena;
import io.github.gdxbrains.arena.ArenaSetup;
import io.github.gdxbrains.arena.SeatSpec;
import io.github.gdxbrains.parallel.Workers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.IntConsumer;

/**
 * Runs many arenas on all threads. The arenas are split into as many groups as there are threads; a
 * group goes through all its ticks without waiting for the others, with one forward pass a tick for
 * all its agents of a player. What an arena does depends neither on its group nor on the number of
 * threads.
 */
public final class Collector implements AutoCloseable {
  /** Failures in a row, without a finished episode between them, after which an arena gives up. */
  private static final int MAX_FAILURES_IN_A_ROW = 3;

  private static final int[] NO_QUOTAS = {};

  private final Workers workers;
  private final SeatMap seatMap;
  private final List<Player> players;
  private final List<BehaviorSpec> behaviors;
  private final Rollout[] rollouts;
  private final Arena[] arenas;
  private final Group[] groups;
  private final IntConsumer collectGroup = this::collectGroup;
  private int ticks;
  private boolean cut;
  private int[] quotas = NO_QUOTAS;

  /**
   * Makes the arenas; {@link #restart} comes next.
   *
   * @param arenaCount how many arenas; each recording must have a lane for every seat that its
   *     player may take in each
   * @param players everybody who may take a seat
   * @param columns floats that brains write a row: the learners' {@code columns}, 0 if nobody
   *     learns
   */
  public Collector(
      ArenaSetup setup,
      int arenaCount,
      List<Player> players,
      SeatMap seatMap,
      int columns,
      Workers workers) {
    this.workers = workers;
    this.seatMap = seatMap;
    this.players = List.copyOf(players);
    rollouts =
        players.stream()
            .flatMap(player -> player.recording().stream())
            .map(Player.Recording::rollout)
            .toArray(Rollout[]::new);
    Set<String> played = setup.seats().stream().map(SeatSpec::behavior).collect(toSet());
    behaviors = setup.behaviors().stream().filter(b -> played.contains(b.name())).toList();
    arenas = new Arena[arenaCount];
    for (int i = 0; i < arenaCount; i++) {
      arenas[i] = new Arena(setup, i);
    }
    groups = new Group[Math.min(workers.threads(), arenaCount)];
    for (int g = 0; g < groups.length; g++) {
      int first = (int) ((long) arenaCount * g / groups.length);
      int end = (int) ((long) arenaCount * (g + 1) / groups.length);
      groups[g] = new Group(first, end, columns);
    }
  }

  /** All arenas in order. */
  public List<Arena> arenas() {
    return List.of(arenas);
  }

  /** Starts every arena afresh from a seed. */
  public void restart(long seed) {
    for (Group group : groups) {
      group.restart(seed);
    }
    for (Rollout rollout : rollouts) {
      rollout.clear();
    }
  }

  /**
   * Runs all arenas for a number of ticks and fills the learners' rollouts.
   *
   * @param ticks how many
   * @param cut whether the running episodes end here, as truncated; {@link #restart} must follow
   * @throws ArenaFailure if an arena keeps throwing
   */
  public void collect(int ticks, boolean cut) {
    for (Arena arena : arenas) {
      arena.log().clear();
    }
    for (Rollout rollout : rollouts) {
      rollout.begin();
    }
    this.ticks = ticks;
    this.cut = cut;
    quotas = NO_QUOTAS;
    workers.run(groups.length, collectGroup);
  }

  /** Runs each arena until it has finished so many episodes; the learners' rollouts are unused. */
  public void play(int[] episodesByArena) {
    this.ticks = Integer.MAX_VALUE;
    this.cut = false;
    quotas = episodesByArena.clone();
    workers.run(groups.length, collectGroup);
  }

  private void collectGroup(int g) {
    groups[g].collect();
  }

  /** Arenas that were rebuilt since this collector was made. */
  public int failures() {
    return Arrays.stream(groups).mapToInt(group -> group.failures).sum();
  }

  /** What the last arena that was rebuilt had thrown; empty if none was. */
  public String lastFailure() {
    for (Group group : groups) {
      if (!group.lastFailure.isEmpty()) {
        return group.lastFailure;
      }
    }
    return "";
  }

  /** Nanoseconds spent in arenas since this collector was made, the mean over threads. */
  public long simulateNanos() {
    return Arrays.stream(groups).mapToLong(group -> group.simulateNanos).sum() / groups.length;
  }

  /** Nanoseconds spent deciding and recording, the mean over threads. */
  public long inferNanos() {
    return Arrays.stream(groups).mapToLong(group -> group.inferNanos).sum() / groups.length;
  }

  @Override
  public void close() {
    for (Arena arena : arenas) {
      arena.close();
    }
  }

  /** The arenas of one thread. */
  private final class Group {
    private final int first;
    private final int end;
    private final DecisionLoop[] loops;
    private final TransitionRecorder[][] recorders;
    private final int[][] playersOfLoop;
    private final long[] seatedEpisodes;
    private final int[] failuresInARow;
    private final long[] failedEpisodes;
    private int failures;
    private String lastFailure = "";
    private long simulateNanos;
    private long inferNanos;

    Group(int first, int end, int columns) {
      this.first = first;
      this.end = end;
      seatedEpisodes = new long[end - first];
      failuresInARow = new int[end - first];
      failedEpisodes = new long[end - first];
      loops = new DecisionLoop[behaviors.size()];
      recorders = new TransitionRecorder[behaviors.size()][];
      playersOfLoop = new int[behaviors.size()][];
      for (int b = 0; b < loops.length; b++) {
        BehaviorSpec behavior = behaviors.get(b);
        int rowsPerArena = seatsOf(arenas[first], behavior);
        AgentBatch batch = new AgentBatch(behavior, (end - first) * rowsPerArena, columns);
        batch.recordTerms(termsOf(behavior));
        List<Brain> brains = new ArrayList<>();
        List<Recorder> told = new ArrayList<>();
        playersOfLoop[b] = new int[players.size()];
        recorders[b] = new TransitionRecorder[players.size()];
        for (int p = 0; p < players.size(); p++) {
          Player player = players.get(p);
          if (player.behavior().equals(behavior.name())) {
            playersOfLoop[b][p] = brains.size();
            if (player.recording().isPresent()) {
              Player.Recording recording = player.recording().get();
              requireLanes(player, recording);
              brains.add(player.brains().brain((end - first) * recording.lanes().size()));
              recorders[b][p] =
                  new TransitionRecorder(recording.rollout(), recording.gamma(), batch.capacity());
              told.add(recorders[b][p]);
            } else {
              brains.add(player.brains().brain(batch.capacity()));
              told.add(Recorder.NONE);
            }
          }
        }
        if (brains.isEmpty()) {
          throw new IllegalArgumentException("nobody plays the behavior " + behavior.name());
        }
        loops[b] = new DecisionLoop(batch, brains, told);
      }
      for (int a = first; a < end; a++) {
        bind(arenas[a]);
      }
    }

    private void requireLanes(Player player, Player.Recording recording) {
      int lanes = arenas.length * recording.lanes().size();
      if (recording.rollout().lanes() != lanes) {
        throw new IllegalArgumentException(
            "a rollout of "
                + player.behavior()
                + " has "
                + recording.rollout().lanes()
                + " lanes, but there are "
                + lanes
                + " agents to record");
      }
    }

    /** What the rollouts of a behavior want; policies of one behavior learn alike. */
    private List<String> termsOf(BehaviorSpec behavior) {
      return players.stream()
          .filter(player -> player.behavior().equals(behavior.name()))
          .flatMap(player -> player.recording().stream())
          .map(recording -> recording.rollout().terms())
          .findFirst()
          .orElse(List.of());
    }

    private int seatsOf(Arena arena, BehaviorSpec behavior) {
      return (int) arena.seats().stream().filter(s -> s.behavior().equals(behavior.name())).count();
    }

    private int loopOf(Arena arena, int seat) {
      for (int b = 0; b < loops.length; b++) {
        if (behaviors.get(b).name().equals(arena.seats().get(seat).behavior())) {
          return b;
        }
      }
      throw new IllegalArgumentException(
          arena.game().name() + " seats " + arena.seats().get(seat) + ", an unknown behavior");
    }

    private void bind(Arena arena) {
      int[] next = new int[loops.length];
      for (int b = 0; b < loops.length; b++) {
        next[b] = (arena.number() - first) * (loops[b].batch().capacity() / (end - first));
      }
      for (int seat = 0; seat < arena.seats().size(); seat++) {
        int b = loopOf(arena, seat);
        arena.bind(seat, loops[b].batch(), next[b]++);
      }
      for (int p = 0; p < players.size(); p++) {
        if (players.get(p).recording().isPresent()) {
          List<List<Integer>> lanes = players.get(p).recording().get().lanes();
          for (int i = 0; i < lanes.size(); i++) {
            for (int seat : lanes.get(i)) {
              int b = loopOf(arena, seat);
              recorders[b][p].setLane(arena.row(seat), arena.number() * lanes.size() + i);
            }
          }
        }
      }
    }

    void restart(long seed) {
      Arrays.fill(failedEpisodes, Long.MIN_VALUE);
      for (int a = first; a < end; a++) {
        for (int seat = 0; seat < arenas[a].seats().size(); seat++) {
          int row = arenas[a].row(seat);
          loops[loopOf(arenas[a], seat)].batch().beginTick(row, row + 1);
        }
        try {
          arenas[a].restart(seed);
        } catch (RuntimeException thrown) {
          failed(arenas[a], thrown);
        }
        seat(arenas[a]);
      }
    }

    private void seat(Arena arena) {
      seatedEpisodes[arena.number() - first] = arena.episode();
      for (int seat = 0; seat < arena.seats().size(); seat++) {
        int player = seatMap.player(arena.number(), arena.episode(), seat);
        int b = loopOf(arena, seat);
        if (recorders[b][player] != null && recorders[b][player].lane(arena.row(seat)) < 0) {
          throw new IllegalArgumentException(
              "player " + player + " does not record seat " + seat + ", but was given it");
        }
        loops[b].setPolicy(arena.row(seat), playersOfLoop[b][player]);
      }
    }

    void collect() {
      boolean running = true;
      for (int tick = 0; tick < ticks && running; tick++) {
        long start = System.nanoTime();
        for (DecisionLoop loop : loops) {
          loop.decide();
          loop.batch().beginTick(0, loop.batch().capacity());
        }
        long decided = System.nanoTime();
        running = false;
        for (int a = first; a < end; a++) {
          if (quotas.length == 0 || arenas[a].log().count() < quotas[a]) {
            tick(arenas[a]);
            running = true;
          }
        }
        long ticked = System.nanoTime();
        hear();
        simulateNanos += ticked - decided;
        inferNanos += decided - start + System.nanoTime() - ticked;
      }
      if (quotas.length == 0) {
        finish();
      }
    }

    private void tick(Arena arena) {
      try {
        arena.tick();
      } catch (RuntimeException thrown) {
        failed(arena, thrown);
      }
    }

    /** An arena that throws does not kill the run. */
    private void failed(Arena arena, RuntimeException thrown) {
      int local = arena.number() - first;
      failures++;
      lastFailure =
          "arena "
              + arena.number()
              + " of "
              + arena.game().name()
              + ", episode "
              + arena.episode()
              + ", tick "
              + arena.ticks()
              + ": "
              + thrown;
      boolean inARow = arena.episode() == failedEpisodes[local] + 1;
      failedEpisodes[local] = arena.episode();
      failuresInARow[local] = inARow ? failuresInARow[local] + 1 : 1;
      if (failuresInARow[local] > MAX_FAILURES_IN_A_ROW) {
        throw new ArenaFailure(
            lastFailure + " (" + failuresInARow[local] + " times in a row)", thrown);
      }
      for (int seat = 0; seat < arena.seats().size(); seat++) {
        int b = loopOf(arena, seat);
        int row = arena.row(seat);
        loops[b].batch().beginTick(row, row + 1);
        for (TransitionRecorder recorder : recorders[b]) {
          if (recorder != null && recorder.lane(row) >= 0) {
            recorder.rollout().discardEpisode(recorder.lane(row));
          }
        }
      }
      try {
        arena.rebuild();
      } catch (RuntimeException again) {
        throw new ArenaFailure(lastFailure + ", and it cannot be rebuilt: " + again, again);
      }
    }

    private void hear() {
      for (DecisionLoop loop : loops) {
        loop.ticked();
      }
      for (int a = first; a < end; a++) {
        if (seatedEpisodes[a - first] != arenas[a].episode()) {
          seat(arenas[a]);
        }
      }
    }

    /** Ends the rollout: values what follows the last transitions, and cuts the episodes. */
    private void finish() {
      for (int b = 0; b < loops.length; b++) {
        for (int p = 0; p < players.size(); p++) {
          if (recorders[b][p] != null) {
            recorders[b][p].finishDue(loops[b], playersOfLoop[b][p]);
          }
        }
      }
      if (cut) {
        for (DecisionLoop loop : loops) {
          Arrays.fill(loop.batch().endings(), Ending.RUNNING);
        }
        for (int a = first; a < end; a++) {
          try {
            arenas[a].cut();
          } catch (RuntimeException thrown) {
            failed(arenas[a], thrown);
          }
        }
        for (int b = 0; b < loops.length; b++) {
          for (int p = 0; p < players.size(); p++) {
            if (recorders[b][p] != null) {
              recorders[b][p].cutOpen(loops[b], playersOfLoop[b][p]);
            }
          }
        }
      }
    }
  }
}
