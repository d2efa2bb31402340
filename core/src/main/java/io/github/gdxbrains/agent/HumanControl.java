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

  /**
   * Whether time stands still until the person does something: games without haste. Asked once a
   * frame while the person's agent is to decide, so it is also where a person moves a cursor before
   * a choice is made.
   */
  default boolean waits(Controls controls, Entity entity) {
    return false;
  }

  /** The same control for a game without haste: it waits while nothing is held down. */
  static HumanControl turnBased(HumanControl control) {
    return new HumanControl() {
      @Override
      public void decide(Controls controls, Entity entity, Action action) {
        control.decide(controls, entity, action);
      }

      @Override
      public boolean waits(Controls controls, Entity entity) {
        return controls.x() == 0 && controls.y() == 0 && !controls.button(0);
      }
    };
  }
}
