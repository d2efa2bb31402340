/**
 * One class for each command: its options, and the few lines that hand them to whoever does the
 * work. Output goes to the command line's own streams; a mistake is thrown as a {@link
 * io.github.gdxbrains.config.UserError} before anything is written.
 */
package io.github.gdxbrains.headless.command;
