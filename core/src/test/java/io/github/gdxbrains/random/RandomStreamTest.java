package io.github.gdxbrains.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class RandomStreamTest {
  @Test
  void followsTheReferenceOfXoshiro256StarStar() {
    // the authors' C code from the state {1, 2, 3, 4}
    RandomStream random = new RandomStream(0);
    random.restore(new long[] {1, 2, 3, 4}, 0);
    long[] expected = {
      11520L,
      0L,
      1509978240L,
      1215971899390074240L,
      1216172134540287360L,
      607988272756665600L,
      Long.parseUnsignedLong("16172922978634559625"),
      8476171486693032832L,
      Long.parseUnsignedLong("10595114339597558777"),
      2904607092377533576L
    };
    for (long number : expected) {
      assertThat(random.nextLong()).isEqualTo(number);
    }
  }

  @Test
  void isSeededThroughSplitMix64() {
    // the first four numbers of SplitMix64 from 1234567 (Rosetta Code)
    long[] state = new long[5];
    new RandomStream(1234567).save(state, 1);
    assertThat(state)
        .containsExactly(
            0,
            6457827717110365317L,
            3203168211198807973L,
            Long.parseUnsignedLong("9817491932198370423"),
            4593380528125082431L);
  }

  @Test
  void aSavedStreamGoesOnWhereItWas() {
    RandomStream random = new RandomStream(77);
    random.nextGaussian();
    random.nextInt(13);
    long[] state = new long[6];
    random.save(state, 2);
    RandomStream other = new RandomStream(1);
    other.restore(state, 2);
    for (int i = 0; i < 20; i++) {
      assertThat(other.nextGaussian()).isEqualTo(random.nextGaussian());
    }
  }

  @Test
  void reseedingForgetsEverything() {
    RandomStream random = new RandomStream(3);
    long first = random.nextLong();
    random.nextLong();
    random.reseed(3);
    assertThat(random.nextLong()).isEqualTo(first);
  }

  @Test
  void integersAreUniformWithinTheirBound() {
    RandomStream random = new RandomStream(4);
    int[] counts = new int[7];
    int n = 140_000;
    for (int i = 0; i < n; i++) {
      counts[random.nextInt(7)]++;
    }
    double chiSquare = 0;
    for (int count : counts) {
      chiSquare += Math.pow(count - n / 7.0, 2) / (n / 7.0);
    }
    assertThat(chiSquare).isLessThan(22.5); // 6 degrees of freedom, p = 0.001
    assertThat(random.nextInt(1)).isZero();
  }

  @Test
  void hugeBoundsHaveNoBias() {
    // of 3 · 2^29 numbers a plain remainder would give the lowest third twice as often
    RandomStream random = new RandomStream(8);
    int bound = 3 << 29;
    int low = 0;
    int n = 60_000;
    for (int i = 0; i < n; i++) {
      int value = random.nextInt(bound);
      assertThat(value).isBetween(0, bound - 1);
      low += value < bound / 3 ? 1 : 0;
    }
    assertThat(low / (double) n).isCloseTo(1 / 3.0, within(0.008));
  }

  @Test
  void aBoundBelowOneIsRefused() {
    RandomStream random = new RandomStream(0);
    assertThatThrownBy(() -> random.nextInt(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("bound is 0, but must be at least 1");
  }

  @Test
  void realNumbersAreUniform() {
    RandomStream random = new RandomStream(9);
    double sum = 0;
    double squares = 0;
    int n = 100_000;
    for (int i = 0; i < n; i++) {
      float single = random.nextFloat();
      double value = random.nextDouble();
      assertThat(single).isBetween(0f, Math.nextDown(1f));
      assertThat(value).isBetween(0.0, Math.nextDown(1.0));
      sum += value + single;
      squares += value * value + single * single;
    }
    assertThat(sum / (2 * n)).isCloseTo(0.5, within(0.003));
    assertThat(squares / (2 * n)).isCloseTo(1 / 3.0, within(0.003));
    float between = random.nextFloat(-3, -2);
    assertThat(between).isBetween(-3f, -2f);
  }

  @Test
  void gaussiansHaveTheMomentsOfTheStandardNormal() {
    RandomStream random = new RandomStream(10);
    double[] moments = new double[5];
    int n = 200_000;
    for (int i = 0; i < n; i++) {
      double value = random.nextGaussian();
      for (int k = 1; k < 5; k++) {
        moments[k] += Math.pow(value, k) / n;
      }
    }
    assertThat(moments[1]).isCloseTo(0, within(0.01));
    assertThat(moments[2]).isCloseTo(1, within(0.02));
    assertThat(moments[3]).isCloseTo(0, within(0.04));
    assertThat(moments[4]).isCloseTo(3, within(0.1));
  }

  @Test
  void aShuffleKeepsTheNumbersAndPutsEachAnywhere() {
    RandomStream random = new RandomStream(12);
    int[] places = new int[4];
    for (int i = 0; i < 8_000; i++) {
      int[] values = {10, 11, 12, 13, 99};
      random.shuffle(values, 4);
      assertThat(values).containsExactlyInAnyOrder(10, 11, 12, 13, 99);
      assertThat(values[4]).isEqualTo(99);
      for (int k = 0; k < 4; k++) {
        places[k] += values[k] == 10 ? 1 : 0;
      }
    }
    for (int count : places) {
      assertThat(count).isBetween(1_850, 2_150);
    }
  }

  @Test
  void derivedSeedsDifferInEveryNumberTheyAreMadeOf() {
    Set<Long> seeds = new HashSet<>();
    for (long seed = 0; seed < 10; seed++) {
      for (long arena = 0; arena < 10; arena++) {
        for (long episode = 0; episode < 10; episode++) {
          seeds.add(RandomStream.derive(seed, arena, episode));
        }
      }
    }
    assertThat(seeds).hasSize(1000);
    assertThat(RandomStream.derive(3, 5)).isNotEqualTo(RandomStream.derive(5, 3));
    assertThat(RandomStream.derive(3, 5, 7))
        .isEqualTo(RandomStream.derive(RandomStream.derive(3, 5), 7));
  }

  @Test
  void derivedStreamsAreNotCorrelated() {
    int n = 20_000;
    double product = 0;
    for (int i = 0; i < n; i++) {
      double a = new RandomStream(RandomStream.derive(1, i)).nextDouble() - 0.5;
      double b = new RandomStream(RandomStream.derive(1, i + 1)).nextDouble() - 0.5;
      product += a * b / n;
    }
    assertThat(product * 12).isCloseTo(0, within(0.03));
  }
}
