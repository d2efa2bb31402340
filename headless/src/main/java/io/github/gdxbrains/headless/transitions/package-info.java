/**
 * Episodes as a table: one row for each decision of each agent. Rewards are summed undiscounted
 * from a decision to the next.
 */
package io.github.gdxbrains.headless.transitions;
