/**
 * The backend {@code simd}: the kernels on the Vector API ({@code jdk.incubator.vector}), blocked
 * for registers and cache. Needs {@code --add-modules jdk.incubator.vector}; nothing outside this
 * package refers to it save by name.
 */
package io.github.gdxbrains.nn.simd;
