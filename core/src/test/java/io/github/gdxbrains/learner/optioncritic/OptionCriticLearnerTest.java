package io.github.gdxbrains.learner.optioncritic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.gdxbrains.agent.AgentBatch;
import io.github.gdxbrains.agent.BehaviorSpec;
import io.github.gdxbrains.agent.Brain;
import io.github.gdxbrains.agent.Ending;
import io.github.gdxbrains.brain.BrainFile;
import io.github.gdxbrains.brain.NeuralBrain;
import io.github.gdxbrains.brain.OptionBrain;
import io.github.gdxbrains.brain.OptionModel;
import io.github.gdxbrains.config.UserError;
import io.github.gdxbrains.learner.BehaviorConfig;
import io.github.gdxbrains.learner.LearnerContext;
import io.github.gdxbrains.learner.MemorySettings;
import io.github.gdxbrains.learner.NetworkSettings;
import io.github.gdxbrains.learner.RewardSignal;
import io.github.gdxbrains.learner.RewardSignals;
import io.github.gdxbrains.learner.Schedule;
import io.github.gdxbrains.nn.Activation;
import io.github.gdxbrains.nn.Backends;
import io.github.gdxbrains.nn.Network;
import io.github.gdxbrains.nn.Sequences;
import io.github.gdxbrains.parallel.Workers;
import io.github.gdxbrains.random.RandomStream;
import io.github.gdxbrains.rollout.Rollout;
import io.github.gdxbrains.rollout.TransitionRecorder;
import io.github.gdxbrains.space.ActionSpace;
import io.github.gdxbrains.space.ObservationSpace;
import io.github.gdxbrains.space.ObservationStream;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Two options of two actions each; the outputs are four logits, two terminations, two values. */
final class OptionCriticLearnerTest {
  private static final float COST = 0.25f;
  private static final float LAMBDA = 0.5f;
  private static final float GAMMA = 0.5f;
  private static final BehaviorSpec BEHAVIOR =
      new BehaviorSpec(
          "Toy", ObservationSpace.of(ObservationStream.vector("x", 2)), ActionSpace.discrete(2));
  private static final int COLUMNS = OptionBrain.columns(BEHAVIOR);
  private static final int FIRST = NeuralBrain.columns(BEHAVIOR);

  private static BehaviorConfig config(NetworkSettings network) {
    OptionCriticConfig settings =
        new OptionCriticConfig(
            2, 0.2f, COST, 1, 4, 64, 1e-3f, Schedule.CONSTANT, 0, 0.2f, LAMBDA, 1, false, 0.5f, 1);
    return new BehaviorConfig(
        "option_critic",
        settings,
        network,
        RewardSignals.of(new RewardSignal.Extrinsic(GAMMA, 1)),
        1000,
        64,
        100,
        1000,
        5);
  }

  private static OptionCriticLearner learner() {
    NetworkSettings network = new NetworkSettings(false, 8, 1, Activation.TANH);
    return new OptionCriticLearner(
        new LearnerContext(BEHAVIOR, config(network), Backends.best(), Workers.single(), 1, 5));
  }

  /** Writes what a brain would: value, arrival, previous, ended, option, lead. */
  private static void columns(float[] columns, int index, float... values) {
    columns[index * COLUMNS + NeuralBrain.VALUE_COLUMN] = values[0];
    for (int i = 0; i < 5; i++) {
      columns[index * COLUMNS + FIRST + i] = values[i + 1];
    }
  }

  @Test
  void returnsGoOnWithTheOptionThatRanAndPayForItsEnd() {
    Rollout rollout = new Rollout(BEHAVIOR, 1, 4, 2, COLUMNS);
    TransitionRecorder recorder = new TransitionRecorder(rollout, GAMMA, 1);
    recorder.setLane(0, 0);
    AgentBatch batch = new AgentBatch(BEHAVIOR, 1, COLUMNS);
    float[][] decisions = {
      {10, 99, -1, 0, 0, 0}, {6, 4, 0, 1, 1, 2}, {3, 5, 1, 0, 1, 1} // in the second, 0 gives way
    };
    for (int t = 0; t < 3; t++) {
      columns(batch.columns(), 0, decisions[t]);
      recorder.decided(batch, new int[] {0}, 1);
      batch.rewards()[0] = t + 1;
      batch.endings()[0] = t < 2 ? Ending.RUNNING : Ending.TRUNCATED;
      batch.finalColumns()[FIRST + OptionBrain.ARRIVAL] = 8;
      recorder.ticked(batch, 0);
    }
    try (OptionCriticLearner learner = learner()) {
      float[] returns = new float[rollout.slots()];
      float[] advantages = new float[rollout.slots()];
      learner.computeReturns(rollout, advantages, returns);
      float third = 3 + 0.5f * 8;
      float second = 2 + 0.5f * (5 + 0.5f * (third - 5));
      float first = 1 + 0.5f * (4 + 0.5f * (second - 0.25f - 4));
      assertThat(returns).startsWith(first, second, third);
      assertThat(advantages).startsWith(first - 10, second - 6, third - 3);
    }
  }

  @Test
  void anOptionIsLedToEndWhereChoosingAnewIsWorthMore() {
    Rollout rollout = new Rollout(BEHAVIOR, 1, 4, 2, COLUMNS);
    columns(rollout.columns(), 0, 0, 0, -1, 0, 1, 0);
    columns(rollout.columns(), 1, 0, 0, 1, 0, 1, -2); // 2 worse than choosing anew
    columns(rollout.columns(), 2, 0, 0, 0, 1, 1, 3);
    for (int index = 0; index < 3; index++) {
      rollout.columns()[index * COLUMNS + NeuralBrain.LOG_PROB] = (float) Math.log(0.5);
      rollout.choices()[index] = index % 2;
    }
    try (OptionCriticLearner learner = learner()) {
      float[] returns = {1, 2, 3, 0, 0};
      learner.minibatch(rollout, new int[] {0, 1, 2}, new float[] {6, 0, -3}, returns);
      float[] outputs = new float[24];
      outputs[8 + 5] = (float) Math.log(3); // β of option 1 in row 1 is 3/4
      outputs[8 + 7] = 0.5f; // its value
      float[] gradients = new float[24];
      learner.gradient(0, 0, 3, outputs, gradients);
      // option 1's policy: -A (1 - p) of the action taken, over three rows
      assertThat(gradients[2]).isCloseTo(-6 * 0.5f / 3, within(1e-6f));
      assertThat(gradients[3]).isCloseTo(6 * 0.5f / 3, within(1e-6f));
      assertThat(gradients[0]).isZero();
      assertThat(gradients[16 + 2]).isCloseTo(3 * 0.5f / 3, within(1e-6f));
      // its value: 0.5 · 2 (V - R) / 3
      assertThat(gradients[7]).isCloseTo(-1f / 3, within(1e-6f));
      assertThat(gradients[8 + 7]).isCloseTo((0.5f - 2) / 3, within(1e-6f));
      assertThat(gradients[6]).isZero();
      // terminations: β (1 - β) (lead + cost) / 3 of the option before, none at the beginning
      assertThat(gradients[4]).isZero();
      assertThat(gradients[5]).isZero();
      assertThat(gradients[8 + 5]).isCloseTo(0.1875f * (-2 + COST) / 3, within(1e-6f));
      assertThat(gradients[16 + 4]).isCloseTo(0.25f * (3 + COST) / 3, within(1e-6f));
    }
  }

  @Test
  void aBrainTellsWhatItsOptionsAreWorth() {
    try (OptionCriticLearner learner = learner()) {
      AgentBatch batch = new AgentBatch(BEHAVIOR, 1, COLUMNS);
      Brain brain = learner.acting().brain(1);
      batch.reserveStates(brain.stateSize());
      OptionModel model = learner.model();
      Network network = model.network().network(Backends.best());
      model.network().copyTo(network);
      float[] outputs = new float[8];
      Sequences input = Sequences.rows(1, 2);
      RandomStream random = new RandomStream(3);
      int ended = 0;
      double expected = 0;
      int previous = -1;
      for (int i = 0; i < 2000; i++) {
        batch.observations()[0] = random.nextFloat(-3, 3);
        batch.observations()[1] = random.nextFloat(-3, 3);
        batch.copyInputs(false, 0, input.values(), 0);
        network.inference(1).forward(input.use(1), outputs);
        brain.decide(batch, new int[] {0}, 1);
        float[] columns = batch.columns();
        int option = (int) columns[FIRST + OptionBrain.OPTION];
        float anew = 0.8f * Math.max(outputs[6], outputs[7]) + 0.2f * (outputs[6] + outputs[7]) / 2;
        assertThat(columns[NeuralBrain.VALUE_COLUMN]).isEqualTo(outputs[6 + option]);
        assertThat(columns[FIRST + OptionBrain.PREVIOUS]).isEqualTo(previous);
        if (previous >= 0) {
          float end = OptionBrain.probability(outputs[4 + previous]);
          float value = outputs[6 + previous];
          assertThat(columns[FIRST + OptionBrain.LEAD]).isCloseTo(value - anew, within(1e-5f));
          assertThat(columns[FIRST + OptionBrain.ARRIVAL])
              .isCloseTo((1 - end) * value + end * (anew - COST), within(1e-5f));
          boolean ends = columns[FIRST + OptionBrain.ENDED] == 1;
          assertThat(ends || option == previous).isTrue();
          ended += ends ? 1 : 0;
          expected += end;
        }
        previous = option;
      }
      assertThat((double) ended).isCloseTo(expected, within(100.0));
    }
  }

  @Test
  void aBrainFileHoldsOptions() {
    try (OptionCriticLearner learner = learner()) {
      byte[] bytes = new BrainFile("toys", learner.model(), Map.of()).toBytes();
      BrainFile read = BrainFile.parse(bytes, "a test");
      assertThat(read.toBytes()).isEqualTo(bytes);
      assertThat(((OptionModel) read.model()).options()).isEqualTo(2);
      assertThat(read.model().parameters()).isEqualTo(learner.model().parameters());
    }
  }

  @Test
  void aMemoryIsRefused() {
    NetworkSettings remembering =
        new NetworkSettings(false, 8, 1, Activation.TANH)
            .withMemory(new MemorySettings(MemorySettings.Type.LSTM, 8, 4));
    assertThatThrownBy(
            () ->
                new OptionCriticLearner(
                    new LearnerContext(
                        BEHAVIOR, config(remembering), Backends.best(), Workers.single(), 1, 5)))
        .isInstanceOf(UserError.class)
        .hasMessage(
            "behaviors.Toy.network_settings.memory: option_critic has no memory; leave it out");
  }
}
