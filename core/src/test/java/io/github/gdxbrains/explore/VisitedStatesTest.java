package io.github.gdxbrains.explore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.gdxbrains.config.UserError;
import io.github.gdxbrains.random.RandomStream;
import io.github.gdxbrains.space.ObservationSpace;
import io.github.gdxbrains.space.ObservationStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class VisitedStatesTest {
  private static final int NUMBERS = 5;
  private static final Discretizer FOUR_BINS =
      Discretizer.of(
          ObservationSpace.of(ObservationStream.vector("x", NUMBERS, 0, 4)), 4, Map.of(), "");

  private static VisitedStates states(int most) {
    return new VisitedStates(FOUR_BINS, 2, most);
  }

  /** Observations, among them many of equal bins. */
  private static float[] observations(int count) {
    RandomStream random = new RandomStream(3);
    float[] observations = new float[count * NUMBERS];
    for (int i = 0; i < observations.length; i++) {
      observations[i] = random.nextFloat(0, 4);
    }
    return observations;
  }

  @Test
  void statesAreNumberedAsTheyAreFirstMetAndToldApartByTheirBins() {
    VisitedStates states = states(2_000);
    Map<List<Integer>, Integer> expected = new HashMap<>();
    float[] observations = observations(3_000); // of 1024 states
    for (int o = 0; o < observations.length; o += NUMBERS) {
      Integer[] bins = new Integer[NUMBERS];
      for (int i = 0; i < NUMBERS; i++) {
        bins[i] = (int) observations[o + i];
      }
      int known = expected.getOrDefault(List.of(bins), -1);
      assertThat(states.find(observations, o)).isEqualTo(known);
      expected.putIfAbsent(List.of(bins), expected.size());
      int state = states.number(observations, o);
      assertThat(state).isEqualTo(expected.get(List.of(bins)));
      for (int i = 0; i < NUMBERS; i++) {
        assertThat(states.bin(state, i)).isEqualTo(bins[i]);
      }
    }
    assertThat(states.count()).isEqualTo(expected.size()).isGreaterThan(900);
  }

  @Test
  void visitsAreCountedByStateAndOption() {
    VisitedStates states = states(10);
    int state = states.number(new float[NUMBERS], 0);
    states.visit(state, 1);
    states.visit(state, 1);
    states.visit(state, 0);
    assertThat(states.visits(state, 0)).isEqualTo(1);
    assertThat(states.visits(state, 1)).isEqualTo(2);
    assertThat(states.visits(state)).isEqualTo(3);
  }

  @Test
  void whatIsWrittenIsRead() throws IOException {
    VisitedStates states = states(2_000);
    float[] observations = observations(300);
    for (int o = 0; o < observations.length; o += NUMBERS) {
      states.visit(states.number(observations, o), o % 2);
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    states.write(new DataOutputStream(bytes));
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()));
    VisitedStates read = VisitedStates.read(in, 5_000);
    assertThat(in.available()).isZero();
    assertThat(read.discretizer()).isEqualTo(FOUR_BINS);
    assertThat(read.count()).isEqualTo(states.count());
    for (int o = 0; o < observations.length; o += NUMBERS) {
      int state = states.find(observations, o);
      assertThat(read.find(observations, o)).isEqualTo(state);
      assertThat(read.visits(state, 0)).isEqualTo(states.visits(state, 0));
      assertThat(read.visits(state, 1)).isEqualTo(states.visits(state, 1));
    }
  }

  @Test
  void aCopyChangesByItself() {
    VisitedStates states = states(10);
    states.visit(states.number(new float[NUMBERS], 0), 0);
    VisitedStates copy = states.copy();
    copy.visit(0, 0);
    copy.number(new float[] {3, 3, 3, 3, 3}, 0);
    assertThat(states.visits(0, 0)).isEqualTo(1);
    assertThat(states.count()).isEqualTo(1);
    assertThat(states.find(new float[] {3, 3, 3, 3, 3}, 0)).isEqualTo(-1);
  }

  @Test
  void moreStatesThanAllowedAreRefusedKnownOnesAreNot() {
    VisitedStates states = states(1);
    states.number(new float[NUMBERS], 0);
    assertThat(states.number(new float[NUMBERS], 0)).isZero();
    assertThatThrownBy(() -> states.number(new float[] {0, 0, 0, 0, 3}, 0))
        .isInstanceOf(UserError.class)
        .hasMessage("max_states is 1, but more different states were met: raise it, or lower bins");
  }
}
