package io.github.gdxbrains.rollout;

/** An arena throws again and again; the message names it and what it threw. */
public final class ArenaFailure extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** A failure that ends the run. */
  public ArenaFailure(String message, Throwable cause) {
    super(message, cause);
  }
}
