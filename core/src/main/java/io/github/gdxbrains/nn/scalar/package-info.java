/**
 * The backend {@code scalar}: the kernels in plain Java, for JVMs without the Vector API and for
 * Android. Loops are written so that HotSpot's C2 turns most of them into vector code by itself.
 */
package io.github.gdxbrains.nn.scalar;
