package io.github.gdxbrains.desktop;

import com.badlogic.gdx.Input;
import com.badlogic.gdx.Input.Keys;
import io.github.gdxbrains.agent.HumanControl.Controls;
import java.util.function.Supplier;

/** WASD or the arrow keys to steer; space or Enter, shift and control are the buttons. */
final class Keyboard implements Controls {
  private static final int[][] BUTTONS = {
    {Keys.SPACE, Keys.ENTER, Keys.NUMPAD_ENTER},
    {Keys.SHIFT_LEFT, Keys.SHIFT_RIGHT},
    {Keys.CONTROL_LEFT, Keys.CONTROL_RIGHT}
  };

  private final Supplier<Input> input;

  /** Reads an input that exists once the window is open. */
  Keyboard(Supplier<Input> input) {
    this.input = input;
  }

  @Override
  public float x() {
    return axis(Keys.A, Keys.LEFT, Keys.D, Keys.RIGHT);
  }

  @Override
  public float y() {
    return axis(Keys.S, Keys.DOWN, Keys.W, Keys.UP);
  }

  @Override
  public boolean button(int number) {
    return number < BUTTONS.length && anyHeld(BUTTONS[number]);
  }

  private float axis(int less, int lessToo, int more, int moreToo) {
    return (anyHeld(more, moreToo) ? 1 : 0) - (anyHeld(less, lessToo) ? 1 : 0);
  }

  private boolean anyHeld(int... keys) {
    for (int key : keys) {
      if (input.get().isKeyPressed(key)) {
        return true;
      }
    }
    return false;
  }
}
