package io.github.gdxbrains.headless.bench;

import io.github.gdxbrains.agent.AgentBatch;
import io.github.gdxbrains.agent.BehaviorSpec;
import io.github.gdxbrains.agent.Brain;
import io.github.gdxbrains.arena.ArenaSetup;
import io.github.gdxbrains.arena.Game;
import io.github.gdxbrains.arena.Parameters;
import io.github.gdxbrains.arena.SeatSpec;
import io.github.gdxbrains.brain.RandomBrain;
import io.github.gdxbrains.parallel.Workers;
import io.github.gdxbrains.rollout.Collector;
import io.github.gdxbrains.rollout.Player;
import java.util.ArrayList;
import java.util.List;

/** {@code simulate GAME}: how fast a game runs with random actions. */
final class Simulation {
  private static final int ARENAS = 64;
  private static final int TICKS = 200;

  private final Session session;

  Simulation(Session session) {
    this.session = session;
  }

  void run(Game game, Parameters parameters) {
    run(game, parameters, 1);
    if (session.cores() > 1) {
      run(game, parameters, session.cores());
    }
  }

  private void run(Game game, Parameters parameters, int threads) {
    ArenaSetup setup = ArenaSetup.of(game, parameters);
    List<BehaviorSpec> behaviors = setup.behaviors();
    List<SeatSpec> seats = game.seats(parameters);
    List<Counting> brains = new ArrayList<>();
    List<Player> players =
        behaviors.stream()
            .map(behavior -> Player.frozen(behavior.name(), capacity -> counting(brains)))
            .toList();
    int[] playerOfSeat =
        seats.stream()
            .mapToInt(
                seat ->
                    behaviors.stream().map(BehaviorSpec::name).toList().indexOf(seat.behavior()))
            .toArray();
    try (Workers workers = new Workers(threads);
        Collector collector =
            new Collector(
                setup, ARENAS, players, (arena, episode, seat) -> playerOfSeat[seat], 0, workers)) {
      collector.restart(1);
      long warm = System.nanoTime();
      while ((System.nanoTime() - warm) / 1e9 < 1) {
        collector.collect(TICKS, false);
      }
      long ticks = 0;
      long decidedBefore = decisions(brains);
      long start = System.nanoTime();
      double seconds;
      do {
        collector.collect(TICKS, false);
        ticks += (long) ARENAS * TICKS;
        seconds = (System.nanoTime() - start) / 1e9;
      } while (seconds < session.seconds(2));
      String name = "simulate " + game.name();
      session.add(Figure.of(name, "", threads, ticks / seconds, "ticks/s").withRows(ARENAS));
      long steps = decisions(brains) - decidedBefore;
      session.add(Figure.of(name, "", threads, steps / seconds, "steps/s").withRows(ARENAS));
    }
  }

  /** Chooses at random and counts how often. */
  private static final class Counting implements Brain {
    private final Brain random = new RandomBrain();
    private long decisions;

    @Override
    public void decide(AgentBatch batch, int[] rows, int count) {
      decisions += count;
      random.decide(batch, rows, count);
    }
  }

  private static Counting counting(List<Counting> brains) {
    brains.add(new Counting());
    return brains.get(brains.size() - 1);
  }

  private static long decisions(List<Counting> brains) {
    return brains.stream().mapToLong(brain -> brain.decisions).sum();
  }
}
