package io.github.gdxbrains.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.gdxbrains.agent.Agent;
import io.github.gdxbrains.agent.BehaviorSpec;
import io.github.gdxbrains.agent.Ending;
import io.github.gdxbrains.arena.SeatSpec;
import io.github.gdxbrains.arena.ToyGame;
import io.github.gdxbrains.sensor.Sensor;
import io.github.gdxbrains.space.ActionSpace;
import io.github.gdxbrains.space.ObservationSpace;
import io.github.gdxbrains.space.ObservationStream;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Three agents see the tick's number. Each tick is worth 1 to a, 10 to b and 100 to c; b dies in
 * tick 2, c joins in tick 3, and the episode is truncated after tick 4.
 */
final class DyingAgentsTest {
  private static final BehaviorSpec BEHAVIOR =
      new BehaviorSpec(
          "Toy", ObservationSpace.of(ObservationStream.vector("tick", 1)), ActionSpace.discrete(2));

  private static final class Mortals extends ToyGame.World {
    final Agent a = agent();
    final Agent b = agent();
    final Agent c = agent();

    private Agent agent() {
      return seat(
          Agent.builder(BEHAVIOR).sense(Sensor.vector("tick", 1, (e, out) -> out.put(tick))));
    }

    @Override
    protected void begin() {
      a.activate();
      b.activate();
      c.deactivate();
    }

    @Override
    protected void step() {
      a.addReward(1);
      b.addReward(10);
      c.addReward(100);
      if (tick == 2) {
        b.deactivate();
      }
      if (tick == 3) {
        c.activate();
      }
    }

    @Override
    public Ending ending() {
      return tick >= 4 ? Ending.TRUNCATED : Ending.RUNNING;
    }
  }

  private static final ToyGame GAME =
      new ToyGame(
          "mortals",
          List.of(BEHAVIOR),
          List.of(
              new SeatSpec("a", "Toy", 0),
              new SeatSpec("b", "Toy", 0),
              new SeatSpec("c", "Toy", 0)),
          Mortals::new);

  private static final AgentAction ACT = AgentAction.discrete(1);

  private static Map<String, AgentAction> all(ParallelEnv env) {
    return env.agents().stream().collect(Collectors.toMap(agent -> agent, agent -> ACT));
  }

  @Test
  void inParallelTheDeadAreToldOnceAndLeave() {
    try (ParallelEnv env = new ParallelEnv(GAME.setup())) {
      assertThat(env.reset(1)).containsOnlyKeys("a", "b");
      assertThat(env.step(all(env)).rewards()).isEqualTo(Map.of("a", 1f, "b", 10f));
      ParallelEnv.Step death = env.step(all(env));
      assertThat(death.rewards()).isEqualTo(Map.of("a", 1f, "b", 10f));
      assertThat(death.terminations()).isEqualTo(Map.of("a", false, "b", true));
      assertThat(death.truncations()).isEqualTo(Map.of("a", false, "b", false));
      assertThat(env.agents()).containsExactly("a");
      assertThatThrownBy(() -> env.step(Map.of("a", ACT, "b", ACT)))
          .hasMessage("mortals: b is not live and can do nothing; live are [a]");
      ParallelEnv.Step birth = env.step(all(env));
      assertThat(birth.rewards().keySet()).containsExactly("a", "c");
      assertThat(birth.observations().get("c")).containsExactly(3);
      assertThat(env.agents()).containsExactly("a", "c");
      ParallelEnv.Step end = env.step(all(env));
      assertThat(end.rewards()).isEqualTo(Map.of("a", 1f, "c", 100f));
      assertThat(end.truncations()).isEqualTo(Map.of("a", true, "c", true));
      assertThat(end.terminations()).isEqualTo(Map.of("a", false, "c", false));
      assertThat(end.observations().get("a")).containsExactly(4);
      assertThat(env.agents()).isEmpty();
      assertThatThrownBy(() -> env.step(Map.of()))
          .hasMessage("mortals: no agent is live; reset it first");
    }
  }

  private static void expect(AecEnv env, String agent, float seen, float reward, boolean dead) {
    assertThat(env.agentSelection()).isEqualTo(agent);
    assertThat(env.last().observation()).containsExactly(seen);
    assertThat(env.last().reward()).isEqualTo(reward);
    assertThat(env.last().termination()).isEqualTo(dead);
  }

  @Test
  void oneByOneTheDeadComeFirstAndDoNothing() {
    try (AecEnv env = new AecEnv(GAME.setup())) {
      env.reset(1);
      for (int tick = 0; tick < 2; tick++) {
        expect(env, "a", tick, tick == 0 ? 0 : 1, false);
        env.step(ACT);
        expect(env, "b", tick, tick == 0 ? 0 : 10, false);
        env.step(ACT);
      }
      assertThat(env.agents()).containsExactly("a", "b");
      expect(env, "b", 1, 10, true);
      assertThatThrownBy(() -> env.step(ACT))
          .hasMessage("mortals: b is out of the episode and must be stepped with AgentAction.NONE");
      env.step(AgentAction.NONE);
      assertThat(env.agents()).containsExactly("a");
      expect(env, "a", 2, 1, false);
      env.step(ACT);
      expect(env, "a", 3, 1, false);
      assertThat(env.rewards()).containsEntry("a", 1f);
      env.step(ACT);
      assertThat(env.rewards()).as("the world has not gone on yet").containsEntry("a", 0f);
      expect(env, "c", 3, 100, false);
      env.step(ACT);
      for (String agent : List.of("a", "c")) {
        expect(env, agent, 4, agent.equals("a") ? 1 : 100, false);
        assertThat(env.last().truncation()).isTrue();
        env.step(AgentAction.NONE);
      }
      assertThat(env.agents()).isEmpty();
    }
  }
}
