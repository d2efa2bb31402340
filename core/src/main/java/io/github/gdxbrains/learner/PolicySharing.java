package io.github.gdxbrains.learner;

/** Who learns together among the agents of one behavior in one game: {@code policy}. */
public enum PolicySharing {
  /** All of them act by one policy, which learns from what all of them do. */
  SHARED,
  /** Each team has a policy of its own, which learns from what the team's agents do. */
  PER_TEAM,
  /**
   * Each seat has a policy of its own, which learns from its own decisions alone and to which the
   * others are part of the world: independent learners (Tan, "Multi-Agent Reinforcement Learning:
   * Independent vs. Cooperative Agents", 1993).
   */
  PER_AGENT
}
