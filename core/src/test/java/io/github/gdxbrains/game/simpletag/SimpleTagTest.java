package io.github.gdxbrains.game.simpletag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.gdxbrains.agent.Brain;
import io.github.gdxbrains.arena.EpisodeLog;
import io.github.gdxbrains.arena.Parameters;
import io.github.gdxbrains.arena.Playing;
import io.github.gdxbrains.brain.RandomBrain;
import io.github.gdxbrains.brain.ScriptedBrain;
import io.github.gdxbrains.game.particle.ParticleWorld;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SimpleTagTest {
  private static final SimpleTag GAME = new SimpleTag();
  private static final Brain IDLE = option(0);
  private static final Map<String, Float> ONE_STEP = Map.of(ParticleWorld.MAX_CYCLES, 1f);

  private static Brain option(int option) {
    return new ScriptedBrain((entity, random, action) -> action.choose(0, option));
  }

  private static Playing playing(Brain adversaries, Brain good, Map<String, Float> parameters) {
    return new Playing(GAME, Parameters.of(GAME, parameters), List.of(adversaries, good), 4);
  }

  private static Tag tag(Playing playing) {
    return Tag.of(playing.arena().world().seat(0));
  }

  private static void clear(Tag tag) {
    tag.adversaries[0].place(-0.8, -0.8);
    tag.adversaries[1].place(-0.8, -0.4);
    tag.adversaries[2].place(-0.8, 0);
    tag.goodAgents[0].place(0.3, 0.4);
    tag.obstacles[0].place(0.8, -0.7);
    tag.obstacles[1].place(-0.3, -0.7);
  }

  @Test
  void everyTouchIsWorthTenToAllAdversariesAndCostsTheTouchedAsMuch() {
    try (Playing playing = playing(IDLE, IDLE, ONE_STEP)) {
      Tag tag = tag(playing);
      clear(tag);
      tag.adversaries[0].place(0.3, 0.51); // 0.11 away; they touch below 0.125
      tag.adversaries[1].place(0.3, 0.28); // 0.12
      tag.adversaries[2].place(0.43, 0.4); // 0.13
      playing.tick();
      EpisodeLog log = playing.arena().log();
      assertThat(log.episodeReturn(0, 0)).isEqualTo(20);
      assertThat(log.episodeReturn(0, 1)).isEqualTo(20);
      assertThat(log.episodeReturn(0, 2)).isEqualTo(20);
      assertThat(log.episodeReturn(0, 3)).isEqualTo(-20);
      assertThat(log.score(0, SimpleTag.ADVERSARIES)).isEqualTo(2);
      assertThat(log.score(0, SimpleTag.GOOD_AGENTS)).isZero();
    }
  }

  @Test
  void theEdgeCostsGoodAgentsAloneMoreAndMore() {
    try (Playing playing = playing(IDLE, IDLE, ONE_STEP)) {
      Tag tag = tag(playing);
      clear(tag);
      tag.adversaries[0].place(-1.5, -1.5);
      tag.goodAgents[0].place(0.95, -1.2);
      playing.tick();
      EpisodeLog log = playing.arena().log();
      assertThat(log.episodeReturn(0, 3)).isCloseTo(-0.5 - Math.exp(0.4), within(1e-6));
      assertThat(log.episodeReturn(0, 0)).isZero();
      assertThat(log.score(0, SimpleTag.GOOD_AGENTS)).isEqualTo(1);
    }
    assertThat(Tag.beyondBoundary(0.89)).isZero();
    assertThat(Tag.beyondBoundary(1)).isEqualTo(1);
    assertThat(Tag.beyondBoundary(2)).isCloseTo(Math.exp(2), within(1e-12));
    assertThat(Tag.beyondBoundary(3)).isEqualTo(10);
  }

  @Test
  void shapedRewardsAreDistancesThatAreOffByDefault() {
    Tag tag = new Tag(2, 2, 0);
    tag.adversaries[0].place(0, 0);
    tag.adversaries[1].place(3, 4);
    tag.goodAgents[0].place(3, 0);
    tag.goodAgents[1].place(0, 1);
    assertThat(tag.distanceToPrey()).isCloseTo(1 + 4, within(1e-12));
    assertThat(tag.distances(tag.goodAgents[0])).isCloseTo(3 + 4, within(1e-12));
    try (Playing playing = playing(IDLE, IDLE, ONE_STEP)) {
      assertThat(playing.arena().agent(0).termNames()).containsExactly("collision", "distance");
      assertThat(playing.arena().agent(3).termNames())
          .containsExactly("collision", "boundary", "distance");
      clear(tag(playing));
      playing.tick();
      assertThat(playing.arena().log().episodeReturn(0, 0)).isZero();
      assertThat(playing.arena().log().episodeReturn(0, 3)).isZero();
    }
  }

  @Test
  void adversariesSeeThePreysVelocityAndThePreySeesNone() {
    try (Playing playing = playing(option(2), option(4), Map.of())) {
      clear(tag(playing));
      playing.tick();
      float[] second = {
        0.3f, 0, -0.8f, -0.4f, 1.6f, -0.3f, 0.5f, -0.3f, 0, -0.4f, 0, 0.4f, 1.1f, 0.8f, 0, 0.4f
      };
      float[] prey = {
        0, 0.4f, 0.3f, 0.4f, 0.5f, -1.1f, -0.6f, -1.1f, -1.1f, -1.2f, -1.1f, -0.8f, -1.1f, -0.4f
      };
      float[] seen = playing.batch(0).observations();
      float[] seenByPrey = playing.batch(1).observations();
      for (int i = 0; i < 16; i++) {
        assertThat(seen[16 + i]).as("number %d", i).isCloseTo(second[i], within(1e-6f));
      }
      for (int i = 0; i < 14; i++) {
        assertThat(seenByPrey[i]).as("number %d", i).isCloseTo(prey[i], within(1e-6f));
      }
    }
  }

  @Test
  void spacesGrowWithTheNumbersOfAgents() {
    Parameters parameters =
        Parameters.of(GAME, Map.of(SimpleTag.NUM_GOOD, 2f, SimpleTag.NUM_OBSTACLES, 0f));
    assertThat(GAME.behaviors(parameters).get(0).observations().floats())
        .isEqualTo(2 + 2 + 4 * 2 + 2 * 2);
    assertThat(GAME.behaviors(parameters).get(1).observations().floats())
        .isEqualTo(2 + 2 + 4 * 2 + 2);
  }

  @Test
  void thePreyIsFasterThanTheAdversaries() {
    try (Playing playing = playing(option(3), option(3), Map.of())) {
      clear(tag(playing));
      playing.tick();
      assertThat(tag(playing).adversaries[1].vy()).isCloseTo(-0.3, within(1e-9));
      assertThat(tag(playing).goodAgents[0].vy()).isCloseTo(-0.4, within(1e-9));
      for (int i = 0; i < 20; i++) {
        playing.tick();
      }
      assertThat(tag(playing).adversaries[1].vy()).isCloseTo(-1, within(1e-9));
      assertThat(tag(playing).goodAgents[0].vy()).isCloseTo(-1.3, within(1e-9));
    }
  }

  @ParameterizedTest
  @CsvSource({"0", "1"})
  void theScriptsHuntAndFleeBetterThanChance(float continuous) {
    Map<String, Float> parameters = Map.of("continuous_actions", continuous);
    Brain script = new ScriptedBrain(GAME.scripts().get("scripted"));
    Brain random = new RandomBrain();
    double chance = touches(random, random, parameters);
    double hunted = touches(script, random, parameters);
    assertThat(hunted).isGreaterThan(3 * chance);
    assertThat(touches(script, script, parameters)).isLessThan(0.6 * hunted);
  }

  private static double touches(Brain adversaries, Brain good, Map<String, Float> parameters) {
    try (Playing playing = playing(adversaries, good, parameters)) {
      EpisodeLog log = playing.play(300);
      double touches = 0;
      for (int episode = 0; episode < 300; episode++) {
        touches += log.score(episode, SimpleTag.ADVERSARIES) / 300;
      }
      return touches;
    }
  }
}
