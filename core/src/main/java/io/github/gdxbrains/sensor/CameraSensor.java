package io.github.gdxbrains.sensor;

import com.badlogic.ashley.core.Entity;
import io.github.gdxbrains.canvas.Canvas;
import io.github.gdxbrains.canvas.Raster;
import io.github.gdxbrains.space.ObservationStream;
import java.util.function.BiConsumer;

/**
 * Sees the game as people do: lets it draw itself on a {@link Raster}, without a window, and writes
 * the pixels. Text is not seen.
 */
public final class CameraSensor implements Sensor {
  private final ObservationStream stream;
  private final BiConsumer<Entity, Canvas> drawing;
  private final Raster raster;

  /**
   * @param drawing draws what an entity sees, beginning with the view as a game does; mostly {@code
   *     (entity, canvas) -> world.draw(canvas)}
   */
  public CameraSensor(Camera camera, BiConsumer<Entity, Canvas> drawing) {
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
}
