package io.github.gdxbrains.nn;

import io.github.gdxbrains.random.RandomStream;
import java.util.Arrays;

/**
 * Draws the noise that a network's layers want into {@link Sequences}: as each of them describes
 * it, so that a backend only multiplies and adds.
 */
public final class Noise {
  private final Structure structure;
  private final float[] rates;

  /** Noise for networks of this spec. */
  public Noise(NetworkSpec spec) {
    structure = spec.structure();
    rates = new float[structure.rowNoise()];
    for (Structure.Place place : structure.layers()) {
      if (place.layer() instanceof Layer.Dropout dropout) {
        int count = dropout.rowNoise(place.input());
        Arrays.fill(rates, place.rowNoise(), place.rowNoise() + count, dropout.rate());
      }
    }
  }

  /** Draws the noise of the next pass, for all rows in use. */
  public void draw(Sequences target, RandomStream random) {
    drawPass(target.passNoise(), random);
    float[] noise = target.rowNoise();
    int i = 0;
    for (int row = 0; row < target.rowCount() && rates.length > 0; row++) {
      for (float rate : rates) {
        noise[i++] = random.nextFloat() < rate ? -1 : rate / (1 - rate);
      }
    }
  }

  /** Factorised gaussian noise: {@code sgn(e) √|e|} (arXiv:1706.10295, section 3.2). */
  private void drawPass(float[] noise, RandomStream random) {
    for (int i = 0; i < structure.passNoise(); i++) {
      double e = random.nextGaussian();
      noise[i] = (float) Math.copySign(Math.sqrt(Math.abs(e)), e);
    }
  }

  /** Clears the noise, for evaluation. */
  public static void clear(Sequences target) {
    Arrays.fill(target.rowNoise(), 0);
    Arrays.fill(target.passNoise(), 0);
  }
}
