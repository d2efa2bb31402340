package io.github.gdxbrains.nn;

/**
 * A matrix of parameters that a layer has, with its biases.
 *
 * @param name within the layer; empty if the layer has only this one
 * @param inputs rows
 * @param units columns, and biases
 * @param biased whether it has biases
 * @param initialization first values
 */
public record Weights(
    String name, int inputs, int units, boolean biased, Initialization initialization) {}
