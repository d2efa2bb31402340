package io.github.gdxbrains.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gdxbrains.agent.Agent;
import io.github.gdxbrains.agent.AgentBatch;
import io.github.gdxbrains.agent.BehaviorSpec;
import io.github.gdxbrains.arena.Arena;
import io.github.gdxbrains.arena.ArenaSetup;
import io.github.gdxbrains.arena.Parameters;
import io.github.gdxbrains.game.cartpole.CartPole;
import io.github.gdxbrains.learner.Metrics;
import io.github.gdxbrains.reward.PotentialShaping;
import io.github.gdxbrains.reward.RewardTerm;
import io.github.gdxbrains.reward.RewardTermFactory;
import io.github.gdxbrains.reward.RewardWeight;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs in which the weight of a reward term follows a schedule. */
final class ScheduledRewardTest {
  @TempDir Path folder;

  private static Experiments experiment() {
    Experiments experiment = new Experiments(new CartPole());
    experiment.rewards =
        Map.of(
            "CartPole",
            Map.of("balance", new RewardWeight.Scheduled(new RewardWeight.Line(3, 1, 1024))));
    return experiment;
  }

  private static List<Object> column(Experiments experiment, String name) {
    List<Object> values = new ArrayList<>();
    experiment.summaries.forEach(row -> values.add(row.get(name)));
    return values;
  }

  @Test
  void weightsFollowTheDecisionsOfTheRun() {
    Experiments experiment = experiment();
    RunSummary summary = experiment.train();
    // the rollout before row 512 began at 256, and so on: 3 - 2 · 256 / 1024
    assertThat(column(experiment, "weight/CartPole/balance")).containsExactly(2.5, 1.5, 1.0, 1.0);
    assertThat(summary.evaluation().orElseThrow().meanReturn())
        .as("evaluations pay what holds in the end, 1 a tick")
        .isEqualTo(summary.evaluation().orElseThrow().meanScore());
    assertThat(summary.rewardAlarms()).isEmpty();
  }

  @Test
  void aResumedRunGoesOnWithTheSameWeightsAndThreadsDoNotMatter() {
    Experiments straight = experiment();
    RunSummary expected = straight.train();
    Experiments two = experiment();
    two.threads = 2;
    assertThat(two.train().parametersSha256()).isEqualTo(expected.parametersSha256());

    experiment().in(folder).trainUntil(512);
    Experiments second = experiment().in(folder);
    assertThat(second.resume().parametersSha256()).isEqualTo(expected.parametersSha256());
    Metrics last = straight.summaries.get(3);
    Metrics lastResumed = second.summaries.get(second.summaries.size() - 1);
    assertThat(lastResumed.get("weight/CartPole/balance"))
        .isEqualTo(last.get("weight/CartPole/balance"));
    assertThat(lastResumed.get("reward/CartPole/balance"))
        .isEqualTo(last.get("reward/CartPole/balance"));

    Experiments constant = new Experiments(new CartPole());
    assertThat(constant.train().parametersSha256()).isNotEqualTo(expected.parametersSha256());
    assertThat(constant.summaries.get(0).names()).doesNotContain("weight/CartPole/balance");
  }

  @Test
  void anEpisodeKeepsTheWeightsItBeganWith() {
    TermWeights weights = new TermWeights(experiment().rewards);
    CartPole game = new CartPole();
    Parameters parameters = Parameters.defaults(game);
    ArenaSetup setup = ArenaSetup.of(game, parameters).withWeights(weights);
    BehaviorSpec behavior = setup.behavior("CartPole");
    try (Arena arena = new Arena(setup, 0)) {
      arena.bind(0, new AgentBatch(behavior, 1, 0), 0);
      arena.restart(1);
      Agent agent = arena.agent(0);
      weights.moveTo(512);
      arena.batch(0).beginTick(0, 1);
      arena.tick();
      assertThat(arena.batch(0).rewards()[0]).isEqualTo(3);
      while (arena.episode() == 0) {
        arena.batch(0).beginTick(0, 1);
        arena.tick();
      }
      assertThat(agent.weight(0)).isEqualTo(2);
      arena.batch(0).beginTick(0, 1);
      arena.tick();
      assertThat(arena.batch(0).rewards()[0]).isEqualTo(2);
    }
  }

  /** Shapes by nothing. */
  private record Guide() implements RewardTermFactory {
    @Override
    public String name() {
      return "guide";
    }

    @Override
    public String description() {
      return "nothing";
    }

    @Override
    public boolean fits(String game, String behavior) {
      return true;
    }

    @Override
    public RewardTerm create() {
      return new PotentialShaping("guide", 0.95f, entity -> 1);
    }
  }

  @Test
  void aTermThatWasMadeForAnotherDiscountIsNoticedOnce() {
    CartPole game = new CartPole();
    Parameters parameters = Parameters.defaults(game);
    for (float weight : new float[] {0.5f, 0}) {
      Experiments experiment = new Experiments(game);
      experiment.rewards = Map.of("CartPole", Map.of("guide", new RewardWeight.Constant(weight)));
      TermWeights weights = new TermWeights(experiment.rewards);
      ArenaSetup plain = ArenaSetup.of(game, parameters);
      ArenaSetup setup =
          new ArenaSetup(
              game,
              parameters,
              plain.source(),
              weights,
              Map.of(),
              Map.of("CartPole", List.of(new Guide())),
              Map.of());
      List<String> notices = new ArrayList<>();
      try (Arena arena = new Arena(setup, 0)) {
        weights.compareDiscounts(arena, experiment.setup().config(), notices::add);
      }
      if (weight == 0) {
        assertThat(notices).isEmpty();
      } else {
        assertThat(notices)
            .containsExactly(
                "CartPole's reward term guide shapes with gamma 0.95, but its learner's is 0.99:"
                    + " the best policy may be another than without it");
      }
    }
  }
}
