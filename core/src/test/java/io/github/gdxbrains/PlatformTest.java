package io.github.gdxbrains;

import static org.assertj.core.api.Assertions.assertThat;

import com.badlogic.gdx.math.Vector2;
import com.badlogic.gdx.physics.box2d.Box2D;
import com.badlogic.gdx.physics.box2d.World;
import com.badlogic.gdx.utils.GdxNativesLoader;
import jdk.incubator.vector.FloatVector;
import org.junit.jupiter.api.Test;

/** What the build promises to the code: native Box2D without an application, and vectors. */
final class PlatformTest {
  @Test
  void box2dRunsWithoutAnApplication() {
    GdxNativesLoader.load();
    Box2D.init();
    World world = new World(new Vector2(0f, -10f), true);
    world.step(1f / 60f, 8, 3);
    assertThat(world.getBodyCount()).isZero();
    world.dispose();
  }

  @Test
  void theVectorModuleIsThere() {
    assertThat(FloatVector.SPECIES_PREFERRED.length()).isPositive();
  }
}
