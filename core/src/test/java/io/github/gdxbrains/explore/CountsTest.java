package io.github.gdxbrains.explore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** What counts of visits do to values and rewards. */
final class CountsTest {
  @Test
  void scoresGrowWithWhatWasSeldomTaken() {
    VisitedStates states =
        new VisitedStates(new Discretizer(new float[] {0}, new float[] {1}, new int[] {2}), 3, 9);
    int state = states.number(new float[] {0}, 0);
    for (int i = 0; i < 4; i++) {
      states.visit(state, 0);
    }
    states.visit(state, 1);
    float[] values = {1, 2, 3};
    new Ucb(0.5f).addTo(values, states, state);
    assertThat((double) values[0]).isCloseTo(1 + 0.5 * Math.sqrt(Math.log(5) / 4), within(1e-6));
    assertThat((double) values[1]).isCloseTo(2 + 0.5 * Math.sqrt(Math.log(5)), within(1e-6));
    assertThat(values[2]).isEqualTo(Float.POSITIVE_INFINITY);
    new Ucb(0.5f).addTo(values, states, -1);
    assertThat(values).containsOnly(Float.POSITIVE_INFINITY);
  }

  @Test
  void aBonusIsOneOverTheRootOfTheVisits() {
    VisitedStates states =
        new VisitedStates(new Discretizer(new float[] {0}, new float[] {1}, new int[] {2}), 3, 9);
    int state = states.number(new float[] {0}, 0);
    for (int option : new int[] {0, 0, 0, 0, 1, 1, 1, 1, 1}) {
      states.visit(state, option);
    }
    assertThat(new CountBonus(6, CountBonus.Of.ACTION).at(states, state, 0)).isEqualTo(3);
    assertThat(new CountBonus(6, CountBonus.Of.STATE).at(states, state, 0)).isEqualTo(2);
  }
}
