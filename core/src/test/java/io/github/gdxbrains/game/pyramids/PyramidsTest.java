package io.github.gdxbrains.game.pyramids;

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
import io.github.gdxbrains.game.grid.Direction;
import io.github.gdxbrains.game.grid.Search;
import io.github.gdxbrains.game.pyramids.Temple.Cell;
import io.github.gdxbrains.random.RandomStream;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;

final class PyramidsTest {
  private static final Pyramids GAME = new Pyramids();
  private static final int CHANNELS = 6;

  /** What the explorer does next. */
  private int order;

  private static Playing playing(Script script, Map<String, Float> given) {
    return new Playing(GAME, Parameters.of(GAME, given), List.of(new ScriptedBrain(script)), 3);
  }

  private static Explorer explorer(Playing playing) {
    return Explorer.of(playing.arena().world().seat(0));
  }

  /**
   * Two by two rooms of 3 by 3 cells, seen one cell far. The explorer is in the lower left corner
   * and heads to the right; a switch is 2 ahead, the pyramid will come 1 above that.
   */
  private Playing known() {
    Script obeys = (entity, random, action) -> action.choose(0, order);
    Map<String, Float> given =
        Map.of(Pyramids.ROOMS, 2f, Pyramids.ROOM_SIZE, 3f, Pyramids.VIEW_RANGE, 1f);
    Playing playing = playing(obeys, given);
    Explorer explorer = explorer(playing);
    Temple temple = explorer.temple;
    for (int row = 0; row < 3; row++) {
      for (int column = 0; column < 3; column++) {
        temple.set(Temple.cell(column, row), Cell.FLOOR);
      }
    }
    explorer.cell = Temple.cell(0, 0);
    explorer.heading = Direction.RIGHT;
    temple.button = Temple.cell(2, 0);
    temple.treasure = Temple.cell(2, 1);
    temple.set(temple.button, Cell.SWITCH);
    return playing;
  }

  private void act(Playing playing, int... actions) {
    for (int action : actions) {
      order = action;
      playing.tick();
    }
  }

  private static float reward(Playing playing) {
    return playing.batch().rewards()[0];
  }

  @Test
  void theSwitchBringsAPyramidThatIsKnockedOverForItsBrick() {
    try (Playing playing = known()) {
      Explorer explorer = explorer(playing);
      Temple temple = explorer.temple;
      act(playing, Explorer.FORWARD);
      assertThat(temple.at(temple.treasure)).isEqualTo(Cell.FLOOR);
      act(playing, Explorer.FORWARD);
      assertThat(explorer.hasPressed()).isTrue();
      assertThat(temple.at(temple.button)).isEqualTo(Cell.PRESSED);
      assertThat(temple.at(temple.treasure)).isEqualTo(Cell.GOLDEN_PYRAMID);
      act(playing, Explorer.TURN_LEFT, Explorer.FORWARD);
      assertThat(temple.at(temple.treasure)).isEqualTo(Cell.BRICK);
      assertThat(explorer.row()).isZero();
      assertThat(reward(playing)).isEqualTo(-0.001f);
      act(playing, Explorer.FORWARD);
      assertThat(reward(playing)).isCloseTo(1.999f, within(1e-6f));
      assertThat(playing.batch().endings()).containsExactly(Ending.TERMINATED);
      assertThat(playing.arena().log().score(0, 0)).isEqualTo(1);
    }
  }

  @Test
  void stoneIsKnockedOverAndThenWalkedOnAndWallsStop() {
    try (Playing playing = known()) {
      Explorer explorer = explorer(playing);
      explorer.temple.set(Temple.cell(1, 0), Cell.STONE_PYRAMID);
      act(playing, Explorer.TURN_RIGHT, Explorer.FORWARD);
      assertThat(explorer.row()).as("the edge").isZero();
      act(playing, Explorer.TURN_LEFT, Explorer.FORWARD);
      assertThat(explorer.column()).isZero();
      assertThat(explorer.temple.at(Temple.cell(1, 0))).isEqualTo(Cell.RUBBLE);
      act(playing, Explorer.FORWARD);
      assertThat(explorer.column()).isEqualTo(1);
      explorer.temple.set(Temple.cell(1, 1), Cell.WALL);
      act(playing, Explorer.TURN_LEFT, Explorer.FORWARD);
      assertThat(explorer.row()).isZero();
      assertThat(explorer.steps).isEqualTo(7);
    }
  }

  @Test
  void itSeesWhatIsAroundTurnedToWhereItHeads() {
    try (Playing playing = known()) {
      act(playing, Explorer.FORWARD);
      float[] seen = playing.batch().observations();
      assertThat(seen[(3 + 2) * CHANNELS + 1]).as("the switch, ahead").isEqualTo(1);
      assertThat(new float[] {seen[0], seen[CHANNELS], seen[2 * CHANNELS]})
          .as("the edge, on its right")
          .containsOnly(1);
      act(playing, Explorer.TURN_LEFT);
      assertThat(seen[1 * CHANNELS + 1]).as("the switch, on its right").isEqualTo(1);
      assertThat(seen[9 * CHANNELS]).as("not pressed").isZero();
      act(playing, Explorer.TURN_RIGHT, Explorer.FORWARD);
      assertThat(seen[(3 + 1) * CHANNELS + 2]).as("the pressed switch, below it").isEqualTo(1);
      assertThat(seen[(3 + 1) * CHANNELS + 1]).isZero();
      assertThat(seen[(6 + 1) * CHANNELS + 4]).as("the pyramid, on its left").isEqualTo(1);
      assertThat(seen[9 * CHANNELS]).as("pressed").isEqualTo(1);
    }
  }

  @Test
  void theLimitTruncates() {
    Script turns = (entity, random, action) -> action.choose(0, Explorer.TURN_LEFT);
    try (Playing playing = playing(turns, Map.of(Pyramids.MAX_STEPS, 9f))) {
      EpisodeLog log = playing.play(1);
      assertThat(log.ticks(0)).isEqualTo(9);
      assertThat(log.episodeReturn(0, 0)).isCloseTo(-0.009, within(1e-6));
      assertThat(playing.batch().endings()).containsExactly(Ending.TRUNCATED);
    }
  }

  @Test
  void everyRoomCanBeReachedAndPyramidsBlockNoWay() {
    Temple temple = new Temple(2);
    Search search = new Search(Temple.LARGEST, Temple.LARGEST);
    RandomStream random = new RandomStream(8);
    for (int episode = 0; episode < 300; episode++) {
      int rooms = 2 + random.nextInt(3);
      int roomSize = 3 + random.nextInt(5);
      temple.build(random, rooms, roomSize);
      for (int room = 0; room < rooms * rooms; room++) {
        int corner = Temple.cell(room % rooms * (roomSize + 1), room / rooms * (roomSize + 1));
        assertThat(search.direction(temple.start, open(temple), cell -> cell == corner))
            .isNotEqualTo(Search.NONE);
      }
      assertThat(temple.at(temple.button)).isEqualTo(Cell.SWITCH);
      assertThat(temple.at(temple.treasure)).isEqualTo(Cell.FLOOR);
      assertThat(room(temple.start, roomSize)).isNotEqualTo(room(temple.button, roomSize));
      assertThat(room(temple.treasure, roomSize)).isNotEqualTo(room(temple.button, roomSize));
    }
  }

  private static IntPredicate open(Temple temple) {
    return cell -> temple.at(cell) != Cell.WALL && temple.at(cell) != Cell.STONE_PYRAMID;
  }

  private static int room(int cell, int roomSize) {
    return Temple.row(cell) / (roomSize + 1) * Temple.MOST_ROOMS
        + Temple.column(cell) / (roomSize + 1);
  }

  @Test
  void theScriptAlwaysFindsTheBrick() {
    Script script = GAME.scripts().get("scripted");
    for (float rooms = 2; rooms <= 4; rooms++) {
      try (Playing playing = playing(script, Map.of(Pyramids.ROOMS, rooms))) {
        EpisodeLog log = playing.play(30);
        for (int episode = 0; episode < 30; episode++) {
          assertThat(log.score(episode, 0)).isEqualTo(1);
        }
      }
    }
  }

  @Test
  void aPersonTurnsAndGoesForward() {
    HumanControl human = GAME.human().orElseThrow();
    try (Playing playing = known()) {
      Entity entity = playing.arena().world().seat(0);
      Action action = playing.batch().action(0);
      human.decide(held(0, 1), entity, action);
      assertThat(action.choice()).isEqualTo(Explorer.FORWARD);
      human.decide(held(1, 0), entity, action);
      assertThat(action.choice()).isEqualTo(Explorer.TURN_RIGHT);
      human.decide(held(-1, 0), entity, action);
      assertThat(action.choice()).isEqualTo(Explorer.TURN_LEFT);
      assertThat(human.waits(held(0, 0), entity)).isTrue();
    }
  }

  private static HumanControl.Controls held(float x, float y) {
    return new HumanControl.Controls() {
      @Override
      public float x() {
        return x;
      }

      @Override
      public float y() {
        return y;
      }

      @Override
      public boolean button(int number) {
        return false;
      }
    };
  }
}
