package io.github.gdxbrains.desktop;

import io.github.gdxbrains.agent.HumanControl.Controls;
import java.util.List;

/** Several controls as one: directions add up, a button is held if it is held on any. */
final class AnyOf implements Controls {
  private final List<Controls> parts;

  AnyOf(Controls... parts) {
    this.parts = List.of(parts);
  }

  @Override
  public float x() {
    float sum = 0;
    for (Controls part : parts) {
      sum += part.x();
    }
    return Math.max(-1, Math.min(1, sum));
  }

  @Override
  public float y() {
    float sum = 0;
    for (Controls part : parts) {
      sum += part.y();
    }
    return Math.max(-1, Math.min(1, sum));
  }

  @Override
  public boolean button(int number) {
    for (Controls part : parts) {
      if (part.button(number)) {
        return true;
      }
    }
    return false;
  }
}
