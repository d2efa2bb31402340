package io.github.gdxbrains.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.gdxbrains.agent.Action;
import io.github.gdxbrains.agent.Agent;
import io.github.gdxbrains.agent.AgentBatch;
import io.github.gdxbrains.agent.BehaviorSpec;
import io.github.gdxbrains.agent.Ending;
import io.github.gdxbrains.arena.ArenaSetup;
import io.github.gdxbrains.arena.Parameters;
import io.github.gdxbrains.arena.SeatSpec;
import io.github.gdxbrains.arena.ToyGame;
import io.github.gdxbrains.brain.BrainSource;
import io.github.gdxbrains.brain.RandomBrain;
import io.github.gdxbrains.brain.ScriptedBrain;
import io.github.gdxbrains.game.cartpole.CartPole;
import io.github.gdxbrains.game.soccer.Soccer;
import io.github.gdxbrains.game.tictactoe.TicTacToe;
import io.github.gdxbrains.parallel.Workers;
import io.github.gdxbrains.sensor.Sensor;
import io.github.gdxbrains.space.ActionSpace;
import io.github.gdxbrains.space.ObservationSpace;
import io.github.gdxbrains.space.ObservationStream;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.DoubleBinaryOperator;
import org.junit.jupiter.api.Test;

final class EvaluatorTest {
  private static final BehaviorSpec BEHAVIOR =
      new BehaviorSpec(
          "Duel",
          ObservationSpace.of(ObservationStream.vector("nothing", 1)),
          ActionSpace.discrete(4));

  /**
   * A duel of three ticks in which a team's score is a function of its number and of the option
   * that it chose last, which is also its reward in the last tick.
   */
  private static ToyGame duel(DoubleBinaryOperator score, int throwingWorld) {
    AtomicInteger made = new AtomicInteger();
    return new ToyGame(
        "duel",
        List.of(BEHAVIOR),
        List.of(new SeatSpec("left", "Duel", 0), new SeatSpec("right", "Duel", 1)),
        () -> {
          boolean throwsOnce = made.getAndIncrement() == throwingWorld;
          return new ToyGame.World() {
            private final int[] chosen = new int[2];
            private final Agent[] agents = new Agent[2];

            {
              for (int i = 0; i < 2; i++) {
                int team = i;
                agents[i] =
                    seat(
                        Agent.builder(BEHAVIOR)
                            .team(i)
                            .sense(Sensor.vector("nothing", 1, (e, out) -> out.put(0)))
                            .act((e, action) -> chosen[team] = action.choice()));
              }
            }

            @Override
            protected void step() {
              if (throwsOnce) {
                throw new IllegalStateException("a draw of swords");
              }
              if (tick == 3) {
                for (int team = 0; team < 2; team++) {
                  agents[team].addReward(chosen[team]);
                }
              }
            }

            @Override
            public Ending ending() {
              return tick == 3 ? Ending.TERMINATED : Ending.RUNNING;
            }

            @Override
            public float score(int team) {
              return (float) score.applyAsDouble(team, chosen[team]);
            }
          };
        });
  }

  private static Evaluator.Contestant always(int option) {
    BrainSource brains =
        capacity -> new ScriptedBrain((entity, random, action) -> action.choose(0, option));
    return new Evaluator.Contestant("always " + option, Map.of("Duel", brains));
  }

  private static Evaluator.Contestant random(String behavior) {
    return new Evaluator.Contestant("random", Map.of(behavior, capacity -> new RandomBrain()));
  }

  private static Evaluation evaluate(
      ToyGame game, Evaluator.Contestant one, Evaluator.Contestant other, int episodes) {
    return Evaluator.evaluate(game.setup(), one, other, episodes, 5, true, Workers.single());
  }

  @Test
  void theBetterOneWinsOnBothSides() {
    Evaluation won = evaluate(duel((team, choice) -> choice, -1), always(3), always(1), 10);
    assertThat(won).isEqualTo(new Evaluation(10, 3, 0, 10, 0, 0, 3, 3, "always 1", true));
    assertThat(won.scoreRate()).isEqualTo(1);
    Evaluation lost = evaluate(duel((team, choice) -> choice, -1), always(1), always(3), 10);
    assertThat(lost.losses()).isEqualTo(10);
    assertThat(lost.meanReturn()).isEqualTo(1);
    assertThat(lost.meanScore()).isEqualTo(1);
    assertThat(lost.meanTicks()).isEqualTo(3);
  }

  @Test
  void equalScoresAreDraws() {
    Evaluation drawn = evaluate(duel((team, choice) -> 7, -1), always(3), always(1), 5);
    assertThat(drawn.draws()).isEqualTo(5);
    assertThat(drawn.scoreRate()).isEqualTo(0.5);
    assertThat(drawn.score()).isEqualTo(0.5);
  }

  @Test
  void sidesAreSwappedHalfWay() {
    // the left side always wins, whoever sits there
    Evaluation even = evaluate(duel((team, choice) -> 1 - team, -1), always(3), always(1), 150);
    assertThat(even.wins()).isEqualTo(75);
    assertThat(even.losses()).isEqualTo(75);
    assertThat(even.meanReturn()).isEqualTo(3);
    Evaluation odd = evaluate(duel((team, choice) -> 1 - team, -1), always(3), always(1), 7);
    assertThat(odd.wins()).isEqualTo(4);
    assertThat(odd.losses()).isEqualTo(3);
  }

  @Test
  void anArenaThatThrowsDoesNotMixUpTheSides() {
    // the world of arena 1 throws in its first episode: all of its episodes move up by one
    Evaluation won = evaluate(duel((team, choice) -> choice, 1), always(3), always(1), 130);
    assertThat(won.wins()).isEqualTo(130);
    assertThat(won.meanReturn()).isEqualTo(3);
  }

  @Test
  void returnsHaveTheirMeanAndDeviation() {
    Evaluation evaluation =
        evaluate(duel((team, choice) -> choice, -1), random("Duel"), always(0), 2000);
    assertThat(evaluation.meanReturn()).isCloseTo(1.5, within(0.08));
    assertThat(evaluation.stdReturn()).isCloseTo(Math.sqrt(1.25), within(0.05));
    assertThat(evaluation.draws() / 2000.0).isCloseTo(0.25, within(0.03));
    assertThat(evaluation.wins() + evaluation.draws()).isEqualTo(2000);
    assertThat(evaluation.scoreRate()).isCloseTo(0.875, within(0.02));
  }

  @Test
  void oneTeamHasNeitherOpponentNorWins() {
    CartPole game = new CartPole();
    Evaluation evaluation =
        Evaluator.evaluate(
            ArenaSetup.of(game, Parameters.defaults(game)),
            random("CartPole"),
            random("CartPole"),
            70,
            1,
            false,
            Workers.single());
    assertThat(evaluation.episodes()).isEqualTo(70);
    assertThat(evaluation.wins() + evaluation.draws() + evaluation.losses()).isZero();
    assertThat(evaluation.scoreRate()).isNaN();
    assertThat(evaluation.score()).isEqualTo(evaluation.meanReturn()).isBetween(15.0, 35.0);
    assertThat(evaluation.meanTicks()).isCloseTo(evaluation.meanReturn(), within(1e-9));
    assertThat(evaluation.opponent()).isEmpty();
    assertThat(evaluation.deterministic()).isFalse();
  }

  @Test
  void theNumberOfThreadsChangesNothing() {
    Soccer game = new Soccer();
    ArenaSetup setup = ArenaSetup.of(game, Parameters.of(game, Map.of("time_limit", 3f)));
    Evaluator.Contestant scripted =
        new Evaluator.Contestant(
            "scripted",
            Map.of("Soccer", capacity -> new ScriptedBrain(game.scripts().get("scripted"))));
    Evaluation one =
        Evaluator.evaluate(setup, scripted, random("Soccer"), 70, 6, true, Workers.single());
    try (Workers workers = new Workers(2)) {
      assertThat(Evaluator.evaluate(setup, scripted, random("Soccer"), 70, 6, true, workers))
          .isEqualTo(one);
    }
    assertThat(Evaluator.evaluate(setup, scripted, random("Soccer"), 70, 7, true, Workers.single()))
        .isNotEqualTo(one);
  }

  @Test
  void thereMustBeAnEpisodeAndABrainForEveryBehavior() {
    ToyGame game = duel((team, choice) -> choice, -1);
    assertThatThrownBy(() -> evaluate(game, always(0), always(1), 0))
        .hasMessage("episodes is 0, but must be at least 1");
    assertThatThrownBy(() -> evaluate(game, random("Other"), always(1), 3))
        .hasMessage("random has no brain for the seat 'left'");
  }

  @Test
  void pairsBeginAlikeAndNoTwoPairsDo() {
    TicTacToe game = new TicTacToe();
    ArenaSetup arenas = ArenaSetup.of(game, Parameters.of(game, Map.of("opening_moves", 1f)));
    BrainSource lowest = capacity -> (batch, rows, count) -> takeLowest(batch, rows, count);
    Evaluator.Contestant brain = new Evaluator.Contestant("a", Map.of("TicTacToe", lowest));
    try (Workers workers = new Workers(1)) {
      Evaluation all = Evaluator.evaluatePairs(arenas, brain, brain, 9, 1, true, workers);
      assertThat(all.episodes()).isEqualTo(18);
      assertThat(all.wins()).as("whoever wins a game loses its twin").isEqualTo(all.losses());
      assertThat(all.wins()).isPositive();
      assertThatThrownBy(() -> Evaluator.evaluatePairs(arenas, brain, brain, 10, 1, true, workers))
          .hasMessage(
              "--distinct: found only 9 ways in which tic-tac-toe begins, but 10 are wanted");
    }
  }

  private static void takeLowest(AgentBatch batch, int[] rows, int count) {
    for (int i = 0; i < count; i++) {
      Action action = batch.action(rows[i]);
      int option = 0;
      while (action.isForbidden(0, option)) {
        option++;
      }
      action.choose(0, option);
    }
  }

  @Test
  void pairsNeedTwoSides() {
    CartPole game = new CartPole();
    Evaluator.Contestant brain =
        new Evaluator.Contestant("a", Map.of("CartPole", capacity -> new RandomBrain()));
    try (Workers workers = new Workers(1)) {
      assertThatThrownBy(
              () ->
                  Evaluator.evaluatePairs(
                      ArenaSetup.of(game, Parameters.defaults(game)),
                      brain,
                      brain,
                      1,
                      1,
                      true,
                      workers))
          .hasMessage("--distinct: there are no two sides of cartpole to play");
    }
  }
}
