package io.github.gdxbrains.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.gdxbrains.random.RandomStream;
import java.util.List;
import org.junit.jupiter.api.Test;

final class NoiseTest {
  private static final int ROWS = 4000;

  private static Sequences drawn() {
    NetworkSpec spec =
        new NetworkSpec(
            3,
            false,
            List.of(
                new Trunk(
                    List.of(
                        new Layer.Dropout(0.25f),
                        new Layer.NoisyDense(2000, Activation.RELU, 0.5f)),
                    List.of(new Head("q", 1, 1f)))));
    Sequences target = Sequences.of(spec, ROWS).use(ROWS - 1);
    new Noise(spec).draw(target, new RandomStream(5));
    return target;
  }

  @Test
  void dropoutDropsAtItsRateAndKeepsTheMean() {
    float[] noise = drawn().rowNoise();
    int dropped = 0;
    double sum = 0;
    for (int i = 0; i < 3 * (ROWS - 1); i++) {
      assertThat(noise[i]).isIn(-1f, 0.25f / 0.75f);
      dropped += noise[i] == -1 ? 1 : 0;
      sum += noise[i];
    }
    assertThat(dropped / (3.0 * ROWS)).isCloseTo(0.25, within(0.02));
    assertThat(sum / (3.0 * ROWS)).isCloseTo(0, within(0.02));
    assertThat(noise[3 * (ROWS - 1)]).as("of a row that is not in use").isZero();
  }

  @Test
  void factorsAreSignedRootsOfGaussians() {
    float[] noise = drawn().passNoise();
    double mean = 0;
    double fourth = 0;
    for (float factor : noise) {
      mean += factor / noise.length;
      fourth += factor * factor * factor * factor / noise.length;
    }
    assertThat(mean).isCloseTo(0, within(0.06));
    assertThat(fourth).as("the variance of the gaussian").isCloseTo(1, within(0.12));
  }

  @Test
  void clearedNoiseIsZero() {
    Sequences target = drawn();
    Noise.clear(target);
    assertThat(target.rowNoise()).containsOnly(0f);
    assertThat(target.passNoise()).containsOnly(0f);
  }
}
