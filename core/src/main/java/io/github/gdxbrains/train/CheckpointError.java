package io.github.gdxbrains.train;

import io.github.gdxbrains.config.UserError;

/** What is said when a checkpoint belongs to another experiment. */
final class CheckpointError {
  private CheckpointError() {}

  static void unlessEqual(String what, Object found, Object wanted) {
    if (!found.equals(wanted)) {
      throw new UserError(
          "cannot resume: the checkpoint's "
              + what
              + " is "
              + found
              + ", the experiment's "
              + wanted);
    }
  }
}
