package io.github.gdxbrains.game.soccer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gdxbrains.agent.Brain;
import io.github.gdxbrains.arena.EpisodeLog;
import io.github.gdxbrains.arena.Parameters;
import io.github.gdxbrains.arena.Playing;
import io.github.gdxbrains.brain.RandomBrain;
import io.github.gdxbrains.brain.ScriptedBrain;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SoccerScriptTest {
  private static final Soccer GAME = new Soccer();

  /** How matches of a first against a second brain went, sides swapped half-way. */
  record Tally(int wins, int draws, int losses, double meanSeconds) {
    double scoreRate() {
      return (wins + 0.5 * draws) / (wins + draws + losses);
    }

    double decided() {
      return (double) (wins + losses) / (wins + draws + losses);
    }
  }

  private static Brain scripted() {
    return new ScriptedBrain(GAME.scripts().get("scripted"));
  }

  static Tally play(int players, Brain first, Brain second, int matches, long seed) {
    Parameters parameters = Parameters.of(GAME, Map.of(Soccer.PLAYERS, (float) players));
    int[] tally = new int[3];
    double ticks = 0;
    for (int team = 0; team < 2; team++) {
      List<Brain> brains = team == 0 ? List.of(first, second) : List.of(second, first);
      try (Playing playing = new Playing(GAME, parameters, brains, seed + team)) {
        EpisodeLog log = playing.play(matches / 2);
        for (int i = 0; i < matches / 2; i++) {
          ticks += log.ticks(i);
          tally[1 + Math.round(log.score(i, 1 - team) - log.score(i, team))]++;
        }
      }
    }
    return new Tally(tally[0], tally[1], tally[2], ticks * Rules.TICK_SECONDS / matches);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void theScriptBeatsRandomPlayers(int players) {
    Tally tally = play(players, scripted(), new RandomBrain(), 400, 17);
    assertThat(tally.scoreRate()).as("%s", tally).isGreaterThan(0.97);
    assertThat(tally.decided()).as("%s", tally).isGreaterThan(0.95);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void theScriptAgainstItselfIsLivelyAndEven(int players) {
    Tally tally = play(players, scripted(), scripted(), 400, 23);
    assertThat(tally.decided()).as("%s", tally).isGreaterThan(0.75);
    assertThat(tally.scoreRate()).as("%s", tally).isBetween(0.42, 0.58);
  }
}
