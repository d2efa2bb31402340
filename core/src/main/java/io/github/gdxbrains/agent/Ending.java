package io.github.gdxbrains.agent;

/** How an episode, or an agent's part in it, stands after a tick. */
public enum Ending {
  /** It goes on. */
  RUNNING,
  /** It is over, and nothing can be won or lost any more: the value of what follows is zero. */
  TERMINATED,
  /** It was cut off, by a time limit for instance: what would have followed still has a value. */
  TRUNCATED
}
