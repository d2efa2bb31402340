package io.github.gdxbrains.league;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class EloTest {
  @Test
  void fourHundredPointsAreTenfoldOdds() {
    assertThat(Elo.expectedScore(1200, 1200)).isEqualTo(0.5);
    assertThat(Elo.expectedScore(1600, 1200)).isCloseTo(10 / 11.0, within(1e-12));
    assertThat(Elo.expectedScore(1200, 2000)).isCloseTo(1 / 101.0, within(1e-12));
  }

  @Test
  void theSurpriseDecidesHowFarARatingMoves() {
    assertThat(Elo.change(1200, 1200, 1, 16)).isEqualTo(8);
    assertThat(Elo.change(1200, 1200, 0.5, 16)).isZero();
    assertThat(Elo.change(1600, 1200, 0, 16)).isCloseTo(-160 / 11.0, within(1e-12));
    assertThat(Elo.change(1600, 1200, 1, 1)).isCloseTo(1 / 11.0, within(1e-12));
  }

  @Test
  void whatOneGainsTheOtherLoses() {
    double gain = Elo.change(1310, 1275, 0.5, 24);
    assertThat(Elo.change(1275, 1310, 0.5, 24)).isCloseTo(-gain, within(1e-12));
    assertThat(gain).isNegative();
  }
}
