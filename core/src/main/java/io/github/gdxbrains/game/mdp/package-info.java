/**
 * Finite Markov decision processes as games: a table of transitions, what is optimal in it, and the
 * world that walks through it. A tick is one transition; rewards are those of the table.
 *
 * <p>Start reading at {@link io.github.gdxbrains.game.mdp.FiniteMdp}, the table. An {@link
 * io.github.gdxbrains.game.mdp.MdpWorld} has one entity with an {@link
 * io.github.gdxbrains.game.mdp.MdpState}, which observes its state as a one-hot vector; a {@link
 * io.github.gdxbrains.game.mdp.GridMap} makes tables of cells, which {@link
 * io.github.gdxbrains.game.mdp.GridView} draws.
 */
package io.github.gdxbrains.game.mdp;
