package io.github.gdxbrains.example;

import io.github.gdxbrains.arena.GameWorld;
import io.github.gdxbrains.sensor.Camera;
import io.github.gdxbrains.sensor.CameraSensor;
import io.github.gdxbrains.sensor.Sensor;
import io.github.gdxbrains.sensor.StackedSensor;

/** Someone who sees a world as people do. */
final class Watcher {
  private Watcher() {}

  static Sensor eyes(GameWorld world) {
    // name, rows, columns, gray; middle and size of the part of the world that it sees
    Camera camera = new Camera("pixels", 84, 84, true, 144, 310, 288, 404);
    Sensor picture = new CameraSensor(camera, (me, canvas) -> world.draw(canvas));
    return new StackedSensor(picture, 4);
  }
}
