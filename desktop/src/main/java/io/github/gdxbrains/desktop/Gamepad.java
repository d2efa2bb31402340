package io.github.gdxbrains.desktop;

import com.badlogic.gdx.controllers.Controller;
import com.badlogic.gdx.controllers.ControllerMapping;
import com.badlogic.gdx.controllers.Controllers;
import io.github.gdxbrains.agent.HumanControl.Controls;

/** The gamepad used last, if there is one; else it holds nothing down. */
final class Gamepad implements Controls {
  private static final float DEAD_ZONE = 0.2f;

  private boolean works = true;

  private Controller current() {
    if (works) {
      try {
        Controller controller = Controllers.getCurrent();
        if (controller != null || Controllers.getControllers().isEmpty()) {
          return controller;
        }
        return Controllers.getControllers().first();
      } catch (RuntimeException | LinkageError e) {
        works = false; // no gamepad library for this machine: the keyboard will do
      }
    }
    return null;
  }

  @Override
  public float x() {
    Controller pad = current();
    if (pad == null) {
      return 0;
    }
    ControllerMapping names = pad.getMapping();
    float stick = alive(pad.getAxis(names.axisLeftX));
    return held(pad, names.buttonDpadRight) - held(pad, names.buttonDpadLeft) + stick;
  }

  @Override
  public float y() {
    Controller pad = current();
    if (pad == null) {
      return 0;
    }
    ControllerMapping names = pad.getMapping();
    float stick = -alive(pad.getAxis(names.axisLeftY)); // its axis points down
    return held(pad, names.buttonDpadUp) - held(pad, names.buttonDpadDown) + stick;
  }

  @Override
  public boolean button(int number) {
    Controller pad = current();
    if (pad == null) {
      return false;
    }
    ControllerMapping names = pad.getMapping();
    return switch (number) {
      case 0 -> pad.getButton(names.buttonA);
      case 1 -> pad.getButton(names.buttonB);
      case 2 -> pad.getButton(names.buttonX);
      default -> false;
    };
  }

  private static float held(Controller pad, int button) {
    return button >= 0 && pad.getButton(button) ? 1 : 0;
  }

  private static float alive(float value) {
    return Math.abs(value) < DEAD_ZONE ? 0 : value;
  }
}
