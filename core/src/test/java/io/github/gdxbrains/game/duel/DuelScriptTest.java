package io.github.gdxbrains.game.duel;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gdxbrains.agent.Brain;
import io.github.gdxbrains.arena.EpisodeLog;
import io.github.gdxbrains.arena.Parameters;
import io.github.gdxbrains.arena.Playing;
import io.github.gdxbrains.brain.RandomBrain;
import io.github.gdxbrains.brain.ScriptedBrain;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class DuelScriptTest {
  private static final Duel GAME = new Duel();
  private static final int DUELS = 200;

  private static Brain script(String name) {
    return new ScriptedBrain(GAME.scripts().get(name));
  }

  /** What a first brain gets of all duels against a second one, a draw being half a win. */
  private static double scoreRate(Brain first, Brain second, float actions) {
    Parameters parameters = Parameters.of(GAME, Map.of("actions", actions));
    double score = 0;
    for (int team = 0; team < 2; team++) {
      List<Brain> brains = team == 0 ? List.of(first, second) : List.of(second, first);
      try (Playing playing = new Playing(GAME, parameters, brains, 11 + team)) {
        EpisodeLog log = playing.play(DUELS / 2);
        for (int i = 0; i < DUELS / 2; i++) {
          score += 0.5 + 0.5 * (log.score(i, team) - log.score(i, 1 - team));
        }
      }
    }
    return score / DUELS;
  }

  @Test
  void eachStrengthBeatsTheOneBelow() {
    assertThat(scoreRate(script("hard"), script("medium"), 0)).isGreaterThan(0.62);
    assertThat(scoreRate(script("medium"), script("easy"), 0)).isGreaterThan(0.62);
    assertThat(scoreRate(script("easy"), new RandomBrain(), 0)).isGreaterThan(0.9);
  }

  @Test
  void theStrengthsAreTheSameWhenAllActionsAreContinuous() {
    assertThat(scoreRate(script("hard"), script("easy"), 1)).isGreaterThan(0.75);
  }

  @Test
  void theStandardScriptIsTheMediumOne() {
    assertThat(GAME.scripts().get("scripted")).isSameAs(GAME.scripts().get("medium"));
  }
}
