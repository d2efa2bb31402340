package io.github.gdxbrains.rollout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.gdxbrains.agent.Agent;
import io.github.gdxbrains.agent.BehaviorSpec;
import io.github.gdxbrains.agent.Ending;
import io.github.gdxbrains.arena.SeatSpec;
import io.github.gdxbrains.arena.ToyGame;
import io.github.gdxbrains.parallel.Workers;
import io.github.gdxbrains.sensor.Sensor;
import io.github.gdxbrains.space.ActionSpace;
import io.github.gdxbrains.space.ObservationSpace;
import io.github.gdxbrains.space.ObservationStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** From decisions, ticks, deaths and endings to transitions. */
final class RecordingTest {
  private static final float GAMMA = 0.5f;

  private final List<Collector> collectors = new ArrayList<>();

  private static BehaviorSpec behavior(int period) {
    return new BehaviorSpec(
        "Toy",
        ObservationSpace.of(ObservationStream.vector("tick", 1)),
        ActionSpace.discrete(2),
        false,
        period);
  }

  /** Two agents see the tick's number; the first gets it as reward, the second ten times that. */
  private static class TwoAgents extends ToyGame.World {
    final Agent first;
    final Agent second;
    final int length;
    final Ending end;

    TwoAgents(BehaviorSpec behavior, int length, Ending end) {
      this.length = length;
      this.end = end;
      first = seat(Agent.builder(behavior).sense(Sensor.vector("tick", 1, (e, o) -> o.put(tick))));
      second = seat(Agent.builder(behavior).sense(Sensor.vector("tick", 1, (e, o) -> o.put(tick))));
    }

    @Override
    protected void step() {
      first.addReward(tick);
      second.addReward(10 * tick);
    }

    @Override
    public Ending ending() {
      return tick >= length ? end : Ending.RUNNING;
    }
  }

  private static ToyGame game(BehaviorSpec behavior, Supplier<ToyGame.World> w) {
    return new ToyGame(
        "toy",
        List.of(behavior),
        List.of(new SeatSpec("first", "Toy", 0), new SeatSpec("second", "Toy", 1)),
        w);
  }

  private Collector collector(ToyGame game, Rollout rollout) {
    Collector collector = collector(game, List.of(learner(rollout, List.of(0, 1))), 0);
    collector.restart(1);
    return collector;
  }

  private static Rollout rollout(int period) {
    return new Rollout(behavior(period), 2, 20, 1, ToyBrain.COLUMNS);
  }

  @AfterEach
  void close() {
    collectors.forEach(Collector::close);
  }

  private static void expect(
      Rollout rollout, int lane, int t, double seen, double reward, int ticks, Ending ending) {
    int index = rollout.first(lane) + t;
    assertThat((double) rollout.observations()[index]).isEqualTo(seen);
    assertThat((double) rollout.rewards()[index]).isCloseTo(reward, within(1e-5));
    assertThat(rollout.ticks()[index]).isEqualTo(ticks);
    assertThat(rollout.endings()[index]).isEqualTo(ending);
    assertThat((double) rollout.columns()[index * ToyBrain.COLUMNS]).isEqualTo(seen);
  }

  @Test
  void aTransitionSumsTheDiscountedRewardsOfItsTicks() {
    Rollout rollout = rollout(3);
    BehaviorSpec behavior = behavior(3);
    Collector collector =
        collector(game(behavior, () -> new TwoAgents(behavior, 8, Ending.TERMINATED)), rollout);
    collector.collect(8, false);
    assertThat(rollout.count(0)).isEqualTo(3);
    expect(rollout, 0, 0, 0, 1 + 0.5 * 2 + 0.25 * 3, 3, Ending.RUNNING);
    expect(rollout, 0, 1, 3, 4 + 0.5 * 5 + 0.25 * 6, 3, Ending.RUNNING);
    expect(rollout, 0, 2, 6, 7 + 0.5 * 8, 2, Ending.TERMINATED);
    expect(rollout, 1, 2, 6, 70 + 0.5 * 80, 2, Ending.TERMINATED);
    assertThat(rollout.next(0, 1, ToyBrain.VALUE)).isEqualTo(600);
    assertThat(rollout.next(0, 2, ToyBrain.VALUE)).isZero();
  }

  @Test
  void whatFollowedATransitionIsTheNextSightOrTheLastOfTheEpisode() {
    for (Ending ending : new Ending[] {Ending.TRUNCATED, Ending.TERMINATED}) {
      BehaviorSpec behavior = behavior(2);
      Rollout rollout = new Rollout(behavior, 2, 20, 1, ToyBrain.COLUMNS, true);
      collector(game(behavior, () -> new TwoAgents(behavior, 5, ending)), rollout)
          .collect(9, false);
      float[] seen = new float[4];
      for (int t = 0; t < 4; t++) {
        rollout.copyNext(rollout.first(1) + t, seen, t);
      }
      // decisions at ticks 0, 2 and 4, the end at 5, decisions at 0 and 2, about to decide at 4
      assertThat(rollout.count(1)).isEqualTo(5);
      assertThat(seen).containsExactly(2, 4, 5, 2);
      assertThat(rollout.isAssessed(1)).isTrue();
      rollout.copyNext(rollout.first(1) + 4, seen, 0);
      assertThat(seen[0]).isEqualTo(4);
    }
  }

  @Test
  void truncationBootstrapsTerminationDoesNot() {
    for (Ending ending : new Ending[] {Ending.TRUNCATED, Ending.TERMINATED}) {
      Rollout rollout = rollout(1);
      BehaviorSpec behavior = behavior(1);
      collector(game(behavior, () -> new TwoAgents(behavior, 2, ending)), rollout)
          .collect(3, false);
      expect(rollout, 0, 1, 1, 2, 1, ending);
      // the final observation is of tick 2, the next episode's first of tick 0
      assertThat(rollout.next(0, 1, ToyBrain.VALUE))
          .isEqualTo(ending == Ending.TRUNCATED ? 200 : 0);
      expect(rollout, 0, 2, 0, 1, 1, Ending.RUNNING);
      assertThat(rollout.next(0, 2, ToyBrain.VALUE)).isEqualTo(100);
    }
  }

  @Test
  void anOpenTransitionIsCarriedOverToTheNextRollout() {
    Rollout rollout = rollout(3);
    BehaviorSpec behavior = behavior(3);
    Collector collector =
        collector(game(behavior, () -> new TwoAgents(behavior, 100, Ending.TERMINATED)), rollout);
    collector.collect(4, false);
    assertThat(rollout.count(0)).isEqualTo(1);
    assertThat(rollout.next(0, 0, ToyBrain.VALUE)).isEqualTo(300); // of the open one
    collector.collect(5, false);
    assertThat(rollout.count(0)).isEqualTo(2);
    expect(rollout, 0, 0, 3, 4 + 0.5 * 5 + 0.25 * 6, 3, Ending.RUNNING);
    expect(rollout, 0, 1, 6, 7 + 0.5 * 8 + 0.25 * 9, 3, Ending.RUNNING);
    assertThat(rollout.next(0, 1, ToyBrain.VALUE)).isEqualTo(900); // of what is seen at the end
    collector.collect(2, false);
    assertThat(rollout.count(0)).isZero();
    collector.collect(1, false);
    expect(rollout, 0, 0, 9, 10 + 0.5 * 11 + 0.25 * 12, 3, Ending.RUNNING);
  }

  @Test
  void theDeadCollectTheGroupsRewardUntilTheEpisodeEnds() {
    Rollout rollout = rollout(1);
    BehaviorSpec behavior = behavior(1);
    ToyGame game =
        game(
            behavior,
            () ->
                new TwoAgents(behavior, 5, Ending.TRUNCATED) {
                  @Override
                  protected void begin() {
                    first.activate();
                  }

                  @Override
                  protected void step() {
                    if (tick == 2) {
                      first.addReward(-1);
                      first.deactivate();
                    }
                    if (tick == 5) {
                      first.addReward(40);
                    }
                    second.addReward(tick);
                  }
                });
    Collector collector = collector(game, rollout);
    collector.collect(4, false);
    assertThat(rollout.count(0)).isEqualTo(1);
    collector.collect(3, false);
    // decided on tick 1's view, died in tick 2, was paid in tick 5, three ticks later
    expect(rollout, 0, 0, 1, -1 + 0.125 * 40, 4, Ending.TERMINATED);
    expect(rollout, 1, 0, 4, 5, 1, Ending.TRUNCATED);
    assertThat(rollout.next(1, 0, ToyBrain.VALUE)).isEqualTo(500);
    // and takes part in the next episode
    expect(rollout, 0, 1, 0, 0, 1, Ending.RUNNING);
    assertThat(rollout.count(0)).isEqualTo(2);
  }

  @Test
  void oneWhoJoinsLateRecordsFromThenOn() {
    Rollout rollout = rollout(1);
    BehaviorSpec behavior = behavior(1);
    ToyGame game =
        game(
            behavior,
            () ->
                new TwoAgents(behavior, 5, Ending.TERMINATED) {
                  @Override
                  protected void begin() {
                    second.deactivate();
                  }

                  @Override
                  protected void step() {
                    super.step();
                    if (tick == 3) {
                      second.activate();
                    }
                  }
                });
    Collector collector = collector(game, rollout);
    collector.collect(5, false);
    assertThat(rollout.count(0)).isEqualTo(5);
    assertThat(rollout.count(1)).isEqualTo(2);
    expect(rollout, 1, 0, 3, 40, 1, Ending.RUNNING);
    expect(rollout, 1, 1, 4, 50, 1, Ending.TERMINATED);
  }

  @Test
  void frozenSeatsNeverEnterARollout() {
    Rollout rollout = rollout(1);
    BehaviorSpec behavior = behavior(1);
    Player learner = learner(rollout, List.of(0, 1));
    Player frozen = Player.frozen("Toy", capacity -> new ToyBrain());
    // the learner sits on seat 0 in even episodes and on seat 1 in odd ones
    try (Collector collector =
        new Collector(
            game(behavior, () -> new TwoAgents(behavior, 3, Ending.TRUNCATED)).setup(),
            1,
            List.of(frozen, learner),
            (a, episode, seat) -> episode % 2 == seat ? 1 : 0,
            ToyBrain.COLUMNS,
            Workers.single())) {
      collector.restart(4);
      collector.collect(3, false);
      assertThat(rollout.count(0)).isEqualTo(3);
      assertThat(rollout.count(1)).isZero();
      expect(rollout, 0, 2, 2, 3, 1, Ending.TRUNCATED);
      assertThat(rollout.next(0, 2, ToyBrain.VALUE)).isEqualTo(300);
      collector.collect(4, false);
      assertThat(rollout.count(0)).isEqualTo(1);
      assertThat(rollout.count(1)).isEqualTo(3);
      expect(rollout, 1, 1, 1, 20, 1, Ending.RUNNING);
      expect(rollout, 0, 0, 0, 1, 1, Ending.RUNNING);
    }
  }

  @Test
  void learnersOfSingleSeatsHaveALaneForEachArenaAndNoMore() {
    BehaviorSpec behavior = behavior(1);
    Rollout first = new Rollout(behavior, 2, 20, 1, ToyBrain.COLUMNS);
    Rollout second = new Rollout(behavior, 2, 20, 1, ToyBrain.COLUMNS);
    List<Player> players = List.of(learner(first, List.of(0)), learner(second, List.of(1)));
    ToyGame game = game(behavior, () -> new TwoAgents(behavior, 3, Ending.TRUNCATED));
    for (int threads = 1; threads <= 2; threads++) {
      try (Workers workers = new Workers(threads);
          Collector collector =
              new Collector(
                  game.setup(), 2, players, (a, e, seat) -> seat, ToyBrain.COLUMNS, workers)) {
        collector.restart(4);
        collector.collect(2, false);
        for (int lane = 0; lane < 2; lane++) {
          assertThat(first.count(lane)).isEqualTo(2);
          assertThat(second.count(lane)).isEqualTo(2);
          expect(first, lane, 1, 1, 2, 1, Ending.RUNNING);
          expect(second, lane, 1, 1, 20, 1, Ending.RUNNING);
        }
        collector.collect(2, true);
        expect(first, 1, 0, 2, 3, 1, Ending.TRUNCATED);
        expect(second, 1, 0, 2, 30, 1, Ending.TRUNCATED);
        expect(second, 1, 1, 0, 10, 1, Ending.RUNNING);
      }
    }
  }

  @Test
  void aRolloutThatDoesNotFitItsSeatsIsRefused() {
    BehaviorSpec behavior = behavior(1);
    ToyGame game = game(behavior, () -> new TwoAgents(behavior, 3, Ending.TRUNCATED));
    assertThatThrownBy(() -> collector(game, List.of(learner(rollout(1), List.of(0))), 0))
        .hasMessage("a rollout of Toy has 2 lanes, but there are 1 agents to record");
    Rollout one = new Rollout(behavior, 1, 20, 1, ToyBrain.COLUMNS);
    Collector collector = collector(game, List.of(learner(one, List.of(0))), 0);
    assertThatThrownBy(() -> collector.restart(1))
        .hasMessage("player 0 does not record seat 1, but was given it");
  }

  private static Player learner(Rollout rollout, List<Integer> seats) {
    return new Player(
        "Toy",
        capacity -> new ToyBrain(),
        Optional.of(new Player.Recording(rollout, GAMMA, seats.stream().map(List::of).toList())));
  }

  private Collector collector(ToyGame game, List<Player> players, int player) {
    Collector collector =
        new Collector(
            game.setup(), 1, players, (a, e, seat) -> player, ToyBrain.COLUMNS, Workers.single());
    collectors.add(collector);
    return collector;
  }

  /** The first decides in even ticks, the second in odd ones; rewards as in {@link TwoAgents}. */
  private static final class Turns extends ToyGame.World {
    final Agent first = player(0, behavior(1));
    final Agent second = player(1, behavior(1));
    final Ending end;

    Turns(Ending end) {
      this.end = end;
    }

    private Agent player(int parity, BehaviorSpec behavior) {
      return seat(
          Agent.builder(behavior)
              .decideWhen(entity -> tick % 2 == parity)
              .sense(Sensor.vector("tick", 1, (e, o) -> o.put(tick))));
    }

    @Override
    protected void step() {
      first.addReward(tick);
      second.addReward(10 * tick);
    }

    @Override
    public Ending ending() {
      return tick >= 5 ? end : Ending.RUNNING;
    }
  }

  @Test
  void aTransitionLastsFromTurnToTurnAndNobodyWaitsOutOfTurn() {
    Rollout rollout = rollout(1);
    Collector collector = collector(game(behavior(1), () -> new Turns(Ending.TERMINATED)), rollout);
    collector.collect(5, false);
    assertThat(rollout.count(0)).isEqualTo(3);
    expect(rollout, 0, 0, 0, 1 + 0.5 * 2, 2, Ending.RUNNING);
    expect(rollout, 0, 1, 2, 3 + 0.5 * 4, 2, Ending.RUNNING);
    expect(rollout, 0, 2, 4, 5, 1, Ending.TERMINATED);
    assertThat(rollout.count(1)).as("its first tick is before its first decision").isEqualTo(2);
    expect(rollout, 1, 0, 1, 20 + 0.5 * 30, 2, Ending.RUNNING);
    expect(rollout, 1, 1, 3, 40 + 0.5 * 50, 2, Ending.TERMINATED);
  }

  @Test
  void whoeverWaitsForItsTurnIsTruncatedToo() {
    Rollout rollout = rollout(1);
    Collector collector = collector(game(behavior(1), () -> new Turns(Ending.TRUNCATED)), rollout);
    collector.collect(5, false);
    expect(rollout, 0, 2, 4, 5, 1, Ending.TRUNCATED);
    expect(rollout, 1, 1, 3, 40 + 0.5 * 50, 2, Ending.TRUNCATED);
    int last = rollout.first(1) + 1;
    assertThat(rollout.finalColumns()[last * ToyBrain.COLUMNS])
        .as("what it sees then")
        .isEqualTo(5);
  }

  @Test
  void aCutTruncatesWhatIsUnderWay() {
    Rollout rollout = rollout(3);
    BehaviorSpec behavior = behavior(3);
    Collector collector =
        collector(game(behavior, () -> new TwoAgents(behavior, 100, Ending.TERMINATED)), rollout);
    collector.collect(4, true);
    assertThat(rollout.count(0)).isEqualTo(2);
    expect(rollout, 0, 1, 3, 4, 1, Ending.TRUNCATED);
    assertThat(rollout.next(0, 1, ToyBrain.VALUE)).isEqualTo(400);
    assertThat(collector.arenas().get(0).log().count()).isZero();
    collector.restart(2);
    collector.collect(3, false);
    assertThat(rollout.count(0)).isEqualTo(1);
    expect(rollout, 0, 0, 0, 1 + 0.5 * 2 + 0.25 * 3, 3, Ending.RUNNING);
  }

  @Test
  void aCutTerminatesTheDead() {
    Rollout rollout = rollout(1);
    BehaviorSpec behavior = behavior(1);
    ToyGame game =
        game(
            behavior,
            () ->
                new TwoAgents(behavior, 100, Ending.TERMINATED) {
                  @Override
                  protected void step() {
                    super.step();
                    first.deactivate();
                  }
                });
    collector(game, rollout).collect(2, true);
    expect(rollout, 0, 0, 0, 1 + 0.5 * 2, 2, Ending.TERMINATED);
    assertThat(rollout.count(0)).isEqualTo(1);
    // the other one was about to decide: its last transition ends as at any rollout's end
    expect(rollout, 1, 1, 1, 20, 1, Ending.RUNNING);
    assertThat(rollout.next(1, 1, ToyBrain.VALUE)).isEqualTo(200);
  }

  @Test
  void aDiscardedEpisodeTakesNothingElseWithIt() {
    Rollout rollout = rollout(1);
    BehaviorSpec behavior = behavior(1);
    collector(game(behavior, () -> new TwoAgents(behavior, 3, Ending.TRUNCATED)), rollout)
        .collect(5, false);
    assertThat(rollout.count(0)).isEqualTo(5);
    rollout.discardEpisode(0);
    assertThat(rollout.count(0)).isEqualTo(3);
    assertThat(rollout.count(1)).isEqualTo(5);
    int[] indices = new int[8];
    assertThat(rollout.sequences(1, indices)).isEqualTo(8);
    assertThat(rollout.size()).isEqualTo(8);
    expect(rollout, 0, 2, 2, 3, 1, Ending.TRUNCATED);
  }

  @Test
  void lanesAreCutIntoSequencesOfWhichOnlyTheLastIsShorter() {
    Rollout rollout = rollout(1);
    BehaviorSpec behavior = behavior(1);
    collector(game(behavior, () -> new TwoAgents(behavior, 3, Ending.TRUNCATED)), rollout)
        .collect(5, false);
    rollout.discardEpisode(0);
    assertThat(rollout.count(0)).isEqualTo(3);
    assertThat(rollout.count(1)).isEqualTo(5);
    int[] starts = new int[5];
    int second = rollout.first(1);
    assertThat(rollout.sequences(2, starts)).isEqualTo(5);
    assertThat(starts).containsExactly(0, 2, second, second + 2, second + 4);
    assertThat(Arrays.stream(starts).map(start -> rollout.sequenceLength(2, start)))
        .containsExactly(2, 1, 2, 2, 1);
    assertThat(rollout.sequences(4, starts)).isEqualTo(3);
    assertThat(starts).startsWith(0, second, second + 4);
    assertThat(rollout.sequenceLength(4, 0)).isEqualTo(3);
  }

  /** The first agent sees something that is not a number from tick 3 on. */
  private static ToyGame blindedInTickThree(Ending ending) {
    BehaviorSpec behavior = behavior(1);
    return game(
        behavior,
        () ->
            new ToyGame.World() {
              {
                seat(
                    Agent.builder(behavior)
                        .sense(
                            Sensor.vector(
                                "tick", 1, (e, out) -> out.put(tick >= 3 ? Float.NaN : tick))));
                seat(
                    Agent.builder(behavior)
                        .sense(Sensor.vector("tick", 1, (e, out) -> out.put(tick))));
              }

              @Override
              protected void step() {}

              @Override
              public Ending ending() {
                return tick == 3 ? ending : Ending.RUNNING;
              }
            });
  }

  @Test
  void aNumberThatIsNotFiniteIsRememberedWhereOnlyItsValueIsKept() {
    for (Ending ending : new Ending[] {Ending.TRUNCATED, Ending.RUNNING}) {
      Rollout rollout = rollout(1);
      Collector collector = collector(blindedInTickThree(ending), rollout);
      collector.collect(2, false);
      assertThat(rollout.fault(0)).isEqualTo(-1);
      collector.collect(1, false);
      assertThat(rollout.fault(0)).isZero();
      assertThat(rollout.fault(1)).isEqualTo(-1);
      collector.restart(2);
      assertThat(rollout.fault(0)).isEqualTo(-1);
    }
  }
}
