/**
 * The only lists of what there is: games, learners, and what plugins add. Adding one of them to the
 * project touches its own package and one line here.
 */
package io.github.gdxbrains.catalog;
