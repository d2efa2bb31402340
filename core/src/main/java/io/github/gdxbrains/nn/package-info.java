/**
 * Neural networks as the rest of the framework sees them: what a network is made of ({@link
 * io.github.gdxbrains.nn.NetworkSpec}), what shapes and places follow from that ({@link
 * io.github.gdxbrains.nn.Structure}), where each of its parameters lies ({@link
 * io.github.gdxbrains.nn.ParameterLayout}), and what can be asked of it ({@link
 * io.github.gdxbrains.nn.Backend}, {@link io.github.gdxbrains.nn.Network}).
 *
 * <p>Losses live outside: an algorithm computes, in plain Java, the gradient of its loss with
 * respect to the network's outputs, and the backend carries it back to the parameters. All numbers
 * are 32-bit floats; matrices are row-major; a row is one observation of one agent. Start reading
 * at {@code Network}.
 */
package io.github.gdxbrains.nn;
