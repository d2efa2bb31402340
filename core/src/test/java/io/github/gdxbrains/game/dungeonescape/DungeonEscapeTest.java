package io.github.gdxbrains.game.dungeonescape;

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
import io.github.gdxbrains.game.dungeonescape.Adventurer.Fate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class DungeonEscapeTest {
  private static final DungeonEscape GAME = new DungeonEscape();

  /** What the three do, by seat; a test changes it from tick to tick. */
  private final int[] orders = new int[3];

  /** A room of 5 × 5 with the gate above column 2 and the three at given places. */
  private Playing room(Map<String, Float> given, int... places) {
    Script obeys = (entity, random, action) -> action.choose(0, orders[index(entity)]);
    Playing playing = playing(obeys, given);
    Dungeon dungeon = dungeon(playing);
    dungeon.gate = 2;
    for (int i = 0; i < 3; i++) {
      dungeon.adventurers[i].column = places[2 * i];
      dungeon.adventurers[i].row = places[2 * i + 1];
    }
    return playing;
  }

  private static Playing playing(Script script, Map<String, Float> given) {
    Parameters parameters = Parameters.of(GAME, given);
    return new Playing(GAME, parameters, List.of(new ScriptedBrain(script)), 3);
  }

  private static int index(Entity entity) {
    return Adventurer.of(entity).index;
  }

  private static Dungeon dungeon(Playing playing) {
    return Adventurer.of(playing.arena().world().seat(0)).dungeon;
  }

  private void tick(Playing playing, int... actions) {
    System.arraycopy(actions, 0, orders, 0, 3);
    playing.tick();
  }

  @Test
  void whoMeetsTheDragonIsLostAndTheOthersGetOut() {
    try (Playing playing = room(Map.of(), 2, 4, 2, 3, 1, 4)) {
      Dungeon dungeon = dungeon(playing);
      tick(playing, Dungeon.UP, Dungeon.UP, Dungeon.RIGHT);
      assertThat(playing.batch().rewards()).containsExactly(-0.2f, 0, 0);
      assertThat(dungeon.adventurers)
          .extracting(Adventurer::fate)
          .containsExactly(Fate.LOST, Fate.INSIDE, Fate.INSIDE);
      assertThat(playing.batch().wantsDecision()).containsExactly(false, true, true);
      tick(playing, Dungeon.STAY, Dungeon.UP, Dungeon.STAY);
      assertThat(playing.batch().rewards()).containsExactly(0, 1, 0);
      tick(playing, Dungeon.STAY, Dungeon.STAY, Dungeon.UP);
      assertThat(playing.batch().rewards()).containsExactly(0, 0, 1);
      assertThat(playing.batch().endings()).containsOnly(Ending.TERMINATED);
      EpisodeLog log = playing.arena().log();
      assertThat(log.score(0, 0)).isEqualTo(2);
      assertThat(log.termSum(0, 0, 0)).isCloseTo(-0.2, within(1e-6));
      assertThat(log.termSum(0, 1, 1)).isEqualTo(1);
    }
  }

  @Test
  void theGroupsShareReachesTheLostToo() {
    Map<String, Float> given = Map.of(DungeonEscape.GROUP_REWARD, 0.25f);
    try (Playing playing = room(given, 2, 4, 2, 3, 0, 0)) {
      tick(playing, Dungeon.UP, Dungeon.UP, Dungeon.STAY);
      tick(playing, Dungeon.STAY, Dungeon.UP, Dungeon.STAY);
      assertThat(playing.batch().rewards()).containsExactly(0.25f, 1, 0.25f);
      assertThat(playing.batch().groupRewards()).containsOnly(0.25f);
    }
  }

  @Test
  void allWhoMeetTheDragonAtOnceAreLost() {
    try (Playing playing = room(Map.of(), 2, 4, 2, 4, 2, 3)) {
      tick(playing, Dungeon.UP, Dungeon.UP, Dungeon.STAY);
      assertThat(playing.batch().rewards()).containsExactly(-0.2f, -0.2f, 0);
      assertThat(dungeon(playing).count(Fate.LOST)).isEqualTo(2);
    }
  }

  @Test
  void wallsStopWhoeverIsNotAtTheGate() {
    try (Playing playing = room(Map.of(), 1, 4, 0, 2, 4, 0)) {
      Adventurer[] all = dungeon(playing).adventurers;
      tick(playing, Dungeon.UP, Dungeon.LEFT, Dungeon.DOWN);
      assertThat(List.of(all[0].row(), all[1].column(), all[2].row())).containsExactly(4, 0, 0);
      tick(playing, Dungeon.DOWN, Dungeon.RIGHT, Dungeon.RIGHT);
      assertThat(List.of(all[0].row(), all[1].column(), all[2].column())).containsExactly(3, 1, 4);
    }
  }

  @Test
  void everyoneSeesTheGateAndTheOthersFromWhereTheyStand() {
    try (Playing playing = room(Map.of(), 2, 4, 0, 2, 4, 0)) {
      tick(playing, Dungeon.UP, Dungeon.RIGHT, Dungeon.STAY);
      int width = 2 + 3 + 2 * 3;
      float[] second = new float[width];
      System.arraycopy(playing.batch().observations(), width, second, 0, width);
      assertThat(second)
          .containsExactly(
              new float[] {-0.5f, 0, 0.2f, 0.6f, 1, 1, 0.6f, -0.4f, 0, 0, 0}, within(1e-6f));
    }
  }

  @Test
  void theLimitTruncatesForThoseInsideAndWhoHasLeftHasTerminated() {
    try (Playing playing = room(Map.of(DungeonEscape.MAX_STEPS, 2f), 2, 4, 0, 0, 1, 0)) {
      tick(playing, Dungeon.UP, Dungeon.STAY, Dungeon.STAY);
      tick(playing, Dungeon.STAY, Dungeon.STAY, Dungeon.STAY);
      assertThat(playing.batch().endings())
          .containsExactly(Ending.TERMINATED, Ending.TRUNCATED, Ending.TRUNCATED);
      assertThat(playing.arena().log().score(0, 0)).isZero();
    }
  }

  @Test
  void theScriptLosesOneAndSavesAllOthersWhateverTheRoom() {
    Script script = GAME.scripts().get("scripted");
    for (float size = 3; size <= 9; size += 3) {
      Map<String, Float> given = Map.of(DungeonEscape.AGENTS, 4f, DungeonEscape.SIZE, size);
      try (Playing playing = playing(script, given)) {
        EpisodeLog log = playing.play(50);
        for (int episode = 0; episode < 50; episode++) {
          assertThat(log.score(episode, 0)).isEqualTo(3);
        }
      }
    }
  }

  @Test
  void aPersonStepsWhereTheyPress() {
    HumanControl human = GAME.human().orElseThrow();
    try (Playing playing = room(Map.of(), 2, 4, 0, 0, 1, 0)) {
      Entity seat = playing.arena().world().seat(0);
      Action action = playing.batch().action(0);
      human.decide(new Held(0, -1), seat, action);
      assertThat(action.choice()).isEqualTo(Dungeon.DOWN);
      human.decide(new Held(1, 0.5f), seat, action);
      assertThat(action.choice()).isEqualTo(Dungeon.RIGHT);
      human.decide(new Held(0, 0), seat, action);
      assertThat(action.choice()).isEqualTo(Dungeon.STAY);
      assertThat(human.waits(new Held(0, 0), seat)).isTrue();
    }
  }

  private record Held(float x, float y) implements HumanControl.Controls {
    @Override
    public boolean button(int number) {
      return false;
    }
  }
}
