package io.github.gdxbrains.nn;

/**
 * A network's parameters on some {@link Backend}. Reading passes ({@link #inference}) on several
 * threads may run at once; changing parameters may not overlap with any pass.
 */
public interface Network extends AutoCloseable {
  /** What it is made of. */
  NetworkSpec spec();

  /** How many parameters it has, as {@link ParameterLayout#size()}. */
  int parameterCount();

  /** Copies all parameters, in the order of {@link ParameterLayout}. */
  void getParameters(float[] target);

  /** Replaces all parameters, in the order of {@link ParameterLayout}. */
  void setParameters(float[] source);

  /**
   * Sets the normaliser's statistics; no effect if the spec has none.
   *
   * @param mean per input
   * @param scale per input, 1 / standard deviation
   */
  void setNormalizer(float[] mean, float[] scale);

  /** Buffers for forward passes on one thread that keep nothing for a backward pass. */
  Inference inference(int maxRows);

  /** Buffers, gradients and optimiser for learning; at most one for a network. */
  Training training(int maxRows, Optimizer optimizer);

  /** Frees what the backend holds outside the Java heap. */
  @Override
  void close();

  /**
   * Forward passes on the calling thread. A row's result depends on that row alone, bit for bit; in
   * a recurrent network on its sequence up to that row, however many steps a pass has.
   */
  interface Inference {
    /**
     * Computes the outputs of all rows.
     *
     * @param input rows in use of {@code spec().inputs()} numbers, with the state and noise that
     *     the spec wants; receives the final state
     * @param outputs receives {@code [rows][spec().outputs()]}
     */
    void forward(Sequences input, float[] outputs);
  }

  /** Forward and backward passes, the sum of gradients, and the optimiser. */
  interface Training {
    /**
     * Computes the outputs of all rows and keeps what {@link #backward} needs.
     *
     * @param outputs receives {@code [rows][spec().outputs()]}
     */
    void forward(Sequences input, float[] outputs);

    /**
     * Adds to the gradients of the parameters what follows from the last {@link #forward}. In a
     * recurrent network gradients pass from step to step back to the start of the sequence or to a
     * reset; the initial state is taken as given (truncated backpropagation through time, Williams
     * and Peng 1990).
     *
     * @param outputGradients of the loss with respect to each output, {@code [rows][outputs]}
     * @param inputGradients receives the loss's gradient with respect to each (raw, unnormalised)
     *     input, {@code [rows][inputs]}; an empty array if not wanted
     */
    void backward(float[] outputGradients, float[] inputGradients);

    /**
     * Forward, loss and backward over all rows, in {@link #shards} pieces of consecutive rows that
     * may run on several threads. The pieces, and the order in which their gradients are summed,
     * depend on the number of rows alone.
     */
    void forwardBackward(Sequences input, Loss loss);

    /**
     * Into how many pieces {@link #forwardBackward} splits so many rows; if the network is
     * recurrent and sequences have several steps, into at most so many, each of whole sequences.
     */
    int shards(int rows);

    /** Clears the sum of gradients. */
    void zeroGradients();

    /** Copies the sum of gradients, in the order of {@link ParameterLayout}. */
    void getGradients(float[] target);

    /**
     * Clips the sum of gradients to a global norm, takes one optimiser step and clears the sum.
     *
     * @param learningRate this step's
     * @param maxGradNorm bound on the Euclidean norm of all gradients together; infinity for none
     * @return the norm before clipping
     */
    float step(float learningRate, float maxGradNorm);

    /** Optimiser steps taken so far. */
    long steps();

    /** What takes the steps. */
    Optimizer optimizer();

    /**
     * Copies what the optimiser remembers.
     *
     * @param moments {@link Optimizer#moments} arrays, each in the order of {@link ParameterLayout}
     */
    void getOptimizer(float[]... moments);

    /** Restores what {@link #steps} and {@link #getOptimizer} gave. */
    void setOptimizer(long steps, float[]... moments);
  }

  /**
   * The gradient of a loss with respect to a network's outputs. Called for disjoint ranges of rows,
   * possibly on several threads at once.
   */
  @FunctionalInterface
  interface Loss {
    /**
     * @param shard number of the piece, from 0; sums kept per shard and added in order do not
     *     depend on the number of threads
     * @param firstRow first row of the piece within the batch
     * @param rows how many rows the piece has
     * @param outputs the pieces' outputs, {@code [rows][outputs]}: row {@code i} of the array is
     *     row {@code firstRow + i} of the batch
     * @param outputGradients to be filled, of the same shape
     */
    void gradient(int shard, int firstRow, int rows, float[] outputs, float[] outputGradients);
  }
}
