package io.github.gdxbrains.arena;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.gdxbrains.config.UserError;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SeatSpecTest {
  @Test
  void itsOwnPolicyGoesBeforeItsTeamsAndThatBeforeItsBehaviors() {
    SeatSpec seat = new SeatSpec("blue 1", "Soccer", 0);

    assertThat(seat.policy(Set.of("Soccer", "Soccer/team-0", "Soccer/blue-1")))
        .isEqualTo("Soccer/blue-1");
    assertThat(seat.policy(Set.of("Soccer", "Soccer/team-0"))).isEqualTo("Soccer/team-0");
    assertThat(seat.policy(Set.of("Soccer", "Soccer/team-1"))).isEqualTo("Soccer");
  }

  @ParameterizedTest
  @ValueSource(strings = {"team-0", "team 1", "Team-12", "team -- 3"})
  void aSeatThatIsNamedLikeATeamsPolicyIsRefused(String name) {
    assertThatThrownBy(() -> new SeatSpec(name, "Soccer", 0))
        .isInstanceOf(UserError.class)
        .hasMessage(
            "a seat of Soccer is named '"
                + name
                + "', but Soccer/team-N is the policy of a whole team: rename the seat");
  }

  @ParameterizedTest
  @ValueSource(strings = {"team", "team-", "team-0 left", "steam-0", "team0"})
  void namesThatNoTeamsPolicyHasAreAllowed(String name) {
    assertThat(new SeatSpec(name, "Soccer", 0).name()).isEqualTo(name);
  }
}
