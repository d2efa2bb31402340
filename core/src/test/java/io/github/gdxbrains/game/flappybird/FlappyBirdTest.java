package io.github.gdxbrains.game.flappybird;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.gdxbrains.agent.AgentBatch;
import io.github.gdxbrains.agent.Brain;
import io.github.gdxbrains.agent.Ending;
import io.github.gdxbrains.agent.HumanControl;
import io.github.gdxbrains.arena.EpisodeLog;
import io.github.gdxbrains.arena.Parameters;
import io.github.gdxbrains.arena.Playing;
import io.github.gdxbrains.brain.ScriptedBrain;
import io.github.gdxbrains.random.RandomStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class FlappyBirdTest {
  private static final FlappyBird GAME = new FlappyBird();

  private final Course course = new Course();
  private final Bird bird = new Bird(course);

  FlappyBirdTest() {
    course.begin(new RandomStream(1), 100);
    bird.begin();
  }

  private static Playing play(Map<String, Float> parameters, Brain brain) {
    return new Playing(GAME, Parameters.of(GAME, parameters), List.of(brain), 7);
  }

  private static Brain always(int choice) {
    return new ScriptedBrain((entity, random, action) -> action.choose(0, choice));
  }

  private static Brain script() {
    return new ScriptedBrain(GAME.scripts().get("scripted"));
  }

  private void step(boolean flap) {
    bird.flaps = flap;
    FlightSystem.step(bird);
  }

  @Test
  void theBirdFallsFasterUpToTenPixelsAFrame() {
    int[] heights = new int[22];
    for (int i = 0; i < heights.length; i++) {
      step(false);
      heights[i] = bird.y;
    }
    // 244 upwards by 8, 7, ..., 1, 0, then downwards by 1, ..., 10, 10, 10, 10
    assertThat(heights)
        .containsExactly(
            236, 229, 223, 218, 214, 211, 209, 208, 208, 209, 211, 214, 218, 223, 229, 236, 244,
            253, 263, 273, 283, 293);
    assertThat(bird.velocity).isEqualTo(10);
  }

  @Test
  void aFlapLiftsTheBirdByNinePixels() {
    bird.y = 200;
    bird.velocity = 10;
    step(true);
    assertThat(List.of(bird.y, bird.velocity)).containsExactly(191, -9);
    step(false);
    assertThat(List.of(bird.y, bird.velocity)).containsExactly(183, -8);
  }

  @Test
  void flappingDoesNothingTwoBirdsAboveTheScreen() {
    bird.y = -47;
    bird.velocity = 0;
    step(true);
    assertThat(bird.y).isEqualTo(-56);
    step(true);
    assertThat(List.of(bird.y, bird.velocity)).containsExactly(-64, -8);
    bird.y = -48;
    bird.velocity = 3;
    step(true);
    assertThat(List.of(bird.y, bird.velocity)).containsExactly(-44, 4);
  }

  @Test
  void theNoseSinksThreeDegreesAFrameAndAFlapRaisesIt() {
    step(false);
    assertThat(bird.rotation).isEqualTo(42);
    bird.rotation = -89;
    step(false);
    assertThat(bird.rotation).isEqualTo(-90);
    step(true);
    assertThat(bird.rotation).isEqualTo(45);
  }

  @Test
  void pipesAreHitByOverlapAndNotByMeetingEdges() {
    course.put(0, 60, 150);
    assertThat(course.isHit(150, 0)).as("upper edges meet").isFalse();
    assertThat(course.isHit(149, 0)).isTrue();
    assertThat(course.isHit(150 + 100 - 24, 0)).as("lower edges meet").isFalse();
    assertThat(course.isHit(150 + 100 - 23, 0)).isTrue();
    assertThat(course.isHit(-500, 0)).as("pipes go on above the screen").isTrue();

    course.put(0, 57 + 34, 150);
    assertThat(course.isHit(0, 0)).as("the pipe's left edge meets the beak").isFalse();
    assertThat(course.isHit(0, 1)).isTrue();
    course.put(0, 57 - 52 + 1, 150);
    assertThat(course.isHit(0, 0)).isTrue();
    assertThat(course.isHit(0, 1)).as("the pipe's right edge meets the tail").isFalse();
  }

  @Test
  void theGroundIsHitAtItsEdge() {
    assertThat(course.isHit(404 - 24 - 1, 0)).isFalse();
    assertThat(course.isHit(404 - 24, 0)).isTrue();
  }

  @Test
  void aPipeIsPassedOnceWhenTheMiddlesMeet() {
    bird.y = 200;
    course.put(0, 56, 150);
    List<Integer> passed = new ArrayList<>();
    for (int frame = 0; frame < 4; frame++) {
      bird.velocity = -1;
      step(false);
      passed.add(bird.passed);
    }
    // middles at 78, 74, 70, 66; the bird's is 74
    assertThat(passed).containsExactly(0, 1, 1, 1);
  }

  @Test
  void pipesThatLeftTheScreenComeInAgain() {
    assertThat(List.of(course.pipeX(0), course.pipeX(1), course.pipeX(2)))
        .containsExactly(288, 432, 576);
    for (int frame = 0; frame < 85; frame++) {
      course.advance();
    }
    assertThat(course.pipeX(0)).isEqualTo(-52);
    course.advance();
    assertThat(List.of(course.pipeX(0), course.pipeX(1), course.pipeX(2)))
        .containsExactly(88, 232, 397);
    for (int frame = 0; frame < 10_000; frame++) {
      course.advance();
      assertThat(course.gapTop(2)).isIn(100, 110, 120, 130, 140, 150, 160, 170);
      assertThat(course.gapBottom(2)).isEqualTo(course.gapTop(2) + 100);
      assertThat(course.pipeX(0)).isLessThan(course.pipeX(1));
      assertThat(course.pipeX(1)).isLessThan(course.pipeX(2));
    }
  }

  @Test
  void whoNeverFlapsHitsTheGroundInFrameThirtyOne() {
    try (Playing playing = play(Map.of(), always(0))) {
      EpisodeLog log = playing.play(2);
      assertThat(log.ticks(0)).isEqualTo(31);
      // 30 frames alive and a death
      assertThat(log.episodeReturn(0, 0)).isCloseTo(30 * 0.1 - 1, within(1e-6));
      assertThat(log.score(0, 0)).isZero();
      assertThat(playing.arena().agent(0).termNames())
          .containsExactly("pipe", "alive", "death", "top");
      assertThat(log.termSum(0, 0, 0)).isZero();
      assertThat(log.termSum(0, 0, 1)).isCloseTo(3, within(1e-6));
      assertThat(log.termSum(0, 0, 2)).isEqualTo(-1);
    }
  }

  @Test
  void whoAlwaysFlapsHitsTheFirstPipeAboveTheScreen() {
    try (Playing playing = play(Map.of(), always(1))) {
      EpisodeLog log = playing.play(1);
      // 288 - 4 n < 91
      assertThat(log.ticks(0)).isEqualTo(50);
      assertThat(log.episodeReturn(0, 0)).isCloseTo(49 * 0.1 - 1, within(1e-6));
    }
  }

  @Test
  void flyingAboveTheScreenCostsWhatAnExperimentSays() {
    try (Playing playing = play(Map.of(), always(1))) {
      playing.arena().agent(0).weigh(Map.of("top", 0.5f));
      EpisodeLog log = playing.play(1);
      // 244 - 9 n < 0 from frame 28 on, and there is no way back before the end in frame 50
      assertThat(log.termSum(0, 0, 3)).isEqualTo(-0.5 * 23);
    }
  }

  @Test
  void pipesAreScoredAndTheirLimitTruncates() {
    try (Playing playing = play(Map.of("max_pipes", 3f), script())) {
      while (playing.arena().log().count() == 0) {
        playing.tick();
      }
      assertThat(playing.batch().endings()[0]).isEqualTo(Ending.TRUNCATED);
      EpisodeLog log = playing.arena().log();
      assertThat(log.score(0, 0)).isEqualTo(3);
      assertThat(log.episodeReturn(0, 0)).isCloseTo(3 + 0.1 * log.ticks(0), within(1e-4));
    }
    try (Playing playing = play(Map.of(), always(0))) {
      while (playing.arena().log().count() == 0) {
        playing.tick();
      }
      assertThat(playing.batch().endings()[0]).isEqualTo(Ending.TERMINATED);
    }
  }

  @Test
  void theScriptPassesAThousandPipes() {
    try (Playing playing = play(Map.of(), script())) {
      EpisodeLog log = playing.play(10);
      for (int episode = 0; episode < 10; episode++) {
        assertThat(log.score(episode, 0)).isEqualTo(1000);
      }
    }
  }

  @Test
  void featuresAreSharesOfTheScreen() {
    try (Playing playing = play(Map.of(), always(0))) {
      float[] seen = playing.batch().observations();
      Course now = Bird.of(playing.arena().world().seat(0)).course();
      assertThat(seen)
          .containsExactly(
              1,
              now.gapTop(0) / 512f,
              (now.gapTop(0) + 100) / 512f,
              1,
              0,
              1,
              1,
              0,
              1,
              244 / 512f,
              -0.9f,
              0.5f);
      for (int tick = 0; tick < 30; tick++) {
        playing.tick();
      }
      assertThat(now.pipeX(0)).isEqualTo(168);
      assertThat(seen[0]).isEqualTo(168 / 288f);
      assertThat(Arrays.copyOfRange(seen, 3, 6))
          .as("at 312, not yet seen")
          .containsExactly(1, 0, 1);
      assertThat(Arrays.copyOfRange(seen, 9, 12)).containsExactly(373 / 512f, 1, -0.5f);
    }
  }

  @Test
  void pixelsShowTheLastFourFrames() {
    try (Playing playing = play(Map.of("observation", 1f), always(0))) {
      AgentBatch batch = playing.batch();
      assertThat(batch.behavior().observations().bytes()).isEqualTo(84 * 84 * 4);
      byte[] start = batch.observationBytes().clone();
      // the sky's luminance: 0.299 * 112 + 0.587 * 197 + 0.114 * 206
      assertThat(pixel(start, 0, 0)).containsExactly(0, 0, 0, 173);
      for (int tick = 0; tick < 3; tick++) {
        playing.tick();
      }
      byte[] later = batch.observationBytes();
      assertThat(pixel(later, 0, 0)).containsExactly(173, 173, 173, 173);
      boolean moved = false;
      for (int i = 0; i < 84 * 84; i++) {
        assertThat(later[4 * i]).as("three frames ago").isEqualTo(start[4 * i + 3]);
        moved |= later[4 * i + 3] != start[4 * i + 3];
      }
      assertThat(moved).isTrue();
    }
  }

  private static int[] pixel(byte[] stack, int row, int column) {
    int[] values = new int[4];
    for (int frame = 0; frame < 4; frame++) {
      values[frame] = stack[4 * (84 * row + column) + frame] & 0xff;
    }
    return values;
  }

  @Test
  void holdingTheButtonFlapsOnce() {
    boolean[] held = {true};
    HumanControl.Controls controls =
        new HumanControl.Controls() {
          @Override
          public float x() {
            return 0;
          }

          @Override
          public float y() {
            return 0;
          }

          @Override
          public boolean button(int number) {
            return held[0];
          }
        };
    HumanControl human = GAME.human().orElseThrow();
    List<Integer> choices = new ArrayList<>();
    Brain person =
        new ScriptedBrain(
            (entity, random, action) -> {
              human.decide(controls, entity, action);
              choices.add(action.choice());
            });
    try (Playing playing = play(Map.of(), person)) {
      for (boolean now : new boolean[] {true, false, true, true, false, true}) {
        held[0] = now;
        playing.tick();
      }
    }
    assertThat(choices).as("held since before the start").containsExactly(0, 0, 1, 0, 0, 1);
  }

  @Test
  void wrongParametersAreNamedInOneLine() {
    assertThatThrownBy(() -> Parameters.of(GAME, Map.of("observation", 2f)))
        .hasMessage("parameter observation is 2.0, but must be within [0.0, 1.0]");
    assertThatThrownBy(() -> Parameters.of(GAME, Map.of("pipe_gap", 10f)))
        .hasMessage("parameter pipe_gap is 10.0, but must be within [60.0, 200.0]");
    assertThatThrownBy(() -> Parameters.of(GAME, Map.of("max_pipe", 10f)))
        .hasMessage(
            "flappy-bird has no parameter max_pipe; it has [observation, pipe_gap, max_pipes]");
  }
}
