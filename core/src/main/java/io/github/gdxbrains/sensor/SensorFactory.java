package io.github.gdxbrains.sensor;

/**
 * A sensor that experiments may add by name to agents of games that do not have it ({@code
 * sensors:} in an experiment file). Found through {@link java.util.ServiceLoader}.
 */
public interface SensorFactory {
  /** As in experiment files; equal to the name of its stream. */
  String name();

  /** One line for the list of sensors. */
  String description();

  /** Whether the agents of a game's behavior can have it. */
  boolean fits(String game, String behavior);

  /** Makes one for one agent. */
  Sensor create();
}
