package io.github.gdxbrains.arena;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.gdxbrains.arena.WalkGame.Flaw;
import io.github.gdxbrains.sensor.Sensor;
import io.github.gdxbrains.sensor.SensorFactory;
import io.github.gdxbrains.space.ObservationStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The contract itself: it accepts a sound game and names each flaw of a flawed one. */
final class ArenaContractFindsFlawsTest {
  private static List<String> complaints(Flaw flaw) {
    List<String> complaints = new ArrayList<>();
    for (ArenaContract.Check check : new ArenaContract(new WalkGame(flaw)).checks()) {
      try {
        check.run();
      } catch (AssertionError e) {
        complaints.add(e.getMessage());
      }
    }
    return complaints;
  }

  @Test
  void aSoundGameIsAccepted() {
    assertThat(complaints(Flaw.NONE)).isEmpty();
  }

  @Test
  void anAddedSensorMustKeepToItsBoundsToo() {
    SensorFactory loud =
        new SensorFactory() {
          @Override
          public String name() {
            return "loud";
          }

          @Override
          public String description() {
            return "too much";
          }

          @Override
          public boolean fits(String game, String behavior) {
            return true;
          }

          @Override
          public Sensor create() {
            return Sensor.of(ObservationStream.vector("loud", 1, 0, 1), (e, out) -> out.put(2));
          }
        };
    ArenaSetup plain =
        ArenaSetup.of(new WalkGame(Flaw.NONE), Parameters.defaults(new WalkGame(Flaw.NONE)));
    ArenaSetup added =
        new ArenaSetup(
            plain.game(),
            plain.shape(),
            plain.source(),
            plain.weights(),
            Map.of("Walk", List.of(loud)),
            plain.terms(),
            plain.messageSizes());
    new ArenaContract(plain).spacesHold();
    assertThatThrownBy(() -> new ArenaContract(added).spacesHold())
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("stream loud: number 0 of the observation is 2.0, bounds [0.0, 1.0]");
  }

  @ParameterizedTest
  @CsvSource({
    "UNSEEDED, two arenas with the same seed went different ways",
    "REMEMBERS, went another way than a fresh one",
    "OUT_OF_BOUNDS, 'number 0 of the observation is 4.0, bounds [-3.0, 3.0]'",
    "NOT_A_NUMBER, the reward is NaN",
    "ALLOCATES, ticks that ended no episode allocated",
    "LEAKS, resets allocate more and more",
    "UNDECLARED, WalkGame$Undeclared is not in Game.components()",
    "REGISTERS_LATE, a component class was first used while a world ran",
    "SHARED, two arenas with the same seed went different ways",
    "FORBIDS_ALL, 0 of 3 options of branch 0 are allowed",
    "DRAWS_WITHOUT_VIEW, a frame does not begin with its view",
    "MOVES_WHEN_DRAWN, an arena that is drawn goes another way",
    "MOVES_WHEN_SENSORS_ARE_DRAWN, an arena that is drawn goes another way",
    "WILD_SCRIPT, script scripted chose 3 in branch 0",
    "KEEPS_PARAMETERS, a world that was reset with limit = 1.0 is not as one that was made with it",
    "CHANGES_SPACES, seats or spaces differ with limit = 1.0: declare it as fixed"
  })
  void eachFlawIsNamed(Flaw flaw, String complaint) {
    assertThat(complaints(flaw))
        .anySatisfy(message -> assertThat(message).startsWith("walk: ").contains(complaint));
  }
}
