package io.github.gdxbrains.sensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.badlogic.ashley.core.Entity;
import io.github.gdxbrains.space.ObservationStream;
import org.junit.jupiter.api.Test;

final class CameraSensorTest {
  @Test
  void itWritesThePartOfTheWorldThatItSees() {
    Camera camera = new Camera("eye", 2, 2, false, 5, 5, 4, 4);
    Sensor sensor =
        new CameraSensor(
            camera,
            (entity, canvas) -> {
              canvas.view(0, 0, 1000, 1000, 0x010203FF);
              canvas.rectangle(6, 6, 2, 2, 0, 0x0A141EFF);
            });
    assertThat(sensor.stream()).isEqualTo(ObservationStream.image("eye", 2, 2, 3));
    byte[] row = new byte[14];
    ObservationWriter writer = new ObservationWriter();
    writer.moveToBytes(row, 1, 12);
    sensor.sense(new Entity(), writer);
    assertThat(writer.remaining()).isZero();
    assertThat(row).containsExactly(0, 1, 2, 3, 10, 20, 30, 1, 2, 3, 1, 2, 3, 0);
  }

  @Test
  void impossibleCamerasAreRefused() {
    assertThatThrownBy(() -> new Camera("eye", 0, 2, true, 0, 0, 1, 1))
        .hasMessageStartingWith("eye: the picture has 0 rows");
    assertThatThrownBy(() -> new Camera("eye", 2, 2, true, 0, 0, 0, 1))
        .hasMessage("eye: the camera sees 0.0 by 1.0, but both must be positive");
  }
}
