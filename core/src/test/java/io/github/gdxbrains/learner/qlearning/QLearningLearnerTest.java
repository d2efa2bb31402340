package io.github.gdxbrains.learner.qlearning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.gdxbrains.agent.AgentBatch;
import io.github.gdxbrains.agent.BehaviorSpec;
import io.github.gdxbrains.agent.Brain;
import io.github.gdxbrains.agent.Ending;
import io.github.gdxbrains.config.UserError;
import io.github.gdxbrains.random.RandomStream;
import io.github.gdxbrains.space.ActionSpace;
import io.github.gdxbrains.space.ObservationSpace;
import io.github.gdxbrains.space.ObservationStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Updates by hand; the discount is 0.5 a tick. */
final class QLearningLearnerTest {
  private static final Map<String, Object> RATE_1 = Map.of("learning_rate", 1);

  private static QLearningTesting toy(Map<String, Object> settings) {
    return new QLearningTesting(false, 2, settings);
  }

  /** With a learning rate of 1, and some values of state 5. */
  private static QLearningTesting taught(String algorithm) {
    return toy(Map.of(
            "learning_rate",
            1,
            "algorithm",
            algorithm,
            "exploration_initial_eps",
            0.3,
            "exploration_final_eps",
            0.3))
        .teach(5, 2, 8, 4);
  }

  @Test
  void qLearningTakesTheBestValueOfTheNextState() {
    QLearningTesting toy = taught("q_learning");
    toy.decide(0, 3, 1).reward(0, 10).decide(0, 5, 2).learn();
    assertThat(toy.value(3, 1)).isZero(); // what follows is not in this rollout yet
    toy.reward(0, 1).decide(0, 7, 0).learn();
    assertThat(toy.value(3, 1)).isEqualTo(10 + 0.5f * 8);
  }

  @Test
  void sarsaTakesTheValueOfWhatWasDoneNext() {
    QLearningTesting toy = taught("sarsa");
    toy.decide(0, 3, 1).reward(0, 10).decide(0, 5, 2).reward(0, 0).learn();
    toy.decide(0, 7, 0).learn();
    assertThat(toy.value(3, 1)).isEqualTo(10 + 0.5f * 4);
  }

  @Test
  void expectedSarsaTakesTheMeanOverWhatMayBeDoneNext() {
    QLearningTesting toy = taught("expected_sarsa");
    toy.decide(0, 3, 1).reward(0, 10).decide(0, 5, 2).reward(0, 0).decide(0, 7, 0).learn();
    toy.reward(0, 0).decide(0, 7, 0).learn();
    // ε = 0.3: 0.1 each, and 0.7 more for the best
    float mean = 0.1f * 2 + 0.8f * 8 + 0.1f * 4;
    assertThat(toy.value(3, 1)).isCloseTo(10 + 0.5f * mean, within(1e-5f));
  }

  @Test
  void theLearningRateIsHowFarAValueMoves() {
    QLearningTesting toy = toy(Map.of("learning_rate", 0.25, "initial_value", 4));
    toy.decide(0, 3, 1).end(0, 12, Ending.TERMINATED, 0).learn();
    assertThat(toy.value(3, 1)).isEqualTo(4 + 0.25f * (12 - 4));
    assertThat(toy.value(3, 0)).isEqualTo(4);
    assertThat(toy.metrics.get("td_error")).isEqualTo(8);
  }

  @Test
  void truncationBootstrapsTerminationDoesNot() {
    QLearningTesting toy = taught("q_learning");
    toy.decide(0, 3, 0).end(0, 10, Ending.TERMINATED, 5);
    toy.decide(0, 3, 1).end(0, 10, Ending.TRUNCATED, 5);
    toy.decide(0, 3, 2).end(0, 10, Ending.TRUNCATED, 6); // met for the first time
    toy.learn();
    assertThat(toy.value(3, 0)).isEqualTo(10);
    assertThat(toy.value(3, 1)).isEqualTo(10 + 0.5f * 8);
    assertThat(toy.value(3, 2)).isEqualTo(10);
  }

  @Test
  void afterATruncationSarsaExpectsWhatItWouldHaveDone() {
    QLearningTesting toy = taught("sarsa");
    toy.decide(0, 3, 1).end(0, 10, Ending.TRUNCATED, 5).learn();
    float mean = 0.1f * 2 + 0.8f * 8 + 0.1f * 4;
    assertThat(toy.value(3, 1)).isCloseTo(10 + 0.5f * mean, within(1e-5f));
  }

  @Test
  void aTransitionOfSeveralTicksIsDiscountedByAllOfThem() {
    QLearningTesting toy = taught("q_learning");
    toy.decide(0, 3, 1).reward(0, 10).reward(0, 20).reward(0, 40);
    toy.decide(0, 5, 0).reward(0, 0).decide(0, 7, 0).learn();
    assertThat(toy.value(3, 1)).isEqualTo(10 + 0.5f * 20 + 0.25f * 40 + 0.125f * 8);
  }

  @Test
  void forbiddenOptionsAreWorthNothing() {
    for (String algorithm : new String[] {"q_learning", "expected_sarsa"}) {
      QLearningTesting toy =
          new QLearningTesting(true, 1, Map.of("learning_rate", 1, "algorithm", algorithm))
              .teach(5, 2, 8, 4);
      toy.decide(0, 3, 1).reward(0, 10).forbid(0, 1, 2).decide(0, 5, 0).reward(0, 0);
      toy.forbid(0).decide(0, 7, 0).end(0, 0, Ending.TERMINATED, 0);
      toy.decide(0, 3, 2).forbid(0, 0, 1).end(0, 10, Ending.TRUNCATED, 5).learn();
      assertThat(toy.value(3, 1)).as(algorithm).isEqualTo(10 + 0.5f * 2);
      assertThat(toy.value(3, 2)).as(algorithm).isEqualTo(10 + 0.5f * 4);
    }
  }

  @Test
  void whatFollowedIsFoundInTheNextRolloutUnlessItDidNotFollow() {
    QLearningTesting toy = taught("q_learning");
    toy.decide(0, 3, 1).reward(0, 10).decide(0, 5, 0).learn();
    toy.reward(0, 6).decide(0, 5, 1).reward(0, 7).decide(0, 3, 0).learn();
    assertThat(toy.value(3, 1)).isEqualTo(14);
    assertThat(toy.value(5, 0)).isEqualTo(6 + 0.5f * 8);
    float before = toy.value(5, 1);
    toy.rollout.clear(); // the arenas start afresh
    toy.decide(0, 3, 0).end(0, 1, Ending.TERMINATED, 0).learn();
    assertThat(toy.value(5, 1)).isEqualTo(before);
    assertThat(toy.value(3, 0)).isEqualTo(1);
  }

  @Test
  void lanesAreLearnedFromInOrderOfTime() {
    QLearningTesting toy = toy(RATE_1);
    // the second lane's first transition comes before the first lane's second
    toy.decide(0, 3, 0).end(0, 1, Ending.TERMINATED, 0);
    toy.decide(0, 3, 0).end(0, 3, Ending.TERMINATED, 0);
    toy.decide(1, 3, 0).end(1, 2, Ending.TERMINATED, 0);
    toy.learn();
    assertThat(toy.value(3, 0)).isEqualTo(3);
  }

  @Test
  void aRateByVisitsGivesTheMean() {
    QLearningTesting toy = toy(Map.of("learning_rate", 1, "learning_rate_visits", 1));
    for (float reward : new float[] {3, 5, 10, 2}) {
      toy.decide(0, 3, 1).end(0, reward, Ending.TERMINATED, 0).learn();
    }
    assertThat(toy.value(3, 1)).isCloseTo(5, within(1e-5f));
  }

  @Test
  void aSlowerRateByVisitsHalvesAfterThatMany() {
    QLearningTesting toy = toy(Map.of("learning_rate", 0.5, "learning_rate_visits", 2));
    toy.decide(0, 3, 1).end(0, 8, Ending.TERMINATED, 0).learn(); // α = 1/2
    assertThat(toy.value(3, 1)).isEqualTo(4);
    toy.decide(0, 3, 1).end(0, 10, Ending.TERMINATED, 0).learn(); // α = 1/2 · 2/3
    assertThat(toy.value(3, 1)).isCloseTo(6, within(1e-5f));
    toy.decide(0, 3, 1).end(0, 2, Ending.TERMINATED, 0).learn(); // α = 1/2 · 2/4
    assertThat(toy.value(3, 1)).isCloseTo(5, within(1e-5f));
  }

  @Test
  void replayCarriesARewardBackWithoutNewExperience() {
    QLearningTesting once = toy(Map.of("learning_rate", 1));
    QLearningTesting replaying =
        toy(Map.of("learning_rate", 1, "buffer_size", 10, "replay_ratio", 20));
    for (QLearningTesting toy : new QLearningTesting[] {once, replaying}) {
      toy.decide(0, 1, 0).reward(0, 0).decide(0, 2, 0).reward(0, 0).decide(0, 3, 0);
      toy.end(0, 8, Ending.TERMINATED, 0).learn();
      assertThat(toy.value(3, 0)).isEqualTo(8);
    }
    assertThat(once.value(1, 0)).isZero();
    assertThat(replaying.value(2, 0)).isEqualTo(4);
    assertThat(replaying.value(1, 0)).isEqualTo(2);
  }

  @Test
  void replayForgetsTheOldest() {
    QLearningTesting toy = toy(Map.of("learning_rate", 1, "buffer_size", 1));
    toy.decide(0, 3, 0).end(0, 8, Ending.TERMINATED, 0).learn();
    toy.decide(0, 3, 0).end(0, 2, Ending.TERMINATED, 0).learn();
    assertThat(toy.value(3, 0)).isEqualTo(2);
  }

  @Test
  void replayKnowsWhichOptionsWereForbidden() {
    QLearningTesting toy =
        new QLearningTesting(
            true, 1, Map.of("learning_rate", 1, "buffer_size", 1, "replay_ratio", 50));
    toy.teach(5, 2, 8, 4);
    toy.decide(0, 3, 1).forbid(0, 1).end(0, 10, Ending.TRUNCATED, 5).learn();
    assertThat(toy.value(3, 1)).isEqualTo(10 + 0.5f * 4);
  }

  @Test
  void aBonusFallsWithTheRootOfTheVisits() {
    QLearningTesting ofAction = toy(Map.of("learning_rate", 1, "count_bonus", 6));
    QLearningTesting ofState =
        toy(Map.of("learning_rate", 1, "count_bonus", 6, "count_bonus_of", "state"));
    for (QLearningTesting toy : new QLearningTesting[] {ofAction, ofState}) {
      for (int option : new int[] {0, 0, 0, 0, 1, 1, 1, 1, 2}) {
        toy.decide(0, 3, option).end(0, 1, Ending.TERMINATED, 0).learn();
      }
    }
    assertThat(ofAction.value(3, 1)).isEqualTo(1 + 6f / 2); // 4 visits
    assertThat(ofAction.value(3, 2)).isEqualTo(1 + 6f);
    assertThat(ofState.value(3, 2)).isEqualTo(1 + 6f / 3); // the ninth
  }

  @Test
  void epsilonFallsWithDecisions() {
    QLearningTesting toy =
        toy(Map.of("exploration_final_eps", 0.2, "exploration_steps", 4, "learning_rate", 1));
    toy.decide(0, 3, 0).end(0, 1, Ending.TERMINATED, 0).learn();
    assertThat(toy.metrics.get("epsilon")).isCloseTo(0.8, within(1e-6));
    for (int i = 0; i < 4; i++) {
      toy.decide(0, 3, 0).end(0, 1, Ending.TERMINATED, 0).learn();
    }
    assertThat(toy.metrics.get("epsilon")).isCloseTo(0.2, within(1e-6));
    int[] chosen = chosen(toy, 3, 10_000);
    assertThat(chosen[0]).isBetween(8_530, 8_800); // 1 - 0.2 · 2/3
  }

  @Test
  void ucbTriesEverythingAndThenWhatIsSeldom() {
    QLearningTesting toy = toy(Map.of("learning_rate", 1, "exploration", "ucb", "ucb_c", 2));
    toy.decide(0, 3, 0).end(0, 9, Ending.TERMINATED, 0).learn();
    assertThat(chosen(toy, 3, 1_000)[0]).isZero();
    toy.decide(0, 3, 1).end(0, 8, Ending.TERMINATED, 0).learn();
    assertThat(chosen(toy, 3, 1_000)).containsExactly(0, 0, 1_000);
    toy.decide(0, 3, 2).end(0, 0, Ending.TERMINATED, 0).learn();
    assertThat(chosen(toy, 3, 1_000)).containsExactly(1_000, 0, 0);
    for (int i = 0; i < 2; i++) {
      toy.decide(0, 3, 0).end(0, 9, Ending.TERMINATED, 0).learn();
    }
    // 9 + 2 √(ln 5 / 3) = 10.46, 8 + 2 √ln 5 = 10.54
    assertThat(chosen(toy, 3, 1_000)).containsExactly(0, 1_000, 0);
  }

  @Test
  void boltzmannPrefersWhatIsWorthMore() {
    QLearningTesting toy =
        toy(
            Map.of(
                "learning_rate",
                1,
                "exploration",
                "boltzmann",
                "initial_temperature",
                2,
                "final_temperature",
                2));
    toy.teach(3, 2, 4, 0);
    // weights e, e², 1 over 11.107
    assertThat(chosen(toy, 3, 20_000)[1]).isBetween(13_100, 13_510);
  }

  @Test
  void unknownStatesAreLeftToChance() {
    for (int count : chosen(toy(Map.of()), 8, 3_000)) {
      assertThat(count).isBetween(880, 1_120);
    }
  }

  private static int[] chosen(QLearningTesting toy, int state, int times) {
    AgentBatch batch = new AgentBatch(QLearningTesting.behavior(false), 1, 0);
    batch.observations()[0] = state;
    Brain brain = toy.learner.acting().brain(1);
    int[] counts = new int[QLearningTesting.OPTIONS];
    for (int i = 0; i < times; i++) {
      brain.decide(batch, new int[] {0}, 1);
      counts[batch.choices()[0]]++;
    }
    return counts;
  }

  private static byte[] save(QLearningTesting toy) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    toy.learner.save(new DataOutputStream(bytes));
    return bytes.toByteArray();
  }

  private static void load(QLearningTesting toy, byte[] bytes) throws IOException {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
    toy.learner.load(in);
    assertThat(in.available()).isZero();
  }

  private static void play(QLearningTesting toy, long seed) {
    RandomStream random = new RandomStream(seed);
    for (int i = 0; i < 15; i++) {
      for (int lane = 0; lane < 2; lane++) {
        toy.forbid(lane, random.nextInt(QLearningTesting.OPTIONS));
        toy.decide(lane, random.nextInt(10), random.nextInt(QLearningTesting.OPTIONS));
        Ending ending = Ending.values()[random.nextInt(4) == 0 ? random.nextInt(3) : 0];
        toy.end(lane, random.nextFloat(), ending, random.nextInt(10));
      }
    }
    toy.learn();
  }

  @Test
  void aRestoredLearnerGoesOnBitForBit() throws IOException {
    Map<String, Object> settings = Map.of("buffer_size", 8, "replay_ratio", 3);
    QLearningTesting toy = new QLearningTesting(true, 2, settings);
    QLearningTesting other = new QLearningTesting(true, 2, settings);
    play(toy, 1);
    toy.learner.scaleLearningRate(0.5f);
    byte[] saved = save(toy);
    load(other, saved);
    toy.rollout.clear();
    assertThat(save(other)).isEqualTo(saved);
    for (int seed = 2; seed < 5; seed++) {
      play(toy, seed);
      play(other, seed);
    }
    assertThat(toy.metrics.get("learning_rate")).isCloseTo(0.05, within(1e-9));
    assertThat(save(other)).isEqualTo(save(toy)).isNotEqualTo(saved);
  }

  @Test
  void brainsActByTheTableThatWasRestored() throws IOException {
    QLearningTesting toy =
        toy(Map.of("learning_rate", 1, "exploration_initial_eps", 0, "exploration_final_eps", 0));
    byte[] fresh = save(toy);
    AgentBatch batch = new AgentBatch(QLearningTesting.behavior(false), 1, 0);
    batch.observations()[0] = 3;
    Brain brain = toy.learner.acting().brain(1);
    toy.teach(3, 0, 0, 1);
    brain.decide(batch, new int[] {0}, 1);
    assertThat(batch.choices()[0]).isEqualTo(2);
    load(toy, fresh);
    toy.teach(3, 0, 1, 0);
    brain.decide(batch, new int[] {0}, 1);
    assertThat(batch.choices()[0]).isEqualTo(1);
  }

  @Test
  void aModelStaysAsItWasTaken() {
    QLearningTesting toy = toy(RATE_1).teach(3, 1, 2, 3);
    float[] before = toy.learner.model().parameters();
    assertThat(before).containsExactly(1, 2, 3);
    var model = toy.learner.model();
    toy.teach(3, 7, 8, 9).teach(4, 1, 1, 1);
    assertThat(model.parameters()).containsExactly(1, 2, 3);
    assertThat(model.table().states().count()).isEqualTo(1);
  }

  @Test
  void aValueThatIsNotFiniteIsNoticed() {
    QLearningTesting toy = toy(RATE_1).teach(3, 1, 2, 3);
    assertThat(toy.learner.isFinite()).isTrue();
    toy.teach(3, 1, Float.POSITIVE_INFINITY, 3);
    assertThat(toy.learner.isFinite()).isFalse();
  }

  @Test
  void tooManyStatesAreRefusedInOneLine() {
    QLearningTesting toy = toy(Map.of("max_states", 2));
    toy.decide(0, 1, 0).reward(0, 0).decide(0, 2, 0).reward(0, 0).decide(0, 1, 0).learn();
    toy.reward(0, 0).decide(0, 3, 0).reward(0, 0).decide(0, 1, 0);
    assertThatThrownBy(toy::learn)
        .isInstanceOf(UserError.class)
        .hasMessage("max_states is 2, but more different states were met: raise it, or lower bins");
  }

  private static void refuses(BehaviorSpec behavior, String message) {
    assertThatThrownBy(() -> QLearningTesting.learner(behavior, 1, Map.of()))
        .isInstanceOf(UserError.class)
        .hasMessage(message);
  }

  @Test
  void actionsThatATableCannotHoldAreRefusedInOneLine() {
    ObservationSpace space = ObservationSpace.of(ObservationStream.vector("x", 1, 0, 1));
    refuses(
        new BehaviorSpec("Toy", space, ActionSpace.continuous(2)),
        "a tabular learner (q_learning) learns one choice of numbered options, but Toy acts by"
            + " 2 continuous numbers: use ppo");
    refuses(
        new BehaviorSpec("Toy", space, ActionSpace.multiDiscrete(3, 2)),
        "a tabular learner (q_learning) learns one choice of numbered options, but Toy acts by"
            + " 2 choices at once: use ppo");
  }

  @Test
  void sarsaDoesNotReplay() {
    assertThatThrownBy(() -> toy(Map.of("algorithm", "sarsa", "buffer_size", 10)))
        .isInstanceOf(UserError.class)
        .hasMessage(
            "buffer_size is 10, but sarsa learns from what it does now: 0, or expected_sarsa or"
                + " q_learning");
  }

  @Test
  void aCheckpointWithOtherBinsIsRefusedInOneLine() throws IOException {
    byte[] saved = save(toy(Map.of("bins", 5)));
    assertThatThrownBy(() -> load(toy(Map.of("bins", 6)), saved))
        .isInstanceOf(UserError.class)
        .hasMessage("cannot resume: bins or streams of Toy are not those of the checkpoint");
    assertThatThrownBy(() -> load(toy(Map.of("bins", 5, "buffer_size", 3)), saved))
        .isInstanceOf(UserError.class)
        .hasMessage("cannot resume: the checkpoint has buffer_size 0, the experiment 3");
  }
}
