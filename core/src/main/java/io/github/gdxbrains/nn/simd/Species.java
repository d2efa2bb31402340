package io.github.gdxbrains.nn.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/** The shape of all vectors: static and final, so that the compiler knows it. */
final class Species {
  /**
   * The processor's preferred shape, or that of the system property {@code gdxbrains.lanes} (4, 8
   * or 16), which exists to test and compare shapes.
   */
  static final VectorSpecies<Float> SPECIES = choose(Integer.getInteger("gdxbrains.lanes", 0));

  /** Floats in a vector. */
  static final int LANES = SPECIES.length();

  private Species() {}

  private static VectorSpecies<Float> choose(int lanes) {
    return lanes == 0
        ? FloatVector.SPECIES_PREFERRED
        : VectorSpecies.of(float.class, VectorShape.forBitSize(Float.SIZE * lanes));
  }
}
