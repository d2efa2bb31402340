package io.github.gdxbrains.explore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.gdxbrains.config.Settings;
import io.github.gdxbrains.config.UserError;
import io.github.gdxbrains.space.ElementType;
import io.github.gdxbrains.space.ObservationSpace;
import io.github.gdxbrains.space.ObservationStream;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class DiscretizerTest {
  private static StreamBins bins(Map<String, ?> settings) {
    return Settings.with(StreamBins.DEFAULT, settings);
  }

  private static Discretizer of(int bins, Map<String, StreamBins> streams, ObservationStream... s) {
    return Discretizer.of(
        ObservationSpace.of(s), bins, streams, "use a learner with a network, such as ppo");
  }

  @Test
  void aBinHoldsItsLowerBorder() {
    Discretizer d = of(4, Map.of(), ObservationStream.vector("x", 1, -1, 1));
    assertThat(d.bin(0, -1)).isEqualTo(0);
    assertThat(d.bin(0, Math.nextDown(-0.5f))).isEqualTo(0);
    assertThat(d.bin(0, -0.5f)).isEqualTo(1);
    assertThat(d.bin(0, -1e-6f)).isEqualTo(1);
    assertThat(d.bin(0, 0)).isEqualTo(2);
    assertThat(d.bin(0, 0.5f)).isEqualTo(3);
  }

  @Test
  void whatIsOutOfBoundsFallsIntoTheOutermostBins() {
    Discretizer d = of(4, Map.of(), ObservationStream.vector("x", 1, -1, 1));
    assertThat(d.bin(0, 1)).isEqualTo(3);
    assertThat(d.bin(0, 1e30f)).isEqualTo(3);
    assertThat(d.bin(0, Float.POSITIVE_INFINITY)).isEqualTo(3);
    assertThat(d.bin(0, -1.001f)).isEqualTo(0);
    assertThat(d.bin(0, -1e30f)).isEqualTo(0);
  }

  @Test
  void streamsMayHaveBinsAndBoundsOfTheirOwn() {
    Discretizer d =
        of(
            3,
            Map.of("speed", bins(Map.of("bins", 5, "low", -10, "high", 10))),
            ObservationStream.vector("place", 2, 0, 3),
            ObservationStream.vector("speed", 1));
    assertThat(d.inputs()).isEqualTo(3);
    assertThat(d.bins(1)).isEqualTo(3);
    assertThat(d.bin(1, 2)).isEqualTo(2);
    assertThat(d.bins(2)).isEqualTo(5);
    assertThat(d.bin(2, -2.1f)).isEqualTo(1);
    assertThat(d.bin(2, -1.9f)).isEqualTo(2);
  }

  @Test
  void aCountHasABinForEachNumber() {
    Discretizer d =
        of(
            2,
            Map.of(),
            new ObservationStream("friends", ElementType.FLOAT32, List.of(7, 1), true, 0, 1));
    assertThat(d.inputs()).isEqualTo(8);
    assertThat(d.bins(7)).isEqualTo(8);
    for (int count = 0; count <= 7; count++) {
      assertThat(d.bin(7, count)).isEqualTo(count);
    }
  }

  private static void refuses(ObservationStream stream, Map<String, StreamBins> given, String m) {
    assertThatThrownBy(() -> of(10, given, stream)).isInstanceOf(UserError.class).hasMessage(m);
  }

  @Test
  void whatCannotBePutIntoBinsIsRefusedInOneLine() {
    refuses(
        new ObservationStream("eye", ElementType.UINT8, List.of(84, 84, 4), false, 0, 255),
        Map.of(),
        "a discretiser on an image: the stream eye of shape [84, 84, 4] has too many states for a"
            + " table; use a learner with a network, such as ppo");
    refuses(
        new ObservationStream("eye", ElementType.FLOAT32, List.of(5, 5, 1), false, 0, 1),
        Map.of(),
        "a discretiser on an image: the stream eye of shape [5, 5, 1] has too many states for a"
            + " table; use a learner with a network, such as ppo");
    refuses(
        ObservationStream.vector("x", 1),
        Map.of("x", bins(Map.of("low", -3))),
        "the stream x is not bounded, from -3.0 to Infinity: give streams.x.low and"
            + " streams.x.high, or use a learner with a network, such as ppo");
    refuses(
        ObservationStream.vector("x", 1, 0, 1),
        Map.of("x", bins(Map.of("low", 3))),
        "streams.x.low is 3.0, but must be less than its high 1.0");
    refuses(
        ObservationStream.vector("cell", 1, 0, 1),
        Map.of("cel", StreamBins.DEFAULT),
        "streams.cel: no stream is named 'cel'; did you mean 'cell'?");
  }

  @Test
  void impossibleBinsAreRefusedInOneLine() {
    assertThatThrownBy(() -> bins(Map.of("bins", 1)))
        .isInstanceOf(UserError.class)
        .hasMessage("bins is 1, but must be within [2, 256]");
    assertThatThrownBy(() -> bins(Map.of("low", 2, "high", 2)))
        .isInstanceOf(UserError.class)
        .hasMessage("low is 2.0, but must be less than high 2.0");
  }
}
