package io.github.gdxbrains.game.battle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.badlogic.ashley.core.Entity;
import io.github.gdxbrains.random.RandomStream;
import io.github.gdxbrains.sensor.ObservationWriter;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** The rules, on a field of 10 x 10 cells with two against two: 0 and 1 against 2 and 3. */
final class BattlefieldTest {
  private static final int CHANNELS = 5;
  private static final int AHEAD = 0;
  private static final int UP = 2;
  private static final int BACK = 4;
  private static final int DOWN = 6;

  private final Battlefield field = new Battlefield(2, 0.04f, 1);
  private final AttackSystem attacks = new AttackSystem(field);
  private final MoveSystem moves = new MoveSystem(field);

  BattlefieldTest() {
    field.fullHitPoints = 10;
    field.damage = 2;
    field.recovery = 0.1f;
    field.maxCycles = 100;
    field.deploy(new RandomStream(4), 0);
  }

  /** Puts the soldiers to columns and rows of the lower half. */
  private void arrange(int[]... cells) {
    for (int i = 0; i < cells.length; i++) { // out of each other's way first
      int column = 0;
      int row = 5;
      while (field.occupant(column, row) != Battlefield.EMPTY) {
        row += ++column / 10;
        column %= 10;
      }
      field.move(i, column, row);
    }
    for (int i = 0; i < cells.length; i++) {
      field.move(i, cells[i][0], cells[i][1]);
    }
  }

  private void tick(int... actions) {
    System.arraycopy(actions, 0, field.actions, 0, actions.length);
    attacks.update(1);
    moves.update(1);
  }

  private static int attack(int direction) {
    return Directions.ATTACK + direction;
  }

  private static int move(int direction) {
    return Directions.MOVE + direction;
  }

  @Test
  void theFieldGrowsWithTheSoldiersSoThatTheirDensityStays() {
    assertThat(new Battlefield(1, 0.08f, 4).size).isEqualTo(5); // 2 / 0.08 = 25 cells
    assertThat(new Battlefield(32, 0.08f, 4).size).isEqualTo(29); // 800 cells: 28.3
    assertThat(new Battlefield(512, 0.08f, 4).size).isEqualTo(114); // 12,800 cells: 113.1
  }

  @Test
  void teamsAndWallsStartAsMirrorImages() {
    Battlefield large = new Battlefield(32, 0.08f, 4);
    large.fullHitPoints = 10;
    large.deploy(new RandomStream(9), 0.1f);
    int walls = 0;
    for (int row = 0; row < large.size; row++) {
      for (int column = 0; column < large.size; column++) {
        boolean isWall = large.occupant(column, row) == Battlefield.WALL;
        walls += isWall ? 1 : 0;
        assertThat(large.occupant(large.size - 1 - column, row) == Battlefield.WALL)
            .isEqualTo(isWall);
      }
    }
    assertThat(walls).isEqualTo(2 * 41); // a tenth of 14 x 29 cells, and their mirror images
    for (int i = 0; i < 32; i++) {
      assertThat(large.columns[i]).isLessThan(14);
      assertThat(large.columns[32 + i]).isEqualTo(28 - large.columns[i]);
      assertThat(large.rows[32 + i]).isEqualTo(large.rows[i]);
      assertThat(large.occupant(large.columns[i], large.rows[i])).isEqualTo(i);
    }
  }

  @Test
  void aHitTakesTwoPointsAndATenthComesBack() {
    arrange(new int[] {3, 2}, new int[] {0, 0}, new int[] {4, 2}, new int[] {9, 0});
    float[] left = {8.1f, 6.2f, 4.3f, 2.4f, 0.5f};
    for (float points : left) {
      tick(attack(AHEAD), 0, 0, 0);
      assertThat(field.hitPoints[2]).isCloseTo(points, within(1e-5f));
      assertThat(field.targets[0]).isEqualTo(2);
      assertThat(field.kills[0]).isZero();
    }
    tick(attack(AHEAD), 0, 0, 0);
    assertThat(field.alive[2]).isFalse();
    assertThat(field.hitPoints[2]).isZero();
    assertThat(field.kills[0]).isEqualTo(1);
    assertThat(field.living).containsExactly(2, 1);
    assertThat(field.occupant(4, 2)).isEqualTo(Battlefield.EMPTY);
    assertThat(field.fallenCount).isEqualTo(1);
    tick(attack(AHEAD), 0, 0, 0);
    assertThat(field.targets[0]).isEqualTo(Battlefield.EMPTY);
    assertThat(field.fallenCount).isZero();
  }

  @Test
  void nobodyRecoversBeyondFullHitPoints() {
    field.hitPoints[1] = 9.95f;
    tick(0, 0, 0, 0);
    assertThat(field.hitPoints).containsExactly(10, 10, 10, 10);
  }

  @Test
  void whoIsKilledStillStrikes() {
    arrange(new int[] {3, 2}, new int[] {0, 0}, new int[] {4, 2}, new int[] {9, 0});
    field.hitPoints[0] = 2;
    field.hitPoints[2] = 1.5f;
    tick(attack(AHEAD), 0, attack(AHEAD), 0);
    assertThat(field.alive).containsExactly(false, true, false, true);
    assertThat(field.kills).containsExactly(1, 0, 1, 0);
  }

  @Test
  void aKillIsSharedByAllWhoHitInThatTick() {
    arrange(new int[] {3, 2}, new int[] {4, 1}, new int[] {4, 2}, new int[] {9, 0});
    field.hitPoints[2] = 4;
    tick(attack(AHEAD), attack(UP), 0, 0);
    assertThat(field.alive[2]).isFalse();
    assertThat(field.kills).containsExactly(0.5f, 0.5f, 0, 0);
  }

  @Test
  void matesAndWallsAndEmptyCellsCannotBeHit() {
    arrange(new int[] {0, 2}, new int[] {1, 2}, new int[] {8, 2}, new int[] {9, 4});
    for (int direction : new int[] {AHEAD, UP, BACK}) {
      tick(attack(direction), 0, 0, 0);
      assertThat(field.targets[0]).isEqualTo(Battlefield.EMPTY);
    }
    assertThat(field.hitPoints).containsOnly(10);
  }

  @Test
  void aheadIsTowardsTheOpponentsSide() {
    arrange(new int[] {2, 2}, new int[] {2, 4}, new int[] {7, 2}, new int[] {7, 4});
    tick(move(AHEAD), move(UP), move(AHEAD), move(DOWN));
    assertThat(field.columns).containsExactly(3, 2, 6, 7);
    assertThat(field.rows).containsExactly(2, 5, 2, 3);
  }

  @Test
  void takenCellsAndWallsStopAStep() {
    arrange(new int[] {0, 2}, new int[] {1, 2}, new int[] {5, 2}, new int[] {5, 3});
    field.wall(5, 1);
    tick(move(BACK), 0, move(DOWN), 0);
    assertThat(field.columns).containsExactly(0, 1, 5, 5);
    assertThat(field.rows).containsExactly(2, 2, 2, 3);
    tick(move(AHEAD), 0, move(UP), 0);
    assertThat(field.columns).containsExactly(0, 1, 5, 5);
    assertThat(field.rows).containsExactly(2, 2, 2, 3);
  }

  @Test
  void nobodyHasTheRightOfWay() {
    int first = 0;
    for (int i = 0; i < 2000; i++) {
      arrange(new int[] {2, 2}, new int[] {9, 9}, new int[] {4, 2}, new int[] {9, 0});
      tick(move(AHEAD), 0, move(AHEAD), 0);
      assertThat(field.occupant(3, 2)).isIn(0, 2);
      first += field.occupant(3, 2) == 0 ? 1 : 0;
    }
    assertThat(first).isCloseTo(1000, within(89)); // 4 standard deviations: 4 * sqrt(2000 / 4)
  }

  @Test
  void theKilledLeaveTheirCellBeforeAnyoneMoves() {
    arrange(new int[] {3, 2}, new int[] {4, 1}, new int[] {4, 2}, new int[] {9, 0});
    field.hitPoints[2] = 1;
    tick(attack(AHEAD), move(UP), 0, 0);
    assertThat(field.occupant(4, 2)).isEqualTo(1);
  }

  @Test
  void soldiersSeeWhatIsAroundThemFromTheirOwnSide() {
    arrange(new int[] {3, 2}, new int[] {2, 1}, new int[] {4, 3}, new int[] {9, 0});
    field.setHitPoints(0, 5);
    field.setHitPoints(2, 4);
    field.wall(3, 3);
    float[] none = {0, 0, 0, 0, 0};
    float[] wall = {1, 0, 0, 0, 0};
    assertCells(
        around(0), // back to front, from below
        new float[] {0, 1, 1, 0, 0},
        none,
        none,
        none,
        new float[] {0, 1, 0.5f, 0, 0},
        none,
        none,
        wall,
        new float[] {0, 0, 0, 1, 0.4f});
    assertCells(
        around(2), // columns 5, 4 and 3 of rows 2 to 4
        none,
        none,
        new float[] {0, 0, 0, 1, 0.5f},
        none,
        new float[] {0, 1, 0.4f, 0, 0},
        wall,
        none,
        none,
        none);
    assertCells(
        around(3), // in the corner
        wall,
        wall,
        wall,
        wall,
        new float[] {0, 1, 1, 0, 0},
        none,
        wall,
        none,
        none);
  }

  private float[] around(int soldier) {
    float[] seen = new float[3 * 3 * CHANNELS];
    ObservationWriter writer = new ObservationWriter();
    writer.moveToFloats(seen, 0, seen.length);
    BattleWorld.around(1).sense(new Entity().add(new Soldier(field, soldier)), writer);
    assertThat(writer.remaining()).isZero();
    return seen;
  }

  private static void assertCells(float[] seen, float[]... cells) {
    for (int i = 0; i < cells.length; i++) {
      int start = i * CHANNELS;
      assertThat(Arrays.copyOfRange(seen, start, start + CHANNELS))
          .as("cell %d", i)
          .containsExactly(cells[i]);
    }
  }

  @Test
  void theyKnowThemselvesAndWhereTheOpponentsAre() {
    arrange(new int[] {3, 2}, new int[] {0, 0}, new int[] {6, 4}, new int[] {9, 3});
    field.setHitPoints(3, 4);
    // ahead 2 * 3 / 9 - 1; orange 2 is 3 cells ahead and 2 up
    assertSelf(0, 1, -1 / 3f, -5 / 9f, 3 / 9f, 2 / 9f, 1, 1);
    // orange 3 looks the other way: it stands at its back wall, and blue 1 at (0, 0)
    assertSelf(3, 0.4f, -1, -1 / 3f, 1, -3 / 9f, 1, 1);
    field.kill(1);
    assertSelf(3, 0.4f, -1, -1 / 3f, 6 / 9f, -1 / 9f, 1, 0.5f); // now blue 0 at (3, 2)
  }

  @Test
  void theNextThatLivesIsSoughtAfterTheDead() {
    Battlefield eight = new Battlefield(8, 0.08f, 1);
    eight.fullHitPoints = 10;
    eight.deploy(new RandomStream(1), 0);
    assertThat(eight.quarry(3)).isEqualTo(11);
    for (int dead : new int[] {12, 11, 13, 15}) {
      eight.kill(dead);
    }
    assertThat(eight.quarry(2)).isEqualTo(10);
    assertThat(eight.quarry(3)).isEqualTo(14);
    assertThat(eight.quarry(7)).isEqualTo(8); // round the end
    for (int dead : new int[] {8, 9, 10}) {
      eight.kill(dead);
    }
    for (int soldier = 0; soldier < 8; soldier++) {
      assertThat(eight.quarry(soldier)).isEqualTo(14);
    }
    eight.kill(14);
    assertThat(eight.quarry(5)).isEqualTo(13); // nobody is left: where the first one fell
  }

  private void assertSelf(int soldier, float... expected) {
    float[] seen = new float[7];
    ObservationWriter writer = new ObservationWriter();
    writer.moveToFloats(seen, 0, seen.length);
    field.senseSelf(soldier, writer);
    for (int i = 0; i < seen.length; i++) {
      assertThat(seen[i]).as("number %d", i).isCloseTo(expected[i], within(1e-6f));
    }
  }
}
