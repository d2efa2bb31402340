package io.github.gdxbrains.train;

import io.github.gdxbrains.game.cartpole.CartPole;
import java.nio.file.Path;

/** A process that trains into a folder and dies without a word in the midst of it. */
final class TrainThenDie {
  private TrainThenDie() {}

  /** {@code FOLDER STEPS}: halts after the first update at or behind so many steps. */
  public static void main(String[] args) {
    Experiments experiment = new Experiments(new CartPole()).in(Path.of(args[0]));
    experiment.checkpointInterval = 512;
    long steps = Long.parseLong(args[1]);
    try (Trainer trainer = new Trainer(experiment.setup())) {
      trainer.run(
          () -> {
            if (trainer.steps() >= steps) {
              Runtime.getRuntime().halt(7);
            }
            return false;
          });
    }
  }
}
