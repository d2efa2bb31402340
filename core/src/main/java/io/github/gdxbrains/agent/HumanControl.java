package io.github.gdxbrains.agent;

import com.badlogic.ashley.core.Entity;

/** Turns what a person does with keyboard or gamepad into an agent's action. */
@FunctionalInterface
public interface HumanControl {
  /** What a person holds down now. */
  interface Controls {
    /** Left (-1) to right (1). */
    float x();

    /** Down (-1) to up (1). */
    float y();

    /** Whether a button is held; 0 is the main one. */
    boolean button(int number);
  }

  /** Chooses the whole action. */
  void decide(Controls controls, Entity entity, Action action);
}
