package io.github.gdxbrains.game.grid;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class SearchTest {
  /** From the bottom, so upside down: {@code #} is closed. */
  private static final String[] ROWS = {
    "....", //
    ".##.", "....",
  };

  private final Search search = new Search(4, 3);

  private static boolean isOpen(int cell) {
    return ROWS[cell / 4].charAt(cell % 4) != '#';
  }

  private int direction(int from, int wanted) {
    return search.direction(from, SearchTest::isOpen, cell -> cell == wanted);
  }

  @Test
  void theShorterWayAroundIsTaken() {
    assertThat(direction(1, 9)).as("by the left: 4 steps, not 6").isEqualTo(Direction.LEFT);
    assertThat(direction(2, 10)).as("by the right: 4 steps, not 6").isEqualTo(Direction.RIGHT);
    assertThat(direction(0, 8)).isEqualTo(Direction.UP);
    assertThat(direction(11, 3)).isEqualTo(Direction.DOWN);
  }

  @Test
  void theNearestOfSeveralIsSought() {
    assertThat(search.direction(4, SearchTest::isOpen, cell -> cell == 3 || cell == 9))
        .isEqualTo(Direction.UP);
  }

  @Test
  void whatCannotBeReachedHasNoDirection() {
    assertThat(direction(0, 5)).isEqualTo(Search.NONE);
    assertThat(direction(0, 0)).as("where one stands is no other cell").isEqualTo(Search.NONE);
  }

  @Test
  void aSightRemembersWhatItSaw() {
    Sight sight = new Sight(4, 3, 1);
    sight.look(0, 0);
    sight.look(3, 2);
    boolean[] seen = new boolean[12];
    boolean[] sees = new boolean[12];
    for (int cell = 0; cell < 12; cell++) {
      seen[cell] = sight.hasSeen(cell);
      sees[cell] = sight.sees(cell);
    }
    assertThat(seen)
        .containsExactly(
            true, true, false, false, true, true, true, true, false, false, true, true);
    assertThat(sees)
        .containsExactly(
            false, false, false, false, false, false, true, true, false, false, true, true);
    sight.clear();
    assertThat(sight.hasSeen(0)).isFalse();
  }
}
