/**
 * A run's folder: what is in it and who writes it. {@link
 * io.github.gdxbrains.headless.run.RunJournal} listens to the trainer and keeps tables and the
 * curve; the trainer itself writes checkpoints and brains. Start reading at {@link
 * io.github.gdxbrains.headless.run.RunFolder}.
 */
package io.github.gdxbrains.headless.run;
