package io.github.gdxbrains.rollout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import io.github.gdxbrains.agent.Agent;
import io.github.gdxbrains.agent.BehaviorSpec;
import io.github.gdxbrains.agent.Ending;
import io.github.gdxbrains.arena.ArenaSetup;
import io.github.gdxbrains.arena.Game;
import io.github.gdxbrains.arena.Parameters;
import io.github.gdxbrains.arena.ToyGame;
import io.github.gdxbrains.brain.NeuralBrain;
import io.github.gdxbrains.brain.RandomBrain;
import io.github.gdxbrains.catalog.Games;
import io.github.gdxbrains.learner.BehaviorConfig;
import io.github.gdxbrains.learner.Learner;
import io.github.gdxbrains.learner.LearnerContext;
import io.github.gdxbrains.learner.ppo.Ppo;
import io.github.gdxbrains.learner.ppo.PpoConfig;
import io.github.gdxbrains.nn.Backends;
import io.github.gdxbrains.parallel.Workers;
import io.github.gdxbrains.sensor.Sensor;
import io.github.gdxbrains.space.ActionSpace;
import io.github.gdxbrains.space.ObservationSpace;
import io.github.gdxbrains.space.ObservationStream;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CollectorTest {
  private static final BehaviorSpec WALK =
      new BehaviorSpec(
          "Walk",
          ObservationSpace.of(ObservationStream.vector("place", 2)),
          new ActionSpace.Hybrid(List.of(3), 1),
          true,
          1);

  /** Walks at random around 0, the third option being forbidden on one side. */
  private static class Walk extends ToyGame.World {
    private final Agent agent;
    private final int length;
    private float x;
    private float move;

    Walk(int length) {
      this.length = length;
      agent =
          seat(
              Agent.builder(WALK)
                  .sense(
                      Sensor.vector(
                          "place",
                          2,
                          (e, out) -> {
                            out.put(x);
                            out.put(0.01f * tick);
                          }))
                  .mask(
                      (e, action) -> {
                        if (x > 0) {
                          action.forbid(0, 2);
                        }
                      })
                  .act((e, action) -> move = action.choice() - 1 + action.number(0)));
    }

    @Override
    protected void begin() {
      x = random.nextFloat(-1, 1);
    }

    @Override
    protected void step() {
      x += 0.1f * move + random.nextFloat(-0.1f, 0.1f);
      agent.addReward(-Math.abs(x));
    }

    @Override
    public Ending ending() {
      return tick >= length ? Ending.TRUNCATED : Ending.RUNNING;
    }
  }

  private static ToyGame walk(Supplier<ToyGame.World> worlds) {
    return ToyGame.of("walk", WALK, worlds);
  }

  /** A collector, its learner and its rollout. */
  private static final class Rig implements AutoCloseable {
    final Workers workers;
    final Learner learner;
    final Rollout rollout;
    final Collector collector;

    Rig(ArenaSetup setup, int arenas, int horizon, int threads) {
      workers = new Workers(threads);
      BehaviorSpec behavior = setup.behaviors().get(0);
      List<Integer> seats = IntStream.range(0, setup.seats().size()).boxed().toList();
      int lanes = arenas * seats.size();
      learner =
          new Ppo()
              .create(
                  new LearnerContext(
                      behavior,
                      BehaviorConfig.of("ppo", PpoConfig.DEFAULT),
                      Backends.best(),
                      workers,
                      lanes,
                      9));
      rollout =
          new Rollout(
              behavior, lanes, horizon, behavior.observations().floats(), learner.columns());
      Player player =
          new Player(
              behavior.name(),
              learner.acting(),
              Optional.of(
                  new Player.Recording(rollout, 0.99f, seats.stream().map(List::of).toList())));
      collector =
          new Collector(setup, arenas, List.of(player), (a, e, s) -> 0, learner.columns(), workers);
      collector.restart(21);
    }

    /** Everything that a learner may read of a lane, as numbers. */
    float[] lane(int lane) {
      List<Float> numbers = new ArrayList<>();
      numbers.add((float) rollout.count(lane));
      for (int t = 0; t < rollout.count(lane); t++) {
        int index = rollout.first(lane) + t;
        numbers.add(rollout.rewards()[index]);
        numbers.add((float) rollout.ticks()[index]);
        numbers.add((float) rollout.endings()[index].ordinal());
        numbers.add(rollout.next(lane, t, NeuralBrain.VALUE_COLUMN));
        add(numbers, rollout.observations(), index, rollout.inputs());
        add(numbers, rollout.columns(), index, rollout.columnCount());
        for (int b = 0; b < rollout.branches(); b++) {
          numbers.add((float) rollout.choices()[index * rollout.branches() + b]);
        }
        for (int o = 0; o < rollout.options(); o++) {
          numbers.add(rollout.forbidden()[index * rollout.options() + o] ? 1f : 0f);
        }
      }
      float[] flat = new float[numbers.size()];
      for (int i = 0; i < flat.length; i++) {
        flat[i] = numbers.get(i);
      }
      return flat;
    }

    private static void add(List<Float> numbers, float[] values, int index, int width) {
      for (int i = 0; i < width; i++) {
        numbers.add(values[index * width + i]);
      }
    }

    float[][] lanes() {
      float[][] lanes = new float[rollout.lanes()][];
      Arrays.setAll(lanes, this::lane);
      return lanes;
    }

    @Override
    public void close() {
      collector.close();
      learner.close();
      workers.close();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"cartpole", "soccer"})
  void rolloutsDoNotDependOnTheNumberOfThreads(String name) {
    Game game = new Games(getClass().getClassLoader()).named(name);
    ArenaSetup setup = ArenaSetup.of(game, Parameters.defaults(game));
    List<float[][]> seen = new ArrayList<>();
    for (int threads = 1; threads <= 3; threads++) {
      try (Rig rig = new Rig(setup, 5, 150, threads)) {
        for (int i = 0; i < 3; i++) {
          rig.collector.collect(150, i == 1);
          if (i == 1) {
            rig.collector.restart(8);
          }
        }
        seen.add(rig.lanes());
      }
    }
    assertThat(seen.get(0)[0].length).isGreaterThan(200);
    assertThat(seen.get(1)).isDeepEqualTo(seen.get(0));
    assertThat(seen.get(2)).isDeepEqualTo(seen.get(0));
  }

  @Test
  void theSeedDecidesWhatHappens() {
    List<float[]> seen = new ArrayList<>();
    for (long seed : new long[] {4, 4, 5}) {
      try (Rig rig = new Rig(walk(() -> new Walk(30)).setup(), 2, 50, 1)) {
        rig.collector.restart(seed);
        rig.collector.collect(50, false);
        seen.add(rig.lane(0));
        assertThat(rig.lane(1)).isNotEqualTo(rig.lane(0));
      }
    }
    assertThat(seen.get(1)).isEqualTo(seen.get(0));
    assertThat(seen.get(2)).isNotEqualTo(seen.get(0));
  }

  @Test
  void seatsAreGivenAtResetsAlone() {
    ConcurrentHashMap<String, AtomicInteger> asked = new ConcurrentHashMap<>();
    Player player = Player.frozen("Walk", capacity -> new RandomBrain());
    try (Collector collector =
        new Collector(
            walk(() -> new Walk(10)).setup(),
            2,
            List.of(player),
            (arena, episode, seat) -> {
              asked
                  .computeIfAbsent(arena + "/" + episode + "/" + seat, k -> new AtomicInteger())
                  .incrementAndGet();
              return 0;
            },
            0,
            Workers.single())) {
      collector.restart(1);
      collector.collect(25, false);
    }
    assertThat(asked.keySet())
        .containsExactlyInAnyOrder("0/0/0", "0/1/0", "0/2/0", "1/0/0", "1/1/0", "1/2/0");
    assertThat(asked.values()).allMatch(count -> count.get() == 1);
  }

  /** The second world that is made throws once, in tick 5 of its second episode. */
  private static ToyGame faulty(boolean isFaulty, boolean inReset) {
    AtomicInteger made = new AtomicInteger();
    return walk(
        () -> {
          int number = made.getAndIncrement();
          return new Walk(20) {
            private int episode = -2; // an arena resets its world once to see its agents

            @Override
            protected void begin() {
              super.begin();
              episode++;
              if (isFaulty && inReset && number == 1 && episode == 1) {
                throw new IllegalStateException("the ball is gone");
              }
            }

            @Override
            protected void step() {
              super.step();
              if (isFaulty && !inReset && number == 1 && episode == 1 && tick == 5) {
                throw new IllegalStateException("the ball is gone");
              }
            }
          };
        });
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void anArenaThatThrowsIsRebuiltAndNobodyElseNotices(int threads) {
    try (Rig whole = new Rig(faulty(false, false).setup(), 3, 64, 1);
        Rig broken = new Rig(faulty(true, false).setup(), 3, 64, threads)) {
      whole.collector.collect(64, false);
      broken.collector.collect(64, false);
      assertThat(broken.collector.failures()).isEqualTo(1);
      assertThat(whole.collector.failures()).isZero();
      assertThat(broken.collector.lastFailure())
          .isEqualTo(
              "arena 1 of walk, episode 1, tick 4:"
                  + " java.lang.IllegalStateException: the ball is gone");
      assertThat(broken.lane(0)).isEqualTo(whole.lane(0));
      assertThat(broken.lane(2)).isEqualTo(whole.lane(2));
      // 20 of the first episode, the five of the second are gone, then 39 ticks of new ones
      Rollout rollout = broken.rollout;
      assertThat(rollout.count(1)).isEqualTo(20 + 39);
      int afterFailure = rollout.first(1) + 20;
      assertThat(rollout.endings()[afterFailure - 1]).isEqualTo(Ending.TRUNCATED);
      assertThat(rollout.observations()[afterFailure * 2 + 1]).isZero();
      // the third episode is the one that it would have been
      int third = whole.rollout.first(1) + 40;
      assertThat(rollout.observations()[afterFailure * 2])
          .isEqualTo(whole.rollout.observations()[third * 2]);
    }
  }

  @Test
  void anArenaThatThrowsInAResetIsRebuiltToo() {
    try (Rig broken = new Rig(faulty(true, true).setup(), 3, 64, 2)) {
      broken.collector.collect(64, false);
      assertThat(broken.collector.failures()).isEqualTo(1);
      assertThat(broken.rollout.count(1)).isEqualTo(64 - 20);
      assertThat(broken.rollout.count(2)).isEqualTo(64);
    }
  }

  @Test
  void aWorldThatThrowsAtARestartIsRebuiltToo() {
    AtomicInteger made = new AtomicInteger();
    ToyGame game =
        walk(
            () -> {
              int number = made.getAndIncrement();
              return new Walk(20) {
                private int resets;

                @Override
                protected void begin() {
                  super.begin();
                  if (++resets == 3 && number == 0) {
                    throw new IllegalStateException("stuck");
                  }
                }
              };
            });
    try (Rig rig = new Rig(game.setup(), 2, 64, 1)) {
      rig.collector.collect(10, true);
      rig.collector.restart(5);
      assertThat(rig.collector.failures()).isEqualTo(1);
      rig.collector.collect(10, false);
      assertThat(rig.rollout.count(0)).isEqualTo(10);
    }
  }

  @Test
  void endlessFailureStopsWithTheReason() {
    AtomicInteger made = new AtomicInteger();
    ToyGame game =
        walk(
            () -> {
              boolean isFaulty = made.getAndIncrement() != 0;
              return new Walk(20) {
                @Override
                protected void step() {
                  if (isFaulty && tick == 3) {
                    throw new IllegalStateException("no way");
                  }
                }
              };
            });
    for (int threads : new int[] {1, 2}) {
      made.set(0);
      try (Rig rig = new Rig(game.setup(), 2, 64, threads)) {
        assertThatThrownBy(() -> rig.collector.collect(64, false))
            .isInstanceOf(ArenaFailure.class)
            .hasMessage(
                "arena 1 of walk, episode 3, tick 2: java.lang.IllegalStateException: no way"
                    + " (4 times in a row)");
      }
    }
  }

  @Test
  void aWorldThatCannotBeRebuiltStopsWithBothReasons() {
    AtomicInteger made = new AtomicInteger();
    ToyGame game =
        walk(
            () -> {
              if (made.getAndIncrement() >= 1) {
                throw new IllegalStateException("no pitch");
              }
              return new Walk(20) {
                @Override
                protected void step() {
                  throw new IllegalStateException("no ball");
                }
              };
            });
    try (Rig rig = new Rig(game.setup(), 1, 64, 1)) {
      assertThatThrownBy(() -> rig.collector.collect(64, false))
          .isInstanceOf(ArenaFailure.class)
          .hasMessageContaining("no ball, and it cannot be rebuilt:")
          .hasMessageContaining("no pitch");
    }
  }

  @Test
  void collectingAllocatesNothing() {
    try (Rig rig = new Rig(walk(() -> new Walk(Integer.MAX_VALUE)).setup(), 4, 32, 1)) {
      ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
      long id = Thread.currentThread().getId();
      long least = Long.MAX_VALUE;
      // until the compiler is done: vectors are objects before that
      long deadline = System.nanoTime() + 20_000_000_000L;
      while (least > 0 && System.nanoTime() < deadline) {
        long before = threads.getThreadAllocatedBytes(id);
        for (int i = 0; i < 10; i++) {
          rig.collector.collect(32, false);
        }
        least = Math.min(least, threads.getThreadAllocatedBytes(id) - before);
      }
      assertThat(least).isZero();
    }
  }

  @Test
  void playStopsEachArenaAtItsQuota() {
    Player player = Player.frozen("Walk", capacity -> new RandomBrain());
    try (Collector collector =
        new Collector(
            walk(() -> new Walk(7)).setup(),
            3,
            List.of(player),
            (a, e, s) -> 0,
            0,
            Workers.single())) {
      collector.restart(2);
      collector.play(new int[] {2, 0, 1});
      assertThat(collector.arenas().get(0).log().count()).isEqualTo(2);
      assertThat(collector.arenas().get(1).log().count()).isZero();
      assertThat(collector.arenas().get(2).log().count()).isEqualTo(1);
      assertThat(collector.arenas().get(0).log().number(1)).isEqualTo(1);
      assertThat(collector.arenas().get(0).log().ticks(1)).isEqualTo(7);
    }
  }
}
