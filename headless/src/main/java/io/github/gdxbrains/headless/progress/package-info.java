/**
 * How a run looks while it runs: a live line in a terminal ({@link
 * io.github.gdxbrains.headless.progress.LiveLine}), plain lines elsewhere ({@link
 * io.github.gdxbrains.headless.progress.PlainLines}). Start reading at {@link
 * io.github.gdxbrains.headless.progress.Console}.
 */
package io.github.gdxbrains.headless.progress;
