package io.github.gdxbrains.game.walljump;

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
import io.github.gdxbrains.brain.ScriptedBrain;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class WallJumpTest {
  private static final WallJump GAME = new WallJump();
  private static final int LEFT = 0;
  private static final int STAY = 1;
  private static final int RIGHT = 2;

  private int move = STAY;
  private int jump;

  /** A platform on which the jumper obeys the test. */
  private Playing platform(float wallHeight, float blockX, float jumperX) {
    Script obeys =
        (entity, random, action) -> action.choose(WallJump.MOVE, move).choose(WallJump.JUMP, jump);
    Playing playing = playing(obeys, Map.of());
    course(playing).place(wallHeight, blockX, jumperX);
    return playing;
  }

  private static Playing playing(Script script, Map<String, Float> given) {
    return new Playing(GAME, Parameters.of(GAME, given), List.of(new ScriptedBrain(script)), 1);
  }

  private static Course course(Playing playing) {
    return Jumper.of(playing.arena().world().seat(0)).course;
  }

  /** Plays so many ticks; what the test wants counts from a decision on, so they start with one. */
  private void play(Playing playing, int move, int jump, int ticks) {
    this.move = move;
    this.jump = jump;
    for (int i = 0; i < ticks; i++) {
      playing.tick();
    }
  }

  @Test
  void aJumpRisesByFourPointFourMetresIn33Ticks() {
    try (Playing playing = platform(0, 0, -6)) {
      Jumper jumper = course(playing).jumper;
      float floor = jumper.y();
      // 16.5 m/s, less 0.5 m/s in each tick: 16 + 15.5 + … + 0.5 + 0 = 264, and 264 / 60 = 4.4
      play(playing, STAY, 1, 5);
      assertThat(jumper.stands()).isFalse();
      assertThat(jumper.vy()).isCloseTo(14, within(1e-3f));
      play(playing, STAY, 0, 28);
      assertThat(jumper.vy()).isCloseTo(0, within(1e-3f));
      assertThat(jumper.y() - floor).isCloseTo(4.4f, within(0.03f));
      play(playing, STAY, 0, 37);
      assertThat(jumper.stands()).isTrue();
      assertThat(jumper.y()).isCloseTo(floor, within(0.02f));
    }
  }

  @Test
  void whoRunsGains1MetrePerSecondATickUpTo6() {
    try (Playing playing = platform(0, 0, -8)) {
      Jumper jumper = course(playing).jumper;
      // 120 N on 2 kg for 1/60 s
      play(playing, RIGHT, 0, 5);
      assertThat(jumper.vx()).isCloseTo(5, within(1e-3f));
      play(playing, RIGHT, 0, 10);
      assertThat(jumper.vx()).isCloseTo(6, within(1e-3f));
      // 1 + 2 + … + 6 and nine times 6, in sixtieths of a metre
      assertThat(jumper.x()).isCloseTo(-8 + 75 / 60f, within(1e-3f));
    }
  }

  @Test
  void theBlockIsPushedAtTheSpeedAtWhichFrictionAndDampingTakeWhatThePushGives() {
    try (Playing playing = platform(8, -3, -6)) {
      Jumper jumper = course(playing).jumper;
      play(playing, RIGHT, 0, 90);
      // A tick gives 120 N / 60 = 2 Ns. Damping by 1 / 1.1 takes 6 kg · v · 0.1 / 1.1 and makes the
      // block fall by 0.5 m/s / 1.1 only, so friction takes 0.2 · 6 · 0.5 / 1.1 = 0.545 Ns:
      // v = 1.455 / 0.545
      assertThat(jumper.vx()).isCloseTo(2.667f, within(0.03f));
      assertThat(course(playing).blockX - jumper.x()).isCloseTo(2.1f, within(0.02f));
    }
  }

  @Test
  void whoReachesTheGroundBehindTheWallGetsOneAndIsDone() {
    try (Playing playing = platform(0, 0, 8)) {
      play(playing, RIGHT, 0, 5);
      int ticks = 5;
      while (playing.arena().episode() == 0 && ticks < 60) {
        play(playing, RIGHT, 0, 1);
        ticks++;
      }
      // (1 + … + 6) / 60 = 0.35 m in 6 ticks, then 0.1 m a tick: 1 m is passed in tick 13
      assertThat(ticks).isEqualTo(13);
      EpisodeLog log = playing.arena().log();
      assertThat(playing.batch().endings()).containsExactly(Ending.TERMINATED);
      assertThat(log.score(0, 0)).isEqualTo(1);
      assertThat(log.termSum(0, 0, 0)).isEqualTo(1);
      assertThat(log.termSum(0, 0, 2)).isCloseTo(-0.5 * 13 / 1800, within(1e-6));
    }
  }

  @Test
  void whoRunsOverTheCliffFalls() {
    try (Playing playing = platform(8, 0, -9)) {
      while (playing.arena().episode() == 0) {
        play(playing, LEFT, 0, 1);
      }
      assertThat(playing.batch().endings()).containsExactly(Ending.TERMINATED);
      assertThat(playing.arena().log().score(0, 0)).isZero();
      assertThat(playing.arena().log().termSum(0, 0, 1)).isEqualTo(-1);
    }
  }

  @Test
  void aBlockOverTheCliffEndsItToo() {
    try (Playing playing = platform(8, -8.6f, -6)) {
      float feet = -1;
      while (playing.arena().episode() == 0) {
        feet = course(playing).jumper.feet();
        // stops before the cliff
        play(playing, course(playing).jumper.x() > -9.45f ? LEFT : RIGHT, 0, 1);
      }
      assertThat(feet).isGreaterThan(-0.1f);
      assertThat(playing.arena().log().termSum(0, 0, 1)).isEqualTo(-1);
    }
  }

  @Test
  void theTimeLimitTruncates() {
    try (Playing playing = playing(GAME.scripts().get("scripted"), Map.of("time_limit", 0.1f))) {
      for (int i = 0; i < 6; i++) {
        playing.tick();
      }
      assertThat(playing.batch().endings()).containsExactly(Ending.TRUNCATED);
      assertThat(playing.arena().log().termSum(0, 0, 2)).isCloseTo(-0.5, within(1e-6));
    }
  }

  @Test
  void theJumperSeesItselfTheBlockAndTheWall() {
    try (Playing playing = platform(6, -4, -1)) {
      play(playing, RIGHT, 0, 5);
      float x = course(playing).jumper.x();
      float[] seen = new float[9];
      System.arraycopy(playing.batch().observations(), 0, seen, 0, 9);
      assertThat(x).isCloseTo(-0.75f, within(1e-3f));
      assertThat(seen)
          .containsExactly(
              new float[] {-2.75f / 12, 0, 5 / 6f, 0, 1, -3.25f / 24, 6.5f / 24, 4.75f / 24, 0.75f},
              within(2e-3f));
    }
  }

  @Test
  void theScriptGetsOverWallsOfEveryHeight() {
    Script script = GAME.scripts().get("scripted");
    for (float height : new float[] {0, 2, 4, 4.3f, 6, 8}) {
      try (Playing playing = playing(script, Map.of("wall_height", height))) {
        EpisodeLog log = playing.play(30);
        for (int episode = 0; episode < 30; episode++) {
          assertThat(log.score(episode, 0)).as("height %s, episode %d", height, episode).isOne();
        }
      }
    }
  }

  @Test
  void nobodyGetsOverAWallThatIsHigherThanAJumpWithoutTheBlock() {
    try (Playing playing = platform(4.7f, -4, 2)) {
      play(playing, RIGHT, 1, 600);
      assertThat(playing.arena().episode()).isZero();
      assertThat(course(playing).jumper.x()).isLessThan(Rules.WALL_LEFT);
    }
  }

  @Test
  void aPersonRunsWithTheArrowsAndJumpsWithTheButtonOrUp() {
    HumanControl human = GAME.human().orElseThrow();
    try (Playing playing = platform(8, 0, -4)) {
      Entity seat = playing.arena().world().seat(0);
      Action action = playing.batch().action(0);
      human.decide(new Held(-1, 0, true), seat, action);
      assertThat(action.choice(WallJump.MOVE)).isEqualTo(LEFT);
      assertThat(action.choice(WallJump.JUMP)).isOne();
      human.decide(new Held(1, 1, false), seat, action);
      assertThat(action.choice(WallJump.MOVE)).isEqualTo(RIGHT);
      assertThat(action.choice(WallJump.JUMP)).isOne();
      human.decide(new Held(0, 0, false), seat, action);
      assertThat(action.choice(WallJump.MOVE)).isEqualTo(STAY);
      assertThat(action.choice(WallJump.JUMP)).isZero();
    }
  }

  private record Held(float x, float y, boolean main) implements HumanControl.Controls {
    @Override
    public boolean button(int number) {
      return main;
    }
  }
}
