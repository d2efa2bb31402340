/**
 * The backend {@code scalar}: the kernels in plain Java, for JVMs without the Vector API and for
 * Android. The sums of a matrix product stay in registers; the element-wise loops are plain enough
 * for HotSpot's C2 to turn into vector code by itself.
 */
package io.github.gdxbrains.nn.scalar;
