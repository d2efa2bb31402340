package io.github.gdxbrains.game.bandit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.gdxbrains.agent.Ending;
import io.github.gdxbrains.agent.Script;
import io.github.gdxbrains.arena.EpisodeLog;
import io.github.gdxbrains.arena.Parameters;
import io.github.gdxbrains.arena.Playing;
import io.github.gdxbrains.brain.RandomBrain;
import io.github.gdxbrains.brain.ScriptedBrain;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class BanditTest {
  private static final Bandit GAME = new Bandit();

  private static Playing playing(Script script, Map<String, Float> parameters) {
    return new Playing(
        GAME, Parameters.of(GAME, parameters), List.of(new ScriptedBrain(script)), 2);
  }

  @Test
  void meansAreTheSeedsAndStandardNormal() {
    float[][] means = new Machines.Build(100, 100, 3).means();
    assertThat(new Machines.Build(100, 100, 3).means()).isDeepEqualTo(means);
    assertThat(new Machines.Build(100, 100, 4).means()[0][0]).isNotEqualTo(means[0][0]);
    double sum = 0;
    double squares = 0;
    for (float[] row : means) {
      for (float mean : row) {
        sum += mean;
        squares += mean * mean;
      }
    }
    assertThat(sum / 10_000).isCloseTo(0, within(0.04));
    assertThat(squares / 10_000).isCloseTo(1, within(0.06));
  }

  @Test
  void withoutNoiseAPullPaysTheMeanOfTheContextThatWasSeen() {
    Script second = (entity, random, action) -> action.choose(0, 1);
    float[][] means = new Machines.Build(4, 5, 1).means();
    int[] seen = new int[4];
    try (Playing playing = playing(second, Map.of(Bandit.NOISE, 0f))) {
      for (int i = 0; i < 400; i++) {
        Machines machines = Machines.of(playing.arena().world().seat(0));
        int context = machines.context;
        seen[context]++;
        assertThat(playing.batch().observations()[context]).isEqualTo(1);
        playing.tick();
        assertThat(playing.batch().rewards()[0]).isEqualTo(means[context][1]);
      }
    }
    for (int count : seen) {
      // 4 standard deviations: 4 * sqrt(400 * 0.25 * 0.75) = 35
      assertThat(count).as("contexts are drawn uniformly").isBetween(65, 135);
    }
  }

  @Test
  void noiseHasItsStandardDeviation() {
    Script first = (entity, random, action) -> action.choose(0, 0);
    Map<String, Float> one = Map.of(Bandit.CONTEXTS, 1f, Bandit.NOISE, 2f, Bandit.PULLS, 1f);
    float mean = new Machines.Build(1, 5, 1).means()[0][0];
    try (Playing playing = playing(first, one)) {
      EpisodeLog log = playing.play(20_000);
      double sum = 0;
      double squares = 0;
      for (int i = 0; i < log.count(); i++) {
        double off = log.episodeReturn(i, 0) - mean;
        sum += off;
        squares += off * off;
      }
      // 4 standard deviations of the mean: 4 * 2 / sqrt(20000) = 0.057
      assertThat(sum / log.count()).isCloseTo(0, within(0.057));
      assertThat(Math.sqrt(squares / log.count())).isCloseTo(2, within(0.05));
    }
  }

  @Test
  void theLastPullTruncates() {
    try (Playing playing =
        new Playing(
            GAME, Parameters.of(GAME, Map.of(Bandit.PULLS, 3f)), List.of(new RandomBrain()), 1)) {
      playing.tick();
      playing.tick();
      assertThat(playing.batch().endings()[0]).isEqualTo(Ending.RUNNING);
      playing.tick();
      assertThat(playing.batch().endings()[0]).isEqualTo(Ending.TRUNCATED);
    }
  }

  @Test
  void theScriptGetsTheBestMeanOfEachContext() {
    double best = 0;
    for (float[] row : new Machines.Build(4, 5, 1).means()) {
      float most = Float.NEGATIVE_INFINITY;
      for (float mean : row) {
        most = Math.max(most, mean);
      }
      best += most / 4;
    }
    try (Playing playing = playing(GAME.scripts().get("scripted"), Map.of(Bandit.NOISE, 0f))) {
      EpisodeLog log = playing.play(2000);
      double sum = 0;
      for (int i = 0; i < log.count(); i++) {
        sum += log.episodeReturn(i, 0) / 20;
      }
      assertThat(sum / log.count()).isCloseTo(best, within(0.02));
    }
  }
}
