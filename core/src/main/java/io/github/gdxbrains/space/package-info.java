/**
 * Shapes of what agents see and do. An {@link io.github.gdxbrains.space.ObservationSpace} is a list
 * of named streams; an {@link io.github.gdxbrains.space.ActionSpace} is discrete, multi-discrete,
 * continuous or a hybrid of these. Spaces are values: two agents may share a brain when their
 * spaces are equal.
 */
package io.github.gdxbrains.space;
