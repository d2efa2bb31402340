package io.github.gdxbrains.sensor;

import com.badlogic.ashley.core.Entity;
import io.github.gdxbrains.canvas.Canvas;
import io.github.gdxbrains.canvas.Raster;
import io.github.gdxbrains.space.ObservationStream;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * Sees the game as people do: lets it draw itself on a {@link Raster}, without a window, and writes
 * the pixels. Text is not seen.
 */
public final class CameraSensor implements Sensor {
  private final Camera camera;
  private final ObservationStream stream;
  private final BiConsumer<Entity, Canvas> drawing;
  private final Raster raster;

  /**
   * @param drawing draws what an entity sees, beginning with the view as a game does; mostly {@code
   *     (entity, canvas) -> world.draw(canvas)}
   */
  public CameraSensor(Camera camera, BiConsumer<Entity, Canvas> drawing) {
    this.camera = camera;
    stream = camera.stream();
    this.drawing = drawing;
    raster = new Raster(camera.rows(), camera.columns(), camera.channels());
    raster.lookAt(camera.centerX(), camera.centerY(), camera.width(), camera.height());
  }

  @Override
  public ObservationStream stream() {
    return stream;
  }

  @Override
  public void sense(Entity entity, ObservationWriter out) {
    drawing.accept(entity, raster);
    out.put(raster.pixels());
  }

  /** Frames the part of the world that is seen. */
  @Override
  public void draw(Entity entity, Canvas canvas, SensorStyle style) {
    float inset = 4 * style.unit();
    style.frame(
        canvas,
        camera.centerX(),
        camera.centerY(),
        camera.width() - inset,
        camera.height() - inset,
        style.color(0));
  }

  @Override
  public List<String> tags() {
    return List.of("picture");
  }
}
