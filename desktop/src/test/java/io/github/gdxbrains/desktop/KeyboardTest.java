package io.github.gdxbrains.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import com.badlogic.gdx.Input;
import com.badlogic.gdx.Input.Keys;
import java.lang.reflect.Proxy;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What keys mean. */
final class KeyboardTest {
  @Test
  void lettersAndArrowsSteer() {
    assertThat(holding(Keys.D).x()).isEqualTo(1);
    assertThat(holding(Keys.LEFT).x()).isEqualTo(-1);
    assertThat(holding(Keys.UP).y()).isEqualTo(1);
    assertThat(holding(Keys.S).y()).isEqualTo(-1);
    assertThat(holding(Keys.S).x()).isZero();
  }

  @Test
  void oppositeKeysCancelOutAndTwoOfOneKindDoNotAddUp() {
    assertThat(holding(Keys.A, Keys.RIGHT).x()).isZero();
    assertThat(holding(Keys.W, Keys.UP).y()).isEqualTo(1);
  }

  @Test
  void spaceAndEnterAreTheMainButton() {
    assertThat(holding(Keys.SPACE).button(0)).isTrue();
    assertThat(holding(Keys.ENTER).button(0)).isTrue();
    assertThat(holding(Keys.SHIFT_LEFT).button(0)).isFalse();
    assertThat(holding(Keys.SHIFT_LEFT).button(1)).isTrue();
    assertThat(holding(Keys.SPACE).button(9)).isFalse();
  }

  @Test
  void severalControlsActAsOne() {
    AnyOf both = new AnyOf(holding(Keys.A), holding(Keys.A, Keys.W, Keys.SPACE));
    assertThat(both.x()).isEqualTo(-1);
    assertThat(both.y()).isEqualTo(1);
    assertThat(both.button(0)).isTrue();
    assertThat(both.button(1)).isFalse();
  }

  private static Keyboard holding(Integer... keys) {
    Input input =
        (Input)
            Proxy.newProxyInstance(
                KeyboardTest.class.getClassLoader(),
                new Class<?>[] {Input.class},
                (proxy, method, arguments) -> {
                  assertThat(method.getName()).isEqualTo("isKeyPressed");
                  return Set.of(keys).contains((Integer) arguments[0]);
                });
    return new Keyboard(() -> input);
  }
}
