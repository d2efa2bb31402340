package io.github.gdxbrains.arena;

import com.badlogic.ashley.core.Entity;
import io.github.gdxbrains.agent.Agent;
import io.github.gdxbrains.sensor.ObservationWriter;
import io.github.gdxbrains.sensor.Sensor;
import io.github.gdxbrains.space.ObservationStream;
import java.util.List;

/**
 * Hears what team mates sent at their last decisions. All agents of an arena sense after the tick
 * that carried out these decisions and before the next ones, so all hear them at the same time.
 */
final class MessageSensor implements Sensor {
  private final ObservationStream stream;
  private final Agent[] agents;
  private final int[] mates;

  /**
   * @param agents of the arena by seat, as they are now and as they will be replaced
   * @param mates seats of those who are heard
   */
  MessageSensor(ObservationStream stream, Agent[] agents, List<Integer> mates) {
    this.stream = stream;
    this.agents = agents;
    this.mates = mates.stream().mapToInt(Integer::intValue).toArray();
  }

  @Override
  public ObservationStream stream() {
    return stream;
  }

  @Override
  public void sense(Entity entity, ObservationWriter out) {
    for (int mate : mates) {
      agents[mate].writeMessage(out);
    }
    while (out.remaining() > 0) { // others of the behavior have more mates
      out.put(0);
    }
  }
}
