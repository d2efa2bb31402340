package io.github.gdxbrains.explore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.gdxbrains.random.RandomStream;
import org.junit.jupiter.api.Test;

final class SelectionTest {
  private static final int DRAWS = 100_000;
  private static final boolean[] NONE = {};

  private static double[] shares(Selection selection, float[] values, boolean[] forbidden) {
    RandomStream random = new RandomStream(1);
    double[] shares = new double[values.length];
    for (int i = 0; i < DRAWS; i++) {
      int choice = selection.choose(values, 0, values.length, forbidden, 0, random);
      shares[choice] += 1.0 / DRAWS;
    }
    return shares;
  }

  @Test
  void greedyTakesTheFirstBestThatIsAllowedAndDrawsNothing() {
    RandomStream random = new RandomStream(7);
    float[] values = {9, 1, 3, 3, -1};
    boolean[] forbidden = {false, true, false, false, false, false};
    Selection greedy = Selection.greedy();
    assertThat(greedy.choose(values, 1, 4, NONE, 0, random)).isEqualTo(1);
    assertThat(greedy.choose(values, 0, 5, forbidden, 1, random)).isEqualTo(2);
    assertThat(greedy.choose(values, 0, 1, new boolean[] {true}, 0, random)).isZero();
    assertThat(random.nextLong()).isEqualTo(new RandomStream(7).nextLong());
  }

  @Test
  void epsilonGreedySharesEpsilonAmongAllAndTheRestAmongTheBest() {
    double[] shares = shares(new Selection.EpsilonGreedy(0.3f), new float[] {2, 5, 5, 1}, NONE);
    assertThat(shares).containsExactly(new double[] {0.075, 0.425, 0.425, 0.075}, within(0.005));
    shares =
        shares(
            new Selection.EpsilonGreedy(0.3f),
            new float[] {2, 5, 5, 1},
            new boolean[] {false, false, true, false});
    assertThat(shares).containsExactly(new double[] {0.1, 0.8, 0, 0.1}, within(0.005));
  }

  @Test
  void boltzmannFollowsTheExponentialsOfTheValues() {
    // exp(0) : exp(1) : exp(2) at a temperature of 0.5
    double[] shares =
        shares(
            new Selection.Boltzmann(0.5f),
            new float[] {1, 1.5f, 2, 9},
            new boolean[] {false, false, false, true});
    double sum = 1 + Math.E + Math.E * Math.E;
    assertThat(shares)
        .containsExactly(
            new double[] {1 / sum, Math.E / sum, Math.E * Math.E / sum, 0}, within(0.005));
    assertThat(shares(new Selection.Boltzmann(1e-6f), new float[] {1, 2, 1e6f}, NONE)[2])
        .isCloseTo(1, within(1e-9));
  }

  @Test
  void aDecayFallsInAStraightLineAndStays() {
    Decay decay = new Decay(1, 0.2f, 1000);
    assertThat(decay.at(0)).isEqualTo(1);
    assertThat(decay.at(250)).isEqualTo(0.8f);
    assertThat(decay.at(1000)).isEqualTo(0.2f);
    assertThat(decay.at(Long.MAX_VALUE)).isEqualTo(0.2f);
    assertThat(new Decay(1, 0.5f, 0).at(0)).isEqualTo(0.5f);
  }

  @Test
  void rangesAreChecked() {
    assertThatThrownBy(() -> new Selection.EpsilonGreedy(1.1f))
        .hasMessage("epsilon is 1.1, but must be in [0, 1]");
    assertThatThrownBy(() -> new Selection.Boltzmann(0))
        .hasMessage("temperature is 0.0, but must be above 0");
    assertThatThrownBy(() -> new Decay(1, 0, -1)).hasMessage("steps is -1, but must be at least 0");
  }
}
