package io.github.gdxbrains.example;

import io.github.gdxbrains.adapter.AgentAction;
import io.github.gdxbrains.adapter.ParallelEnv;
import io.github.gdxbrains.catalog.Games;
import io.github.gdxbrains.random.RandomStream;
import java.util.HashMap;
import java.util.Map;

/** A match of soccer in which everybody does anything. */
public final class AllAtOnce {
  public static void main(String[] args) {
    Games games = new Games(AllAtOnce.class.getClassLoader());
    RandomStream random = new RandomStream(7);
    Map<String, Float> returns = new HashMap<>();
    try (ParallelEnv env = new ParallelEnv(games.named("soccer"), Map.of("time_limit", 5f))) {
      Map<String, float[]> observations = env.reset(42);
      while (!env.agents().isEmpty()) {
        Map<String, AgentAction> actions = new HashMap<>();
        for (String agent : env.agents()) {
          float[] seen = observations.get(agent); // here your policy decides
          actions.put(agent, env.sample(agent, random));
        }
        ParallelEnv.Step step = env.step(actions);
        step.rewards().forEach((agent, reward) -> returns.merge(agent, reward, Float::sum));
        observations = step.observations();
      }
    }
    returns.forEach((agent, sum) -> System.out.println(agent + " got " + sum));
  }
}
