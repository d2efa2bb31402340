package io.github.gdxbrains.learner.ppo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.gdxbrains.config.Settings;
import io.github.gdxbrains.nn.Adam;
import io.github.gdxbrains.nn.AdamW;
import io.github.gdxbrains.nn.RmsProp;
import io.github.gdxbrains.nn.Sgd;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PpoConfigTest {
  private static PpoConfig with(Map<String, ?> changes) {
    return Settings.with(PpoConfig.DEFAULT, changes);
  }

  @Test
  void optimizersAreChosenByName() {
    assertThat(PpoConfig.DEFAULT.steps()).isEqualTo(Adam.DEFAULT);
    assertThat(with(Map.of("optimizer", "adamw")).steps()).isEqualTo(AdamW.DEFAULT);
    assertThat(with(Map.of("optimizer", "adamw", "weight_decay", 0.1)).steps())
        .isEqualTo(new AdamW(Adam.DEFAULT, 0.1f));
    assertThat(with(Map.of("optimizer", "rmsprop")).steps()).isEqualTo(RmsProp.DEFAULT);
    assertThat(with(Map.of("optimizer", "rmsprop", "momentum", 0.5)).steps())
        .isEqualTo(new RmsProp(0.99f, 0.5f, 1e-5f));
    assertThat(with(Map.of("optimizer", "sgd", "momentum", 0.9)).steps()).isEqualTo(new Sgd(0.9f));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          optimizer            | lion    | optimizer is 'lion'
          learning_rate_schedule | cosin | did you mean 'cosine'
          beta_schedule        | cosine  | beta_schedule is cosine, but must be constant or linear
          epsilon_schedule     | cosine  | epsilon_schedule is cosine, but must be constant or linear
          weight_decay         | 0.01    | weight_decay is 0.01, but optimizer adam has none: use adamw
          momentum             | 0.9     | momentum is 0.9, but optimizer adam has none: use rmsprop or sgd
          learning_rate_warmup | 1       | learning_rate_warmup is 1, but must be within [0, 0.9999]
          """)
  void whatMakesNoSenseIsOneLine(String key, String value, String message) {
    assertThatThrownBy(() -> with(Map.of(key, value)))
        .hasMessageContaining(message)
        .hasMessageNotContaining("\n");
  }

  @Test
  void rangesAreThoseOfTheOptimizer() {
    assertThatThrownBy(() -> with(Map.of("optimizer", "sgd", "momentum", 1)))
        .hasMessageContaining("momentum is 1, but must be within [0, 0.9999]");
    assertThatThrownBy(() -> with(Map.of("optimizer", "adamw", "weight_decay", -0.5)))
        .hasMessageContaining("weight_decay is -0.5, but must be within [0, 1]");
  }

  @Test
  void theLearningRateWarmsUpAndFalls() {
    PpoConfig config =
        with(
            Map.of(
                "learning_rate",
                1e-3,
                "learning_rate_schedule",
                "cosine",
                "learning_rate_warmup",
                0.2));
    assertThat(config.learningRateAt(0)).isCloseTo(1e-4f, within(1e-9f));
    assertThat(config.learningRateAt(0.2)).isCloseTo(1e-3f, within(1e-9f));
    assertThat(config.learningRateAt(0.6)).isCloseTo(5e-4f, within(1e-9f));
    assertThat(config.learningRateAt(1)).isEqualTo(1e-10f);
  }

  @Test
  void aTreeBindsToAnEqualRecord() {
    PpoConfig config = with(Map.of("optimizer", "adamw", "weight_decay", 0.2));
    assertThat(Settings.bind(Settings.tree(config), PpoConfig.DEFAULT)).isEqualTo(config);
  }
}
