/**
 * Sensors turn an entity into one named stream of its agent's observation. They write straight into
 * the batch that the brain reads, in world units scaled to about [-1, 1], and allocate nothing.
 * Start reading at {@link io.github.gdxbrains.sensor.Sensor}.
 */
package io.github.gdxbrains.sensor;
