package io.github.gdxbrains.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.gdxbrains.random.RandomStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SumTreeTest {
  @Test
  void aPointFindsTheItemUnderIt() {
    SumTree tree = new SumTree(5);
    double[] weights = {1, 0, 2.5, 0.5, 4};
    for (int i = 0; i < weights.length; i++) {
      tree.set(i, weights[i]);
    }
    assertThat(tree.total()).isEqualTo(8);
    assertThat(tree.find(0)).isEqualTo(0);
    assertThat(tree.find(0.99)).isEqualTo(0);
    assertThat(tree.find(1)).isEqualTo(2);
    assertThat(tree.find(3.49)).isEqualTo(2);
    assertThat(tree.find(3.5)).isEqualTo(3);
    assertThat(tree.find(4)).isEqualTo(4);
    assertThat(tree.find(7.99)).isEqualTo(4);
    tree.set(4, 0);
    assertThat(tree.total()).isEqualTo(4);
    assertThat(tree.find(3.99)).isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 64, 65, 1000})
  void itIsWhatItsLeavesSayWhateverHappenedBefore(int items) {
    RandomStream random = new RandomStream(items);
    SumTree changed = new SumTree(items);
    double[] weights = new double[items];
    for (int i = 0; i < 5 * items; i++) {
      int item = random.nextInt(items);
      weights[item] = random.nextInt(3) == 0 ? 0 : random.nextDouble();
      changed.set(item, weights[item]);
    }
    SumTree fresh = new SumTree(items);
    fresh.setAll(weights);
    assertThat(fresh.total()).isEqualTo(changed.total());
    for (int i = 0; i < 1000 && changed.total() > 0; i++) {
      double point = random.nextDouble() * changed.total();
      int found = changed.find(point);
      assertThat(changed.get(found)).isPositive();
      assertThat(fresh.find(point)).isEqualTo(found);
    }
  }

  @Test
  void itemsComeAsOftenAsTheyWeigh() {
    SumTree tree = new SumTree(3);
    tree.set(0, 1);
    tree.set(1, 2);
    tree.set(2, 5);
    RandomStream random = new RandomStream(1);
    int[] counts = new int[3];
    for (int i = 0; i < 80_000; i++) {
      counts[tree.find(random.nextDouble() * tree.total())]++;
    }
    assertThat(counts[0]).isBetween(9_600, 10_400);
    assertThat(counts[1]).isBetween(19_500, 20_500);
    assertThat(counts[2]).isBetween(49_400, 50_600);
  }

  @Test
  void weightsAreFiniteAndNotNegative() {
    SumTree tree = new SumTree(2);
    for (double weight : new double[] {-1, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThatThrownBy(() -> tree.set(0, weight))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("weight is " + weight + ", but must be finite and at least 0");
    }
  }
}
