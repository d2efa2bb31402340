package io.github.gdxbrains.agent;

import java.util.ArrayList;
import java.util.List;

/**
 * Agents that share rewards, as the teams of a game do: what {@link #addReward} gives, each member
 * gets, those too who are out of the episode. The counterpart of ML-Agents' {@code
 * SimpleMultiAgentGroup}; the members of a group sit on seats of one team.
 */
public final class AgentGroup {
  private final List<Agent> members = new ArrayList<>();

  /** Takes in an agent, once. */
  public void add(Agent agent) {
    if (!members.contains(agent)) {
      members.add(agent);
    }
  }

  /** The members in the order in which they came. */
  public List<Agent> members() {
    return List.copyOf(members);
  }

  /** Adds to this tick's reward of every member, active or not. */
  public void addReward(float reward) {
    for (int i = 0; i < members.size(); i++) {
      members.get(i).addGroupReward(reward);
    }
  }
}
