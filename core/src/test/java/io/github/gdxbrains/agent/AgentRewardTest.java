package io.github.gdxbrains.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.badlogic.ashley.core.Entity;
import io.github.gdxbrains.random.RandomStream;
import io.github.gdxbrains.reward.PotentialShaping;
import io.github.gdxbrains.reward.RewardTerm;
import io.github.gdxbrains.sensor.Sensor;
import io.github.gdxbrains.space.ActionSpace;
import io.github.gdxbrains.space.ObservationStream;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What an agent's reward terms come to over whole episodes. */
final class AgentRewardTest {
  private static final ObservationStream NOTHING = ObservationStream.vector("nothing", 1);
  private static final float GAMMA = 0.9f;
  private static final float WEIGHT = 0.5f;

  private AgentBatch batch;
  private double potential;

  private Agent agent(ActionSpace actions, RewardTerm term, float weight) {
    Entity entity = new Entity();
    Agent agent =
        Agent.builder("B", actions)
            .sense(Sensor.of(NOTHING, (e, out) -> out.put(0)))
            .reward(term, weight)
            .build();
    entity.add(agent);
    batch = new AgentBatch(agent.behavior(), 1, 0);
    agent.bind(batch, 0, entity);
    return agent;
  }

  private Agent shaped() {
    return agent(
        ActionSpace.discrete(2), new PotentialShaping("shaping", GAMMA, e -> potential), WEIGHT);
  }

  private void beginAt(Agent agent, double start) {
    potential = start;
    agent.activate();
    agent.begin();
  }

  /** One tick into a state of that potential. */
  private float tick(Agent agent, double next) {
    potential = next;
    batch.beginTick(0, 1);
    agent.collectReward();
    return batch.rewards()[0];
  }

  @Test
  void aTerminalStateHasNoPotentialWhateverTheFunctionSays() {
    Agent agent = shaped();
    beginAt(agent, 4);
    assertThat(tick(agent, 10)).isEqualTo(WEIGHT * (0.9f * 10 - 4));
    tick(agent, 100);
    agent.end(Ending.TERMINATED);
    assertThat(batch.rewards()[0]).isCloseTo(WEIGHT * -10, within(1e-5f));
    assertThat(agent.termSum(0)).isCloseTo(WEIGHT * (5 - 10), within(1e-5));
    assertThat(agent.episodeReturn()).isCloseTo(WEIGHT * (5 - 10), within(1e-5));
  }

  @Test
  void aTruncatedStateKeepsItsPotential() {
    Agent agent = shaped();
    beginAt(agent, 4);
    tick(agent, 100);
    agent.end(Ending.TRUNCATED);
    assertThat(batch.rewards()[0]).isEqualTo(WEIGHT * (0.9f * 100 - 4));
  }

  @Test
  void whatShapingSumsToDependsOnNothingThatIsDone() {
    Agent agent = shaped();
    RandomStream random = new RandomStream(5);
    for (int episode = 0; episode < 200; episode++) {
      boolean terminates = episode % 2 == 0;
      int ticks = 1 + random.nextInt(40);
      double start = random.nextFloat(-3, 3);
      beginAt(agent, start);
      double sum = 0;
      for (int t = 0; t < ticks; t++) {
        tick(agent, random.nextFloat(-3, 3));
        if (t == ticks - 1) {
          agent.end(terminates ? Ending.TERMINATED : Ending.TRUNCATED);
        }
        sum += Math.pow(GAMMA, t) * batch.rewards()[0];
      }
      double last = terminates ? 0 : Math.pow(GAMMA, ticks) * potential;
      assertThat(sum).as("episode %s", episode).isCloseTo(WEIGHT * (last - start), within(1e-5));
    }
  }

  @Test
  void anAgentThatLeavesOrComesBackIsShapedAsIfAbsenceWereAStateWithoutPotential() {
    for (boolean leavesAfterItsReward : new boolean[] {false, true}) {
      for (boolean comesBack : new boolean[] {false, true}) {
        Agent agent = shaped();
        beginAt(agent, 2);
        double sum = 0;
        for (int t = 0; t < 6; t++) {
          if (t == 2 && !leavesAfterItsReward) {
            agent.deactivate();
          }
          if (t == 4 && comesBack) {
            agent.activate();
          }
          tick(agent, 3 + t);
          if (t == 2 && leavesAfterItsReward) {
            agent.deactivate();
          }
          if (t == 5) {
            agent.end(Ending.TERMINATED);
          }
          sum += Math.pow(GAMMA, t) * batch.rewards()[0];
        }
        assertThat(sum).isCloseTo(WEIGHT * -2, within(1e-5));
      }
    }
  }

  @Test
  void anAgentThatLeavesInTheLastTickSettlesInIt() {
    Agent agent = shaped();
    beginAt(agent, 2);
    tick(agent, 8);
    agent.deactivate();
    agent.end(Ending.TRUNCATED);
    assertThat(batch.rewards()[0]).isCloseTo(WEIGHT * -2, within(1e-5f));
  }

  @Test
  void actionsCostTheSquaresOfNumbersAndTheChangesOfChoices() {
    ActionSpace actions = new ActionSpace.Hybrid(List.of(3, 2), 2);
    Agent agent = agent(actions, new ActionCost("cost", actions), 2);
    agent.begin();
    agent.action().choose(0, 2).choose(1, 1).set(0, 0.5f).set(1, -1);
    assertThat(tick(agent, 0)).as("nothing has changed yet").isEqualTo(-2 * 1.25f);
    agent.action().choose(0, 1).choose(1, 0).set(0, 0).set(1, 0);
    assertThat(tick(agent, 0)).isEqualTo(-2 * 2);
    agent.action().choose(0, 0);
    assertThat(tick(agent, 0)).isEqualTo(-2 * 1);
    assertThat(tick(agent, 0)).isZero();
    agent.begin();
    agent.action().choose(0, 2);
    assertThat(tick(agent, 0)).isZero();
  }

  @Test
  void weightsAreSetByName() {
    Agent agent = shaped();
    agent.weigh(Map.of("shaping", 3f));
    assertThat(agent.weight(0)).isEqualTo(3);
    assertThat(agent.term(0).gamma().getAsDouble()).isEqualTo((double) GAMMA);
  }
}
