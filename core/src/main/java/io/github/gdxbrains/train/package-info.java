/**
 * The training loop and what surrounds it: the experiment's configuration, checkpoints, metrics and
 * evaluation. Start reading at {@link io.github.gdxbrains.train.Trainer}.
 */
package io.github.gdxbrains.train;
