package io.github.gdxbrains.brain;

import io.github.gdxbrains.agent.AgentBatch;
import io.github.gdxbrains.agent.Brain;
import io.github.gdxbrains.agent.HumanControl;

/** Does what a person does with keyboard or gamepad; a person sends messages of zeros. */
public final class HumanBrain implements Brain {
  private final HumanControl control;
  private final HumanControl.Controls controls;

  /** A brain that reads the controls at each decision. */
  public HumanBrain(HumanControl control, HumanControl.Controls controls) {
    this.control = control;
    this.controls = controls;
  }

  @Override
  public void decide(AgentBatch batch, int[] rows, int count) {
    for (int i = 0; i < count; i++) {
      control.decide(controls, batch.entity(rows[i]), batch.action(rows[i]).clear());
    }
  }
}
