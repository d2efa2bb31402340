package io.github.gdxbrains.arena;

import static org.assertj.core.api.Assertions.assertThat;

import com.badlogic.ashley.core.Component;
import com.badlogic.ashley.core.ComponentMapper;
import com.badlogic.ashley.core.Engine;
import com.badlogic.ashley.core.Entity;
import com.badlogic.ashley.core.EntitySystem;
import io.github.gdxbrains.agent.Agent;
import io.github.gdxbrains.agent.AgentBatch;
import io.github.gdxbrains.agent.BehaviorSpec;
import io.github.gdxbrains.agent.Ending;
import io.github.gdxbrains.canvas.Canvas;
import io.github.gdxbrains.random.RandomStream;
import io.github.gdxbrains.reward.RewardTerm;
import io.github.gdxbrains.reward.RewardWeights;
import io.github.gdxbrains.sensor.Sensor;
import io.github.gdxbrains.space.ActionSpace;
import io.github.gdxbrains.space.ObservationSpace;
import io.github.gdxbrains.space.ObservationStream;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * What a tick does, in a game whose clock counts 1000 times the episode, plus ticks. Seat 0 dies in
 * tick 2 and seat 1 joins in tick 2; the episode is truncated after tick 5.
 */
final class ArenaTest {
  private static final ObservationStream STREAM = ObservationStream.vector("clock", 1);
  private static final BehaviorSpec BEHAVIOR =
      new BehaviorSpec("Clock", ObservationSpace.of(STREAM), ActionSpace.discrete(2), false, 2);

  private static final class Seat implements Component {
    static final ComponentMapper<Seat> MAPPER = ComponentMapper.getFor(Seat.class);
    int number;
    int worked;
  }

  private static final class ClockGame implements Game {
    @Override
    public String name() {
      return "clock";
    }

    @Override
    public String description() {
      return "a clock";
    }

    @Override
    public List<ParameterSpec> parameters() {
      return List.of();
    }

    @Override
    public List<BehaviorSpec> behaviors(Parameters parameters) {
      return List.of(BEHAVIOR);
    }

    @Override
    public List<SeatSpec> seats(Parameters parameters) {
      return List.of(new SeatSpec("early", "Clock", 0), new SeatSpec("late", "Clock", 1));
    }

    @Override
    public List<Class<? extends Component>> components() {
      return List.of(Seat.class);
    }

    @Override
    public GameWorld world(Parameters parameters) {
      return new ClockWorld();
    }
  }

  private static final class ClockWorld implements GameWorld {
    private final Engine engine = new Engine();
    private final Entity[] seats = new Entity[2];
    private int clock;
    private int resets;

    ClockWorld() {
      for (int i = 0; i < 2; i++) {
        Seat seat = new Seat();
        seat.number = i;
        Agent agent =
            Agent.builder(BEHAVIOR)
                .team(i)
                .sense(Sensor.of(STREAM, (entity, out) -> out.put(clock)))
                .act((entity, action) -> Seat.MAPPER.get(entity).worked += action.choice())
                .reward(RewardTerm.of("clock", entity -> clock % 1000), 10)
                .reward(RewardTerm.of("seat", entity -> Seat.MAPPER.get(entity).number), 0.5f)
                .build();
        seats[i] = new Entity().add(seat).add(agent);
        engine.addEntity(seats[i]);
      }
      engine.addSystem(
          new EntitySystem() {
            @Override
            public void update(float deltaTime) {
              clock++;
              if (clock % 1000 == 2) {
                Agent.of(seats[0]).deactivate();
                Agent.of(seats[1]).activate();
              }
            }
          });
    }

    @Override
    public Engine engine() {
      return engine;
    }

    @Override
    public float tickSeconds() {
      return 1;
    }

    @Override
    public void reset(RandomStream random, Parameters parameters) {
      clock = 1000 * resets++;
      Agent.of(seats[0]).activate();
      Agent.of(seats[1]).deactivate();
      Seat.MAPPER.get(seats[0]).worked = 0;
      Seat.MAPPER.get(seats[1]).worked = 0;
    }

    @Override
    public Ending ending() {
      return clock % 1000 >= 5 ? Ending.TRUNCATED : Ending.RUNNING;
    }

    @Override
    public Entity seat(int index) {
      return seats[index];
    }

    @Override
    public float score(int team) {
      return Seat.MAPPER.get(seats[team]).worked;
    }

    @Override
    public void draw(Canvas canvas) {}

    @Override
    public void close() {}
  }

  private final Game game = new ClockGame();
  private final Arena arena = new Arena(ArenaSetup.of(game, Parameters.defaults(game)), 4);
  private final AgentBatch batch = new AgentBatch(BEHAVIOR, 4, 0);

  /** Rows 3 and 1 are seats 0 and 1; choosing 1 is work. */
  ArenaTest() {
    arena.bind(0, batch, 3);
    arena.bind(1, batch, 1);
    arena.restart(12);
    // The world was reset once when the arena was made and once by the restart: the clock is 1000.
  }

  private void tick() {
    for (int row = 0; row < 4; row++) {
      if (batch.wantsDecision()[row]) {
        batch.wantsDecision()[row] = false;
        batch.action(row).choose(0, 1);
      }
    }
    batch.beginTick(0, 4);
    arena.tick();
  }

  private void ticks(int count) {
    for (int i = 0; i < count; i++) {
      tick();
    }
  }

  @Test
  void seatsHaveTheirRows() {
    assertThat(batch.arenas()[3]).isEqualTo(4);
    assertThat(batch.seats()[3]).isZero();
    assertThat(batch.seats()[1]).isEqualTo(1);
    assertThat(batch.isSeated(0)).isFalse();
    assertThat(arena.teams()).isEqualTo(2);
  }

  @Test
  void anEpisodeBeginsWithADecisionOfThoseWhoTakePart() {
    assertThat(batch.wantsDecision()).containsExactly(false, false, false, true);
    assertThat(batch.observations()[3]).isEqualTo(1000);
  }

  @Test
  void theDeadDecideNoMoreAndTheLateDecideFromWhenTheyJoin() {
    tick();
    assertThat(batch.wantsDecision()).containsExactly(false, false, false, false);
    assertThat(batch.rewards()).containsExactly(0, 0, 0, 10);
    tick();
    assertThat(batch.wantsDecision()).containsExactly(false, true, false, false);
    assertThat(batch.observations()[1]).isEqualTo(1002);
    assertThat(batch.rewards()).containsExactly(0, 20.5f, 0, 0);
    tick();
    assertThat(batch.wantsDecision()).containsExactly(false, false, false, false);
    tick();
    assertThat(batch.wantsDecision()).containsExactly(false, true, false, false);
    assertThat(batch.observations()[1]).isEqualTo(1004);
  }

  @Test
  void theEndIsSensedBeforeTheResetAndTheStartAfterIt() {
    ticks(4);
    assertThat(batch.endings()).containsOnly(Ending.RUNNING);
    tick();
    assertThat(batch.finalObservations()[1]).isEqualTo(1005);
    assertThat(batch.finalObservations()[3]).isEqualTo(1005);
    assertThat(batch.observations()[3]).isEqualTo(2000);
    assertThat(batch.wantsDecision()).containsExactly(false, false, false, true);
    assertThat(batch.rewards()[1]).isEqualTo(50.5f);
    assertThat(arena.episode()).isEqualTo(1);
    assertThat(batch.episodes()[3]).isEqualTo(1);
  }

  @Test
  void theDeadTerminateEvenWhenTheEpisodeIsCutOff() {
    ticks(5);
    assertThat(batch.endings()[1]).isEqualTo(Ending.TRUNCATED);
    assertThat(batch.endings()[3]).isEqualTo(Ending.TERMINATED);
    assertThat(batch.endings()[0]).isEqualTo(Ending.RUNNING);
  }

  @Test
  void theLogHasReturnsTermsScoresAndLength() {
    ticks(5);
    EpisodeLog log = arena.log();
    assertThat(log.count()).isEqualTo(1);
    assertThat(log.ticks(0)).isEqualTo(5);
    assertThat(log.episodeReturn(0, 0)).isEqualTo(10);
    assertThat(log.episodeReturn(0, 1)).isEqualTo(20.5 + 30.5 + 40.5 + 50.5);
    assertThat(log.termSum(0, 1, 0)).isEqualTo(140);
    assertThat(log.termSum(0, 1, 1)).isEqualTo(2);
    // Seat 0 works in ticks 1 and 2 (it dies after it has acted), seat 1 in ticks 3 to 5.
    assertThat(log.score(0, 0)).isEqualTo(2);
    assertThat(log.score(0, 1)).isEqualTo(3);
  }

  @Test
  void aCutTruncatesWithoutALogAndPaysNothingTwice() {
    ticks(3);
    arena.cut();
    assertThat(batch.endings()[1]).isEqualTo(Ending.TRUNCATED);
    assertThat(batch.finalObservations()[1]).isEqualTo(1003);
    assertThat(batch.rewards()[1]).isEqualTo(30.5f);
    assertThat(arena.log().count()).isZero();
    arena.restart(13);
    assertThat(arena.episode()).isZero();
    assertThat(batch.wantsDecision()).containsExactly(false, false, false, true);
  }

  @Test
  void aRestartInMidPeriodBeginsAFreshPeriod() {
    ticks(2);
    assertThat(batch.wantsDecision()[1]).isTrue();
    arena.restart(12);
    assertThat(batch.wantsDecision()).containsExactly(false, false, false, true);
    tick();
    assertThat(batch.wantsDecision()[3]).isFalse();
  }

  @Test
  void weightsReplaceTheGamesOwn() {
    ArenaSetup setup =
        new ArenaSetup(
            game,
            Parameters.defaults(game),
            random -> Parameters.defaults(game),
            RewardWeights.of(Map.of("Clock", Map.of("clock", 3f, "seat", 0f))),
            Map.of(),
            Map.of(),
            Map.of());
    try (Arena weighted = new Arena(setup, 0)) {
      AgentBatch own = new AgentBatch(BEHAVIOR, 2, 0);
      weighted.bind(0, own, 0);
      weighted.bind(1, own, 1);
      weighted.restart(1);
      own.beginTick(0, 2);
      weighted.tick();
      assertThat(own.rewards()).containsExactly(3, 0);
    }
  }
}
