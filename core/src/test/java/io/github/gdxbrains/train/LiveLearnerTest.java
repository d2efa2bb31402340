package io.github.gdxbrains.train;

import static org.assertj.core.api.Assertions.assertThat;

import com.badlogic.ashley.core.Engine;
import com.badlogic.ashley.core.Entity;
import io.github.gdxbrains.agent.Agent;
import io.github.gdxbrains.agent.DecideSystem;
import io.github.gdxbrains.agent.Ending;
import io.github.gdxbrains.reward.RewardTerm;
import io.github.gdxbrains.sensor.Sensor;
import io.github.gdxbrains.space.ActionSpace;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Agents learn while a game runs its own engine loop. */
final class LiveLearnerTest {
  private static final int EPISODE = 20;

  private final Engine engine = new Engine();
  private final List<Agent> agents = new ArrayList<>();

  /** An agent that is rewarded for an option, whatever it sees. */
  private static Agent wanting(String behavior, int wanted) {
    int[] chosen = {0};
    return Agent.builder(behavior, ActionSpace.discrete(3))
        .sense(Sensor.vector("nothing", 1, (entity, out) -> out.put(1)))
        .act((entity, action) -> chosen[0] = action.choice())
        .reward(RewardTerm.of("choice", entity -> chosen[0] == wanted ? 1 : 0), 1)
        .build();
  }

  private Agent agent(String behavior, int wanted) {
    Agent agent = wanting(behavior, wanted);
    agents.add(agent);
    engine.addEntity(new Entity().add(agent));
    return agent;
  }

  /** Runs episodes; returns the last return of each agent. */
  private double[] run(int episodes) {
    double[] returns = new double[agents.size()];
    for (int episode = 0; episode < episodes; episode++) {
      for (int tick = 0; tick < EPISODE; tick++) {
        engine.update(1 / 60f);
      }
      for (int i = 0; i < agents.size(); i++) {
        returns[i] = agents.get(i).episodeReturn();
        agents.get(i).end(Ending.TRUNCATED);
        agents.get(i).begin();
        agents.get(i).prepareDecision();
      }
    }
    return returns;
  }

  @Test
  @Tag("learning")
  void twoBehaviorsLearnInOneEngine() {
    Agent left = agent("Left", 0);
    Agent right = agent("Right", 2);
    LiveLearner.builder(left.behavior()).bufferSize(256).start(engine);
    LiveLearner.builder(right.behavior()).bufferSize(256).start(engine);
    double[] untrained = run(1);
    double[] trained = run(400);
    assertThat(untrained[0]).isLessThan(15);
    assertThat(untrained[1]).isLessThan(15);
    assertThat(trained[0]).isGreaterThan(17);
    assertThat(trained[1]).isGreaterThan(17);
  }

  @Test
  void sameSeedLearnsTheSameParameters() {
    float[][] parameters = new float[2][];
    for (int twin = 0; twin < 2; twin++) {
      engine.removeAllEntities();
      agents.clear();
      Agent agent = agent("Twin", 1);
      LiveLearner learner =
          LiveLearner.builder(agent.behavior()).bufferSize(128).seed(5).start(engine);
      run(30);
      assertThat(learner.updates()).isEqualTo(4);
      parameters[twin] = learner.model().parameters();
    }
    assertThat(parameters[0]).isEqualTo(parameters[1]);
  }

  @Test
  @Timeout(60)
  void learnsInTheBackgroundWhileTheGameRuns() {
    Agent agent = agent("Background", 1);
    LiveLearner learner =
        LiveLearner.builder(agent.behavior()).bufferSize(128).inBackground().start(engine);
    float[] before = learner.model().parameters();
    while (learner.updates() < 3) {
      run(1);
    }
    learner.close();
    assertThat(learner.model().parameters()).isNotEqualTo(before);
    run(1);
  }

  @Test
  void learnedModelTakesOverFromItsLearner() {
    Agent agent = agent("Kept", 1);
    LiveLearner learner = LiveLearner.builder(agent.behavior()).bufferSize(256).start(engine);
    run(150);
    learner.close();
    DecideSystem.install(engine, agent.behavior(), 1, learner.model().brain(1));
    int updates = learner.updates();
    assertThat(run(50)[0]).isEqualTo(EPISODE);
    assertThat(learner.updates()).isEqualTo(updates);
  }

  @Test
  void agentsMayComeAndGo() {
    Agent stays = agent("Crowd", 0);
    LiveLearner learner =
        LiveLearner.builder(stays.behavior()).maxAgents(2).bufferSize(512).start(engine);
    for (int visit = 0; visit < 50; visit++) {
      Entity visitor = new Entity().add(wanting("Crowd", 0));
      engine.addEntity(visitor);
      run(1);
      if (visit % 2 == 0) {
        visitor.remove(Agent.class);
      }
      engine.removeEntity(visitor);
    }
    assertThat(learner.updates()).isGreaterThan(1);
    assertThat(stays.isBound()).isTrue();
  }
}
