package io.github.gdxbrains.example;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gdxbrains.arena.GameWorld;
import io.github.gdxbrains.arena.Parameters;
import io.github.gdxbrains.game.flappybird.FlappyBird;
import io.github.gdxbrains.random.RandomStream;
import io.github.gdxbrains.sensor.ObservationWriter;
import io.github.gdxbrains.sensor.Sensor;
import org.junit.jupiter.api.Test;

final class WatcherTest {
  @Test
  void theDocumentedEyesSeeFlappyBirdAsItsOwnPixelsDo() {
    FlappyBird game = new FlappyBird();
    Parameters parameters = Parameters.defaults(game);
    GameWorld world = game.world(parameters);
    world.reset(new RandomStream(1), parameters);
    Sensor eyes = Watcher.eyes(world);
    byte[] row = new byte[84 * 84 * 4];
    ObservationWriter writer = new ObservationWriter();
    writer.moveToBytes(row, 0, row.length);
    eyes.sense(world.seat(0), writer);
    assertThat(eyes.stream().frames()).isEqualTo(4);
    // the sky in the upper left corner: three frames from before the start, and the present
    assertThat(new int[] {row[0], row[1], row[2], row[3] & 0xff}).containsExactly(0, 0, 0, 173);
  }
}
