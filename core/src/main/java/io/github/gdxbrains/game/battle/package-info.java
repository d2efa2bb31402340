/**
 * Two teams of many soldiers on a grid who see only what is around them, and who die: in the style
 * of MAgent's battle (Zheng et al., "MAgent: A Many-Agent Reinforcement Learning Platform",
 * arXiv:1712.00600). Lengths are cells; a tick is one cycle, in which everyone moves or attacks.
 *
 * <p>Start reading at {@link io.github.gdxbrains.game.battle.Battle}, the game; {@code Battlefield}
 * holds all soldiers as arrays, {@code AttackSystem} and {@code MoveSystem} have the rules. All
 * work of a tick grows with the number of soldiers, and none with its square or with the field.
 */
package io.github.gdxbrains.game.battle;
