package io.github.gdxbrains.game.corridor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.gdxbrains.agent.Ending;
import io.github.gdxbrains.agent.Script;
import io.github.gdxbrains.arena.EpisodeLog;
import io.github.gdxbrains.arena.Parameters;
import io.github.gdxbrains.arena.Playing;
import io.github.gdxbrains.brain.ScriptedBrain;
import io.github.gdxbrains.game.mdp.FiniteMdp;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class CorridorTest {
  private static final Corridor GAME = new Corridor();

  private static Playing playing(Script script, Map<String, Float> parameters) {
    return new Playing(
        GAME, Parameters.of(GAME, parameters), List.of(new ScriptedBrain(script)), 2);
  }

  @Test
  void aStepGoesToTheNextCellAndBothEndsEnd() {
    FiniteMdp mdp = new CorridorRules(5, 0.2, 0.01, 10).mdp();
    assertThat(mdp.transition(2, CorridorRules.LEFT, 1)).isEqualTo(1);
    assertThat(mdp.transition(2, CorridorRules.RIGHT, 3)).isEqualTo(1);
    assertThat(List.of(mdp.isTerminal(0), mdp.isTerminal(1), mdp.isTerminal(3), mdp.isTerminal(4)))
        .containsExactly(true, false, false, true);
    assertThat(List.of(mdp.reward(0), mdp.reward(1), mdp.reward(4), mdp.stepReward()))
        .containsExactly(0.2, 0.0, 1.0, -0.01);
  }

  @Test
  void goingRightIsWorthTheGoalLessEightSteps() {
    try (Playing playing = playing(GAME.scripts().get("scripted"), Map.of())) {
      EpisodeLog log = playing.play(3);
      assertThat(log.ticks(2)).isEqualTo(8);
      assertThat(log.episodeReturn(2, 0)).isCloseTo(1 - 8 * 0.01, within(1e-6));
      assertThat(log.score(2, 0)).isEqualTo(1);
    }
  }

  @Test
  void goingLeftIsWorthTheDistractorLessOneStep() {
    Script left = (entity, random, action) -> action.choose(0, CorridorRules.LEFT);
    try (Playing playing = playing(left, Map.of(Corridor.DISTRACTOR, 0.3f))) {
      EpisodeLog log = playing.play(3);
      assertThat(log.ticks(2)).isEqualTo(1);
      assertThat(log.episodeReturn(2, 0)).isCloseTo(0.29, within(1e-6));
    }
  }

  @Test
  void theTimeLimitTruncatesUnlessTheGoalIsReachedAtTheSameStep() {
    for (int limit = 7; limit <= 8; limit++) {
      try (Playing playing =
          playing(GAME.scripts().get("scripted"), Map.of(Corridor.MAX_STEPS, (float) limit))) {
        for (int tick = 0; tick < limit; tick++) {
          playing.tick();
        }
        assertThat(playing.batch().endings()[0])
            .isEqualTo(limit == 7 ? Ending.TRUNCATED : Ending.TERMINATED);
        assertThat(playing.batch().finalObservations()[1 + limit]).isEqualTo(1);
      }
    }
  }
}
