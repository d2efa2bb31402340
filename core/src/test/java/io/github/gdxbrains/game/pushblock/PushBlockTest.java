package io.github.gdxbrains.game.pushblock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.badlogic.ashley.core.Entity;
import io.github.gdxbrains.agent.Action;
import io.github.gdxbrains.agent.Agent;
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

final class PushBlockTest {
  private static final PushBlock GAME = new PushBlock();
  private static final int GOAL = 0;
  private static final int STEP = 1;
  private static final int APPROACH = 2;
  private static final int PUSH = 3;
  private static final int TOUCH = 4;

  /** What everyone does. */
  private int along = 1;

  private int across = 1;

  /** A hall of 10 m in which everyone obeys the test; blocks, then pushers stand as given. */
  private Playing hall(int agents, int blocks, float weight, float... places) {
    Script obeys =
        (entity, random, action) ->
            action.choose(PushBlock.ALONG, along).choose(PushBlock.ACROSS, across);
    Map<String, Float> given =
        Map.of(
            "agents",
            (float) agents,
            "blocks",
            (float) blocks,
            "block_weight",
            weight,
            "gamma",
            1f); // so that what shaping sums to is easily told
    Playing playing = playing(obeys, given);
    Hall hall = hall(playing);
    hall.rebuild(10, weight);
    for (int i = 0; i < blocks; i++) {
      hall.placeBlock(i, places[2 * i], places[2 * i + 1]);
    }
    for (int i = 0; i < agents; i++) {
      hall.placePusher(i, places[2 * (blocks + i)], places[2 * (blocks + i) + 1]);
    }
    return playing;
  }

  private static Playing playing(Script script, Map<String, Float> given) {
    return new Playing(GAME, Parameters.of(GAME, given), List.of(new ScriptedBrain(script)), 1);
  }

  private static Hall hall(Playing playing) {
    return Pusher.of(playing.arena().world().seat(0)).hall;
  }

  private void play(Playing playing, int along, int across, int ticks) {
    this.along = along;
    this.across = across;
    for (int i = 0; i < ticks; i++) {
      playing.tick();
    }
  }

  @Test
  void runnersApproach4MetresPerSecondAlongEveryDirection() {
    try (Playing playing = hall(1, 1, 1, 3, 0, -4, -4)) {
      Pusher pusher = hall(playing).pushers[0];
      // each tick: (v + 24 / 60) / (1 + 6 / 60), that is 4 (1 - 1.1^-n)
      play(playing, 1, 2, 5);
      assertThat(pusher.vy()).isCloseTo(1.5163f, within(1e-3f));
      play(playing, 2, 2, 60);
      assertThat(pusher.vx()).isCloseTo(2.8284f, within(0.01f));
      assertThat(pusher.vy()).isCloseTo(2.8284f, within(0.01f));
    }
  }

  @Test
  void onePushesALightBlockWithWhatFrictionLeaves() {
    try (Playing playing = hall(1, 1, 1, 0, -2, 0, -3.25f)) {
      Hall hall = hall(playing);
      play(playing, 1, 2, 120);
      // a tick gives 48 N / 60 = 0.8 Ns before damping by 1 / 1.1; friction takes 0.4 of 0.8 Ns:
      // (2 v + 0.8) / 1.1 + 3 v - 0.32 = 5 v
      assertThat(hall.pushers[0].vy()).isCloseTo(2.24f, within(0.05f));
      assertThat(hall.blocks[0].x()).isCloseTo(0, within(1e-3f));
    }
  }

  @Test
  void aHeavyBlockGivesWayToTwoButNotToOne() {
    try (Playing playing = hall(2, 1, 2, 0, -2, -0.42f, -3.45f, 4, -4)) {
      play(playing, 1, 2, 240);
      assertThat(hall(playing).blocks[0].y()).isCloseTo(-2, within(0.05f));
    }
    try (Playing playing = hall(2, 1, 2, 0, -2, -0.42f, -3.45f, 0.42f, -3.45f)) {
      play(playing, 1, 2, 120);
      // (4 v + 1.6) / 1.1 + 6 v - 1.4 · 0.8 = 10 v
      assertThat(hall(playing).pushers[0].vy()).isCloseTo(0.92f, within(0.05f));
      assertThat(hall(playing).blocks[0].y()).isGreaterThan(-1);
    }
  }

  @Test
  void aBlockWhoseMiddleIsInTheGoalZoneIsTakenInAndWorth5() {
    try (Playing playing = hall(1, 2, 1, 0, 2.9f, 3, 0, 0, 1.65f)) {
      Hall hall = hall(playing);
      int ticks = 0;
      while (!hall.blocks[0].isIn()) {
        play(playing, 1, 2, 1);
        ticks++;
      }
      assertThat(hall.blocks[0].y()).isBetween(3f, 3.1f);
      assertThat(playing.batch().rewards()[0]).isCloseTo(5 - 1 / 1800f, within(1e-5f));
      Agent agent = playing.arena().agent(0);
      assertThat(agent.termSum(GOAL)).isEqualTo(5);
      assertThat(agent.termSum(STEP)).isCloseTo(-ticks / 1800.0, within(1e-6));
      assertThat(playing.arena().world().score(0)).isOne();
      assertThat(playing.arena().world().ending()).isEqualTo(Ending.RUNNING);
      // nothing is in the way any more
      play(playing, 1, 2, 60);
      assertThat(hall.pushers[0].y()).isCloseTo(4.6f, within(0.05f));
    }
  }

  @Test
  void severalShareWhatABlockIsWorthWhereverTheyAre() {
    try (Playing playing = hall(2, 1, 1, 0, 2.95f, 0, 1.72f, -4, -4)) {
      while (playing.arena().episode() == 0) {
        play(playing, 1, 2, 1);
      }
      assertThat(playing.batch().groupRewards()).containsExactly(5, 5);
      assertThat(playing.batch().rewards()[1]).isCloseTo(5 - 1 / 1800f, within(1e-5f));
      assertThat(playing.batch().endings()).containsOnly(Ending.TERMINATED);
      assertThat(playing.arena().log().termSum(0, 1, GOAL)).isZero();
    }
  }

  @Test
  void theTermsOfWeight0ShapeByWaysAndByTouch() {
    try (Playing playing = hall(1, 1, 1, 0, -2, 0, -4)) {
      Hall hall = hall(playing);
      Entity seat = playing.arena().world().seat(0);
      Agent agent = playing.arena().agent(0);
      agent.weigh(Map.of("approach", 1f, "push", 1f, "touch", 1f));
      agent.begin();
      assertThat(agent.termNames()).containsExactly("goal", "step", "approach", "push", "touch");
      assertThat(Pusher.of(seat).touches()).isFalse();
      play(playing, 1, 2, 60);
      assertThat(Pusher.of(seat).touches()).isTrue();
      // Φ after less Φ before: the way to the block was 2 m, the block's way to the zone 5 m
      float dx = hall.blocks[0].x() - hall.pushers[0].x();
      double way = Math.hypot(dx, hall.blocks[0].y() - hall.pushers[0].y());
      assertThat(agent.termSum(APPROACH)).isCloseTo((2 - way) / 10, within(1e-5));
      assertThat(agent.termSum(PUSH)).isCloseTo((hall.blocks[0].y() + 2) / 10, within(1e-5));
      assertThat(agent.termSum(TOUCH)).isBetween(0.4, 1.0);
      while (playing.arena().episode() == 0) {
        play(playing, 1, 2, 1);
      }
      // Φ is 0 when all blocks are in
      assertThat(playing.arena().log().termSum(0, 0, APPROACH)).isCloseTo(0.2, within(1e-5));
      assertThat(playing.arena().log().termSum(0, 0, PUSH)).isCloseTo(0.5, within(1e-5));
    }
  }

  @Test
  void everyoneSeesBlocksAndOthersFromWhereTheyStand() {
    try (Playing playing = hall(2, 2, 1, 0, 1, 3, -1, -2, -4, 4, -3)) {
      hall(playing).blocks[1].isIn = true;
      play(playing, 1, 1, 5);
      float[] second = new float[16];
      System.arraycopy(playing.batch().observations(), 16, second, 0, 16);
      assertThat(second)
          .containsExactly(
              new float[] {
                0.8f, -0.6f, 0, 0, 0.5f, 1 / 3f, 0, -0.4f, 0.4f, 0.2f, 1, 0, 0, 0, -0.6f, -0.1f
              },
              within(1e-5f));
    }
  }

  @Test
  void blocksAndPushersStartClearOfEachOtherHoweverManyThereAre() {
    Map<String, Float> given = Map.of("agents", 4f, "blocks", 4f, "block_weight", 3f);
    try (Playing playing = playing(GAME.scripts().get("scripted"), given)) {
      Hall hall = hall(playing);
      for (int seed = 0; seed < 100; seed++) {
        playing.arena().restart(seed);
        for (Block block : hall.blocks) {
          assertThat(Math.abs(block.x())).isLessThan(5 - block.half);
          assertThat(block.y()).isBetween(-5 + block.half + 1.19f, 3 - block.half);
          for (Pusher pusher : hall.pushers) {
            assertThat(pusher.gapTo(block)).isPositive();
          }
        }
        for (int i = 1; i < 4; i++) {
          for (int k = 0; k < i; k++) {
            float dx = hall.blocks[i].x() - hall.blocks[k].x();
            assertThat(Math.abs(dx)).isGreaterThan(2 * hall.blockHalf() - 0.01f);
            double away =
                Math.hypot(
                    hall.pushers[i].x() - hall.pushers[k].x(),
                    hall.pushers[i].y() - hall.pushers[k].y());
            assertThat(away).isGreaterThan(2 * Rules.PUSHER_RADIUS);
          }
        }
      }
    }
  }

  @Test
  void theScriptBringsInLightAndHeavyBlocks() {
    Script script = GAME.scripts().get("scripted");
    for (float crew = 1; crew <= 3; crew++) {
      Map<String, Float> given = Map.of("agents", crew, "block_weight", crew);
      try (Playing playing = playing(script, given)) {
        EpisodeLog log = playing.play(30);
        int solved = 0;
        for (int episode = 0; episode < 30; episode++) {
          solved += (int) log.score(episode, 0);
        }
        assertThat(solved).as("%s agents", crew).isEqualTo(30);
      }
    }
  }

  @Test
  void aPersonWalksWithTheArrows() {
    HumanControl human = GAME.human().orElseThrow();
    try (Playing playing = hall(1, 1, 1, 0, 0, 0, -3)) {
      Entity seat = playing.arena().world().seat(0);
      Action action = playing.batch().action(0);
      human.decide(new Held(-1, 0.5f), seat, action);
      assertThat(action.choice(PushBlock.ALONG)).isZero();
      assertThat(action.choice(PushBlock.ACROSS)).isEqualTo(2);
      human.decide(new Held(0, 0), seat, action);
      assertThat(action.choice(PushBlock.ALONG)).isOne();
      assertThat(action.choice(PushBlock.ACROSS)).isOne();
    }
  }

  private record Held(float x, float y) implements HumanControl.Controls {
    @Override
    public boolean button(int number) {
      return false;
    }
  }
}
