package io.github.gdxbrains.brain;

import io.github.gdxbrains.agent.Action;
import io.github.gdxbrains.agent.AgentBatch;
import io.github.gdxbrains.agent.Brain;
import io.github.gdxbrains.random.RandomStream;

/** Chooses uniformly among the allowed options, and numbers uniformly in [-1, 1]. */
public final class RandomBrain implements Brain {
  @Override
  public void decide(AgentBatch batch, int[] rows, int count) {
    int[] branches = batch.branchSizes();
    int continuous = batch.behavior().actions().continuous();
    for (int i = 0; i < count; i++) {
      RandomStream random = batch.random(rows[i]);
      Action action = batch.action(rows[i]);
      for (int branch = 0; branch < branches.length; branch++) {
        action.choose(branch, allowed(action, branch, branches[branch], random));
      }
      for (int k = 0; k < continuous; k++) {
        action.set(k, random.nextFloat(-1, 1));
      }
    }
  }

  private static int allowed(Action action, int branch, int options, RandomStream random) {
    int available = 0;
    for (int option = 0; option < options; option++) {
      available += action.isForbidden(branch, option) ? 0 : 1;
    }
    int skip = random.nextInt(Math.max(1, available));
    for (int option = 0; option < options; option++) {
      if (!action.isForbidden(branch, option) && skip-- == 0) {
        return option;
      }
    }
    return 0;
  }
}
