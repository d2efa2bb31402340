package io.github.gdxbrains.league;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class CrosstableTest {
  @Test
  void everyMatchCountsForBoth() {
    Crosstable results = new Crosstable(3);
    results.add(0, 1, 5, 2, 1);
    results.add(1, 0, 3, 0, 4);
    results.add(2, 0, 1, 1, 0);
    assertThat(results.wins(0, 1)).isEqualTo(9);
    assertThat(results.wins(1, 0)).isEqualTo(4);
    assertThat(results.draws(1, 0)).isEqualTo(2);
    assertThat(results.matches(0, 1)).isEqualTo(15);
    assertThat(results.scoreRate(1, 0)).isEqualTo(5 / 15.0);
    assertThat(results.wins(0)).isEqualTo(9);
    assertThat(results.draws(0)).isEqualTo(3);
    assertThat(results.losses(0)).isEqualTo(5);
    assertThat(results.scoreRate(0)).isEqualTo(10.5 / 17);
    assertThat(results.scoreRate(1, 2)).isNaN();
  }

  @Test
  void nobodyPlaysThemselves() {
    Crosstable results = new Crosstable(2);
    assertThatThrownBy(() -> results.add(1, 1, 1, 0, 0)).hasMessage("player 1 against 1: 1, 0, 0");
    assertThatThrownBy(() -> results.add(0, 1, 1, 0, -1))
        .hasMessage("player 0 against 1: 1, 0, -1");
  }
}
