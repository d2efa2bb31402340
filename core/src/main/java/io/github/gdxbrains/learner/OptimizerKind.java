package io.github.gdxbrains.learner;

import io.github.gdxbrains.config.InvalidValue;
import io.github.gdxbrains.nn.Adam;
import io.github.gdxbrains.nn.AdamW;
import io.github.gdxbrains.nn.Optimizer;
import io.github.gdxbrains.nn.RmsProp;
import io.github.gdxbrains.nn.Sgd;
import java.util.Locale;
import java.util.OptionalDouble;

/** Which optimiser a learner uses: {@code optimizer}, by PyTorch's names. */
public enum OptimizerKind {
  /** {@link Adam}. */
  ADAM,
  /** {@link AdamW}: takes {@code weight_decay}. */
  ADAMW,
  /** {@link RmsProp}: takes {@code momentum}. */
  RMSPROP,
  /** {@link Sgd}: takes {@code momentum}. */
  SGD;

  /**
   * The optimiser with its default constants and these.
   *
   * @param weightDecay of {@code adamw}; its default, 0.01, if empty
   * @param momentum of {@code rmsprop} and {@code sgd}; 0 if empty
   * @throws InvalidValue if the optimiser does not take one of them, or it is out of range
   */
  public Optimizer with(OptionalDouble weightDecay, OptionalDouble momentum) {
    if (weightDecay.isPresent()) {
      requireTaken("weight_decay", weightDecay.getAsDouble(), this == ADAMW, "adamw");
      InvalidValue.unlessWithin("weight_decay", weightDecay.getAsDouble(), 0, 1);
    }
    if (momentum.isPresent()) {
      boolean taken = this == RMSPROP || this == SGD;
      requireTaken("momentum", momentum.getAsDouble(), taken, "rmsprop or sgd");
      InvalidValue.unlessWithin("momentum", momentum.getAsDouble(), 0, 0.9999);
    }
    float decay = (float) weightDecay.orElse(AdamW.DEFAULT.weightDecay());
    float kept = (float) momentum.orElse(0);
    return switch (this) {
      case ADAM -> Adam.DEFAULT;
      case ADAMW -> new AdamW(Adam.DEFAULT, decay);
      case RMSPROP -> new RmsProp(RmsProp.DEFAULT.decay(), kept, RmsProp.DEFAULT.epsilon());
      case SGD -> new Sgd(kept);
    };
  }

  private void requireTaken(String key, double value, boolean isTaken, String takers) {
    if (!isTaken) {
      String name = name().toLowerCase(Locale.ROOT);
      throw new InvalidValue(
          key, "is " + value + ", but optimizer " + name + " has none: use " + takers);
    }
  }
}
