package io.github.gdxbrains.game.battle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.badlogic.ashley.core.Entity;
import io.github.gdxbrains.agent.Action;
import io.github.gdxbrains.agent.AgentBatch;
import io.github.gdxbrains.agent.Brain;
import io.github.gdxbrains.agent.Ending;
import io.github.gdxbrains.agent.HumanControl;
import io.github.gdxbrains.agent.Script;
import io.github.gdxbrains.arena.EpisodeLog;
import io.github.gdxbrains.arena.Parameters;
import io.github.gdxbrains.arena.Playing;
import io.github.gdxbrains.brain.RandomBrain;
import io.github.gdxbrains.brain.ScriptedBrain;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class BattleTest {
  private static final Battle GAME = new Battle();
  private static final Script SCRIPT = GAME.scripts().get("scripted");
  private static final Script STAYS = (entity, random, action) -> action.choose(0, Directions.STAY);

  private static Playing playing(Script blue, Script orange, Map<String, Float> given) {
    return new Playing(
        GAME,
        Parameters.of(GAME, given),
        List.of(new ScriptedBrain(blue), new ScriptedBrain(orange)),
        7);
  }

  private static Battlefield field(Playing playing) {
    return Soldier.of(playing.arena().world().seat(0)).field;
  }

  /** Three by three cells: blue to the middle of the left column, orange to that of the right. */
  private static Playing duel(Script blue, Script orange, Map<String, Float> more) {
    Playing playing =
        playing(
            blue,
            orange,
            Map.of(
                Battle.PER_SIDE,
                1f,
                Battle.DENSITY,
                0.3f,
                Battle.WALLS,
                0f,
                Battle.VIEW_RANGE,
                1f,
                Battle.RECOVERY,
                0f,
                Battle.MAX_CYCLES,
                more.getOrDefault(Battle.MAX_CYCLES, 50f),
                Battle.DAMAGE,
                more.getOrDefault(Battle.DAMAGE, 2f)));
    Battlefield field = field(playing);
    assertThat(field.size).isEqualTo(3);
    field.move(0, 1, 1); // in touch
    if (field.rows[1] != 1) {
      field.move(1, 2, 1);
    }
    return playing;
  }

  private static final Script STRIKES =
      (entity, random, action) -> {
        Soldier me = Soldier.of(entity);
        int attack = BattleScript.weakest(me.field, me.index);
        action.choose(0, attack < 0 ? Directions.STAY : Directions.ATTACK + attack);
      };

  @Test
  void rewardsAreThoseOfMagent() {
    try (Playing playing = duel(STRIKES, STAYS, Map.of(Battle.DAMAGE, 5f))) {
      playing.tick();
      assertThat(playing.batch().rewards()[0]).isCloseTo(0.2f - 0.1f - 0.005f, within(1e-6f));
      assertThat(playing.batch().rewards()[1]).isCloseTo(-0.005f, within(1e-6f));
      playing.tick();
      assertThat(playing.batch().rewards()[0]).isCloseTo(5 + 0.1f - 0.005f, within(1e-5f));
      assertThat(playing.batch().rewards()[1]).isCloseTo(-0.1f - 0.005f, within(1e-6f));
      assertThat(playing.batch().endings()).containsOnly(Ending.TERMINATED);
      EpisodeLog log = playing.arena().log();
      assertThat(log.score(0, 0)).isEqualTo(1);
      assertThat(log.score(0, 1)).isZero();
    }
  }

  @Test
  void twoWhoKillEachOtherDraw() {
    try (Playing playing = duel(STRIKES, STRIKES, Map.of(Battle.DAMAGE, 10f))) {
      playing.tick();
      assertThat(playing.batch().endings()).containsOnly(Ending.TERMINATED);
      assertThat(playing.arena().log().score(0, 0)).isZero();
      assertThat(playing.arena().log().score(0, 1)).isZero();
      // both get what they did and suffered in their last tick
      for (float reward : playing.batch().rewards()) {
        assertThat(reward).isCloseTo(5 + 0.2f - 0.1f - 0.1f - 0.005f, within(1e-5f));
      }
    }
  }

  @Test
  void theLimitTruncatesForTheLivingAndTheDeadHaveTerminated() {
    Map<String, Float> given =
        Map.of(Battle.PER_SIDE, 4f, Battle.MAX_CYCLES, 60f, Battle.WALLS, 0f);
    try (Playing playing = playing(SCRIPT, STAYS, given)) {
      Battlefield field = field(playing);
      AgentBatch batch = playing.batch();
      while (field.living[1] == 4) {
        playing.tick();
      }
      int dead = field.fallen[0];
      assertThat(batch.agent(dead).isActive()).isFalse();
      assertThat(batch.wantsDecision()[dead]).isFalse();
      field.recovery = 10; // nobody else dies
      long episode = playing.arena().episode();
      int decisions = 0;
      while (true) {
        playing.tick();
        if (playing.arena().episode() != episode) {
          break;
        }
        decisions += batch.wantsDecision()[dead] ? 1 : 0;
        assertThat(batch.rewards()[dead]).isZero();
      }
      assertThat(decisions).isZero();
      for (int seat = 0; seat < 8; seat++) {
        assertThat(batch.endings()[seat])
            .as("seat %d", seat)
            .isEqualTo(seat == dead ? Ending.TERMINATED : Ending.TRUNCATED);
        assertThat(batch.wantsDecision()[seat]).isTrue(); // all take part again
      }
    }
  }

  @Test
  void whatIsImpossibleIsMasked() {
    try (Playing playing = duel(STAYS, STAYS, Map.of())) {
      playing.tick(); // sees where the soldiers have been put
      Action blue = playing.batch().action(0);
      for (int direction = 0; direction < Directions.COUNT; direction++) {
        assertThat(blue.isForbidden(0, Directions.ATTACK + direction)).isEqualTo(direction != 0);
        assertThat(blue.isForbidden(0, Directions.MOVE + direction)).isEqualTo(direction == 0);
      }
      Action orange = playing.batch().action(1); // at its back wall: only ahead of it is room
      boolean[] free = {false, true, true, false, false, false, true, true};
      for (int direction = 0; direction < Directions.COUNT; direction++) {
        assertThat(orange.isForbidden(0, Directions.ATTACK + direction)).isEqualTo(direction != 0);
        assertThat(orange.isForbidden(0, Directions.MOVE + direction)).isEqualTo(!free[direction]);
      }
      assertThat(orange.isForbidden(0, Directions.STAY)).isFalse();
    }
  }

  @Test
  void mirroredTeamsSeeTheSameSoOnePolicyPlaysBoth() {
    Map<String, Float> given = Map.of(Battle.PER_SIDE, 16f, Battle.WALLS, 0.1f);
    try (Playing playing = playing(STAYS, STAYS, given)) {
      int inputs = playing.batch().inputsPerRow();
      float[] seen = playing.batch().observations();
      for (int i = 0; i < 16; i++) {
        float[] blue = Arrays.copyOfRange(seen, i * inputs, (i + 1) * inputs);
        float[] orange = Arrays.copyOfRange(seen, (16 + i) * inputs, (17 + i) * inputs);
        assertThat(orange).containsExactly(blue, within(1e-6f));
      }
    }
  }

  @Test
  void theScriptAttacksTheWeakest() {
    Map<String, Float> given = Map.of(Battle.PER_SIDE, 2f, Battle.DENSITY, 0.04f, Battle.WALLS, 0f);
    try (Playing playing = playing(SCRIPT, STAYS, given)) {
      Battlefield field = field(playing);
      field.move(0, 4, 9);
      field.move(2, 5, 9);
      field.move(3, 5, 8);
      field.setHitPoints(2, 7);
      field.setHitPoints(3, 6);
      playing.tick();
      assertThat(field.targets[0]).isEqualTo(3);
      field.setHitPoints(2, 1);
      playing.tick();
      assertThat(field.targets[0]).isEqualTo(2);
    }
  }

  @Test
  void theScriptWinsAgainstRandomSoldiersEveryTime() {
    Brain script = new ScriptedBrain(SCRIPT);
    Parameters parameters = Parameters.of(GAME, Map.of(Battle.PER_SIDE, 8f));
    try (Playing playing = new Playing(GAME, parameters, List.of(new RandomBrain(), script), 3)) {
      EpisodeLog log = playing.play(10);
      for (int episode = 0; episode < 10; episode++) {
        assertThat(log.score(episode, 1)).isEqualTo(1);
      }
    }
  }

  @Test
  void aPersonStepsAndStrikesAsSeenOnTheScreen() {
    HumanControl human = GAME.human().orElseThrow();
    try (Playing playing = duel(STAYS, STAYS, Map.of())) {
      playing.tick();
      Entity orange = playing.arena().world().seat(1); // on the right, blue on its left
      Action action = playing.batch().action(1);
      human.decide(new Held(-1, 0, false), orange, action);
      assertThat(action.choice()).isEqualTo(Directions.ATTACK);
      human.decide(new Held(0, 0, true), orange, action);
      assertThat(action.choice()).isEqualTo(Directions.ATTACK);
      human.decide(new Held(-1, 1, false), orange, action);
      assertThat(action.choice()).isEqualTo(Directions.MOVE + Directions.of(1, 1));
      human.decide(new Held(1, 0, false), orange, action); // into the wall
      assertThat(action.choice()).isEqualTo(Directions.STAY);
      assertThat(human.waits(new Held(0, 0, false), orange)).isTrue();
    }
  }

  private record Held(float x, float y, boolean pressed) implements HumanControl.Controls {
    @Override
    public boolean button(int number) {
      return pressed;
    }
  }
}
