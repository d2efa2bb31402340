package io.github.gdxbrains.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

final class ObservationStreamTest {
  @Test
  void stackingLengthensTheLastAxis() {
    ObservationStream image = ObservationStream.image("eye", 84, 42, 3);
    ObservationStream stacked = image.stacked(4);
    assertThat(stacked.shape()).containsExactly(84, 42, 12);
    assertThat(stacked.frames()).isEqualTo(4);
    assertThat(stacked.frameSize()).isEqualTo(image.size()).isEqualTo(84 * 42 * 3);
    assertThat(ObservationStream.vector("v", 5).stacked(2).shape()).containsExactly(10);
    assertThat(image.stacked(1)).isEqualTo(image);
  }

  @Test
  void theBoundsOfAStackIncludeTheZerosBeforeTheStart() {
    ObservationStream above = ObservationStream.vector("v", 1, 2, 5).stacked(3);
    assertThat(List.of(above.low(), above.high())).containsExactly(0f, 5f);
    ObservationStream below = ObservationStream.vector("v", 1, -5, -2).stacked(3);
    assertThat(List.of(below.low(), below.high())).containsExactly(-5f, 0f);
  }

  @Test
  void impossibleStacksAreRefused() {
    assertThatThrownBy(() -> ObservationStream.vector("v", 3).stacked(0))
        .hasMessageContaining("stream v");
    assertThatThrownBy(
            () -> new ObservationStream("v", ElementType.FLOAT32, List.of(2, 6), false, -1, 1, 4))
        .hasMessage("stream v: frames is 4, but must divide the last size of [2, 6]");
    assertThatThrownBy(() -> ObservationStream.vector("v", 3).stacked(2).stacked(2))
        .hasMessage("stream v shows 2 moments already");
    ObservationStream friends =
        new ObservationStream("friends", ElementType.FLOAT32, List.of(3, 2), true, -1, 1);
    assertThatThrownBy(() -> friends.stacked(2))
        .hasMessage("stream friends: frames is 2, but a counted stream shows one moment");
  }
}
