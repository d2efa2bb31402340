/**
 * Discs that push themselves about on a plane and push each other apart: the physics of the
 * multi-agent particle environments (Mordatch and Abbeel, arXiv:1703.04908; Lowe et al.,
 * arXiv:1706.02275), as PettingZoo publishes them in its versions from 1.23 on. Lengths have no
 * unit, most things lie within [-1, 1]; a tick is 0.1 s.
 *
 * <p>Start reading at {@link io.github.gdxbrains.game.particle.ParticleWorld}, the world, which
 * leaves everything but physics and time to its {@code Scene}. A {@link
 * io.github.gdxbrains.game.particle.Particle} is a component of every disc, {@code Dynamics} moves
 * them, {@link io.github.gdxbrains.game.particle.Movement} turns actions into pushes, {@link
 * io.github.gdxbrains.game.particle.ParticleSenses} collects what agents see, and {@link
 * io.github.gdxbrains.game.particle.ParticleView} draws.
 */
package io.github.gdxbrains.game.particle;
