package io.github.gdxbrains.adapter;

/**
 * What one agent does.
 *
 * @param choices an option for each branch of its action space; not copied
 * @param numbers its continuous numbers, in [-1, 1]; not copied
 */
public record AgentAction(int[] choices, float[] numbers) {
  private static final int[] NO_CHOICES = {};
  private static final float[] NO_NUMBERS = {};

  /** No action: what an agent that is out of the episode is stepped with. */
  public static final AgentAction NONE = new AgentAction(NO_CHOICES, NO_NUMBERS);

  /** An option for each branch. */
  public static AgentAction discrete(int... choices) {
    return new AgentAction(choices, NO_NUMBERS);
  }

  /** Continuous numbers. */
  public static AgentAction continuous(float... numbers) {
    return new AgentAction(NO_CHOICES, numbers);
  }
}
