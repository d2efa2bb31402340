package io.github.gdxbrains.nn;

/**
 * How gradients become steps of the parameters, with its constants; the learning rate comes with
 * each {@link Network.Training#step}. Names and defaults are PyTorch's, unless said otherwise.
 */
public sealed interface Optimizer permits Adam, AdamW, RmsProp, Sgd {
  /**
   * How many numbers it remembers for each parameter from one step to the next. {@link
   * Network.Training#getOptimizer} gives as many arrays, in the order in which the optimiser's own
   * documentation names them.
   */
  int moments();
}
