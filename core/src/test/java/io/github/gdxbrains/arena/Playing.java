package io.github.gdxbrains.arena;

import io.github.gdxbrains.agent.AgentBatch;
import io.github.gdxbrains.agent.BehaviorSpec;
import io.github.gdxbrains.agent.Brain;
import io.github.gdxbrains.agent.DecisionLoop;
import io.github.gdxbrains.agent.Recorder;
import java.util.ArrayList;
import java.util.List;

/** Plays one arena with a brain for each team, for tests and measurements. */
public final class Playing implements AutoCloseable {
  private final Arena arena;
  private final List<DecisionLoop> loops = new ArrayList<>();

  /** One arena; {@code brains} by team. */
  public Playing(Game game, Parameters parameters, List<Brain> brains, long seed) {
    this(ArenaSetup.of(game, parameters), brains, seed);
  }

  /** One arena of a setup; {@code brains} by team. */
  public Playing(ArenaSetup setup, List<Brain> brains, long seed) {
    arena = new Arena(setup, 0);
    List<SeatSpec> seats = arena.seats();
    for (BehaviorSpec behavior : setup.behaviors()) {
      AgentBatch batch = new AgentBatch(behavior, seats.size(), 0);
      List<Recorder> recorders = brains.stream().map(b -> Recorder.NONE).toList();
      DecisionLoop loop = new DecisionLoop(batch, brains, recorders);
      int row = 0;
      for (int seat = 0; seat < seats.size(); seat++) {
        if (seats.get(seat).behavior().equals(behavior.name())) {
          loop.setPolicy(row, seats.get(seat).team());
          arena.bind(seat, batch, row++);
        }
      }
      loops.add(loop);
    }
    arena.restart(seed);
  }

  /** One decision and tick. */
  public void tick() {
    for (DecisionLoop loop : loops) {
      loop.decide();
      loop.batch().beginTick(0, loop.batch().capacity());
    }
    arena.tick();
    for (DecisionLoop loop : loops) {
      loop.ticked();
    }
  }

  /** Plays until so many episodes have ended, and returns the log. */
  public EpisodeLog play(int episodes) {
    while (arena.log().count() < episodes) {
      tick();
    }
    return arena.log();
  }

  /** The arena. */
  public Arena arena() {
    return arena;
  }

  /** The batch of the first behavior. */
  public AgentBatch batch() {
    return batch(0);
  }

  /** The batch of a behavior, numbered in the game's order. */
  public AgentBatch batch(int behavior) {
    return loops.get(behavior).batch();
  }

  @Override
  public void close() {
    arena.close();
  }
}
