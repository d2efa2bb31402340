/**
 * One knows where to go and can only speak, the other can go and only listen: PettingZoo's
 * simple_speaker_listener_v4 (Lowe et al., arXiv:1706.02275). Units are those of {@link
 * io.github.gdxbrains.game.particle}.
 *
 * <p>Start reading at {@link io.github.gdxbrains.game.simplespeakerlistener.SimpleSpeakerListener},
 * the game; {@code Talk} has its rules.
 */
package io.github.gdxbrains.game.simplespeakerlistener;
