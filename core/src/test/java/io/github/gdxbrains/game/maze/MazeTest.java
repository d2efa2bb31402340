package io.github.gdxbrains.game.maze;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.badlogic.ashley.core.Entity;
import io.github.gdxbrains.agent.Action;
import io.github.gdxbrains.agent.AgentBatch;
import io.github.gdxbrains.agent.Ending;
import io.github.gdxbrains.agent.HumanControl;
import io.github.gdxbrains.agent.Script;
import io.github.gdxbrains.arena.ArenaSetup;
import io.github.gdxbrains.arena.EpisodeLog;
import io.github.gdxbrains.arena.ParameterSource;
import io.github.gdxbrains.arena.Parameters;
import io.github.gdxbrains.arena.Playing;
import io.github.gdxbrains.brain.ScriptedBrain;
import io.github.gdxbrains.game.grid.Direction;
import io.github.gdxbrains.random.RandomStream;
import io.github.gdxbrains.reward.RewardWeights;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class MazeTest {
  private static final Maze GAME = new Maze();
  private static final int CHANNELS = 8;

  /** What the walker does next. */
  private int order;

  private final Script obeys = (entity, random, action) -> action.choose(0, order);

  private static Playing playing(
      Script script, Map<String, Float> given, Map<String, Float> weights) {
    Parameters parameters = Parameters.of(GAME, given);
    return playing(script, parameters, random -> parameters, weights);
  }

  private static Playing playing(
      Script script, Parameters shape, ParameterSource source, Map<String, Float> weights) {
    ArenaSetup setup =
        new ArenaSetup(
            GAME,
            shape,
            source,
            RewardWeights.of(Map.of("Maze", weights)),
            Map.of(),
            Map.of(),
            Map.of());
    return new Playing(setup, List.of(new ScriptedBrain(script)), 3);
  }

  private static Walker walker(Playing playing) {
    return Walker.of(playing.arena().world().seat(0));
  }

  /**
   * The maze of {@link LevelTest}, with the start at the lower left and a view of 3 by 3.
   *
   * <pre>
   * b#G..
   * .###.
   * y..#.
   * .#Y#B
   * S#...
   * </pre>
   */
  private Playing known(Map<String, Float> weights) {
    return known(0, weights);
  }

  private Playing known(float trail, Map<String, Float> weights) {
    Map<String, Float> given = Map.of(Maze.VIEW_RANGE, 1f, Maze.TRAIL, trail);
    Playing playing = playing(obeys, given, weights);
    walker(playing).level.draw(0, 5, 2, 0);
    walker(playing).begin(0, 40);
    return playing;
  }

  private void walk(Playing playing, int... directions) {
    for (int direction : directions) {
      order = direction;
      playing.tick();
    }
  }

  private static float reward(Playing playing) {
    return playing.batch().rewards()[0];
  }

  @Test
  void wallsEdgesAndDoorsWithoutTheirKeyStopIt() {
    try (Playing playing = known(Map.of())) {
      Walker walker = walker(playing);
      walk(playing, Direction.LEFT, Direction.DOWN, Direction.RIGHT);
      assertThat(List.of(walker.column(), walker.row(), walker.steps)).containsExactly(0, 0, 3);
      walk(playing, Direction.UP, Direction.UP);
      walker.found = 0; // as if the yellow key had been left
      walk(playing, Direction.RIGHT, Direction.RIGHT, Direction.DOWN);
      assertThat(List.of(walker.column(), walker.row())).containsExactly(2, 2);
    }
  }

  @Test
  void aKeyIsCarriedUntilItsDoorIsOpened() {
    try (Playing playing = known(Map.of("key", 0.5f, "door", 0.25f))) {
      Walker walker = walker(playing);
      walk(playing, Direction.UP);
      assertThat(reward(playing)).isZero();
      walk(playing, Direction.UP);
      assertThat(reward(playing)).isEqualTo(0.5f);
      assertThat(walker.carries(1)).isTrue();
      walk(playing, Direction.RIGHT, Direction.RIGHT);
      assertThat(reward(playing)).isZero();
      walk(playing, Direction.DOWN);
      assertThat(reward(playing)).isEqualTo(0.25f);
      assertThat(walker.carries(1)).isFalse();
      walk(playing, Direction.UP, Direction.DOWN);
      assertThat(reward(playing)).as("it stays open").isZero();
      walk(playing, Direction.DOWN, Direction.RIGHT, Direction.RIGHT, Direction.UP);
      assertThat(walker.row()).as("the blue key is still where it was").isZero();
    }
  }

  @Test
  void theGoalTerminatesAndIsWorthOne() {
    try (Playing playing = known(Map.of("step", 0.01f))) {
      Walker walker = walker(playing);
      for (int step = 0; step < 18; step++) {
        assertThat(walker.stepsLeft()).isEqualTo(18 - step);
        walk(playing, walker.guide.shortest());
        assertThat(reward(playing)).isCloseTo(step < 17 ? -0.01f : 0.99f, within(1e-6f));
      }
      assertThat(playing.batch().endings()).containsExactly(Ending.TERMINATED);
      assertThat(playing.arena().log().score(0, 0)).isEqualTo(1);
    }
  }

  @Test
  void itSeesWhatIsAroundWhatItCarriesAndTheTimeLeft() {
    try (Playing playing = known(Map.of())) {
      walk(playing, Direction.UP);
      float[] seen = playing.batch().observations();
      int[][] expected = { // column, row from below, tag
        {0, 0, 0}, {0, 1, 0}, {0, 2, 0}, // the edge
        {2, 0, 0}, {2, 1, 0}, // walls
        {1, 2, 3}, // the yellow key
      };
      float[] around = new float[9 * CHANNELS];
      for (int[] one : expected) {
        around[(one[1] * 3 + one[0]) * CHANNELS + one[2]] = 1;
      }
      assertThat(Arrays.copyOf(seen, around.length)).containsExactly(around);
      assertThat(self(playing)).containsExactly(0, 0, 0, 1 - 1 / 40f);
      walk(playing, Direction.UP, Direction.RIGHT);
      seen = playing.batch().observations();
      assertThat(seen[2 * CHANNELS + 6]).as("the yellow door, lower right").isEqualTo(1);
      assertThat(seen[3 * CHANNELS + 3]).as("the key is taken").isZero();
      assertThat(self(playing)).containsExactly(0, 1, 0, 1 - 3 / 40f);
      walk(playing, Direction.RIGHT, Direction.DOWN);
      seen = playing.batch().observations();
      assertThat(seen[4 * CHANNELS + 6]).as("the door is open").isZero();
      assertThat(self(playing)).containsExactly(0, 0, 0, 1 - 5 / 40f);
    }
  }

  @Test
  void aTrailShowsHowOftenItWasOnCells() {
    try (Playing playing = known(1, Map.of())) {
      walk(playing, Direction.UP, Direction.DOWN, Direction.UP, Direction.LEFT); // LEFT: a wall
      assertThat(trail(playing)).containsExactly(0, 2 / 8f, 0, 0, 2 / 8f, 0, 0, 0, 0);
      for (int i = 0; i < 10; i++) {
        walk(playing, Direction.DOWN, Direction.UP);
      }
      assertThat(trail(playing)).containsExactly(0, 1, 0, 0, 1, 0, 0, 0, 0);
      walker(playing).begin(0, 40);
      assertThat(walker(playing).trail(0)).isEqualTo(1 / 8f);
      assertThat(walker(playing).trail(Level.cell(0, 1))).isZero();
    }
  }

  private static float[] trail(Playing playing) {
    float[] trail = new float[9];
    for (int cell = 0; cell < trail.length; cell++) {
      trail[cell] = playing.batch().observations()[cell * (CHANNELS + 1) + CHANNELS];
    }
    return trail;
  }

  private static float[] self(Playing playing) {
    AgentBatch batch = playing.batch();
    float[] self = new float[Level.COLORS + 1];
    System.arraycopy(batch.observations(), 9 * CHANNELS, self, 0, self.length);
    return self;
  }

  @Test
  void theLimitTruncatesAndGrowsWithTheCells() {
    Script right = (entity, random, action) -> action.choose(0, Direction.RIGHT);
    Map<String, Float> given = Map.of(Maze.SIZE, 8f, Maze.STEPS_PER_CELL, 0.5f);
    try (Playing playing = playing(right, given, Map.of())) {
      assertThat(walker(playing).size()).as("even sizes count 1 more").isEqualTo(9);
      EpisodeLog log = playing.play(1);
      assertThat(log.ticks(0)).as("half of 81 cells, rounded up").isEqualTo(41);
      assertThat(log.score(0, 0)).isZero();
      assertThat(playing.batch().endings()).containsExactly(Ending.TRUNCATED);
    }
  }

  @Test
  void levelsLimitTheMazes() {
    Map<String, Float> given =
        Map.of(Maze.SIZE, 5f, Maze.LEVELS, 3f, Maze.FIRST_LEVEL, 70f, Maze.STEPS_PER_CELL, 0.1f);
    Set<String> pictures = new HashSet<>();
    Set<Integer> numbers = new HashSet<>();
    try (Playing playing = playing(obeys, given, Map.of())) {
      for (int episode = 0; episode < 40; episode++) {
        pictures.add(LevelTest.picture(walker(playing).level));
        numbers.add(walker(playing).level());
        playing.play(episode + 1);
      }
    }
    assertThat(numbers).containsExactlyInAnyOrder(70, 71, 72);
    assertThat(pictures).hasSize(3);
  }

  @Test
  void aLevelThatIsReplayedIsTheSameMaze() {
    Parameters shape = Parameters.of(GAME, Map.of(Maze.STEPS_PER_CELL, 0.1f));
    ParameterSource everyLevelTwice =
        new ParameterSource() {
          private long kept;
          private int asked;

          @Override
          public long level(long own, RandomStream random) {
            kept = asked++ % 2 == 0 ? own : kept;
            return kept;
          }

          @Override
          public Parameters next(RandomStream random) {
            return shape.with(Maze.SIZE, 5 + 2 * random.nextInt(3));
          }
        };
    List<String> pictures = new ArrayList<>();
    List<Integer> choices = new ArrayList<>();
    Script remembers = (entity, random, action) -> choices.add(random.nextInt(1 << 30));
    try (Playing playing = playing(remembers, shape, everyLevelTwice, Map.of())) {
      for (int episode = 0; episode < 8; episode++) {
        choices.clear();
        pictures.add(LevelTest.picture(walker(playing).level));
        playing.play(episode + 1);
        pictures.add("choices " + choices);
      }
      EpisodeLog log = playing.arena().log();
      assertThat(log.isReplayed(0)).isFalse();
      assertThat(log.isReplayed(1)).isTrue();
      assertThat(log.level(1)).isEqualTo(log.level(0)).isNotEqualTo(log.level(2));
    }
    for (int level = 0; level < 16; level += 4) {
      assertThat(pictures.get(level + 2)).isEqualTo(pictures.get(level));
      assertThat(pictures.get(level + 3)).as("agents").isNotEqualTo(pictures.get(level + 1));
    }
    assertThat(new HashSet<>(pictures)).hasSize(4 + 8);
  }

  @Test
  void sizeAndDoorsMayChangeFromEpisodeToEpisode() {
    Parameters shape = Parameters.of(GAME, Map.of());
    ParameterSource source =
        random ->
            Parameters.of(
                GAME,
                Map.of(
                    Maze.SIZE, 5f + 2 * random.nextInt(11), Maze.DOORS, (float) random.nextInt(4)));
    Script seek = GAME.scripts().get("seek");
    Set<Integer> sizes = new HashSet<>();
    try (Playing playing = playing(seek, shape, source, Map.of())) {
      for (int episode = 0; episode < 60; episode++) {
        sizes.add(walker(playing).size());
        assertThat(playing.play(episode + 1).score(episode, 0)).isEqualTo(1);
      }
    }
    assertThat(sizes).hasSizeGreaterThan(8);
  }

  @Test
  void theScriptTakesTheShortestWay() {
    Script script = GAME.scripts().get("scripted");
    for (float size : new float[] {5, 11, 25}) {
      try (Playing playing = playing(script, Map.of(Maze.SIZE, size), Map.of())) {
        for (int episode = 0; episode < 20; episode++) {
          int shortest = walker(playing).shortestWay();
          EpisodeLog log = playing.play(episode + 1);
          assertThat(log.ticks(episode)).isEqualTo(shortest);
          assertThat(log.score(episode, 0)).isEqualTo(1);
        }
      }
    }
  }

  @Test
  void thePartsOfTheTaskGoToWhatIsKnown() {
    try (Playing playing = known(Map.of())) {
      Walker walker = walker(playing);
      Guide guide = walker.guide;
      RandomStream random = new RandomStream(1);
      walk(playing, Direction.UP);
      assertThat(guide.towards(guide.key, random)).isEqualTo(Direction.UP);
      walk(playing, Direction.UP, Direction.RIGHT);
      assertThat(guide.towards(guide.door, random)).isEqualTo(Direction.RIGHT);
      assertThat(guide.towards(guide.key, random))
          .as("the blue key is not known, and the nearest unseen cell is to the right")
          .isEqualTo(Direction.RIGHT);
      assertThat(guide.seek(random)).isEqualTo(Direction.RIGHT);
      walk(playing, Direction.LEFT, Direction.UP);
      assertThat(guide.towards(guide.key, random)).as("it is seen now").isEqualTo(Direction.UP);
      assertThat(guide.seek(random)).as("the door comes before the key").isEqualTo(Direction.DOWN);
    }
  }

  @Test
  void shapingByDistanceChangesNoReturn() {
    Map<String, Float> weights = Map.of("goal", 0f, "distance", 1f);
    Map<String, Float> given = Map.of(Maze.SIZE, 7f, Maze.DOORS, 1f, Maze.GAMMA, 0.9f);
    try (Playing playing = playing(GAME.scripts().get("seek"), given, weights)) {
      assertThat(discounted(playing, 0.9))
          .as("terminated: minus the first")
          .isCloseTo(1, within(1e-5));
    }
    Script wanders = (entity, random, action) -> action.choose(0, random.nextInt(Direction.COUNT));
    try (Playing playing = playing(wanders, given, weights)) {
      Walker walker = walker(playing);
      double sum = 0;
      for (int tick = 0; tick < 12; tick++) {
        playing.tick();
        sum += Math.pow(0.9, tick) * reward(playing);
      }
      double last = -(double) walker.stepsLeft() / walker.shortestWay();
      assertThat(sum).as("cut off").isCloseTo(Math.pow(0.9, 12) * last + 1, within(1e-5));
    }
  }

  private static double discounted(Playing playing, double gamma) {
    double sum = 0;
    double discount = 1;
    while (playing.arena().log().count() == 0) {
      playing.tick();
      sum += discount * reward(playing);
      discount *= gamma;
    }
    assertThat(playing.batch().endings()).containsExactly(Ending.TERMINATED);
    return sum;
  }

  @Test
  void aPersonStepsWhereTheyPress() {
    HumanControl human = GAME.human().orElseThrow();
    try (Playing playing = known(Map.of())) {
      Entity entity = playing.arena().world().seat(0);
      Action action = playing.batch().action(0);
      assertThat(human.waits(held(0, 0), entity)).isTrue();
      human.decide(held(0, 1), entity, action);
      assertThat(action.choice()).isEqualTo(Direction.UP);
      human.decide(held(-1, 0.2f), entity, action);
      assertThat(action.choice()).isEqualTo(Direction.LEFT);
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
