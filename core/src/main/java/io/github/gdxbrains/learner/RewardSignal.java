package io.github.gdxbrains.learner;

import io.github.gdxbrains.config.InvalidValue;
import io.github.gdxbrains.explore.Discretizer;
import io.github.gdxbrains.explore.StreamBins;
import java.util.Map;

/**
 * One stream of rewards, with a discount and a weight, and for learners of several with a value of
 * its own: an entry of {@code reward_signals}.
 */
public sealed interface RewardSignal {
  /** Discount per tick of the game, in [0, 1]. */
  float gamma();

  /** What rewards are multiplied by, at least 0. */
  float strength();

  /**
   * The game's own reward: {@code extrinsic}.
   *
   * @param gamma discount per tick of the game, in [0, 1]
   * @param strength what rewards are multiplied by
   */
  record Extrinsic(float gamma, float strength) implements RewardSignal {
    /** ML-Agents' defaults: 0.99 and 1. */
    public static final Extrinsic DEFAULT = new Extrinsic(0.99f, 1f);

    /** Checks the ranges. */
    public Extrinsic {
      unlessInRange(gamma, strength);
    }
  }

  /**
   * What the agent could not foresee of the consequences of its actions: {@code curiosity}. {@link
   * IntrinsicCuriosity} makes it.
   *
   * @param gamma discount per tick of the game, in [0, 1]
   * @param strength what rewards are multiplied by
   * @param learningRate of its networks
   * @param networkSettings its encoder; the hidden layers of its two models are as wide
   */
  record Curiosity(float gamma, float strength, float learningRate, NetworkSettings networkSettings)
      implements RewardSignal {
    /** ML-Agents' defaults. */
    public static final Curiosity DEFAULT =
        new Curiosity(0.99f, 1f, 3e-4f, NetworkSettings.DEFAULT);

    /** Checks the ranges. */
    public Curiosity {
      unlessInRange(gamma, strength);
      unlessInRange(learningRate, networkSettings);
    }
  }

  /**
   * What a network cannot yet say about what the agent sees: {@code rnd}. {@link
   * RandomNetworkDistillation} makes it.
   *
   * @param gamma discount per tick of the game, in [0, 1]
   * @param strength what rewards are multiplied by
   * @param learningRate of the network that learns
   * @param networkSettings both networks
   */
  record Rnd(float gamma, float strength, float learningRate, NetworkSettings networkSettings)
      implements RewardSignal {
    /** ML-Agents' defaults, with observations normalised, as in the paper. */
    public static final Rnd DEFAULT =
        new Rnd(
            0.99f,
            1f,
            3e-4f,
            new NetworkSettings(
                true,
                NetworkSettings.DEFAULT.hiddenUnits(),
                NetworkSettings.DEFAULT.numLayers(),
                NetworkSettings.DEFAULT.activation()));

    /** Checks the ranges. */
    public Rnd {
      unlessInRange(gamma, strength);
      unlessInRange(learningRate, networkSettings);
    }
  }

  /**
   * How seldom the agents have seen what an agent sees: {@code count}. {@link CountNovelty} makes
   * it.
   *
   * @param gamma discount per tick of the game, in [0, 1]
   * @param strength what rewards are multiplied by
   * @param bins of each number of an observation
   * @param streams other bins and bounds of single observation streams, by name
   * @param maxStates the most states that are counted
   */
  record Count(
      float gamma, float strength, int bins, Map<String, StreamBins> streams, int maxStates)
      implements RewardSignal {
    /** Ten bins, as for tables, and at most a million states. */
    public static final Count DEFAULT = new Count(0.99f, 1f, 10, Map.of(), 1_000_000);

    /** Checks the ranges. */
    public Count {
      streams = Map.copyOf(streams);
      unlessInRange(gamma, strength);
      InvalidValue.unlessWithin("bins", bins, 2, Discretizer.MOST_BINS);
      InvalidValue.unlessAtLeast("max_states", maxStates, 1);
    }
  }

  private static void unlessInRange(float gamma, float strength) {
    InvalidValue.unlessWithin("gamma", gamma, 0, 1);
    InvalidValue.unlessAtLeast("strength", strength, 0);
  }

  private static void unlessInRange(float learningRate, NetworkSettings settings) {
    InvalidValue.unlessPositive("learning_rate", learningRate);
    if (settings.memory().isPresent()) {
      throw new InvalidValue(
          "network_settings", "has a memory, but the networks of a reward signal remember nothing");
    }
  }
}
