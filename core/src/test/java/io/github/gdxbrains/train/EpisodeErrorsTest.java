package io.github.gdxbrains.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gdxbrains.agent.Agent;
import io.github.gdxbrains.agent.BehaviorSpec;
import io.github.gdxbrains.agent.Ending;
import io.github.gdxbrains.arena.Arena;
import io.github.gdxbrains.arena.SeatSpec;
import io.github.gdxbrains.arena.ToyGame;
import io.github.gdxbrains.brain.RandomBrain;
import io.github.gdxbrains.curriculum.CriticErrors;
import io.github.gdxbrains.learner.Assessment;
import io.github.gdxbrains.parallel.Workers;
import io.github.gdxbrains.rollout.Collector;
import io.github.gdxbrains.rollout.Player;
import io.github.gdxbrains.rollout.Rollout;
import io.github.gdxbrains.sensor.Sensor;
import io.github.gdxbrains.space.ActionSpace;
import io.github.gdxbrains.space.ObservationSpace;
import io.github.gdxbrains.space.ObservationStream;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Two arenas with two seats, which get 1 and 3 a tick; episodes of three ticks, rollouts of four.
 */
final class EpisodeErrorsTest {
  private static final BehaviorSpec BEHAVIOR =
      new BehaviorSpec(
          "Toy",
          ObservationSpace.of(ObservationStream.vector("tick", 1)),
          ActionSpace.discrete(2),
          false,
          1);

  private static boolean isBroken;

  private static final class World extends ToyGame.World {
    private final Agent[] agents = {agent(), agent()};

    private Agent agent() {
      return seat(
          Agent.builder(BEHAVIOR)
              .sense(Sensor.vector("tick", 1, (entity, out) -> out.put(tick)))
              .act((entity, action) -> {}));
    }

    @Override
    protected void step() {
      if (isBroken) {
        isBroken = false;
        throw new IllegalStateException("broken");
      }
      agents[0].addReward(1);
      agents[1].addReward(3);
    }

    @Override
    public Ending ending() {
      return tick == 3 ? Ending.TERMINATED : Ending.RUNNING;
    }
  }

  private final ToyGame game =
      new ToyGame(
          "toy",
          List.of(BEHAVIOR),
          List.of(new SeatSpec("one", "Toy", 0), new SeatSpec("two", "Toy", 0)),
          World::new);
  private final Workers workers = new Workers(1);
  private final Rollout rollout = new Rollout(BEHAVIOR, 4, 4, 1, 0);
  private final Collector collector =
      new Collector(
          game.setup(),
          2,
          List.of(
              new Player(
                  "Toy",
                  capacity -> new RandomBrain(),
                  Optional.of(new Player.Recording(rollout, 1, List.of(List.of(0), List.of(1)))))),
          (arena, episode, seat) -> 0,
          0,
          workers);
  private final EpisodeErrors errors = new EpisodeErrors(2);

  @AfterEach
  void close() {
    collector.close();
    workers.close();
  }

  /**
   * Collects, with these advantages for the first seats of both arenas and twice these for the
   * second ones, 100 more in arena 1; the critic says 10 in arena 0 and 20 in arena 1.
   */
  private void collect(float... advantages) {
    collector.collect(4, false);
    float[] all = new float[rollout.slots()];
    float[] returns = new float[rollout.slots()];
    for (int lane = 0; lane < 4; lane++) {
      for (int t = 0; t < rollout.count(lane); t++) {
        int index = rollout.first(lane) + t;
        all[index] = advantages[t] * (1 + lane % 2) + 100 * (lane / 2);
        returns[index] = all[index] + 10 * (1 + lane / 2);
      }
    }
    errors.begin(collector.arenas());
    errors.add(collector.arenas(), new Assessment(rollout, all, returns, 2));
  }

  private Arena arena(int number) {
    return collector.arenas().get(number);
  }

  @Test
  void anEpisodesErrorsAreMeansOverItsDecisionsInAllRolloutsAndOfAllSeats() {
    errors.clear();
    collector.restart(1);
    collect(1, -2, 3, -4); // of the second episode the first decision
    assertThat(arena(0).log().count()).isEqualTo(1);
    // (1 + 2 + 3 + 2 + 4 + 6) / 6, (1 + 3 + 2 + 6) / 6, and 2 * 3 and 2 * 9 as returns
    assertThat(errors.of(arena(0), 0)).contains(new CriticErrors(3, 2, 10, 12));
    // 100 + (1 - 2 + 3 + 2 - 4 + 6) / 6
    assertThat(errors.of(arena(1), 0)).contains(new CriticErrors(101, 101, 20, 12));

    collect(5, 6, -1, 1);
    // (4 + 5 + 6) / 3 * 1.5 and (5 + 6) / 3 * 1.5
    assertThat(errors.of(arena(0), 0)).contains(new CriticErrors(7.5, 5.5, 10, 12));
    collect(-7, 1, 1, 1);
    assertThat(errors.of(arena(0), 0).get().absolute()).isEqualTo((1 + 1 + 7) / 3.0 * 1.5);
    assertThat(arena(0).log().count()).isEqualTo(2);
    assertThat(errors.of(arena(0), 1).get().absolute()).isEqualTo(1.5);
  }

  @Test
  void whatWasDiscardedOrBeganBeforeARestartDoesNotCount() {
    errors.clear();
    collector.restart(1);
    collect(1, 1, 1, 50);
    isBroken = true; // in arena 0, whose second episode is forgotten
    collect(1, 2, 3, 4);
    assertThat(arena(0).log().number(0)).isEqualTo(2);
    assertThat(errors.of(arena(0), 0)).contains(new CriticErrors(3, 3, 10, 12));

    collector.restart(2);
    errors.clear();
    collect(1, 1, 1, 1);
    assertThat(errors.of(arena(0), 0)).contains(new CriticErrors(1.5, 1.5, 10, 12));
  }
}
