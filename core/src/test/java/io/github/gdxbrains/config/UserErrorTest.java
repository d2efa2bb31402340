package io.github.gdxbrains.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class UserErrorTest {
  private static final List<String> GAMES = List.of("cartpole", "soccer");

  @Test
  void aNearNameIsSuggestedWhateverItsCase() {
    assertThat(UserError.suggestion("SOCER", GAMES)).isEqualTo("did you mean 'soccer'?");
    assertThat(UserError.suggestion("cart-pole", GAMES)).isEqualTo("did you mean 'cartpole'?");
  }

  @Test
  void whereNothingIsNearAllAreListed() {
    assertThat(UserError.suggestion("chess", GAMES)).isEqualTo("valid are cartpole, soccer");
    assertThat(UserError.suggestion("chess", List.of())).isEqualTo("there are none");
  }

  @Test
  void ofTwoEquallyNearTheFirstByNameIsSuggested() {
    assertThat(UserError.suggestion("bat", List.of("cat", "bar", "rat")))
        .isEqualTo("did you mean 'bar'?");
  }

  @Test
  void theMessageNamesWhatIsUnknown() {
    assertThat(UserError.unknown("game", "socer", GAMES))
        .hasMessage("no game is named 'socer'; did you mean 'soccer'?");
  }

  @Test
  void distanceCountsInsertionsDeletionsSubstitutionsAndSwaps() {
    assertThat(UserError.distance("gaol", "goal")).isEqualTo(1);
    assertThat(UserError.distance("ca", "abc")).isEqualTo(3);
    assertThat(UserError.distance("kitten", "sitting")).isEqualTo(3);
    assertThat(UserError.distance("", "abc")).isEqualTo(3);
    assertThat(UserError.distance("abcd", "")).isEqualTo(4);
    assertThat(UserError.distance("Same", "sAME")).isZero();
  }
}
