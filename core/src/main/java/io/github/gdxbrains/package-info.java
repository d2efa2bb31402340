/**
 * Learning NPCs for libGDX. This root package holds no classes: start at the packages below it,
 * whose descriptions say what flows in and out of each.
 */
package io.github.gdxbrains;
