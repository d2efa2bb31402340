package io.github.gdxbrains.headless.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gdxbrains.arena.Game;
import io.github.gdxbrains.catalog.Games;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class ListsTest {
  static Iterable<Game> games() {
    return Games.builtIn();
  }

  @ParameterizedTest
  @MethodSource("games")
  void everyGameIsListedWithItsParametersAndTerms(Game game) {
    assertThat(Cli.run("games").out()).contains(game.name(), game.description());
    Cli about = Cli.run("games", game.name());
    assertThat(about.exit()).isZero();
    game.parameters().forEach(p -> assertThat(about.out()).contains(p.name(), p.description()));
    assertThat(about.out()).contains("observes", "acts", "rewards", "brains");
  }

  @Test
  void aGameTellsWhenItsAgentsDecide() {
    assertThat(Cli.run("games", "cartpole").out()).contains("CartPole, decides every tick\n");
    assertThat(Cli.run("games", "soccer").out()).contains("Soccer, decides every 5 ticks\n");
    assertThat(Cli.run("games", "tic-tac-toe").out())
        .contains("TicTacToe, decides when it is its turn\n");
  }

  @Test
  void learnersAreListedWithTheirHyperparameters() {
    assertThat(Cli.run("learners").out())
        .contains("ppo: ", "batch_size", "1024", "learning_rate", "3.0e-4", "target_kl")
        .contains("none")
        .containsPattern("streams +none\\R")
        .doesNotContain("a mapping");
  }

  @Test
  void withoutACommandTheUsageIsShown() {
    Cli cli = Cli.run();
    assertThat(cli.exit()).isZero();
    assertThat(cli.out()).contains("Usage: brains", "train", "evaluate", "rollout", "bench");
  }
}
