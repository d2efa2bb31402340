/**
 * Random numbers that can be seeded, split and saved. Every stream is derived from the run's seed
 * and the numbers of what it is for (arena, episode, seat), so what one part of a run draws never
 * depends on another. Nothing in the framework uses a global generator.
 */
package io.github.gdxbrains.random;
