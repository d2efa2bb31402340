package io.github.gdxbrains.brain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.gdxbrains.agent.AgentBatch;
import io.github.gdxbrains.agent.BehaviorSpec;
import io.github.gdxbrains.nn.Activation;
import io.github.gdxbrains.nn.Backends;
import io.github.gdxbrains.nn.Head;
import io.github.gdxbrains.nn.Initializer;
import io.github.gdxbrains.nn.Layer;
import io.github.gdxbrains.nn.Network;
import io.github.gdxbrains.nn.NetworkSpec;
import io.github.gdxbrains.nn.Sequences;
import io.github.gdxbrains.nn.Trunk;
import io.github.gdxbrains.parallel.Workers;
import io.github.gdxbrains.policy.ActionDistribution;
import io.github.gdxbrains.random.RandomStream;
import io.github.gdxbrains.space.ActionSpace;
import io.github.gdxbrains.space.ElementType;
import io.github.gdxbrains.space.ObservationSpace;
import io.github.gdxbrains.space.ObservationStream;
import java.util.List;
import org.junit.jupiter.api.Test;

final class BrainsDecideTest {
  private static final int ROWS = 5;
  private static final BehaviorSpec BEHAVIOR =
      new BehaviorSpec(
          "Toy",
          ObservationSpace.of(
              ObservationStream.vector("x", 2),
              new ObservationStream("seen", ElementType.UINT8, List.of(3), true, 0, 255)),
          new ActionSpace.Hybrid(List.of(3, 4), 2),
          true,
          1);

  private static AgentBatch batch(int columns) {
    AgentBatch batch = new AgentBatch(BEHAVIOR, ROWS, columns);
    RandomStream random = new RandomStream(2);
    for (int row = 0; row < ROWS; row++) {
      batch.action(row).forbid(0, row % 3);
      batch.action(row).forbid(1, 1);
      batch.action(row).forbid(1, 3);
      for (int i = 0; i < 2; i++) {
        batch.observations()[2 * row + i] = random.nextFloat(-1, 1);
        batch.finalObservations()[2 * row + i] = random.nextFloat(-1, 1);
      }
      for (int i = 0; i < 3; i++) {
        batch.observationBytes()[3 * row + i] = (byte) random.nextInt(256);
      }
      batch.observationCounts()[row] = row % 3;
    }
    return batch;
  }

  private static Network network() {
    return network(1);
  }

  private static Network network(int values) {
    NetworkSpec spec =
        new NetworkSpec(
            6,
            false,
            List.of(
                new Trunk(
                    List.of(new Layer.Dense(8, Activation.TANH, 1)),
                    List.of(
                        new Head("value", values, 1),
                        new Head(
                            "policy", new ActionDistribution(BEHAVIOR.actions()).outputs(), 1)))));
    Network network = Backends.best().network(spec, Workers.single());
    network.setParameters(Initializer.parameters(spec, new RandomStream(7)));
    return network;
  }

  @Test
  void randomActionsAreUniformAndNeverForbidden() {
    AgentBatch batch = batch(0);
    RandomBrain brain = new RandomBrain();
    int[] first = new int[3];
    int[] second = new int[4];
    double sum = 0;
    for (int i = 0; i < 6_000; i++) {
      brain.decide(batch, new int[] {1, 4}, 2);
      assertThat(batch.action(4).isForbidden(0, batch.action(4).choice(0))).isFalse();
      first[batch.action(1).choice(0)]++;
      second[batch.action(1).choice(1)]++;
      assertThat(batch.action(1).number(1)).isBetween(-1f, 1f);
      sum += batch.action(1).number(1);
    }
    assertThat(first[1]).isZero();
    assertThat(first[0]).isBetween(2_850, 3_150);
    assertThat(second[1] + second[3]).isZero();
    assertThat(second[2]).isBetween(2_850, 3_150);
    assertThat(sum / 6_000).isCloseTo(0, within(0.03));
    assertThat(batch.choices()).startsWith(0, 0); // row 0 was not asked
  }

  @Test
  void aNeuralBrainWritesWhatItsLearnerNeeds() {
    AgentBatch batch = batch(NeuralBrain.columns(BEHAVIOR));
    Network network = network();
    NeuralBrain brain = new NeuralBrain(BEHAVIOR, network, ROWS, false);
    int[] rows = {0, 2, 3};
    brain.decide(batch, rows, 3);
    ActionDistribution distribution = new ActionDistribution(BEHAVIOR.actions());
    float[] outputs = new float[12];
    Sequences input = Sequences.rows(1, 6);
    for (int row : rows) {
      batch.copyInputs(false, row, input.values(), 0);
      assertThat(input.values()[2]).isEqualTo((batch.observationBytes()[3 * row] & 0xFF) / 255f);
      assertThat(input.values()[5]).isEqualTo(row % 3);
      network.inference(1).forward(input.use(1), outputs);
      float logProb =
          distribution.logProb(
              outputs,
              1,
              batch.forbidden(),
              7 * row,
              batch.choices(),
              2 * row,
              batch.columns(),
              4 * row + NeuralBrain.NUMBERS,
              new float[11],
              0);
      assertThat(batch.columns()[4 * row]).isCloseTo(logProb, within(1e-5f));
      assertThat(batch.columns()[4 * row + NeuralBrain.VALUE_COLUMN]).isEqualTo(outputs[0]);
      for (int k = 0; k < 2; k++) {
        float unbounded = batch.columns()[4 * row + NeuralBrain.NUMBERS + k];
        assertThat(batch.action(row).number(k)).isEqualTo(Math.max(-1, Math.min(1, unbounded)));
      }
      assertThat(batch.action(row).isForbidden(0, batch.action(row).choice(0))).isFalse();
    }
    assertThat(batch.columns()[4]).isZero(); // row 1 was not asked
  }

  @Test
  void furtherValuesFollowWhatALearnerOfOneNeeds() {
    Network network = network(3);
    assertThat(NeuralBrain.columns(BEHAVIOR, network.spec())).isEqualTo(6);
    AgentBatch batch = batch(6);
    NeuralBrain brain = new NeuralBrain(BEHAVIOR, network, ROWS, false);
    brain.decide(batch, new int[] {1, 3}, 2);
    brain.assess(batch, true, new int[] {2}, 1);
    float[] outputs = new float[14];
    Sequences input = Sequences.rows(1, 6);
    for (int row : new int[] {2, 3}) {
      batch.copyInputs(row == 2, row, input.values(), 0);
      network.inference(1).forward(input.use(1), outputs);
      for (int signal = 0; signal < 3; signal++) {
        int column = 6 * row + NeuralBrain.valueColumn(BEHAVIOR, network.spec(), signal);
        assertThat((row == 2 ? batch.finalColumns() : batch.columns())[column])
            .isEqualTo(outputs[signal])
            .isNotZero();
      }
    }
    assertThat(batch.columns()[6 * 3 + NeuralBrain.NUMBERS]).isNotZero();
  }

  @Test
  void aRowsActionDependsOnThatRowAlone() {
    AgentBatch together = batch(NeuralBrain.columns(BEHAVIOR));
    AgentBatch alone = batch(NeuralBrain.columns(BEHAVIOR));
    NeuralBrain brain = new NeuralBrain(BEHAVIOR, network(), ROWS, false);
    brain.decide(together, new int[] {0, 1, 2, 3, 4}, 5);
    brain.decide(alone, new int[] {3}, 1);
    for (int i = 12; i < 16; i++) {
      assertThat(alone.columns()[i]).isEqualTo(together.columns()[i]);
    }
    assertThat(alone.action(3).choice(1)).isEqualTo(together.action(3).choice(1));
  }

  @Test
  void assessingValuesTheFinalViewsAndDecidesNothing() {
    AgentBatch batch = batch(NeuralBrain.columns(BEHAVIOR));
    Network network = network();
    NeuralBrain brain = new NeuralBrain(BEHAVIOR, network, ROWS, false);
    brain.assess(batch, true, new int[] {1, 4}, 2);
    float[] outputs = new float[12];
    Sequences input = Sequences.rows(1, 6);
    batch.copyInputs(true, 4, input.values(), 0);
    network.inference(1).forward(input.use(1), outputs);
    assertThat(batch.finalColumns()[16 + NeuralBrain.VALUE_COLUMN]).isEqualTo(outputs[0]);
    assertThat(batch.columns()).containsOnly(0);
    assertThat(batch.random(4).nextLong()).isEqualTo(new RandomStream(4).nextLong());
  }

  @Test
  void withoutColumnsANeuralBrainJustActs() {
    AgentBatch batch = batch(0);
    NeuralBrain deterministic = new NeuralBrain(BEHAVIOR, network(), ROWS, true);
    deterministic.decide(batch, new int[] {2}, 1);
    int[] once = batch.choices().clone();
    deterministic.decide(batch, new int[] {2}, 1);
    assertThat(batch.choices()).isEqualTo(once);
  }
}
