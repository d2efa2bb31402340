/**
 * A cue that is shown once and asked for later: what only an agent with memory can do. A tick is
 * one step.
 *
 * <p>Start reading at {@link io.github.gdxbrains.game.memory.Memory}, the game; {@code Hall} has
 * the rules of an episode, {@code MemoryWorld} the agent that walks through it.
 */
package io.github.gdxbrains.game.memory;
