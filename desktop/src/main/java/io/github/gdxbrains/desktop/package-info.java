/** The window. Start reading at {@link io.github.gdxbrains.desktop.DesktopMain}. */
package io.github.gdxbrains.desktop;
