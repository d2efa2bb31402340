package io.github.gdxbrains.game.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.gdxbrains.agent.Ending;
import io.github.gdxbrains.agent.Script;
import io.github.gdxbrains.arena.EpisodeLog;
import io.github.gdxbrains.arena.Parameters;
import io.github.gdxbrains.arena.Playing;
import io.github.gdxbrains.brain.ScriptedBrain;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class MemoryTest {
  private static final Memory GAME = new Memory();

  private static Playing playing(Script script, Map<String, Float> parameters) {
    return new Playing(
        GAME, Parameters.of(GAME, parameters), List.of(new ScriptedBrain(script)), 2);
  }

  @Test
  void theCueIsShownOnceAndThenAskedFor() {
    Map<String, Float> quiet = Map.of(Memory.CUES, 3f, Memory.DELAY, 2f, Memory.NOISE, 0f);
    try (Playing playing = playing(GAME.scripts().get("scripted"), quiet)) {
      for (int episode = 0; episode < 20; episode++) {
        int cue = Hall.of(playing.arena().world().seat(0)).cue;
        float[] shown = {0, 0, 0, 0, 1, 0, 0};
        shown[1 + cue] = 1;
        assertThat(playing.batch().observations()).containsExactly(shown);
        playing.tick();
        assertThat(playing.batch().observations()).containsExactly(1, 0, 0, 0, 0, 1, 0);
        playing.tick();
        assertThat(playing.batch().observations()).containsExactly(1, 0, 0, 0, 0, 1, 0);
        playing.tick();
        assertThat(playing.batch().observations()).containsExactly(1, 0, 0, 0, 0, 0, 1);
        assertThat(playing.batch().endings()[0]).isEqualTo(Ending.RUNNING);
        playing.tick();
        assertThat(playing.batch().endings()[0]).isEqualTo(Ending.TERMINATED);
        assertThat(playing.batch().rewards()[0]).isEqualTo(1);
      }
    }
  }

  @Test
  void onlyTheAnswerCounts() {
    Script wrongUntilAsked =
        (entity, random, action) -> {
          Hall hall = Hall.of(entity);
          boolean isAsked = hall.phase() == Hall.Phase.QUESTION;
          action.choose(0, isAsked ? hall.cue : 1 - hall.cue);
        };
    Script rightUntilAsked =
        (entity, random, action) -> {
          Hall hall = Hall.of(entity);
          boolean isAsked = hall.phase() == Hall.Phase.QUESTION;
          action.choose(0, isAsked ? 1 - hall.cue : hall.cue);
        };
    assertThat(meanReturn(wrongUntilAsked, Map.of(), 50)).isEqualTo(1);
    assertThat(meanReturn(rightUntilAsked, Map.of(), 50)).isEqualTo(-1);
  }

  /** The question is the same whatever the cue, so a policy without memory answers one symbol. */
  @Test
  void withoutMemoryNoAnswerIsBetterThanChance() {
    for (int symbol = 0; symbol < 4; symbol++) {
      int fixed = symbol;
      Script always = (entity, random, action) -> action.choose(0, fixed);
      // 1/4 - 3/4, within 4 standard deviations: 4 * sqrt(0.75 / 8000) = 0.039
      assertThat(meanReturn(always, Map.of(Memory.CUES, 4f, Memory.DELAY, 1f), 8000))
          .isCloseTo(-0.5, within(0.039));
    }
  }

  @Test
  void distractionsSayNothingAboutTheCue() {
    int[][] seen = new int[2][3];
    Script look =
        (entity, random, action) -> {
          Hall hall = Hall.of(entity);
          if (hall.phase() == Hall.Phase.DELAY) {
            seen[hall.cue][hall.seen]++;
          }
          action.choose(0, 0);
        };
    meanReturn(look, Map.of(Memory.DELAY, 10f, Memory.NOISE, 0.4f), 4000);
    for (int[] counts : seen) {
      double sum = Arrays.stream(counts).sum();
      assertThat(counts[Hall.BLANK] / sum).isCloseTo(0.6, within(0.02));
      assertThat(counts[1] / sum).isCloseTo(0.2, within(0.02));
      assertThat(counts[2] / sum).isCloseTo(0.2, within(0.02));
    }
  }

  @Test
  void withoutDelayTheQuestionFollowsTheCue() {
    try (Playing playing = playing(GAME.scripts().get("scripted"), Map.of(Memory.DELAY, 0f))) {
      EpisodeLog log = playing.play(5);
      assertThat(log.ticks(4)).isEqualTo(2);
    }
  }

  private static double meanReturn(Script script, Map<String, Float> parameters, int episodes) {
    try (Playing playing = playing(script, parameters)) {
      EpisodeLog log = playing.play(episodes);
      double sum = 0;
      for (int i = 0; i < log.count(); i++) {
        sum += log.episodeReturn(i, 0);
      }
      return sum / log.count();
    }
  }
}
