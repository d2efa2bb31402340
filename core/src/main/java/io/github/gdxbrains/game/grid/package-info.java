/**
 * What games on a rectangle of cells share: directions, what has been seen so far, and ways. Cells
 * have columns from 0 on the left and rows from 0 at the bottom; as one number they are counted row
 * by row.
 *
 * <p>Start reading at {@link io.github.gdxbrains.game.grid.Search}.
 */
package io.github.gdxbrains.game.grid;
