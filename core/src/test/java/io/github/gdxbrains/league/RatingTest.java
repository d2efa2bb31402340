package io.github.gdxbrains.league;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.gdxbrains.random.RandomStream;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RatingTest {
  private static Crosstable duel(int wins, int draws, int losses) {
    Crosstable results = new Crosstable(2);
    results.add(0, 1, wins, draws, losses);
    return results;
  }

  @Test
  void twoPlayersAreAsFarApartAsTheirOddsSay() {
    List<Rating> ratings = Rating.all(duel(9, 0, 1));
    // with the draw on top the odds are 9.5 to 1.5: 400 log10(9.5 / 1.5) = 320.653
    assertThat(ratings.get(0).elo()).isCloseTo(1200 + 160.3265, within(1e-3));
    assertThat(ratings.get(1).elo()).isCloseTo(1200 - 160.3265, within(1e-3));
    // the difference varies by 1 / (11 * 9.5/11 * 1.5/11) = 0.771930 in natural units; half of the
    // root of that is each one's own deviation: 1.959964 * 0.439298 * 400 / ln 10 = 149.57
    assertThat(ratings.get(0).margin()).isCloseTo(149.573, within(1e-2));
    assertThat(ratings.get(1).high() - ratings.get(1).elo()).isCloseTo(149.573, within(1e-2));
    assertThat(ratings.get(1).low()).isCloseTo(1200 - 160.3265 - 149.573, within(1e-2));
  }

  @Test
  void twoDrawsAreAWinAndALoss() {
    assertThat(Rating.all(duel(4, 6, 2))).isEqualTo(Rating.all(duel(7, 0, 5)));
    assertThat(Rating.all(duel(0, 3, 0)).get(0).elo()).isCloseTo(1200, within(1e-9));
  }

  @Test
  void whoNeverLostHasARatingWithAWideInterval() {
    Rating best = Rating.all(duel(10, 0, 0)).get(0);
    // 400 log10(10.5 / 0.5) / 2
    assertThat(best.elo()).isCloseTo(1200 + 264.444, within(1e-3));
    assertThat(best.margin()).isBetween(240.0, 250.0);
    assertThat(Rating.all(duel(1000, 0, 0)).get(0).elo()).isCloseTo(1860.24, within(1e-2));
  }

  @Test
  void aChainOfOddsIsFoundAsItIs() {
    // with the draws on top 10 to 5, 10 to 5 and 12 to 3: each is twice as strong as the next
    Crosstable results = new Crosstable(3);
    results.add(2, 0, 9, 1, 4);
    results.add(0, 1, 9, 1, 4);
    results.add(1, 2, 2, 1, 11);
    List<Rating> ratings = Rating.all(results);
    double twice = 400 * Math.log10(2);
    assertThat(ratings.get(2).elo()).isCloseTo(1200 + twice, within(1e-6));
    assertThat(ratings.get(0).elo()).isCloseTo(1200, within(1e-6));
    assertThat(ratings.get(1).elo()).isCloseTo(1200 - twice, within(1e-6));
  }

  @Test
  void strangersAreComparedByAThirdWhomBothHaveMet() {
    Crosstable results = new Crosstable(3);
    results.add(0, 1, 19, 0, 0); // 19.5 to 0.5 = 39
    results.add(1, 2, 2, 0, 0); // 2.5 to 0.5 = 5
    List<Rating> ratings = Rating.all(results);
    assertThat(ratings.get(0).elo() - ratings.get(2).elo())
        .isCloseTo(400 * Math.log10(39 * 5), within(1e-6));
  }

  @Test
  void matchesMayPointEveryWayAndFar() {
    // rock, paper, scissors, and one whom all beat
    Crosstable results = new Crosstable(4);
    results.add(0, 1, 5000, 0, 0);
    results.add(1, 2, 5000, 0, 0);
    results.add(2, 0, 5000, 0, 0);
    for (int player = 0; player < 3; player++) {
      results.add(player, 3, 1, 0, 0);
    }
    List<Rating> ratings = Rating.all(results);
    for (int player = 0; player < 3; player++) {
      assertThat(ratings.get(player).elo() - ratings.get(3).elo())
          .isCloseTo(400 * Math.log10(3), within(1e-6)); // 1.5 to 0.5
    }
  }

  @Test
  void nineteenOfTwentyIntervalsHoldTheTruth() {
    double[] truth = {1350, 1250, 1150, 1050};
    RandomStream random = new RandomStream(7);
    int tournaments = 500;
    int held = 0;
    for (int t = 0; t < tournaments; t++) {
      Crosstable results = new Crosstable(4);
      for (int i = 0; i < 4; i++) {
        for (int j = i + 1; j < 4; j++) {
          for (int match = 0; match < 40; match++) {
            int won = random.nextDouble() < Elo.expectedScore(truth[i], truth[j]) ? 1 : 0;
            results.add(i, j, won, 0, 1 - won);
          }
        }
      }
      List<Rating> ratings = Rating.all(results);
      for (int i = 0; i < 4; i++) {
        held += ratings.get(i).low() <= truth[i] && truth[i] <= ratings.get(i).high() ? 1 : 0;
      }
    }
    assertThat(held / (4.0 * tournaments)).isCloseTo(0.95, within(0.015));
  }

  @Test
  void groupsThatNeverMetCannotBeRated() {
    Crosstable results = new Crosstable(4);
    results.add(0, 2, 3, 0, 1);
    results.add(1, 3, 3, 0, 1);
    assertThatThrownBy(() -> Rating.all(results))
        .hasMessage("no chain of matches joins player 1 with player 0");
    assertThat(Rating.all(new Crosstable(0))).isEmpty();
    assertThat(Rating.all(new Crosstable(1))).containsExactly(new Rating(1200, 0));
  }
}
