package io.github.gdxbrains.agent;

import com.badlogic.ashley.core.Entity;
import io.github.gdxbrains.reward.RewardTerm;
import io.github.gdxbrains.space.ActionSpace;

/**
 * Minus what an agent's action costs in a tick, {@code -Σ aᵢ² - Σ [cⱼ ≠ cⱼ before]}, without unit:
 * the squares of its numbers, and 1 for each branch whose choice is another than in the tick
 * before. The first tick of an episode changes nothing, and messages cost nothing.
 *
 * <p>It stands beside the agent and not in {@code reward}, because it reads the agent's action.
 */
public final class ActionCost implements RewardTerm {
  private final String name;
  private final int numbers;
  private final int[] choices;
  private boolean isFirst = true;

  /**
   * @param name as in the logs
   * @param actions of the agent, without messages
   */
  public ActionCost(String name, ActionSpace actions) {
    this.name = name;
    numbers = actions.continuous();
    choices = new int[actions.branches().size()];
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void begin(Entity entity) {
    isFirst = true;
  }

  @Override
  public float evaluate(Entity entity) {
    Action action = Agent.of(entity).action();
    float cost = 0;
    for (int i = 0; i < numbers; i++) {
      float number = action.number(i);
      cost += number * number;
    }
    for (int branch = 0; branch < choices.length; branch++) {
      int choice = action.choice(branch);
      if (!isFirst && choice != choices[branch]) {
        cost++;
      }
      choices[branch] = choice;
    }
    isFirst = false;
    return -cost;
  }
}
