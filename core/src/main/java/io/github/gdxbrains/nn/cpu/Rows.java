package io.github.gdxbrains.nn.cpu;

/**
 * Where a stage's input or results lie in a {@link Workspace}. Results have a stride of whole
 * vectors, and zeros between the width and the stride; so have gradients with respect to any input,
 * whatever the input's own stride.
 *
 * @param buffer number of the buffer
 * @param width numbers in a row
 * @param stride between the starts of two rows
 */
record Rows(int buffer, int width, int stride) {}
