package io.github.gdxbrains.adapter;

import io.github.gdxbrains.agent.BehaviorSpec;
import io.github.gdxbrains.arena.Arena;
import io.github.gdxbrains.arena.ArenaSetup;
import io.github.gdxbrains.arena.Game;
import io.github.gdxbrains.random.RandomStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One arena in which one agent acts after another, as in PettingZoo's agent-environment-cycle API:
 * {@link #reset}, then look at {@link #last} and {@link #step} the selected agent until no agent is
 * left.
 *
 * <p>In a game of turns the selected agent is the one to move. Where several decide at once each
 * gives its action in turn, all seeing the same moment, and the world goes on after the last. An
 * agent that is out of the episode is selected before all others, once, and stepped with {@link
 * AgentAction#NONE}.
 *
 * <p>Maps and arrays that are handed out change with each step: copy what you keep.
 */
public final class AecEnv implements AutoCloseable {
  private final ParallelEnv env;
  private final List<String> agents = new ArrayList<>();
  private final Map<String, AgentAction> actions = new HashMap<>();
  private final Map<String, Float> rewards = new LinkedHashMap<>();
  private final Map<String, Float> cumulativeRewards = new LinkedHashMap<>();
  private final Map<String, Boolean> terminations = new LinkedHashMap<>();
  private final Map<String, Boolean> truncations = new LinkedHashMap<>();
  private String selection = "";

  /**
   * What the selected agent must know.
   *
   * @param observation as a network sees it
   * @param reward what it has got since it last acted
   * @param termination whether it is dead or its episode over
   * @param truncation whether its episode was cut off
   * @param actionMask which options of all branches, one after another, it has
   */
  public record Last(
      float[] observation,
      float reward,
      boolean termination,
      boolean truncation,
      boolean[] actionMask) {}

  /** A game as it comes, with constant parameters. */
  public AecEnv(Game game, Map<String, Float> parameters) {
    env = new ParallelEnv(game, parameters);
  }

  /** An arena of its own; {@link #reset} comes next. */
  public AecEnv(ArenaSetup setup) {
    env = new ParallelEnv(setup);
  }

  /** The names of all agents that there can be: the arena's seats, in order. */
  public List<String> possibleAgents() {
    return env.possibleAgents();
  }

  /** The names of all agents that are still to be stepped, in order. */
  public List<String> agents() {
    return Collections.unmodifiableList(agents);
  }

  /**
   * The agent to step next.
   *
   * @throws IllegalStateException if there is none: before the first reset and after the end
   */
  public String agentSelection() {
    if (agents.isEmpty()) {
      throw new IllegalStateException(
          env.arena().game().name() + ": no agent is left; reset it first");
    }
    return selection;
  }

  /** What an agent sees and can do. */
  public BehaviorSpec behavior(String agent) {
    return env.behavior(agent);
  }

  /** What an agent sees. */
  public float[] observe(String agent) {
    return env.observe(agent);
  }

  /** What each agent got in the last step. */
  public Map<String, Float> rewards() {
    return Collections.unmodifiableMap(rewards);
  }

  /** What each agent has got since it last acted. */
  public Map<String, Float> cumulativeRewards() {
    return Collections.unmodifiableMap(cumulativeRewards);
  }

  /** Who is dead, or whose episode has come to an end. */
  public Map<String, Boolean> terminations() {
    return Collections.unmodifiableMap(terminations);
  }

  /** Whose episode was cut off. */
  public Map<String, Boolean> truncations() {
    return Collections.unmodifiableMap(truncations);
  }

  /** The arena that is played: for drawing it, and for what else is not part of the convention. */
  public Arena arena() {
    return env.arena();
  }

  /** Starts an episode, the same as {@link ParallelEnv#reset} starts from this seed. */
  public void reset(long seed) {
    env.reset(seed);
    agents.clear();
    actions.clear();
    rewards.clear();
    cumulativeRewards.clear();
    terminations.clear();
    truncations.clear();
    for (String agent : env.agents()) {
      join(agent);
    }
    select();
  }

  private void join(String agent) {
    agents.add(agent);
    rewards.put(agent, 0f);
    cumulativeRewards.put(agent, 0f);
    terminations.put(agent, false);
    truncations.put(agent, false);
  }

  /** What the selected agent must know. */
  public Last last() {
    String agent = agentSelection();
    return new Last(
        env.observe(agent),
        cumulativeRewards.get(agent),
        terminations.get(agent),
        truncations.get(agent),
        env.actionMask(agent));
  }

  /** Draws an action that the selected agent may choose; none if it is out of the episode. */
  public AgentAction sample(RandomStream random) {
    String agent = agentSelection();
    return isOut(agent) ? AgentAction.NONE : env.sample(agent, random);
  }

  private boolean isOut(String agent) {
    return terminations.get(agent) || truncations.get(agent);
  }

  /**
   * Takes the selected agent's action and selects the next agent.
   *
   * @throws IllegalStateException if no agent is left
   * @throws IllegalArgumentException if the action is not of the agent's action space or is
   *     forbidden by its mask, or an agent that is out of the episode acts; nothing has happened
   *     then
   */
  public void step(AgentAction action) {
    String agent = agentSelection();
    if (isOut(agent)) {
      if (action.choices().length + action.numbers().length > 0) {
        throw new IllegalArgumentException(
            String.format(
                "%s: %s is out of the episode and must be stepped with AgentAction.NONE",
                env.arena().game().name(), agent));
      }
      leave(agent);
    } else {
      env.check(agent, action);
      actions.put(agent, action);
      rewards.replaceAll((name, reward) -> 0f);
      cumulativeRewards.put(agent, 0f);
      if (actions.size() == env.deciding().size()) {
        stepAll();
      }
    }
    select();
  }

  private void leave(String agent) {
    agents.remove(agent);
    rewards.remove(agent);
    cumulativeRewards.remove(agent);
    terminations.remove(agent);
    truncations.remove(agent);
  }

  private void stepAll() {
    ParallelEnv.Step step = env.step(actions);
    actions.clear();
    step.rewards()
        .forEach(
            (agent, reward) -> {
              if (!agents.contains(agent)) {
                join(agent);
              }
              rewards.put(agent, reward);
              cumulativeRewards.merge(agent, reward, Float::sum);
              terminations.put(agent, step.terminations().get(agent));
              truncations.put(agent, step.truncations().get(agent));
            });
  }

  /** Whoever is out of the episode comes first, then whoever is still to act. */
  private void select() {
    for (String agent : agents) {
      if (isOut(agent)) {
        selection = agent;
        return;
      }
    }
    for (String agent : env.deciding()) {
      if (!actions.containsKey(agent)) {
        selection = agent;
        return;
      }
    }
  }

  @Override
  public void close() {
    env.close();
  }
}
