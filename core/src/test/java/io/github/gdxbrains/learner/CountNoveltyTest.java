package io.github.gdxbrains.learner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.gdxbrains.agent.BehaviorSpec;
import io.github.gdxbrains.agent.Ending;
import io.github.gdxbrains.config.UserError;
import io.github.gdxbrains.explore.StreamBins;
import io.github.gdxbrains.rollout.Rollout;
import io.github.gdxbrains.space.ActionSpace;
import java.io.IOException;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

final class CountNoveltyTest {
  private static final BehaviorSpec BEHAVIOR = SignalTesting.behavior(1, ActionSpace.continuous(1));

  /** Four bins from 0 to 4. */
  private static final RewardSignal.Count SIGNAL =
      new RewardSignal.Count(0.99f, 1, 4, Map.of(), 100);

  private static CountNovelty count(RewardSignal.Count signal) {
    return new CountNovelty(SignalTesting.context(BEHAVIOR, 2), signal);
  }

  private static Rollout rollout() {
    return new SignalTesting.Recording(BEHAVIOR, 2, 4)
        .see(1, 0, 0)
        .see(1, 1.2f, 0.5f)
        .end(Ending.TERMINATED, 3.9f, 1.7f)
        .see(1, 0, 0)
        .rollout;
  }

  @Test
  void whatFollowsADecisionIsWorthLessTheOftenerAnyAgentSawIt() throws IOException {
    Rollout rollout = rollout();
    float[] rewards = new float[rollout.slots()];
    Metrics metrics = new Metrics();
    try (CountNovelty count = count(SIGNAL)) {
      for (int time = 1; time <= 2; time++) {
        count.assess(rollout, rewards);
        count.learn(metrics);
        // bins 1 and, at the end, 3 in the first lane, 0 and 1 in the second: 1 is there twice
        double[] seen = {2 * time, time, time, 2 * time};
        for (int i = 0; i < 4; i++) {
          int index = rollout.first(i / 2) + i % 2;
          assertThat((double) rewards[index]).isCloseTo(1 / Math.sqrt(seen[i]), within(1e-6));
        }
        assertThat(metrics.get("count/states")).isEqualTo(3);
      }
      try (CountNovelty other = count(SIGNAL)) {
        assertThat(SignalTesting.load(other, SignalTesting.save(count))).isZero();
        other.assess(rollout, rewards);
        assertThat((double) rewards[rollout.first(0)]).isCloseTo(1 / Math.sqrt(6), within(1e-6));
      }
    }
  }

  @Test
  void otherBinsThanThoseOfTheCheckpointAreRefused() throws IOException {
    RewardSignal.Count other =
        new RewardSignal.Count(
            0.99f,
            1,
            4,
            Map.of(
                "x",
                new StreamBins(OptionalInt.of(5), OptionalDouble.empty(), OptionalDouble.empty())),
            100);
    try (CountNovelty first = count(SIGNAL);
        CountNovelty second = count(other)) {
      byte[] saved = SignalTesting.save(first);
      assertThatThrownBy(() -> SignalTesting.load(second, saved))
          .isInstanceOf(UserError.class)
          .hasMessageContaining("other bins");
    }
  }

  @Test
  void binsOfAStreamThatIsNotThereAreRefused() {
    RewardSignal.Count wrong =
        new RewardSignal.Count(0.99f, 1, 4, Map.of("y", StreamBins.DEFAULT), 100);
    assertThatThrownBy(() -> count(wrong))
        .isInstanceOf(UserError.class)
        .hasMessage(
            "behaviors.Toy.reward_signals.count: streams.y: no stream is named 'y';"
                + " did you mean 'x'?");
  }
}
