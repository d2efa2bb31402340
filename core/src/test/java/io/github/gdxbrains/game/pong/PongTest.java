package io.github.gdxbrains.game.pong;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.badlogic.ashley.core.Entity;
import io.github.gdxbrains.agent.Action;
import io.github.gdxbrains.agent.Ending;
import io.github.gdxbrains.agent.HumanControl;
import io.github.gdxbrains.agent.Script;
import io.github.gdxbrains.arena.EpisodeLog;
import io.github.gdxbrains.arena.Parameters;
import io.github.gdxbrains.arena.Playing;
import io.github.gdxbrains.brain.RandomBrain;
import io.github.gdxbrains.brain.ScriptedBrain;
import io.github.gdxbrains.random.RandomStream;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class PongTest {
  private static final Pong GAME = new Pong();
  private static final Script STAYS = (entity, random, action) -> action.choose(0, Pong.STAY);

  private static Court court(Map<String, Float> given) {
    Court court = new Court();
    court.begin(new RandomStream(3), Parameters.of(GAME, given));
    return court;
  }

  private static void ball(Court court, float x, float y, float vx, float vy) {
    court.x = x;
    court.y = y;
    court.vx = vx;
    court.vy = vy;
  }

  private static Playing playing(Script left, Script right, Map<String, Float> given) {
    return new Playing(
        GAME,
        Parameters.of(GAME, given),
        List.of(new ScriptedBrain(left), new ScriptedBrain(right)),
        5);
  }

  private static Court court(Playing playing) {
    return Paddle.of(playing.arena().world().seat(0)).court();
  }

  @Test
  void theBallFliesStraightAndIsMirroredByTheWalls() {
    Court court = court(Map.of());
    ball(court, 1, 4.5f, -6, 6);
    court.step();
    assertThat(court.x).isCloseTo(0.9f, within(1e-5f));
    assertThat(court.y).isCloseTo(4.6f, within(1e-5f));
    ball(court, 1, 4.7f, -6, 12); // 4.9 is 0.1 beyond the reach of 4.8
    court.step();
    assertThat(court.y).isCloseTo(4.7f, within(1e-5f));
    assertThat(court.vy).isEqualTo(-12);
    ball(court, 1, -4.7f, -6, -12);
    court.step();
    assertThat(court.y).isCloseTo(-4.7f, within(1e-5f));
    assertThat(court.vy).isEqualTo(12);
  }

  @Test
  void theMiddleOfAPaddleReturnsTheBallStraightAndFaster() {
    Court court = court(Map.of());
    ball(court, 7.1f, 0, 12, 0); // meets the paddle at 7.2, half-way through the tick
    court.step();
    assertThat(court.vx).isCloseTo(-13.2f, within(1e-4f));
    assertThat(court.vy).isEqualTo(0);
    assertThat(court.x).isCloseTo(7.2f - 0.5f * 13.2f / 60, within(1e-4f));
    assertThat(court.returns).isEqualTo(1);
  }

  @Test
  void theAngleDependsOnWhereThePaddleMeetsTheBall() {
    Court court = court(Map.of());
    court.paddles[0].y = 1;
    // 0.6 below the middle, half-way to the end at 1 + 0.2: half of 60 degrees, whatever it came in
    ball(court, -7.2f + 0.1f, 0.4f, -12, 0);
    court.step();
    assertThat(court.vx).isCloseTo(13.2f * 0.8660254f, within(1e-3f));
    assertThat(court.vy).isCloseTo(-6.6f, within(1e-3f));
  }

  @Test
  void theBallDoesNotBecomeFasterThanItsTopSpeed() {
    Court court = court(Map.of());
    ball(court, 7.1f, 0, 23, 0);
    court.step();
    assertThat(court.vx).isCloseTo(-24, within(1e-4f));
  }

  @Test
  void aFastBallDoesNotPassThroughAPaddleButBesideIt() {
    Court court = court(Map.of());
    ball(court, 7.19f, 1.19f, 24, 0);
    court.step();
    assertThat(court.vx).isNegative();
    ball(court, 7.19f, 1.21f, 24, 0);
    court.step();
    assertThat(court.vx).isEqualTo(24);
  }

  @Test
  void whoGetsTheBallPastTheOtherWinsAPointAndServes() {
    Court court = court(Map.of());
    ball(court, 7.9f, 3, 12, 0);
    court.step();
    assertThat(court.scorer).isEqualTo(0);
    assertThat(court.points).containsExactly(1, 0);
    assertThat(court.x).isZero();
    assertThat(court.vx).isPositive(); // to who has lost the point
    assertThat(Math.hypot(court.vx, court.vy)).isCloseTo(8, within(1e-4));
    assertThat(Math.abs(court.vy)).isLessThanOrEqualTo(4.0001f); // 30 degrees
    court.step();
    assertThat(court.scorer).isEqualTo(Court.NOBODY);
    ball(court, -7.9f, 3, -12, 0);
    court.step();
    assertThat(court.points).containsExactly(1, 1);
    assertThat(court.vx).isNegative();
  }

  @Test
  void paddlesMoveAtTheirSpeedUpToTheWalls() {
    Court court = court(Map.of(Pong.PADDLE_SPEED, 6f, Pong.PADDLE_LENGTH, 3f));
    court.paddles[0].move = 1;
    court.paddles[1].move = -1;
    court.step();
    assertThat(court.paddles[0].y).isCloseTo(0.1f, within(1e-6f));
    assertThat(court.paddles[1].y).isCloseTo(-0.1f, within(1e-6f));
    for (int i = 0; i < 60; i++) {
      court.step();
    }
    assertThat(court.paddles[0].y).isEqualTo(3.5f);
    assertThat(court.paddles[1].y).isEqualTo(-3.5f);
  }

  @Test
  void bothSeeTheCourtAsIfTheyPlayedOnTheLeft() {
    try (Playing playing = playing(STAYS, STAYS, Map.of())) {
      Court court = court(playing);
      court.paddles[0].y = 1;
      court.paddles[1].y = -2;
      ball(court, 4, -1, 6, 12);
      for (int tick = 0; tick < Rules.DECISION_PERIOD; tick++) {
        playing.tick();
      }
      // 4 ticks later: x 4.4, y -0.2
      float[] seen = playing.batch().observations();
      float[] left = {0.2f, -0.4f, 0.55f, -0.04f, 0.25f, 0.5f};
      float[] right = {-0.4f, 0.2f, -0.55f, -0.04f, -0.25f, 0.5f};
      for (int i = 0; i < 6; i++) {
        assertThat(seen[i]).as("left %d", i).isCloseTo(left[i], within(1e-5f));
        assertThat(seen[6 + i]).as("right %d", i).isCloseTo(right[i], within(1e-5f));
      }
    }
  }

  @Test
  void aPointIsWorthOneAndTheLastOneTerminates() {
    try (Playing playing = playing(STAYS, STAYS, Map.of(Pong.POINTS, 2f))) {
      ball(court(playing), 7.9f, 3, 12, 0);
      playing.tick();
      assertThat(playing.batch().rewards()).containsExactly(1, -1);
      assertThat(playing.batch().endings()).containsOnly(Ending.RUNNING);
      ball(court(playing), 7.9f, 3, 12, 0);
      playing.tick();
      assertThat(playing.batch().rewards()).containsExactly(1, -1);
      assertThat(playing.batch().endings()).containsOnly(Ending.TERMINATED);
      EpisodeLog log = playing.arena().log();
      assertThat(log.score(0, 0)).isEqualTo(2);
      assertThat(log.score(0, 1)).isZero();
      assertThat(log.episodeReturn(0, 1)).isEqualTo(-2);
    }
  }

  @Test
  void theTimeLimitTruncates() {
    try (Playing playing = playing(STAYS, STAYS, Map.of(Pong.TIME_LIMIT, 0.5f))) {
      for (int tick = 0; tick < 29; tick++) {
        playing.tick();
        assertThat(playing.batch().endings()).containsOnly(Ending.RUNNING);
      }
      playing.tick();
      assertThat(playing.batch().endings()).containsOnly(Ending.TRUNCATED);
    }
  }

  @Test
  void theScriptBeatsRandomPlayersAndIsBeatenByForesight() {
    Script script = GAME.scripts().get("scripted");
    try (Playing playing =
        new Playing(
            GAME,
            Parameters.defaults(GAME),
            List.of(new ScriptedBrain(script), new RandomBrain()),
            11)) {
      assertThat(wins(playing.play(40), 0)).isGreaterThanOrEqualTo(36);
    }
    try (Playing playing = playing(script, PongTest::foresee, Map.of())) {
      assertThat(wins(playing.play(40), 1)).isGreaterThanOrEqualTo(30);
    }
  }

  /** Goes to where the ball will be, and meets it with the upper end of the paddle. */
  private static void foresee(Entity entity, RandomStream random, Action action) {
    Paddle me = Paddle.of(entity);
    Court court = me.court;
    float seconds = (me.side * Rules.CONTACT - court.x) / court.vx;
    float target = 0;
    if (seconds > 0) {
      target = court.y + seconds * court.vy;
      while (Math.abs(target) > Rules.BALL_REACH) {
        target = Math.copySign(2 * Rules.BALL_REACH, target) - target;
      }
      target -= 0.6f;
    }
    float way = target - me.y;
    action.choose(0, Math.abs(way) < 0.25f ? Pong.STAY : way > 0 ? Pong.UP : Pong.DOWN);
  }

  private static int wins(EpisodeLog log, int team) {
    int wins = 0;
    for (int e = 0; e < log.count(); e++) {
      wins += log.score(e, team) > log.score(e, 1 - team) ? 1 : 0;
    }
    return wins;
  }

  @Test
  void aPersonMovesUpAndDown() {
    try (Playing playing = playing(STAYS, STAYS, Map.of())) {
      HumanControl human = GAME.human().orElseThrow();
      Entity right = playing.arena().world().seat(1);
      float[] held = {-1, 0, 1};
      for (int option = 0; option < 3; option++) {
        human.decide(new Held(held[option]), right, playing.batch().action(1));
        assertThat(playing.batch().action(1).choice()).isEqualTo(option);
      }
    }
  }

  private record Held(float y) implements HumanControl.Controls {
    @Override
    public float x() {
      return 0;
    }

    @Override
    public boolean button(int number) {
      return false;
    }
  }
}
