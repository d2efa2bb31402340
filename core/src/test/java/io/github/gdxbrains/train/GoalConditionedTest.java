package io.github.gdxbrains.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.gdxbrains.brain.BrainFile;
import io.github.gdxbrains.brain.GoalModel;
import io.github.gdxbrains.config.Settings;
import io.github.gdxbrains.config.UserError;
import io.github.gdxbrains.curriculum.Constant;
import io.github.gdxbrains.game.corridor.Corridor;
import io.github.gdxbrains.learner.NetworkSettings;
import io.github.gdxbrains.learner.RewardSignal;
import io.github.gdxbrains.learner.RewardSignals;
import io.github.gdxbrains.learner.dqn.DqnConfig;
import io.github.gdxbrains.learner.hierarchy.GoalConfig;
import io.github.gdxbrains.learner.hierarchy.GoalSettings;
import io.github.gdxbrains.learner.hierarchy.HierarchyConfig;
import io.github.gdxbrains.learner.hierarchy.LevelConfig;
import io.github.gdxbrains.nn.Activation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A corridor of 32 cells with its treasure at the far end, where each cell is a goal. */
final class GoalConditionedTest {
  private static final float GAMMA = 0.95f;
  private static final NetworkSettings NETWORK = new NetworkSettings(false, 64, 1, Activation.RELU);

  @TempDir private Path folder;

  private static DqnConfig dqn(int firstSteps, int explorationSteps, Map<String, ?> changes) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("buffer_size", 20_000);
    all.put("buffer_init_steps", firstSteps);
    all.put("target_update_interval", firstSteps);
    all.put("exploration_steps", explorationSteps);
    all.putAll(changes);
    return Settings.with(DqnConfig.DEFAULT, all);
  }

  private static LevelConfig level(DqnConfig dqn) {
    return new LevelConfig(
        Optional.empty(), "dqn", dqn, NETWORK, Optional.empty(), Map.of(), 64, List.of());
  }

  private static GoalSettings cells(boolean relative) {
    return new GoalSettings(
        "cell",
        relative ? List.of(1, 2) : List.of(),
        !relative,
        relative,
        relative ? OptionalInt.of(3) : OptionalInt.empty(),
        List.of(),
        List.of(),
        OptionalDouble.empty());
  }

  private static GoalConfig goals(GoalSettings goal, LevelConfig manager, LevelConfig worker) {
    return new GoalConfig(8, goal, manager, worker, 4, true, 0.3f, 1);
  }

  private static Experiments experiment(String trainer, Record hyperparameters) {
    Experiments experiment = new Experiments(new Corridor());
    experiment.parameters = Map.of("length", new Constant(32), "step_penalty", new Constant(0));
    experiment.trainer = trainer;
    experiment.hyperparameters = Optional.of(hyperparameters);
    experiment.network = NETWORK;
    experiment.arenas = 8;
    experiment.rewardSignals = RewardSignals.of(new RewardSignal.Extrinsic(GAMMA, 1));
    return experiment;
  }

  private static double learned(String trainer, Record hyperparameters) {
    Experiments experiment = experiment(trainer, hyperparameters);
    experiment.maxSteps = 40_000;
    experiment.evaluationInterval = 10_000;
    experiment.checkpointInterval = 1_000_000;
    return experiment.train().evaluation().orElseThrow().meanReturn();
  }

  @Test
  @Tag("learning")
  void whoChoosesGoalsFindsWhatWhoChoosesStepsDoesNot() {
    DqnConfig flat = dqn(1000, 8000, Map.of());
    assertThat(learned("dqn", flat)).isLessThan(0.2);
    LevelConfig manager = level(dqn(200, 8000, Map.of("train_freq", 2)));
    assertThat(learned("goal_conditioned", goals(cells(false), manager, level(flat)))).isEqualTo(1);
  }

  private static Experiments small(Record hyperparameters, String trainer) {
    Experiments experiment = experiment(trainer, hyperparameters);
    experiment.maxSteps = 1440;
    experiment.checkpointInterval = 240; // a multiple of all rollouts here
    return experiment;
  }

  private static GoalConfig smallGoals(boolean relative) {
    Map<String, ?> changes = Map.of("batch_size", 16, "train_freq", 8);
    DqnConfig worker = dqn(200, 500, changes);
    return goals(
        cells(relative),
        level(dqn(50, 100, Map.of("batch_size", 8, "n_step", 2, "prioritized_replay", true))),
        level(worker));
  }

  private void assertThreadsAndInterruptionsChangeNoBit(String trainer, Record hyperparameters) {
    RunSummary straight = small(hyperparameters, trainer).train();
    Experiments threads = small(hyperparameters, trainer);
    threads.threads = 2;
    assertThat(threads.train().parametersSha256()).isEqualTo(straight.parametersSha256());
    small(hyperparameters, trainer).in(folder).trainUntil(720);
    Experiments resumed = small(hyperparameters, trainer).in(folder);
    RunSummary end = resumed.resume();
    assertThat(end.parametersSha256()).isEqualTo(straight.parametersSha256());
    assertThat(end.evaluation()).isEqualTo(straight.evaluation()).isPresent();
    assertThat(resumed.notices).isEmpty();
  }

  @Test
  void threadsAndInterruptionsChangeNoBit() {
    assertThreadsAndInterruptionsChangeNoBit("goal_conditioned", smallGoals(false));
    GoalModel model = (GoalModel) BrainFile.read(folder.resolve("last.brain")).model();
    assertThat(model.goals().count()).isEqualTo(32);
  }

  @Test
  void relativeGoalsToo() {
    assertThreadsAndInterruptionsChangeNoBit("goal_conditioned", smallGoals(true));
  }

  @Test
  void levelsOfAHierarchyMayKeepTransitions() {
    LevelConfig leaf = level(dqn(200, 500, Map.of("batch_size", 16, "train_freq", 8)));
    HierarchyConfig config =
        new HierarchyConfig(
            3,
            level(dqn(100, 200, Map.of("batch_size", 8))),
            Map.of("a", leaf, "b", LevelConfig.learned("goal_conditioned", smallGoals(false))));
    assertThreadsAndInterruptionsChangeNoBit("hierarchy", config);
  }

  @Test
  void aWorkerMayLearnUnderAManagerThatDoesNot() {
    GoalConfig both = smallGoals(false);
    GoalConfig config = goals(both.goal(), both.manager().playedBy("random"), both.worker());
    Experiments experiment = small(config, "goal_conditioned");
    experiment.train();
    List<String> measured = new ArrayList<>();
    experiment.summaries.get(0).names().forEach(measured::add);
    assertThat(measured)
        .contains("worker/value_loss", "goals_reached", "tests_reached")
        .doesNotContain("manager/value_loss");
  }

  @Test
  void aWorkerOfADiscountOfOneIsRefused() {
    Experiments endless = small(smallGoals(false), "goal_conditioned");
    endless.rewardSignals = RewardSignals.of(new RewardSignal.Extrinsic(1, 1));
    assertThatThrownBy(endless::train)
        .isInstanceOf(UserError.class)
        .hasMessage(
            "behaviors.Corridor.hyperparameters.worker.reward_signals.extrinsic.gamma is 1, but"
                + " must be below it: to miss a goal forever must have a value");
  }
}
