package io.github.gdxbrains.sensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.badlogic.ashley.core.Entity;
import io.github.gdxbrains.agent.Agent;
import io.github.gdxbrains.agent.AgentBatch;
import io.github.gdxbrains.agent.Ending;
import io.github.gdxbrains.space.ActionSpace;
import io.github.gdxbrains.space.ObservationStream;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class StackedSensorTest {
  private final int[] now = {0};

  private final Sensor clock =
      Sensor.vector(
          "clock",
          2,
          (entity, out) -> {
            out.put(now[0]);
            out.put(-now[0]);
          });

  /** Pixel (row, column), channel c of moment t is 100 t + 10 (2 row + column) + c. */
  private final Sensor eye =
      Sensor.of(
          ObservationStream.image("eye", 1, 2, 2),
          (entity, out) -> {
            for (int pixel = 0; pixel < 2; pixel++) {
              for (int channel = 0; channel < 2; channel++) {
                out.put(100 * now[0] + 10 * pixel + channel);
              }
            }
          });

  private static float[] sense(Sensor sensor) {
    float[] row = new float[sensor.stream().size()];
    ObservationWriter writer = new ObservationWriter();
    writer.moveToFloats(row, 0, row.length);
    sensor.sense(new Entity(), writer);
    assertThat(writer.remaining()).isZero();
    return row;
  }

  private static byte[] senseBytes(Sensor sensor) {
    byte[] row = new byte[sensor.stream().size()];
    ObservationWriter writer = new ObservationWriter();
    writer.moveToBytes(row, 0, row.length);
    sensor.sense(new Entity(), writer);
    return row;
  }

  @Test
  void vectorsLieOneAfterAnotherOldestFirst() {
    Sensor stacked = new StackedSensor(clock, 3);
    stacked.reset();
    now[0] = 1;
    stacked.advance();
    assertThat(sense(stacked)).containsExactly(0, 0, 0, 0, 1, -1);
    now[0] = 2;
    stacked.advance();
    assertThat(sense(stacked)).containsExactly(0, 0, 1, -1, 2, -2);
    now[0] = 3;
    stacked.advance();
    sense(stacked);
    now[0] = 4;
    stacked.advance();
    assertThat(sense(stacked)).containsExactly(2, -2, 3, -3, 4, -4);
  }

  @Test
  void everyPixelHasItsChannelsOfAllMoments() {
    Sensor stacked = new StackedSensor(eye, 2);
    stacked.reset();
    now[0] = 1;
    stacked.advance();
    assertThat(senseBytes(stacked)).containsExactly(0, 0, 100, 101, 0, 0, 110, 111);
    now[0] = 2;
    stacked.advance();
    byte[] row = senseBytes(stacked);
    assertThat(row)
        .containsExactly(100, 101, (byte) 200, (byte) 201, 110, 111, (byte) 210, (byte) 211);
  }

  @Test
  void sensingAgainForTheSameDecisionReplacesTheNewestFrame() {
    Sensor stacked = new StackedSensor(clock, 2);
    stacked.reset();
    now[0] = 1;
    stacked.advance();
    sense(stacked);
    now[0] = 2;
    assertThat(sense(stacked)).containsExactly(0, 0, 2, -2);
  }

  @Test
  void aResetForgetsTheEpisodeBefore() {
    Sensor stacked = new StackedSensor(clock, 2);
    stacked.reset();
    now[0] = 7;
    stacked.advance();
    sense(stacked);
    stacked.reset();
    now[0] = 1;
    stacked.advance();
    assertThat(sense(stacked)).containsExactly(0, 0, 1, -1);
  }

  @Test
  void anAgentStacksItsDecisionsAndItsEnd() {
    Agent agent =
        Agent.builder("Watcher", ActionSpace.discrete(2))
            .sense(new StackedSensor(clock, 2))
            .act((entity, action) -> {})
            .decisionPeriod(3)
            .build();
    AgentBatch batch = new AgentBatch(agent.behavior(), 1, 0);
    agent.bind(batch, 0, new Entity().add(agent));
    agent.begin();
    for (int tick = 0; tick < 9; tick++) {
      // decisions are due at ticks 0, 3 and, because that of tick 3 is made a tick late, 7
      now[0] = tick;
      agent.prepareDecision();
      if (tick == 3) {
        assertThat(batch.observations()).containsExactly(0, 0, 3, -3);
      } else if (batch.wantsDecision()[0]) {
        batch.wantsDecision()[0] = false;
      }
    }
    assertThat(batch.observations()).containsExactly(4, -4, 7, -7);
    agent.end(Ending.TRUNCATED);
    assertThat(batch.finalObservations()).containsExactly(7, -7, 8, -8);
    agent.begin();
    now[0] = 9;
    agent.prepareDecision();
    assertThat(batch.observations()).containsExactly(0, 0, 9, -9);
    now[0] = 10;
    agent.end(Ending.TERMINATED);
    assertThat(batch.finalObservations())
        .as("nobody decided on the frame of tick 9")
        .containsExactly(0, 0, 10, -10);
  }

  @Test
  void aSensorThatLeavesAHoleIsNamed() {
    Sensor lazy = Sensor.vector("lazy", 3, (entity, out) -> out.put(1));
    assertThatThrownBy(() -> sense(new StackedSensor(lazy, 2)))
        .hasMessage("sensor lazy left 2 of 3 numbers unwritten");
  }

  @Test
  void wholeFramesAreWrittenAtOnceOrNotAtAll() {
    ObservationWriter writer = new ObservationWriter();
    float[] row = new float[4];
    writer.moveToFloats(row, 1, 3);
    writer.put(new float[] {5, 6});
    assertThat(row).containsExactly(0, 5, 6, 0);
    assertThatThrownBy(() -> writer.put(new float[2]))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> writer.put(new byte[1])).hasMessage("bytes for a stream of floats");
    assertThat(Arrays.copyOfRange(row, 1, 4)).containsExactly(5, 6, 0);
  }
}
