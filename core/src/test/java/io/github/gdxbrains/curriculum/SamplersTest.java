package io.github.gdxbrains.curriculum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.gdxbrains.arena.Game;
import io.github.gdxbrains.arena.Parameters;
import io.github.gdxbrains.curriculum.SamplerParameters.Gaussian;
import io.github.gdxbrains.curriculum.SamplerParameters.MultiRangeUniform;
import io.github.gdxbrains.curriculum.SamplerParameters.Uniform;
import io.github.gdxbrains.game.cartpole.CartPole;
import io.github.gdxbrains.random.RandomStream;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class SamplersTest {
  private static final int DRAWS = 20_000;

  private final Game game = new CartPole();
  private final RandomStream random = new RandomStream(5);

  private ParameterStatistics draw(SamplerParameters parameters) {
    ParameterStatistics statistics = new ParameterStatistics();
    for (int i = 0; i < DRAWS; i++) {
      statistics.add(parameters.draw(random));
    }
    return statistics;
  }

  private static final class ParameterStatistics {
    private double sum;
    private double squares;
    private float low = Float.POSITIVE_INFINITY;
    private float high = Float.NEGATIVE_INFINITY;
    private int below;

    void add(float value) {
      sum += value;
      squares += value * value;
      low = Math.min(low, value);
      high = Math.max(high, value);
      below += value < 3.5f ? 1 : 0;
    }

    double mean() {
      return sum / DRAWS;
    }

    double deviation() {
      return Math.sqrt(squares / DRAWS - mean() * mean());
    }
  }

  @Test
  void uniformDrawsAllOfItsIntervalAlike() {
    ParameterStatistics drawn = draw(new Uniform(2, 6));

    assertThat(drawn.low).isBetween(2f, 2.01f);
    assertThat(drawn.high).isBetween(5.99f, 6f);
    assertThat(drawn.mean()).isEqualTo(4, within(0.05));
    // 4 / sqrt(12)
    assertThat(drawn.deviation()).isEqualTo(1.1547, within(0.03));
  }

  @Test
  void gaussianHasItsMeanAndDeviation() {
    ParameterStatistics drawn = draw(new Gaussian(3, 0.5f));

    assertThat(drawn.mean()).isEqualTo(3, within(0.02));
    assertThat(drawn.deviation()).isEqualTo(0.5, within(0.02));
  }

  @Test
  void ofSeveralIntervalsAWiderOneIsDrawnFromMoreOften() {
    ParameterStatistics drawn =
        draw(new MultiRangeUniform(List.of(List.of(2f, 3f), List.of(4f, 7f))));

    assertThat(drawn.low).isBetween(2f, 2.01f);
    assertThat(drawn.high).isBetween(6.99f, 7f);
    assertThat(drawn.below / (double) DRAWS).isEqualTo(0.25, within(0.02));
    // a quarter of 2.5 and three of 5.5
    assertThat(drawn.mean()).isEqualTo(4.75, within(0.05));
  }

  @Test
  void nothingIsDrawnBetweenIntervalsAndSingleValuesAreAlike() {
    MultiRangeUniform points = new MultiRangeUniform(List.of(List.of(1f, 1f), List.of(5f, 5f)));
    int ones = 0;
    for (int i = 0; i < DRAWS; i++) {
      float value = points.draw(random);
      assertThat(value).isIn(1f, 5f);
      ones += value == 1 ? 1 : 0;
    }
    assertThat(ones / (double) DRAWS).isEqualTo(0.5, within(0.02));
  }

  @Test
  void whatAGaussianDrawsOutsideTheBoundsIsMovedToTheNearerOne() {
    // a pole is 0.5 to 10 metres long
    Sampler wild = new Sampler(new Gaussian(5, 1000));
    EpisodeParameters source =
        new EpisodeParameters(game, Parameters.defaults(game), Map.of("pole_length", wild));
    int low = 0;
    int high = 0;
    for (int i = 0; i < 100; i++) {
      float length = source.next(random).get("pole_length");
      low += length == 0.5f ? 1 : 0;
      high += length == 10 ? 1 : 0;
      assertThat(length).isBetween(0.5f, 10f);
    }
    assertThat(low).isGreaterThan(20);
    assertThat(high).isGreaterThan(20);
  }

  @Test
  void anEpisodeDependsOnItsOwnStreamAlone() {
    EpisodeParameters source =
        new EpisodeParameters(
            game,
            Parameters.of(game, Map.of("max_steps", 7f)),
            Map.of(
                "gravity", new Sampler(new Uniform(5, 15)),
                "force", new Constant(4),
                "pole_length", new Sampler(new Uniform(1, 2))));
    Parameters first = source.next(new RandomStream(11));
    source.next(new RandomStream(12));
    Parameters again = source.next(new RandomStream(11));

    assertThat(again.values()).isEqualTo(first.values());
    assertThat(source.next(new RandomStream(12)).values()).isNotEqualTo(first.values());
    assertThat(first.get("max_steps")).isEqualTo(7);
    assertThat(first.get("force")).isEqualTo(4);
    // in the order of the game's list: gravity, then the pole's length
    RandomStream stream = new RandomStream(11);
    assertThat(first.get("gravity")).isEqualTo(5 + 10 * stream.nextFloat());
    assertThat(first.get("pole_length")).isEqualTo(1 + stream.nextFloat());
  }
}
