package io.github.gdxbrains.desktop;

import io.github.gdxbrains.sensor.Sensor;
import io.github.gdxbrains.space.ElementType;
import io.github.gdxbrains.space.ObservationStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What one agent has observed, taken apart into streams. */
final class Observed {
  /**
   * One of the streams.
   *
   * @param sensor that wrote it
   * @param stream what was written
   * @param numbers as the network gets them: bytes as 0 to 1
   * @param count entries in use of a counted stream, else all
   */
  record Part(Sensor sensor, ObservationStream stream, float[] numbers, int count) {}

  private final List<Part> parts = new ArrayList<>();

  /**
   * @param streams in the order of the sensors
   * @param numbers of all of them: those of floats, those of bytes, the counts
   */
  Observed(List<ObservationStream> streams, List<Sensor> sensors, float[] numbers) {
    int floats = 0;
    int bytes = sizeOf(streams, ElementType.FLOAT32);
    int counts = bytes + sizeOf(streams, ElementType.UINT8);
    for (int i = 0; i < streams.size(); i++) {
      ObservationStream stream = streams.get(i);
      int from = stream.type() == ElementType.FLOAT32 ? floats : bytes;
      int count = stream.counted() ? (int) numbers[counts++] : stream.shape().get(0);
      float[] own = Arrays.copyOfRange(numbers, from, from + stream.size());
      parts.add(new Part(sensors.get(i), stream, own, count));
      if (stream.type() == ElementType.FLOAT32) {
        floats += stream.size();
      } else {
        bytes += stream.size();
      }
    }
  }

  private static int sizeOf(List<ObservationStream> streams, ElementType type) {
    return streams.stream()
        .filter(stream -> stream.type() == type)
        .mapToInt(ObservationStream::size)
        .sum();
  }

  /** The streams in order. */
  List<Part> parts() {
    return parts;
  }
}
