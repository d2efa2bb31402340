package io.github.gdxbrains.arena;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.badlogic.ashley.core.Entity;
import io.github.gdxbrains.agent.Action;
import io.github.gdxbrains.agent.Agent;
import io.github.gdxbrains.agent.AgentBatch;
import io.github.gdxbrains.agent.BehaviorSpec;
import io.github.gdxbrains.agent.Brain;
import io.github.gdxbrains.agent.Ending;
import io.github.gdxbrains.brain.HumanBrain;
import io.github.gdxbrains.brain.RandomBrain;
import io.github.gdxbrains.brain.ScriptedBrain;
import io.github.gdxbrains.catalog.Games;
import io.github.gdxbrains.config.InvalidValue;
import io.github.gdxbrains.random.RandomStream;
import io.github.gdxbrains.reward.RewardWeights;
import io.github.gdxbrains.sensor.Sensor;
import io.github.gdxbrains.space.ActionSpace;
import io.github.gdxbrains.space.ObservationSpace;
import io.github.gdxbrains.space.ObservationStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What agents send to their team mates, and when it arrives. */
final class MessagesTest {
  private static final int TICKS = 6;

  private static final BehaviorSpec CHOOSER = behavior("Chooser", ActionSpace.discrete(3), 1);
  private static final BehaviorSpec MOVER = behavior("Mover", ActionSpace.continuous(2), 1);
  private static final BehaviorSpec SLOW = behavior("Slow", ActionSpace.discrete(2), 3);

  /** Says what it is and when: seat 2 says 0.3 at the start, and 0.34 four ticks later. */
  private static final Brain CLOCK =
      (batch, rows, count) -> {
        for (int i = 0; i < count; i++) {
          Action action = batch.action(rows[i]);
          int numbers = batch.behavior().actions().continuous();
          for (int n = 0; n < numbers; n++) {
            action.set(n, said(batch.seats()[rows[i]], batch.times()[rows[i]]));
          }
        }
      };

  private final List<List<Float>> acted = new ArrayList<>();

  private static BehaviorSpec behavior(String name, ActionSpace actions, int period) {
    return new BehaviorSpec(
        name, ObservationSpace.of(ObservationStream.vector("own", 1)), actions, false, period);
  }

  private static float said(int seat, int time) {
    return (seat + 1) / 10f + time / 100f;
  }

  private static SeatSpec seat(int number, BehaviorSpec behavior, int team) {
    return new SeatSpec("seat " + number, behavior.name(), team);
  }

  /**
   * Episodes of six ticks; every agent sees its seat's number.
   *
   * @param leaver who leaves in the second tick and is back after the fourth; -1 for nobody
   * @param newcomers whether other agents sit down at each reset
   */
  private ToyGame game(List<SeatSpec> seats, int leaver, boolean newcomers) {
    List<BehaviorSpec> behaviors = List.of(CHOOSER, MOVER, SLOW);
    return new ToyGame(
        "talk",
        behaviors.stream().filter(b -> seats.stream().anyMatch(s -> is(s, b))).toList(),
        seats,
        () ->
            new ToyGame.World() {
              private final List<Agent> agents = new ArrayList<>();
              private int first;

              {
                sit();
              }

              private void sit() {
                first = agents.size();
                for (int i = 0; i < seats.size(); i++) {
                  float number = i;
                  SeatSpec seat = seats.get(i);
                  BehaviorSpec own = behaviors.stream().filter(b -> is(seat, b)).findFirst().get();
                  Agent.Builder agent =
                      Agent.builder(own)
                          .team(seat.team())
                          .sense(Sensor.vector("own", 1, (e, out) -> out.put(number)));
                  if (own == MOVER) {
                    agent.act((e, a) -> acted.add(List.of(a.number(0), a.number(1))));
                  }
                  agents.add(seat(agent));
                }
              }

              @Override
              protected void begin() {
                if (newcomers) {
                  sit();
                }
                agents.forEach(Agent::activate);
              }

              @Override
              protected void step() {
                if (leaver >= 0 && tick == 2) {
                  agents.get(leaver).deactivate();
                }
                if (leaver >= 0 && tick == 4) {
                  agents.get(leaver).activate();
                }
              }

              @Override
              public Ending ending() {
                return tick == TICKS ? Ending.TRUNCATED : Ending.RUNNING;
              }

              @Override
              public Entity seat(int index) {
                return super.seat(first + index);
              }
            });
  }

  private static boolean is(SeatSpec seat, BehaviorSpec behavior) {
    return seat.behavior().equals(behavior.name());
  }

  private static ArenaSetup setup(ToyGame game, Map<String, Integer> messageSizes) {
    Parameters parameters = Parameters.defaults(game);
    return new ArenaSetup(
        game,
        parameters,
        random -> parameters,
        RewardWeights.of(Map.of()),
        Map.of(),
        Map.of(),
        messageSizes);
  }

  private static Playing play(ArenaSetup setup, Brain... brains) {
    return new Playing(setup, List.of(brains), 1);
  }

  /** What a seat's agent hears. */
  private static List<Float> heard(Playing playing, int seat) {
    return heard(playing, seat, false);
  }

  private static List<Float> heard(Playing playing, int seat, boolean isFinal) {
    Arena arena = playing.arena();
    AgentBatch batch = playing.batch();
    for (int b = 1; !is(arena.seats().get(seat), batch.behavior()); b++) {
      batch = playing.batch(b);
    }
    float[] row = new float[batch.inputsPerRow()];
    batch.copyInputs(isFinal, arena.row(seat), row, 0);
    assertThat(row[0]).as("the game's own stream stands first").isEqualTo(seat);
    List<Float> heard = new ArrayList<>();
    for (int i = 1; i < row.length; i++) {
      heard.add(row[i]);
    }
    return heard;
  }

  @Test
  void whatIsSentIsHeardAtTheNextStepWhateverTheOrderOfSeats() {
    ToyGame game = game(List.of(seat(0, CHOOSER, 0), seat(1, CHOOSER, 0)), -1, false);
    try (Playing playing = play(setup(game, Map.of("Chooser", 1)), CLOCK)) {
      assertThat(heard(playing, 0)).containsExactly(0f);
      assertThat(heard(playing, 1)).containsExactly(0f);
      for (int tick = 1; tick < TICKS; tick++) {
        playing.tick();
        assertThat(heard(playing, 0)).containsExactly(said(1, tick - 1));
        assertThat(heard(playing, 1)).containsExactly(said(0, tick - 1));
      }
    }
  }

  @Test
  void anEpisodeEndsWithTheLastMessagesAndBeginsWithSilence() {
    for (boolean newcomers : new boolean[] {false, true}) {
      ToyGame game = game(List.of(seat(0, CHOOSER, 0), seat(1, CHOOSER, 0)), -1, newcomers);
      try (Playing playing = play(setup(game, Map.of("Chooser", 1)), CLOCK)) {
        playing.play(2);
        for (int seat = 0; seat < 2; seat++) {
          assertThat(heard(playing, seat, true)).containsExactly(said(1 - seat, TICKS - 1));
          assertThat(heard(playing, seat)).containsExactly(0f);
        }
        playing.tick();
        assertThat(heard(playing, 0)).containsExactly(said(1, 0));
      }
    }
  }

  @Test
  void whoHasLeftIsSilentUntilItDecidesAgain() {
    ToyGame game = game(List.of(seat(0, CHOOSER, 0), seat(1, CHOOSER, 0)), 1, false);
    try (Playing playing = play(setup(game, Map.of("Chooser", 1)), CLOCK)) {
      playing.tick();
      assertThat(heard(playing, 0)).containsExactly(said(1, 0));
      playing.tick(); // it leaves
      assertThat(heard(playing, 0)).containsExactly(0f);
      playing.tick();
      assertThat(heard(playing, 0)).containsExactly(0f);
      playing.tick(); // it is back
      assertThat(heard(playing, 0)).containsExactly(0f);
      assertThat(heard(playing, 1)).as("and hears").containsExactly(said(0, 3));
      playing.tick();
      assertThat(heard(playing, 0)).containsExactly(said(1, 4));
    }
  }

  @Test
  void teamMatesAreHeardInTheOrderOfTheSeatsAndNobodyElse() {
    ToyGame game =
        game(
            List.of(
                seat(0, CHOOSER, 0),
                seat(1, CHOOSER, 1),
                seat(2, CHOOSER, 0),
                seat(3, CHOOSER, 1),
                seat(4, CHOOSER, 0)),
            -1,
            false);
    ArenaSetup setup = setup(game, Map.of("Chooser", 2));
    assertThat(setup.behaviors().get(0).observations().streams().get(1))
        .isEqualTo(ObservationStream.vector("messages", 4, -1, 1));
    assertThat(setup.behaviors().get(0).actions()).isEqualTo(new ActionSpace.Hybrid(List.of(3), 2));
    try (Playing playing = play(setup, CLOCK, CLOCK)) {
      playing.tick();
      assertThat(heard(playing, 0)).containsExactly(0.3f, 0.3f, 0.5f, 0.5f);
      assertThat(heard(playing, 2)).containsExactly(0.1f, 0.1f, 0.5f, 0.5f);
      assertThat(heard(playing, 4)).containsExactly(0.1f, 0.1f, 0.3f, 0.3f);
      // a smaller team of the same behavior hears zeros where there is no second mate
      assertThat(heard(playing, 1)).containsExactly(0.4f, 0.4f, 0f, 0f);
      assertThat(heard(playing, 3)).containsExactly(0.2f, 0.2f, 0f, 0f);
    }
  }

  @Test
  void behaviorsHearEachOtherWhereTheirMessagesAreOfTheSameSize() {
    List<SeatSpec> seats =
        List.of(seat(0, CHOOSER, 0), seat(1, MOVER, 0), seat(2, SLOW, 0), seat(3, SLOW, 0));
    ToyGame game = game(seats, -1, false);
    ArenaSetup all = setup(game, Map.of("Chooser", 1, "Mover", 1, "Slow", 1));
    try (Playing playing = play(all, CLOCK)) {
      playing.tick();
      playing.tick();
      // the slow ones last decided at the start, and hear only when they decide again
      assertThat(heard(playing, 0)).containsExactly(said(1, 1), said(2, 0), said(3, 0));
      assertThat(heard(playing, 1)).containsExactly(said(0, 1), said(2, 0), said(3, 0));
      assertThat(heard(playing, 2)).containsExactly(0f, 0f, 0f);
      playing.tick();
      assertThat(heard(playing, 2)).containsExactly(said(0, 2), said(1, 2), said(3, 0));
    }
    ArenaSetup some = setup(game, Map.of("Chooser", 1, "Mover", 1, "Slow", 2));
    try (Playing playing = play(some, CLOCK)) {
      playing.tick();
      assertThat(heard(playing, 0)).containsExactly(said(1, 0));
    }
    ArenaSetup two = setup(game, Map.of("Slow", 1));
    assertThat(two.behaviors().get(0)).isEqualTo(CHOOSER);
    assertThat(two.behaviors().get(1)).isEqualTo(MOVER);
  }

  @Test
  void theGameSeesItsOwnNumbersOnly() {
    ToyGame game = game(List.of(seat(0, MOVER, 0), seat(1, MOVER, 0)), -1, false);
    ArenaSetup setup = setup(game, Map.of("Mover", 3));
    assertThat(setup.behaviors().get(0).actions()).isEqualTo(ActionSpace.continuous(5));
    Brain counting =
        (batch, rows, count) -> {
          for (int i = 0; i < count; i++) {
            for (int n = 0; n < 5; n++) {
              batch.action(rows[i]).set(n, 0.1f * (n + 1));
            }
          }
        };
    try (Playing playing = play(setup, counting)) {
      playing.tick();
      assertThat(acted).containsExactly(List.of(0.1f, 0.2f), List.of(0.1f, 0.2f));
      assertThat(heard(playing, 0)).containsExactly(0.1f * 3, 0.1f * 4, 0.1f * 5);
    }
  }

  /** Chooses at random what the game asks for, and says 1 to team mates. */
  private static Brain chatting(ToIntFunction<String> ownNumbers) {
    return (batch, rows, count) -> {
      int own = ownNumbers.applyAsInt(batch.behavior().name());
      for (int i = 0; i < count; i++) {
        RandomStream random = batch.random(rows[i]);
        Action action = batch.action(rows[i]);
        for (int b = 0; b < batch.branchSizes().length; b++) {
          int option = random.nextInt(batch.branchSizes()[b]);
          for (int tries = 1; action.isForbidden(b, option); tries++) {
            assertThat(tries).isLessThan(batch.branchSizes()[b]);
            option = (option + 1) % batch.branchSizes()[b];
          }
          action.choose(b, option);
        }
        for (int n = 0; n < batch.behavior().actions().continuous(); n++) {
          action.set(n, n < own ? random.nextFloat(-1, 1) : 1);
        }
      }
    };
  }

  /** The built-in games in which an agent has team mates, as they come and with other actions. */
  static Stream<ArenaSetup> gamesOfTeams() {
    return new Games(MessagesTest.class.getClassLoader())
        .all().stream()
            .flatMap(
                game ->
                    game.parameters().stream().anyMatch(p -> p.name().equals("continuous_actions"))
                        ? Stream.of(0f, 1f)
                            .map(v -> Parameters.of(game, Map.of("continuous_actions", v)))
                            .map(parameters -> ArenaSetup.of(game, parameters))
                        : Stream.of(ArenaSetup.of(game, Parameters.defaults(game))))
            .filter(setup -> setup.seats().stream().map(SeatSpec::team).anyMatch(mates(setup)));
  }

  private static Predicate<Integer> mates(ArenaSetup setup) {
    return team -> setup.seats().stream().filter(seat -> seat.team() == team).count() > 1;
  }

  @ParameterizedTest
  @MethodSource("gamesOfTeams")
  void noGameNoticesThatItsAgentsTalk(ArenaSetup plain) {
    List<BehaviorSpec> own = plain.behaviors();
    Map<String, Integer> sizes = new HashMap<>();
    Map<String, Integer> numbers = new HashMap<>();
    for (BehaviorSpec behavior : own) {
      numbers.put(behavior.name(), behavior.actions().continuous());
      plain.seats().stream()
          .filter(seat -> is(seat, behavior) && mates(plain).test(seat.team()))
          .findFirst()
          .ifPresent(seat -> sizes.put(behavior.name(), 2));
    }
    ArenaSetup talking =
        new ArenaSetup(
            plain.game(),
            plain.shape(),
            plain.source(),
            plain.weights(),
            Map.of(),
            Map.of(),
            sizes);
    Brain[] brains = new Brain[plain.teams()];
    Arrays.fill(brains, chatting(numbers::get));
    try (Playing mute = play(plain, brains);
        Playing chat = play(talking, brains)) {
      int heard = 0;
      for (int tick = 0; tick < 300; tick++) {
        for (int b = 0; b < own.size(); b++) {
          AgentBatch one = mute.batch(b);
          AgentBatch other = chat.batch(b);
          int floats = own.get(b).observations().floats();
          int stride = other.behavior().observations().floats();
          for (int row = 0; row < one.capacity(); row++) {
            if (!one.isSeated(row)) {
              continue;
            }
            assertThat(other.agent(row).behavior()).isEqualTo(own.get(b));
            assertThat(other.rewards()[row]).isEqualTo(one.rewards()[row]);
            assertThat(other.endings()[row]).isEqualTo(one.endings()[row]);
            for (int i = 0; i < floats; i++) {
              assertThat(other.observations()[row * stride + i])
                  .isEqualTo(one.observations()[row * floats + i]);
            }
            heard += stride > floats && other.observations()[row * stride + floats] == 1 ? 1 : 0;
          }
        }
        mute.tick();
        chat.tick();
      }
      assertThat(heard).isGreaterThan(100);
    }
  }

  @Test
  void scriptsAndPeopleSendZerosAndChanceSendsAnything() {
    ToyGame game = game(List.of(seat(0, MOVER, 0), seat(1, MOVER, 0)), -1, false);
    ArenaSetup setup = setup(game, Map.of("Mover", 2));
    List<Brain> silent =
        List.of(
            new ScriptedBrain((entity, random, action) -> action.set(0, 0.5f).set(1, 0.25f)),
            new HumanBrain((held, entity, action) -> action.set(0, 0.5f).set(1, 0.25f), null));
    for (Brain quiet : silent) {
      // who sat there before had something to say
      Brain[] deciding = {CLOCK};
      Brain changing = (batch, rows, count) -> deciding[0].decide(batch, rows, count);
      try (Playing playing = play(setup, changing)) {
        playing.tick();
        assertThat(heard(playing, 0)).containsExactly(0.2f, 0.2f);
        deciding[0] = quiet;
        playing.tick();
        assertThat(heard(playing, 0)).containsExactly(0f, 0f);
        assertThat(acted.get(acted.size() - 1)).containsExactly(0.5f, 0.25f);
      }
    }
    try (Playing playing = play(setup, new RandomBrain())) {
      playing.tick();
      List<Float> first = heard(playing, 0);
      playing.tick();
      List<Float> second = heard(playing, 0);
      first.forEach(number -> assertThat(number).isBetween(-1f, 1f).isNotZero());
      assertThat(second).doesNotContainAnyElementsOf(first);
    }
  }

  @Test
  void whoHasNobodyToTalkToIsRefused() {
    ToyGame rivals = game(List.of(seat(0, CHOOSER, 0), seat(1, CHOOSER, 1)), -1, false);
    assertThatThrownBy(() -> setup(rivals, Map.of("Chooser", 4)))
        .isInstanceOf(InvalidValue.class)
        .hasMessage(
            "Chooser has nobody to talk to: its agents have no team mates with messages of 4"
                + " numbers");
    ToyGame others = game(List.of(seat(0, CHOOSER, 0), seat(1, MOVER, 0)), -1, false);
    assertThatThrownBy(() -> setup(others, Map.of("Chooser", 4, "Mover", 3)))
        .hasMessageContaining("has nobody to talk to");
    BehaviorSpec taken =
        new BehaviorSpec(
            "Chooser",
            ObservationSpace.of(ObservationStream.vector("messages", 1)),
            ActionSpace.discrete(2));
    ToyGame namesake =
        new ToyGame(
            "namesake",
            List.of(taken),
            List.of(seat(0, taken, 0), seat(1, taken, 0)),
            () -> {
              throw new AssertionError("no world is wanted");
            });
    assertThatThrownBy(() -> setup(namesake, Map.of("Chooser", 4)))
        .hasMessage("Chooser has an observation stream named messages already");
  }

  @Test
  void arenasWithoutMessagesAreTheGamesOwn() {
    ToyGame game = game(List.of(seat(0, CHOOSER, 0), seat(1, CHOOSER, 0)), -1, false);
    ArenaSetup plain = setup(game, Map.of());
    assertThat(plain.behaviors()).containsExactly(CHOOSER);
    assertThat(plain.mates(0)).isEmpty();
    try (Playing playing = play(plain, CLOCK)) {
      playing.tick();
      assertThat(heard(playing, 0)).isEmpty();
      assertThat(playing.batch().numbers()).isEmpty();
    }
  }
}
