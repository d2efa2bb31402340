package io.github.gdxbrains.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.badlogic.ashley.core.Entity;
import io.github.gdxbrains.reward.RewardTerm;
import io.github.gdxbrains.sensor.Sensor;
import io.github.gdxbrains.space.ActionSpace;
import io.github.gdxbrains.space.ObservationStream;
import org.junit.jupiter.api.Test;

class AgentGroupTest {
  private static final ObservationStream NOTHING = ObservationStream.vector("nothing", 1);

  private AgentBatch batch;

  private Agent agent(int row) {
    Entity entity = new Entity();
    Agent agent =
        Agent.builder("B", ActionSpace.discrete(2))
            .sense(Sensor.of(NOTHING, (e, out) -> out.put(0)))
            .reward(RewardTerm.of("one", e -> 1), 1)
            .build();
    entity.add(agent);
    if (batch == null) {
      batch = new AgentBatch(agent.behavior(), 3, 0);
    }
    agent.bind(batch, row, entity);
    return agent;
  }

  @Test
  void everyMemberGetsWhatTheGroupGetsOnceEvenIfItHasLeft() {
    Agent first = agent(0);
    Agent left = agent(1);
    Agent stranger = agent(2);
    AgentGroup group = new AgentGroup();
    group.add(first);
    group.add(left);
    group.add(left);
    left.deactivate();

    group.addReward(10);
    group.addReward(5);
    first.addReward(100);
    batch.beginTick(0, 3);
    first.collectReward();
    left.collectReward();
    stranger.collectReward();

    assertThat(group.members()).containsExactly(first, left);
    assertThat(batch.rewards()).containsExactly(116, 15, 1);
    assertThat(batch.groupRewards()).containsExactly(15, 15, 0);
    assertThat(first.episodeReturn()).isEqualTo(116);

    batch.beginTick(0, 3);
    first.collectReward();
    assertThat(batch.rewards()).containsExactly(1, 0, 0);
    assertThat(batch.groupRewards()).containsExactly(0, 0, 0);
  }

  @Test
  void whatWasNotTakenBeforeAnEpisodeEndsIsForgotten() {
    Agent agent = agent(0);
    AgentGroup group = new AgentGroup();
    group.add(agent);
    group.addReward(3);
    agent.begin();
    agent.collectReward();
    assertThat(batch.groupRewards()[0]).isZero();
  }
}
