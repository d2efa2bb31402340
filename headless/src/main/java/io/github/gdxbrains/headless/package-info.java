/** The command line. Start reading at {@link io.github.gdxbrains.headless.Main}. */
package io.github.gdxbrains.headless;
