package io.github.gdxbrains.headless.nd4j;

/**
 * What the operations of a pass depend on.
 *
 * @param sequences how many
 * @param steps of each; 1 in a network without recurrent state
 */
record BatchSize(int sequences, int steps) {
  int rows() {
    return sequences * steps;
  }
}
