package io.github.gdxbrains.sensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.badlogic.ashley.core.Entity;
import io.github.gdxbrains.canvas.Drawing;
import io.github.gdxbrains.space.ObservationStream;
import java.util.List;
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
  void thePartThatItSeesIsFramedAlsoWhereItIsStacked() {
    Camera camera = new Camera("eye", 2, 2, false, 5, 6, 4, 8);
    Sensor sensor = new StackedSensor(new CameraSensor(camera, (entity, canvas) -> {}), 3);
    SensorStyle style = new SensorStyle(0.25f, 1);
    Drawing drawing = new Drawing();
    sensor.draw(new Entity(), drawing, style);
    assertThat(sensor.tags()).containsExactly("picture");
    // half a unit inside of 3 to 7 by 2 to 10
    assertThat(drawing.all("line", style.color(0)))
        .extracting(numbers -> numbers.subList(0, 4))
        .contains(List.of(3.5f, 2.5f, 6.5f, 2.5f), List.of(6.5f, 9.5f, 3.5f, 9.5f))
        .hasSize(4);
  }

  @Test
  void numbersThatAreNoBytesAreRefused() {
    ObservationWriter writer = new ObservationWriter();
    byte[] row = new byte[2];
    writer.moveToBytes(row, 0, 2);
    writer.put(255);
    assertThat(row[0]).isEqualTo((byte) 255);
    assertThatThrownBy(() -> writer.put(256))
        .hasMessage("256.0 for a stream of bytes, which are 0 to 255");
    assertThatThrownBy(() -> writer.put(-1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> writer.put(Float.NaN)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void impossibleCamerasAreRefused() {
    assertThatThrownBy(() -> new Camera("eye", 0, 2, true, 0, 0, 1, 1))
        .hasMessageStartingWith("eye: the picture has 0 rows");
    assertThatThrownBy(() -> new Camera("eye", 2, 2, true, 0, 0, 0, 1))
        .hasMessage("eye: the camera sees 0.0 by 1.0, but both must be positive");
  }
}
