package io.github.gdxbrains.explore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.gdxbrains.random.RandomStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class SelectionProbabilitiesTest {
  private static final int DRAWS = 40_000;

  /** Behind one other number; the second and fourth option are best. */
  private static final float[] VALUES = {99, 1, 3, 2, 3, 0};

  private static final boolean[] ALL = {};
  private static final boolean[] NOT_THE_SECOND = {true, false, true, false, false, false};

  static Stream<Selection> selections() {
    return Stream.of(
        Selection.greedy(),
        new Selection.EpsilonGreedy(0.3f),
        new Selection.EpsilonGreedy(0),
        new Selection.Boltzmann(0.7f));
  }

  @ParameterizedTest
  @MethodSource("selections")
  void optionsAreChosenAsOftenAsTheirProbabilitiesSay(Selection selection) {
    for (boolean[] forbidden : new boolean[][] {ALL, NOT_THE_SECOND}) {
      float[] probabilities = new float[5];
      selection.probabilities(VALUES, 1, 5, forbidden, 1, probabilities);
      RandomStream random = new RandomStream(5);
      int[] counts = new int[5];
      for (int i = 0; i < DRAWS; i++) {
        counts[selection.choose(VALUES, 1, 5, forbidden, 1, random)]++;
      }
      float sum = 0;
      for (int option = 0; option < 5; option++) {
        assertThat(counts[option] / (double) DRAWS).isCloseTo(probabilities[option], within(0.01));
        sum += probabilities[option];
      }
      assertThat(sum).isCloseTo(1, within(1e-6f));
    }
  }

  @Test
  void epsilonIsSharedByAllAndTheRestByTheBest() {
    float[] probabilities = new float[5];
    Selection selection = new Selection.EpsilonGreedy(0.3f);
    selection.probabilities(VALUES, 1, 5, ALL, 0, probabilities);
    float[] expected = {0.06f, 0.41f, 0.06f, 0.41f, 0.06f};
    for (int option = 0; option < 5; option++) {
      assertThat(probabilities[option]).isCloseTo(expected[option], within(1e-6f));
    }
    selection.probabilities(VALUES, 1, 5, NOT_THE_SECOND, 1, probabilities);
    float[] masked = {0.075f, 0, 0.075f, 0.775f, 0.075f};
    for (int option = 0; option < 5; option++) {
      assertThat(probabilities[option]).isCloseTo(masked[option], within(1e-6f));
    }
  }

  @Test
  void whereAllIsForbiddenTheFirstOptionIsChosen() {
    boolean[] forbidden = {true, true, true, true, true};
    float[] probabilities = new float[5];
    selections()
        .forEach(
            selection -> {
              selection.probabilities(VALUES, 1, 5, forbidden, 0, probabilities);
              assertThat(probabilities).containsExactly(1, 0, 0, 0, 0);
              RandomStream random = new RandomStream(1);
              assertThat(selection.choose(VALUES, 1, 5, forbidden, 0, random)).isZero();
            });
  }
}
