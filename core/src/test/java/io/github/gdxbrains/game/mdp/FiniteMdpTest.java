package io.github.gdxbrains.game.mdp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.gdxbrains.random.RandomStream;
import org.junit.jupiter.api.Test;

final class FiniteMdpTest {
  /**
   * State 0: action 0 pays 1 and ends (state 1); action 1 leads to state 2 with 0.75, else stays.
   * State 2: both actions pay 3 and end (state 3). Every step costs 0.5.
   */
  private static FiniteMdp detour() {
    return new FiniteMdp.Builder(4, 2, 2)
        .stepReward(-0.5)
        .outcome(0, 0, 0, 1, 1)
        .outcome(0, 1, 0, 0.75, 2)
        .outcome(0, 1, 1, 0.25, 0)
        .outcome(2, 0, 0, 1, 3)
        .outcome(2, 1, 0, 1, 3)
        .reward(1, 1)
        .terminal(1)
        .reward(3, 3)
        .terminal(3)
        .build();
  }

  @Test
  void expectedReturnsAreThoseByHand() {
    Policy detour = Policy.stationary(1, 0, 0, 0);
    // one step: -0.5; two: -0.5 + 0.75 * 2.5 - 0.25 * 0.5 = 1.25
    assertThat(detour().expectedReturns(detour, 1)).containsExactly(-0.5, 0, 2.5, 0);
    assertThat(detour().expectedReturns(detour, 2)).containsExactly(1.25, 0, 2.5, 0);
    // three: -0.5 + 0.75 * 2.5 + 0.25 * 1.25
    assertThat(detour().expectedReturns(detour, 3)).containsExactly(1.6875, 0, 2.5, 0);
    assertThat(detour().expectedReturns(Policy.stationary(0, 0, 0, 0), 9)[0]).isEqualTo(0.5);
  }

  @Test
  void withOneStepLeftTheOptimumTakesWhatIsNear() {
    Policy policy = detour().optimal(3);
    assertThat(policy.action(0, 0)).isEqualTo(1);
    assertThat(policy.action(0, 1)).isEqualTo(1);
    assertThat(policy.action(0, 2)).isEqualTo(0);
    // the last step is the near reward: -0.5 + 0.75 * 2.5 + 0.25 * (-0.5 + 0.75 * 2.5 + 0.25 * 0.5)
    assertThat(detour().expectedReturns(policy, 3)[0]).isEqualTo(1.75);
  }

  @Test
  void theDiscountDecidesWhetherTheDetourPays() {
    // v = (-0.5 + 0.75 g 2.5) / (1 - 0.25 g) beats 0.5 from g = 0.5
    assertThat(detour().optimalForever(0.51).action(0, 0)).isEqualTo(1);
    assertThat(detour().optimalForever(0.49).action(0, 0)).isEqualTo(0);
    assertThatThrownBy(() -> detour().optimalForever(1)).hasMessageContaining("discount is 1.0");
  }

  @Test
  void samplesFollowTheTable() {
    RandomStream random = new RandomStream(5);
    int moved = 0;
    for (int i = 0; i < 40_000; i++) {
      moved += detour().sample(0, 1, random) == 2 ? 1 : 0;
      assertThat(detour().sample(0, 0, random)).isEqualTo(1);
    }
    // 4 standard deviations: 4 * sqrt(0.75 * 0.25 / 40000) = 0.0087
    assertThat(moved / 40_000.0).isCloseTo(0.75, within(0.0087));
  }

  @Test
  void probabilitiesThatDoNotAddUpAreRefused() {
    FiniteMdp.Builder half = new FiniteMdp.Builder(2, 1, 1).terminal(1).outcome(0, 0, 0, 0.5, 1);
    assertThatThrownBy(half::build)
        .hasMessage("the probabilities of action 0 in state 0 add up to 0.5");
  }
}
