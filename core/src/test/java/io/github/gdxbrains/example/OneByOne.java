package io.github.gdxbrains.example;

import io.github.gdxbrains.adapter.AecEnv;
import io.github.gdxbrains.adapter.AgentAction;
import io.github.gdxbrains.catalog.Games;
import io.github.gdxbrains.random.RandomStream;
import java.util.Map;

/** A game of tic-tac-toe in which both take the first free cell or, now and then, another. */
public final class OneByOne {
  public static void main(String[] args) {
    Games games = new Games(OneByOne.class.getClassLoader());
    RandomStream random = new RandomStream(7);
    try (AecEnv env = new AecEnv(games.named("tic-tac-toe"), Map.of())) {
      env.reset(42);
      while (!env.agents().isEmpty()) {
        String agent = env.agentSelection();
        AecEnv.Last last = env.last();
        if (last.termination() || last.truncation()) {
          System.out.println(agent + " got " + last.reward());
          env.step(AgentAction.NONE);
          continue;
        }
        int cell = 0; // here your policy decides, by last.observation()
        while (!last.actionMask()[cell]) {
          cell++;
        }
        env.step(random.nextFloat() < 0.2f ? env.sample(random) : AgentAction.discrete(cell));
      }
    }
  }
}
