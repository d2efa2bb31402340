package io.github.gdxbrains.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gdxbrains.agent.BehaviorSpec;
import io.github.gdxbrains.agent.Ending;
import io.github.gdxbrains.space.ActionSpace;
import io.github.gdxbrains.space.ElementType;
import io.github.gdxbrains.space.ObservationSpace;
import io.github.gdxbrains.space.ObservationStream;
import java.util.List;
import org.junit.jupiter.api.Test;

/** One agent whose columns are {@code [skill, started, the manager's value, the skill's value]}. */
final class LevelRolloutTest {
  private static final float GAMMA = 0.5f;
  private static final BehaviorSpec AGENTS =
      new BehaviorSpec(
          "B",
          ObservationSpace.of(
              ObservationStream.vector("x", 1),
              new ObservationStream("seen", ElementType.UINT8, List.of(2), true, 0, 255),
              ObservationStream.vector("y", 1)),
          ActionSpace.discrete(3));
  private static final BehaviorSpec MANAGER =
      AGENTS.seeing(List.of("seen", "y")).choosing(ActionSpace.discrete(2));

  private final Rollout agents = new Rollout(AGENTS, 1, 5, 5, 4, true);
  private final LevelRollout manager =
      new LevelRollout(AGENTS, MANAGER, new LevelRollout.Source(1, 1, 0, 2, 1, List.of()), agents);
  private final LevelRollout skill =
      new LevelRollout(AGENTS, AGENTS, new LevelRollout.Source(0, 1, -1, 3, 1, List.of()), agents);

  /** A decision: what is seen are the numbers n, n + 1, ...; values are 10 n and 100 n. */
  private void decide(int running, boolean started, int n) {
    int index = agents.open(0);
    for (int i = 0; i < 5; i++) {
      agents.observations()[index * 5 + i] = n + i;
    }
    agents.choices()[index] = n % 3;
    float[] columns = {running, started ? 1 : 0, 10 * n, 100 * n};
    System.arraycopy(columns, 0, agents.columns(), index * 4, 4);
  }

  private void tick(float reward, float groupReward) {
    agents.reward(0, reward, groupReward, GAMMA);
  }

  private void goOn() {
    agents.close(0, Ending.RUNNING);
  }

  @Test
  void aTransitionOfTheManagerLastsAsLongAsItsSkill() {
    agents.begin();
    decide(0, true, 1); // two decisions of skill 0, of which the first takes two ticks
    tick(1, 0);
    tick(2, 0);
    goOn();
    decide(0, false, 2);
    tick(8, 4);
    goOn();
    decide(1, true, 3);
    tick(16, 0);
    agents.close(0, Ending.TERMINATED);

    manager.follow(agents, GAMMA);

    Rollout level = manager.rollout();
    assertThat(level.count(0)).isEqualTo(2);
    assertThat(level.rewards()[0]).isEqualTo(1 + 0.5f * 2 + 0.25f * 8);
    assertThat(level.groupRewards()[0]).isEqualTo(0.25f * 4);
    assertThat(level.ticks()).startsWith(3, 1);
    assertThat(level.choices()).startsWith(0, 1);
    assertThat(level.endings()).startsWith(Ending.RUNNING, Ending.TERMINATED);
    assertThat(level.starts()).startsWith(true, false);
    // of x, y, two bytes and their count it sees all but x
    assertThat(level.inputs()).isEqualTo(4);
    assertThat(level.observations()).startsWith(2, 3, 4, 5, 4, 5, 6, 7);
    assertThat(level.next(0, 0, 0)).isEqualTo(30);
    assertThat(level.next(0, 1, 0)).isZero();

    // 3 + ... of the first: δ = 4 + 0.5³ · 30 - 10, and the second adds 0.5³ · λ · (16 - 30)
    float[] advantages = new float[level.slots()];
    Advantages.gae(level, 0, 1, 0, GAMMA, 0.5f, 1, 64, advantages, new float[level.slots()]);
    assertThat(advantages[1]).isEqualTo(-14);
    assertThat(advantages[0]).isEqualTo(4 + 3.75f - 10 + 0.125f * 0.5f * -14);
  }

  @Test
  void aSkillWaitsForItsNextDecisionWhileAnotherRuns() {
    agents.begin();
    decide(1, true, 1);
    tick(1, 0);
    goOn();
    decide(0, true, 2);
    tick(2, 0);
    goOn();
    decide(1, true, 3);
    tick(4, 0);
    goOn();
    decide(1, false, 4);
    tick(8, 0);
    agents.close(0, Ending.TERMINATED);

    skill.follow(agents, GAMMA);

    Rollout level = skill.rollout();
    assertThat(level.count(0)).isEqualTo(3);
    assertThat(level.rewards()).startsWith(1 + 0.5f * 2, 4, 8);
    assertThat(level.ticks()).startsWith(2, 1, 1);
    assertThat(level.choices()).startsWith(1, 0, 1);
    assertThat(level.next(0, 0, 0)).isEqualTo(300);
    assertThat(level.observations()).startsWith(1, 2, 3, 4, 5, 3, 4, 5, 6, 7);
  }

  @Test
  void whatIsCutOffIsWorthWhatTheManagerSaysOfTheFinalObservation() {
    agents.begin();
    decide(1, true, 1);
    tick(1, 0);
    goOn();
    decide(1, false, 2);
    tick(2, 0);
    int index = agents.close(0, Ending.TRUNCATED);
    agents.finalColumns()[index * 4 + 2] = 77;
    agents.finalColumns()[index * 4 + 3] = 99;
    for (int i = 0; i < 5; i++) {
      agents.finalObservations()[index * 5 + i] = 50 + i;
    }

    manager.follow(agents, GAMMA);
    skill.follow(agents, GAMMA);

    Rollout level = manager.rollout();
    assertThat(level.count(0)).isEqualTo(1);
    assertThat(level.rewards()[0]).isEqualTo(2);
    assertThat(level.endings()[0]).isEqualTo(Ending.TRUNCATED);
    assertThat(level.next(0, 0, 0)).isEqualTo(77);
    assertThat(level.finalObservations()).startsWith(51, 52, 53, 54);
    assertThat(skill.rollout().count(0)).isEqualTo(2);
    assertThat(skill.rollout().next(0, 1, 0)).isEqualTo(99);
  }

  @Test
  void whatIsUnderWayAtTheEndOfARolloutGoesOnInTheNext() {
    agents.begin();
    decide(0, true, 1);
    tick(1, 0);
    goOn();
    decide(0, false, 2);
    tick(2, 0);
    goOn();
    manager.follow(agents, GAMMA);
    assertThat(manager.rollout().count(0)).isZero();

    agents.begin();
    decide(0, false, 3);
    tick(4, 0);
    goOn();
    decide(1, true, 4);
    tick(8, 0);
    goOn();
    manager.follow(agents, GAMMA);

    Rollout level = manager.rollout();
    assertThat(level.count(0)).isEqualTo(1);
    assertThat(level.rewards()[0]).isEqualTo(1 + 0.5f * 2 + 0.25f * 4);
    assertThat(level.ticks()[0]).isEqualTo(3);
    assertThat(level.observations()).startsWith(2, 3, 4, 5);
    assertThat(level.next(0, 0, 0)).isEqualTo(40); // of the one that is open now

    agents.begin();
    decide(1, false, 5);
    tick(16, 0);
    agents.close(0, Ending.TERMINATED);
    manager.follow(agents, GAMMA);
    assertThat(level.count(0)).isEqualTo(1);
    assertThat(level.rewards()[0]).isEqualTo(8 + 0.5f * 16);
    assertThat(level.starts()[0]).isFalse();
  }

  @Test
  void whatAFailedArenaBeganIsForgotten() {
    agents.begin();
    decide(0, true, 1);
    tick(1, 0);
    goOn();
    manager.follow(agents, GAMMA);

    agents.begin();
    agents.discardEpisode(0);
    decide(1, true, 2);
    tick(2, 0);
    agents.close(0, Ending.TERMINATED);
    manager.follow(agents, GAMMA);
    assertThat(manager.rollout().count(0)).isEqualTo(1);
    assertThat(manager.rollout().choices()[0]).isEqualTo(1);

    decide(0, true, 3);
    tick(1, 0);
    goOn();
    agents.clear(); // all arenas start afresh
    decide(0, true, 4);
    tick(4, 0);
    agents.close(0, Ending.TERMINATED);
    manager.follow(agents, GAMMA);
    assertThat(manager.rollout().count(0)).isEqualTo(1);
    assertThat(manager.rollout().rewards()[0]).isEqualTo(4);
  }

  @Test
  void aRolloutFullOfDecisionsOfTheManagerFits() {
    agents.begin();
    decide(0, true, 0);
    tick(1, 0);
    goOn();
    manager.follow(agents, GAMMA);
    agents.begin();
    for (int n = 1; n <= 5; n++) {
      decide(0, true, n);
      tick(n, 0);
      agents.close(0, n == 5 ? Ending.TERMINATED : Ending.RUNNING);
    }
    manager.follow(agents, GAMMA);
    assertThat(manager.rollout().count(0)).isEqualTo(6);
    assertThat(manager.rollout().dropped()).isZero();
  }

  @Test
  void aLevelWithWeightsOfItsOwnIsPaidByTheTermsThatItNames() {
    Rollout paid = new Rollout(AGENTS, 1, 5, 5, 4, true, List.of("door", "key"));
    LevelRollout.Source source = new LevelRollout.Source(0, 1, -1, 3, 1, List.of(0.5f, 3f));
    LevelRollout own = new LevelRollout(AGENTS, AGENTS, source, paid);
    float[] door = {4, 0};
    float[] key = {0, 1};
    paid.begin();
    paid.columns()[paid.open(0) * 4] = 1; // the skill decides, and once more after two ticks
    paid.addTerms(0, door, 0);
    paid.reward(0, 100, 50, GAMMA);
    paid.addTerms(0, key, 0);
    paid.reward(0, 100, 50, GAMMA);
    paid.close(0, Ending.RUNNING);
    paid.columns()[paid.open(0) * 4] = 1;
    paid.addTerms(0, key, 0);
    paid.reward(0, 100, 50, GAMMA);
    paid.close(0, Ending.TERMINATED);
    assertThat(paid.termValues()).startsWith(4, GAMMA * 1, 0, 1);

    own.follow(paid, GAMMA);

    assertThat(own.rollout().rewards()).startsWith(0.5f * 4 + 3 * GAMMA, 3);
    assertThat(own.rollout().groupRewards()).startsWith(0, 0);
    assertThat(own.rollout().termValues()).startsWith(4, GAMMA * 1, 0, 1); // for levels below
    assertThat(own.rollout().meanReward()).isEqualTo((2 + 3 * GAMMA + 3) / 2);
  }
}
