package io.github.gdxbrains.learner.qmix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.gdxbrains.config.Settings;
import io.github.gdxbrains.config.UserError;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class QmixConfigTest {
  private static void refuses(QmixConfig defaults, Map<String, ?> changes, String message) {
    assertThatThrownBy(() -> Settings.with(defaults, changes))
        .isInstanceOf(UserError.class)
        .hasMessageContaining(message)
        .hasMessageNotContaining("\n");
  }

  @Test
  void aSumHasNoMixingNetwork() {
    refuses(
        QmixConfig.VDN,
        Map.of("mixing_embed_dim", 16),
        "mixing_embed_dim means nothing without mixing: monotonic: leave it out");
    refuses(QmixConfig.VDN, Map.of("hypernet_embed", 16), "hypernet_embed means nothing");
    Map<String, ?> changes = Map.of("mixing", "monotonic", "mixing_embed_dim", 16);
    assertThat(Settings.with(QmixConfig.VDN, changes).mixing(3))
        .isEqualTo(new Mixing.Monotonic(3, 16));
    assertThat(Settings.with(QmixConfig.QMIX, Map.of("mixing", "sum"))).isEqualTo(QmixConfig.VDN);
    assertThat(QmixConfig.QMIX.mixing(2)).isEqualTo(new Mixing.Monotonic(2, 32));
  }

  @Test
  void rangesAreChecked() {
    refuses(QmixConfig.QMIX, Map.of("mixing_embed_dim", 0), "mixing_embed_dim is 0");
    refuses(QmixConfig.QMIX, Map.of("hypernet_embed", -1), "hypernet_embed is -1");
    refuses(QmixConfig.VDN, Map.of("tau", 1.5), "tau is 1.5, but must be within [0, 1]");
    refuses(QmixConfig.VDN, Map.of("exploration_final_eps", 2), "exploration_final_eps is 2");
    refuses(QmixConfig.VDN, Map.of("buffer_size", 100), "must be at least twice batch_size 64");
    refuses(QmixConfig.VDN, Map.of("mixing", "som"), "did you mean 'sum'");
    refuses(QmixConfig.VDN, Map.of("momentum", 0.5), "optimizer adam has none");
  }
}
