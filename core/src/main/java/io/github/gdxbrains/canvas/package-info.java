/**
 * What a game draws itself on, in world units: metres, y up. The desktop window implements {@link
 * io.github.gdxbrains.canvas.Canvas}; so does {@link io.github.gdxbrains.canvas.Raster}, a picture
 * in memory. Nothing here knows of a screen.
 */
package io.github.gdxbrains.canvas;
