package io.github.gdxbrains.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.gdxbrains.agent.Agent;
import io.github.gdxbrains.agent.BehaviorSpec;
import io.github.gdxbrains.agent.Ending;
import io.github.gdxbrains.arena.ArenaSetup;
import io.github.gdxbrains.arena.Parameters;
import io.github.gdxbrains.arena.SeatSpec;
import io.github.gdxbrains.arena.ToyGame;
import io.github.gdxbrains.brain.BrainSource;
import io.github.gdxbrains.brain.RandomBrain;
import io.github.gdxbrains.brain.ScriptedBrain;
import io.github.gdxbrains.config.UserError;
import io.github.gdxbrains.game.cartpole.CartPole;
import io.github.gdxbrains.game.soccer.Soccer;
import io.github.gdxbrains.parallel.Workers;
import io.github.gdxbrains.sensor.Sensor;
import io.github.gdxbrains.space.ActionSpace;
import io.github.gdxbrains.space.ObservationSpace;
import io.github.gdxbrains.space.ObservationStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class TournamentTest {
  private static final BehaviorSpec CAT =
      new BehaviorSpec(
          "Cat",
          ObservationSpace.of(ObservationStream.vector("smell", 1)),
          ActionSpace.discrete(10));
  private static final BehaviorSpec MOUSE =
      new BehaviorSpec(
          "Mouse",
          ObservationSpace.of(ObservationStream.vector("noise", 2)),
          ActionSpace.discrete(20));

  /** One tick, in which each side scores the number of the option that it chose. */
  private static final ToyGame CHASE =
      new ToyGame(
          "chase",
          List.of(CAT, MOUSE),
          List.of(new SeatSpec("cat", "Cat", 0), new SeatSpec("mouse", "Mouse", 1)),
          () ->
              new ToyGame.World() {
                private final int[] chosen = new int[2];

                {
                  seat(
                      Agent.builder(CAT)
                          .team(0)
                          .sense(Sensor.vector("smell", 1, (e, out) -> out.put(0)))
                          .act((e, action) -> chosen[0] = action.choice()));
                  seat(
                      Agent.builder(MOUSE)
                          .team(1)
                          .sense(Sensor.vector("noise", 2, (e, out) -> out.put(0, 0)))
                          .act((e, action) -> chosen[1] = action.choice()));
                }

                @Override
                protected void step() {}

                @Override
                public Ending ending() {
                  return Ending.TERMINATED;
                }

                @Override
                public float score(int team) {
                  return chosen[team];
                }
              });

  private static BrainSource always(int option) {
    return capacity -> new ScriptedBrain((entity, random, action) -> action.choose(0, option));
  }

  /** Who is as good a cat and as good a mouse as the numbers say. */
  private static Evaluator.Contestant contestant(String name, int cat, int mouse) {
    return new Evaluator.Contestant(name, Map.of("Cat", always(cat), "Mouse", always(mouse)));
  }

  @Test
  void everybodyMeetsEverybodyOnBothSidesThoughTheSidesDiffer() {
    List<String> heard = new ArrayList<>();
    Tournament tournament =
        Tournament.play(
            CHASE.setup(),
            List.of(contestant("a", 5, 3), contestant("b", 9, 8), contestant("c", 3, 6)),
            9,
            1,
            true,
            Workers.single(),
            pairing -> heard.add(pairing.first() + "-" + pairing.second()));
    assertThat(heard).containsExactly("0-1", "0-2", "1-2");
    // a is the cat in the first five episodes: loses 5 to 8, and as the mouse 3 to 9
    assertThat(tournament.results().wins(1, 0)).isEqualTo(9);
    // as the cat a loses 5 to 6 to c's mouse, and draws 3 to 3 as the mouse
    assertThat(tournament.results().wins(2, 0)).isEqualTo(5);
    assertThat(tournament.results().draws(2, 0)).isEqualTo(4);
    assertThat(tournament.results().wins(1, 2)).isEqualTo(9);
    assertThat(tournament.ranking()).containsExactly(1, 2, 0);
    assertThat(tournament.pairings().get(1).evaluation().opponent()).isEqualTo("c");
    assertThat(tournament.ratings().stream().mapToDouble(r -> r.elo()).sum())
        .isBetween(3599.999, 3600.001);
  }

  @Test
  void theNumberOfThreadsAndWhoComesLastChangeNothing() {
    Soccer game = new Soccer();
    ArenaSetup setup = ArenaSetup.of(game, Parameters.of(game, Map.of("time_limit", 3f)));
    Evaluator.Contestant scripted =
        new Evaluator.Contestant(
            "scripted",
            Map.of("Soccer", capacity -> new ScriptedBrain(game.scripts().get("scripted"))));
    Evaluator.Contestant random =
        new Evaluator.Contestant("random", Map.of("Soccer", capacity -> new RandomBrain()));
    List<Evaluator.Contestant> three = List.of(scripted, random, random);
    Tournament one = Tournament.play(setup, three, 70, 6, true, Workers.single(), pairing -> {});
    try (Workers workers = new Workers(3)) {
      Tournament other = Tournament.play(setup, three, 70, 6, true, workers, pairing -> {});
      assertThat(other.pairings()).isEqualTo(one.pairings());
      assertThat(other.ratings()).isEqualTo(one.ratings());
    }
    Tournament two =
        Tournament.play(setup, three.subList(0, 2), 70, 6, true, Workers.single(), pairing -> {});
    assertThat(two.pairings()).containsExactly(one.pairings().get(0));
    // the two randoms are the same brain, but play other episodes against the scripted one
    assertThat(one.pairings().get(1).evaluation()).isNotEqualTo(one.pairings().get(0).evaluation());
    assertThat(
            Tournament.play(setup, three, 70, 7, true, Workers.single(), pairing -> {}).pairings())
        .isNotEqualTo(one.pairings());
  }

  @Test
  void oneTeamOrOneBrainIsNoTournament() {
    CartPole cartPole = new CartPole();
    assertThatThrownBy(
            () ->
                Tournament.requirePlayable(
                    ArenaSetup.of(cartPole, Parameters.defaults(cartPole)), List.of("a", "b")))
        .isInstanceOf(UserError.class)
        .hasMessage("cartpole has one team, but a tournament needs a game with two or more");
    assertThatThrownBy(() -> Tournament.requirePlayable(CHASE.setup(), List.of("a")))
        .isInstanceOf(UserError.class)
        .hasMessage("a tournament needs two brains or more, but there is only a");
  }
}
