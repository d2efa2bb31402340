package io.github.gdxbrains.learner.dqn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.gdxbrains.config.Settings;
import io.github.gdxbrains.config.UserError;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class DqnConfigTest {
  private static void refuses(Map<String, ?> changes, String message) {
    assertThatThrownBy(() -> Settings.with(DqnConfig.DEFAULT, changes))
        .isInstanceOf(UserError.class)
        .hasMessageContaining(message)
        .hasMessageNotContaining("\n");
  }

  @Test
  void noiseAndAnEpsilonScheduleContradictEachOther() {
    String message =
        "contradicts noisy_networks, which explore by their own noise: leave it out, or set"
            + " noisy_networks: false";
    for (Map<String, ?> one :
        new Map[] {
          Map.of("exploration_initial_eps", 0.5),
          Map.of("exploration_final_eps", 0.5),
          Map.of("exploration_steps", 100),
          Map.of("exploration", "epsilon_greedy")
        }) {
      String key = one.keySet().iterator().next();
      refuses(Map.of("noisy_networks", true, key, one.get(key)), key + " " + message);
    }
    assertThat(Settings.with(DqnConfig.DEFAULT, Map.of("noisy_networks", true)).noisyNetworks())
        .isTrue();
  }

  @Test
  void whatBelongsToAnOptionThatIsOffIsRefused() {
    refuses(
        Map.of("prioritized_alpha", 0.5), "prioritized_alpha means nothing without prioritized");
    refuses(Map.of("noisy_sigma", 0.5), "noisy_sigma means nothing without noisy_networks");
    refuses(Map.of("atoms", 51), "atoms means nothing without distribution");
    refuses(
        Map.of("distribution", "quantile", "v_min", -1),
        "v_min means nothing without distribution: categorical");
    refuses(Map.of("initial_temperature", 2), "means nothing without exploration: boltzmann");
    refuses(
        Map.of("exploration", "boltzmann", "exploration_final_eps", 0.1),
        "exploration_final_eps means nothing without exploration: epsilon_greedy");
    for (Map<String, ?> one :
        new Map[] {
          Map.of("count_bonus_of", "state"),
          Map.of("bins", 4),
          Map.of("streams", Map.of("x", Map.of("low", 0))),
          Map.of("max_states", 10)
        }) {
      refuses(one, one.keySet().iterator().next() + " means nothing without count_bonus");
    }
  }

  @Test
  void rangesAreChecked() {
    refuses(Map.of("tau", 1.5), "tau is 1.5, but must be within [0, 1]");
    refuses(Map.of("n_step", 0), "n_step is 0");
    refuses(Map.of("count_bonus", -1), "count_bonus is -1");
    refuses(Map.of("count_bonus", 1, "bins", 300), "bins is 300, but must be within [2, 256]");
    refuses(
        Map.of("buffer_init_steps", 200_000),
        "buffer_init_steps is 200000, but must be at most buffer_size 50000");
    refuses(
        Map.of("distribution", "categorical", "v_min", 20),
        "v_min is 20.0, but must be below v_max");
    refuses(Map.of("distribution", "categoricle"), "did you mean 'categorical'");
  }

  @Test
  void rainbowHasEverything() {
    DqnConfig rainbow = DqnConfig.RAINBOW;
    assertThat(rainbow.doubleQ() && rainbow.dueling() && rainbow.prioritizedReplay()).isTrue();
    assertThat(rainbow.noisyNetworks()).isTrue();
    assertThat(rainbow.nStep()).isEqualTo(3);
    assertThat(rainbow.distribution()).isEqualTo(DqnConfig.Distribution.CATEGORICAL);
  }
}
