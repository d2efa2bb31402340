/**
 * What people write wrongly and how they are told. A {@link io.github.gdxbrains.config.UserError}
 * is one line for the person at the keyboard: what is wrong, where, and the nearest valid name.
 */
package io.github.gdxbrains.config;
