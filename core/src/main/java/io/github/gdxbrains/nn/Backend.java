package io.github.gdxbrains.nn;

import io.github.gdxbrains.parallel.Workers;

/** A way of computing networks: the Vector API, plain Java, ND4J. All agree within 1e-4. */
public interface Backend {
  /** As given to {@code --backend}, such as {@code simd}. */
  String name();

  /** How many floats it computes at once; 1 for plain Java. */
  int lanes();

  /**
   * Loads what it needs, such as native libraries; without it, the first network does that.
   *
   * @throws IllegalArgumentException if something is missing; the message names it and says what to
   *     do
   */
  default void start() {}

  /**
   * Makes a network with all parameters zero.
   *
   * @param workers the threads that learning may use; inference runs on its caller's
   * @throws IllegalArgumentException if the backend cannot compute one of the layers; the message
   *     names it
   */
  Network network(NetworkSpec spec, Workers workers);
}
