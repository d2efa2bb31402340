package io.github.gdxbrains.headless.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gdxbrains.arena.Game;
import io.github.gdxbrains.catalog.Games;
import io.github.gdxbrains.config.UserError;
import io.github.gdxbrains.curriculum.CompletionCriteria;
import io.github.gdxbrains.curriculum.Constant;
import io.github.gdxbrains.curriculum.Curriculum;
import io.github.gdxbrains.curriculum.LearningProgress;
import io.github.gdxbrains.curriculum.Lesson;
import io.github.gdxbrains.curriculum.Measure;
import io.github.gdxbrains.curriculum.PrioritizedLevelReplay;
import io.github.gdxbrains.curriculum.Sampler;
import io.github.gdxbrains.curriculum.SamplerParameters;
import io.github.gdxbrains.curriculum.Scheduled;
import io.github.gdxbrains.headless.experiment.ExperimentFiles.Changes;
import io.github.gdxbrains.learner.BehaviorConfig;
import io.github.gdxbrains.learner.Matchmaking;
import io.github.gdxbrains.learner.NetworkSettings;
import io.github.gdxbrains.learner.RewardSignal;
import io.github.gdxbrains.learner.RewardSignals;
import io.github.gdxbrains.learner.SelfPlaySettings;
import io.github.gdxbrains.learner.hierarchy.GoalConfig;
import io.github.gdxbrains.learner.hierarchy.HierarchyConfig;
import io.github.gdxbrains.learner.ppo.PpoConfig;
import io.github.gdxbrains.nn.Activation;
import io.github.gdxbrains.train.EnvSettings;
import io.github.gdxbrains.train.ExperimentConfig;
import io.github.gdxbrains.train.ExperimentReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class ExperimentFilesTest {
  @TempDir Path folder;

  private final ExperimentReader reader = new ExperimentReader(getClass().getClassLoader());
  private final ExperimentFiles files =
      new ExperimentFiles(reader, getClass().getClassLoader(), Optional.empty());

  static List<Game> games() {
    return Games.builtIn();
  }

  private static Changes set(String... assignments) {
    return new Changes(Optional.empty(), Optional.empty(), Optional.empty(), List.of(assignments));
  }

  private ExperimentConfig read(String... lines) throws IOException {
    Path file = folder.resolve("a.yaml");
    Files.writeString(file, String.join("\n", lines) + "\n");
    return files.read(file.toString(), Changes.NONE);
  }

  /** The message for a file, without the folder it is in. */
  private String mistake(String... lines) throws IOException {
    try {
      read(lines);
    } catch (UserError error) {
      assertThat(error.getMessage()).doesNotContain("\n");
      return error.getMessage().replace(folder + "/", "").replace(folder + "\\", "");
    }
    throw new AssertionError("accepted");
  }

  private String mistake(Changes changes) {
    try {
      files.read("cartpole", changes);
    } catch (UserError error) {
      assertThat(error.getMessage()).doesNotContain("\n");
      return error.getMessage();
    }
    throw new AssertionError("accepted");
  }

  @ParameterizedTest
  @MethodSource("games")
  void everyGameShipsAnExperimentThatLoads(Game game) {
    assertThat(getClass().getClassLoader().getResource("configs/" + game.name() + ".yaml"))
        .isNotNull();
    assertThat(files.read(game.name(), Changes.NONE).game()).isEqualTo(game.name());
  }

  @ParameterizedTest
  @MethodSource("games")
  void aWrittenExperimentReadsBackEqual(Game game) {
    ExperimentConfig config = files.read(game.name(), Changes.NONE);
    Path file = folder.resolve("config.yaml");

    ExperimentFiles.write(config, file);

    assertThat(files.read(file, Changes.NONE)).isEqualTo(config);
  }

  @Test
  void aWrittenExperimentIsPlainYaml() throws IOException {
    String text =
        ExperimentFiles.write(
            read(
                "game: cartpole",
                "behaviors: {CartPole: {hyperparameters: {learning_rate: 1e-5, target_kl: 0.01}}}",
                "evaluation: {opponent: 'true'}"));

    assertThat(text)
        .startsWith("game: cartpole\nbehaviors:\n  CartPole:\n    trainer_type: ppo\n")
        .contains(
            "      learning_rate: 1.0e-5\n      learning_rate_schedule: linear\n",
            "      shared_critic: false\n",
            "      clip_range_vf: null\n",
            "      target_kl: 0.01\n",
            "    max_steps: 500000\n",
            "env_settings:\n  num_envs: 64\n  seed: 1\n");
  }

  @Test
  void onlyTheGameMustBeNamed() throws IOException {
    ExperimentConfig config = read("game: cartpole");

    assertThat(config.envSettings()).isEqualTo(EnvSettings.DEFAULT);
    assertThat(config.behaviors().keySet()).containsExactly("CartPole");
    assertThat(config.behaviors().get("CartPole"))
        .isEqualTo(BehaviorConfig.of("ppo", PpoConfig.DEFAULT));
    assertThat(config).isEqualTo(reader.defaults(Games.builtIn().get(0)));
  }

  @Test
  void exponentsNeedNoPointAndSectionsMayBeEmpty() throws IOException {
    BehaviorConfig behavior =
        read(
                "game: cartpole",
                "env_settings:",
                "behaviors:",
                "  CartPole:",
                "    hyperparameters:",
                "      learning_rate: 3e-5",
                "    network_settings: {activation: relu, normalize: True}",
                "    max_steps: 5e5")
            .behaviors()
            .get("CartPole");

    assertThat(((PpoConfig) behavior.hyperparameters()).learningRate()).isEqualTo(3e-5f);
    assertThat(behavior.networkSettings())
        .isEqualTo(new NetworkSettings(true, 128, 2, Activation.RELU));
    assertThat(behavior.maxSteps()).isEqualTo(500_000);
  }

  @Test
  void unknownKeysAreNamedWithFileLineAndNearestKey() throws IOException {
    assertThat(
            mistake(
                "game: cartpole",
                "behaviors:",
                "  CartPole:",
                "    hyperparameters:",
                "      batchsize: 64"))
        .isEqualTo(
            "a.yaml:5: behaviors.CartPole.hyperparameters.batchsize: unknown key,"
                + " did you mean 'batch_size'?");
    assertThat(mistake("game: cartpole", "behaviours: {}"))
        .isEqualTo("a.yaml:2: behaviours: unknown key, did you mean 'behaviors'?");
  }

  @Test
  void unknownNamesAreNamedWithFileLineAndNearestName() throws IOException {
    assertThat(mistake("# which", "game: cartpol"))
        .isEqualTo("a.yaml:2: game: no game is named 'cartpol'; did you mean 'cartpole'?");
    assertThat(mistake("game: cartpole", "behaviors:", "  Cartpoles: {}"))
        .isEqualTo(
            "a.yaml:3: behaviors.Cartpoles: no behavior of cartpole is named 'Cartpoles';"
                + " did you mean 'CartPole'?");
    assertThat(mistake("game: cartpole", "behaviors:", "  CartPole:", "    trainer_type: ppp"))
        .isEqualTo(
            "a.yaml:4: behaviors.CartPole.trainer_type: no learner is named 'ppp';"
                + " did you mean 'ppo'?");
    assertThat(mistake("game: cartpole", "behaviors:", "  CartPole:", "    policy: per-agent"))
        .isEqualTo("a.yaml:4: behaviors.CartPole.policy is 'per-agent', did you mean 'per_agent'?");
    assertThat(mistake("game: cartpole", "rewards:", "  CartPole:", "    balanc: 1"))
        .isEqualTo(
            "a.yaml:4: rewards.CartPole.balanc: no reward term of CartPole is named 'balanc';"
                + " did you mean 'balance'?");
    assertThat(
            mistake(
                "game: cartpole",
                "rewards:",
                "  CartPole:",
                "    balance: {schedul: {start: 1, end: 0, steps: 9}}"))
        .isEqualTo(
            "a.yaml:4: rewards.CartPole.balance.schedul: unknown key, did you mean 'schedule'?");
    assertThat(
            mistake("game: cartpole", "rewards:", "  CartPole:", "    balance: {schedule: linear}"))
        .isEqualTo(
            "a.yaml:4: rewards.CartPole.balance.schedule is 'linear', but must be a mapping");
    assertThat(
            mistake(
                "game: cartpole",
                "rewards:",
                "  CartPole:",
                "    balance: {schedule: {start: 1, end: 0}}"))
        .isEqualTo("a.yaml:4: rewards.CartPole.balance.schedule lacks steps");
    assertThat(
            mistake(
                "game: cartpole",
                "rewards:",
                "  CartPole:",
                "    balance: {schedule: {start: 1, end: 0, steps: 0}}"))
        .isEqualTo(
            "a.yaml:4: rewards.CartPole.balance.schedule.steps is 0, but must be at least 1");
    assertThat(mistake("game: cartpole", "sensors:", "  CartPole: [rays]"))
        .isEqualTo(
            "a.yaml:3: sensors.CartPole: no sensor for CartPole is named 'rays'; there are none");
  }

  @Test
  void aNetworkMustBeAbleToSeeWhatThereIs() throws IOException {
    String wants =
        "vis_encode_type is simple, which wants images of at least 20x20, but those of the stream"
            + " around are of 7x7x8: use fully_connected";
    assertThat(
            mistake(
                "game: maze",
                "behaviors:",
                "  Maze:",
                "    network_settings:",
                "      vis_encode_type: simple"))
        .isEqualTo("a.yaml:5: behaviors.Maze.network_settings." + wants);
    String seeing = "    network_settings: {vis_encode_type: fully_connected}";
    assertThat(
            mistake("game: maze", "behaviors:", "  Maze:", seeing, "    reward_signals: {rnd: {}}"))
        .isEqualTo("a.yaml:5: behaviors.Maze.reward_signals.rnd.network_settings." + wants);
    assertThat(
            mistake(
                "game: maze",
                "behaviors:",
                "  Maze:",
                "    trainer_type: hierarchy",
                "    hyperparameters:",
                "      manager: {brain: random}",
                "      skills: {a: {brain: random}, b: {time_horizon: 32}}"))
        .isEqualTo("a.yaml:7: behaviors.Maze.hyperparameters.skills.b.network_settings." + wants);
  }

  private String hierarchyMistake(String... levels) throws IOException {
    return levelMistake("soccer", "Soccer", "hierarchy", levels);
  }

  private String levelMistake(String game, String behavior, String trainer, String... levels)
      throws IOException {
    List<String> lines =
        new ArrayList<>(
            List.of(
                "game: " + game,
                "behaviors:",
                "  " + behavior + ":",
                "    trainer_type: " + trainer,
                "    hyperparameters:"));
    for (String level : levels) {
      lines.add("      " + level);
    }
    return mistake(lines.toArray(String[]::new))
        .replace("behaviors." + behavior + ".hyperparameters.", "...");
  }

  private String goalMistake(String... levels) throws IOException {
    return levelMistake("grid-world", "GridWorld", "goal_conditioned", levels);
  }

  @Test
  void goalsAreMadeOfWhatThereIs() throws IOException {
    assertThat(goalMistake("period: 4"))
        .isEqualTo("a.yaml:5: ...goal.stream is missing: name one of cell");
    assertThat(goalMistake("goal: {stream: cel}"))
        .isEqualTo(
            "a.yaml:6: ...goal.stream is wrong: no observation of GridWorld is named 'cel';"
                + " did you mean 'cell'?");
    assertThat(goalMistake("goal:", "  stream: cell", "  indices: [63, 64]"))
        .isEqualTo("a.yaml:8: ...goal.indices has 64, but cell has the numbers 0 to 63");
    assertThat(goalMistake("goal: {stream: cell}"))
        .startsWith("a.yaml:6: ...goal makes 6277101735386681000000000000")
        .endsWith(
            " goals, but there must be from 2 to 4096 to choose among: change cells or indices");
    assertThat(goalMistake("goal:", "  stream: cell", "  one_hot: true", "  tolerance: 0"))
        .isEqualTo("a.yaml:9: ...goal.tolerance is 0, but must be greater than 0");
    assertThat(goalMistake("goal:", "  stream: cell", "  one_hot: true", "  cells: 4"))
        .isEqualTo("a.yaml:9: ...goal.cells means nothing with one_hot: leave it out");
    assertThat(goalMistake("goal: {stream: cell, one_hott: true}"))
        .isEqualTo("a.yaml:6: ...goal.one_hott: unknown key, did you mean 'one_hot'?");
    assertThat(levelMistake("cartpole", "CartPole", "goal_conditioned", "goal:", "  stream: x_dot"))
        .isEqualTo(
            "a.yaml:6: ...goal.low is missing: x_dot is not bounded, so give a number for"
                + " each of [0]");
    assertThat(
            levelMistake(
                "cartpole",
                "CartPole",
                "goal_conditioned",
                "goal: {stream: x_dot, low: [-1], high: [1, 1]}"))
        .isEqualTo("a.yaml:6: ...goal.high has 2 numbers, but a goal has 1");
    assertThat(
            levelMistake(
                "cartpole",
                "CartPole",
                "goal_conditioned",
                "goal: {stream: x_dot, low: [1], high: [1]}"))
        .isEqualTo("a.yaml:6: ...goal.low is 1.0, but must be below high 1.0");
  }

  @Test
  void levelsOfGoalsLearnByWhatKeepsTransitions() throws IOException {
    String goal = "goal: {stream: cell, one_hot: true}";
    assertThat(goalMistake(goal, "worker: {trainer_type: ppo}"))
        .isEqualTo(
            "a.yaml:7: trainer_type: no learner of a level is named 'ppo'; valid are dqn, rainbow");
    assertThat(goalMistake(goal, "worker:", "  trainer_type: rainbow"))
        .isEqualTo("a.yaml:7: ...worker.hyperparameters.n_step is 3, but must be 1 with hindsight");
    assertThat(goalMistake(goal, "worker:", "  hyperparameters:", "    n_step: 2"))
        .isEqualTo("a.yaml:9: ...worker.hyperparameters.n_step is 2, but must be 1 with hindsight");
    assertThat(goalMistake(goal, "worker:", "  network_settings: {memory: {}}"))
        .startsWith("a.yaml:8: ...worker.network_settings.memory is given, but hindsight learns");
    assertThat(goalMistake(goal, "worker: {hyperparameters: {count_bonus: 1}}"))
        .startsWith(
            "a.yaml:7: ...worker.hyperparameters.count_bonus is on, but hindsight replaces");
    assertThat(
            goalMistake(goal, "worker:", "  reward_signals:", "    extrinsic:", "      gamma: 1"))
        .startsWith("a.yaml:10: ...worker.reward_signals.extrinsic.gamma is 1, but must be below");
    assertThat(goalMistake(goal, "worker: {observations: [sell]}"))
        .startsWith("a.yaml:7: ...worker.observations is wrong: no observation of GridWorld is");
    assertThat(goalMistake(goal, "manager: {brain: random}", "worker: {brain: random}"))
        .isEqualTo("a.yaml:8: ...worker has a brain, and so has manager: there is nobody to learn");
    assertThat(
            levelMistake(
                "soccer", "Soccer", "goal_conditioned", "goal: {stream: vector, indices: [0, 1]}"))
        .startsWith("a.yaml:")
        .contains("...worker is to learn by dqn, which needs one discrete choice, but Soccer acts");
  }

  @Test
  void bothLevelsSeeWhatGoalsAreMadeOf() throws IOException {
    assertThat(
            mistake(
                "game: grid-world",
                "environment_parameters: {observation: 1}",
                "behaviors:",
                "  GridWorld:",
                "    trainer_type: goal_conditioned",
                "    hyperparameters:",
                "      goal: {stream: surroundings, indices: [0], cells: 2}",
                "      manager: {observations: [cell]}"))
        .isEqualTo(
            "a.yaml:8: behaviors.GridWorld.hyperparameters.manager.observations is [cell], but must"
                + " have surroundings, of which goals are made");
  }

  @Test
  void writtenGoalsReadBackEqual() {
    ExperimentConfig config = files.read("../assets/configs/corridor-goals.yaml", Changes.NONE);
    Path file = folder.resolve("config.yaml");

    ExperimentFiles.write(config, file);

    assertThat(files.read(file, Changes.NONE)).isEqualTo(config);
    GoalConfig goals = (GoalConfig) config.behaviors().get("Corridor").hyperparameters();
    assertThat(goals.goal().oneHot()).isTrue();
  }

  @Test
  void aHierarchyNamesWhatThereIs() throws IOException {
    assertThat(hierarchyMistake("skills:", "  a: {brain: scripted}", "  b: {brain: scriptd}"))
        .isEqualTo(
            "a.yaml:8: ...skills.b.brain is wrong: no brain is named 'scriptd';"
                + " did you mean 'scripted'?");
    assertThat(hierarchyMistake("skills:", "  a: {}", "  b: {brain: cartpole}"))
        .isEqualTo(
            "a.yaml:8: ...skills.b.brain is wrong: cartpole is a brain for cartpole, not for"
                + " soccer");
    assertThat(
            hierarchyMistake(
                "manager: {observations: [ball]}", "skills:", "  a: {}", "  b: {brain: soccer}"))
        .startsWith(
            "a.yaml:6: ...manager.observations is wrong: no observation of Soccer is named");
    assertThat(hierarchyMistake("manager: {trainer_type: dqm}"))
        .isEqualTo(
            "a.yaml:6: trainer_type: no learner of a level is named 'dqm'; did you mean 'dqn'?");
    assertThat(hierarchyMistake("skills:", "  a: {}", "  b: {hyperparameters: {bta: 1}}"))
        .isEqualTo("a.yaml:8: ...skills.b.hyperparameters.bta: unknown key, did you mean 'beta'?");
    assertThat(hierarchyMistake("skills:", "  a: {}", "  b: {hyperparameters: {buffer_size: 3}}"))
        .startsWith("a.yaml:8: ...skills.b.hyperparameters.buffer_size is 3, but must be at least");
    assertThat(hierarchyMistake("skills:", "  a: {}", "  b: {rewards: {gol: 1}}"))
        .isEqualTo("a.yaml:8: ...skills.b.rewards.gol is no reward term; did you mean 'goal'?");
    assertThat(hierarchyMistake("skills:", "  a: {}"))
        .isEqualTo("a.yaml:6: ...skills has 1 entries, but the manager needs two to choose among");
    assertThat(
            hierarchyMistake(
                "manager: {brain: random}", "skills: {a: {brain: random}, b: {brain: random}}"))
        .isEqualTo(
            "a.yaml:7: ...skills has only brains, and so has manager: there is nobody to learn");
    assertThat(
            hierarchyMistake(
                "skills:",
                "  a: {}",
                "  b:",
                "    trainer_type: hierarchy",
                "    hyperparameters:",
                "      skills:",
                "        c: {}",
                "        d: {brain: nobody.brain}"))
        .isEqualTo(
            "a.yaml:13: ...skills.b.hyperparameters.skills.d.brain is wrong: cannot read the brain"
                + " nobody.brain: there is no such file");
  }

  @Test
  void aTreeThatManagesNamesTheSkills() throws IOException {
    Path tree = folder.resolve("guard.tree");
    Files.writeString(tree, "sequence\n  choose skill:\"attack\"\n  choose skill:\"defent\"\n");
    String manager = "manager: {brain: '" + tree + "'}";
    assertThat(hierarchyMistake(manager, "skills: {attack: {}, defend: {}}"))
        .isEqualTo(
            "a.yaml:6: ...manager.brain is wrong: the tree: no skill is named 'defent';"
                + " did you mean 'defend'?");
    assertThat(hierarchyMistake("manager: {brain: away.tree}", "skills: {a: {}, b: {}}"))
        .isEqualTo(
            "a.yaml:6: ...manager.brain is wrong: cannot read the tree away.tree: there is no such"
                + " file");
  }

  @Test
  void aWrittenHierarchyReadsBackEqual() {
    ExperimentConfig config =
        files.read("../assets/configs/grid-world-hierarchy.yaml", Changes.NONE);
    Path file = folder.resolve("config.yaml");

    ExperimentFiles.write(config, file);

    assertThat(files.read(file, Changes.NONE)).isEqualTo(config);
    HierarchyConfig hierarchy =
        (HierarchyConfig) config.behaviors().get("GridWorld").hyperparameters();
    assertThat(hierarchy.skills().keySet()).containsExactly("a", "b", "c", "d");
    assertThat(((PpoConfig) hierarchy.manager().hyperparameters()).bufferSize()).isEqualTo(1024);
  }

  @Test
  void aPolicyMapNamesWhatThereIs() throws IOException {
    assertThat(mistake("game: soccer", "policy_map:", "  Soccr: scripted"))
        .isEqualTo(
            "a.yaml:3: policy_map.Soccr: no behavior, team or seat of soccer is named 'Soccr';"
                + " did you mean 'Soccer'?");
    assertThat(mistake("game: soccer", "policy_map:", "  Soccer/team-2: scripted"))
        .isEqualTo(
            "a.yaml:3: policy_map.Soccer/team-2: no behavior, team or seat of soccer is named"
                + " 'Soccer/team-2'; did you mean 'Soccer/team-0'?");
    assertThat(mistake("game: soccer", "policy_map: {Soccer/team-1: scriptd}"))
        .isEqualTo(
            "a.yaml:2: policy_map.Soccer/team-1: no brain is named 'scriptd';"
                + " did you mean 'scripted'?");
    assertThat(mistake("game: soccer", "policy_map:", "  Soccer/blue-1: cartpole"))
        .isEqualTo(
            "a.yaml:3: policy_map.Soccer/blue-1: cartpole is a brain for cartpole, not for soccer");
    assertThat(
            mistake(
                "game: soccer",
                "environment_parameters: {players: 3}",
                "policy_map:",
                "  Soccer/blue-3: soccer"))
        .startsWith("a.yaml:4: policy_map.Soccer/blue-3: soccer observes ");
    assertThat(mistake("game: soccer", "policy_map: {Soccer: scripted}"))
        .isEqualTo("a.yaml:2: policy_map leaves no seat that learns");
    assertThat(mistake("game: soccer", "policy_map: [Soccer]"))
        .isEqualTo("a.yaml:2: policy_map is a list, but must be a mapping");
  }

  @Test
  void aPolicyMapIsReadAndWritten() throws IOException {
    ExperimentConfig config =
        read(
            "game: soccer",
            "behaviors: {Soccer: {policy: per_team}}",
            "policy_map: {Soccer/blue-1: soccer, Soccer/team-1: scripted, Soccer/orange-2:"
                + " learner}");

    assertThat(config.policyMap()).hasSize(3);
    Path file = folder.resolve("config.yaml");
    ExperimentFiles.write(config, file);
    assertThat(files.read(file, Changes.NONE)).isEqualTo(config);
  }

  @Test
  void rewardSignalsAreReadAndWritten() throws IOException {
    ExperimentConfig config =
        read(
            "game: cartpole",
            "behaviors:",
            "  CartPole:",
            "    reward_signals:",
            "      curiosity: {strength: 0.02, network_settings: {hidden_units: 64}}",
            "      rnd: {}",
            "      count: {streams: {cart_pole: {bins: 6}}}");

    RewardSignals signals = config.behaviors().get("CartPole").rewardSignals();
    assertThat(signals.extrinsic()).isEqualTo(RewardSignal.Extrinsic.DEFAULT);
    assertThat(signals.curiosity())
        .hasValue(
            new RewardSignal.Curiosity(
                0.99f, 0.02f, 3e-4f, new NetworkSettings(false, 64, 2, Activation.TANH)));
    assertThat(signals.rnd()).hasValue(RewardSignal.Rnd.DEFAULT);
    assertThat(signals.count().orElseThrow().streams().get("cart_pole").bins()).hasValue(6);
    Path file = folder.resolve("config.yaml");
    ExperimentFiles.write(config, file);
    assertThat(files.read(file, Changes.NONE)).isEqualTo(config);
  }

  @Test
  void rewardSignalsThatCannotBeAreNamedWithFileAndLine() throws IOException {
    String[] signals = {"game: cartpole", "behaviors:", "  CartPole:", "    reward_signals:", ""};
    signals[4] = "      curiousity: {}";
    assertThat(mistake(signals))
        .isEqualTo(
            "a.yaml:5: behaviors.CartPole.reward_signals.curiousity: unknown key,"
                + " did you mean 'curiosity'?");
    signals[4] = "      rnd: {network_settings: {memory: {}}}";
    assertThat(mistake(signals))
        .isEqualTo(
            "a.yaml:5: behaviors.CartPole.reward_signals.rnd.network_settings has a memory, but"
                + " the networks of a reward signal remember nothing");
    signals[4] = "      rnd: {strength: -1}";
    assertThat(mistake(signals))
        .isEqualTo(
            "a.yaml:5: behaviors.CartPole.reward_signals.rnd.strength is -1,"
                + " but must be at least 0");
    signals[4] = "      count: {}\n    trainer_type: mappo";
    assertThat(mistake(signals))
        .isEqualTo(
            "a.yaml:5: behaviors.CartPole.reward_signals.count means nothing to mappo, which learns"
                + " from the extrinsic reward alone: leave it out, or use trainer_type: ppo");
  }

  @Test
  void selfPlayHasMlAgentsDefaults() throws IOException {
    ExperimentConfig config = read("game: soccer", "behaviors: {Soccer: {self_play: {window: 5}}}");

    SelfPlaySettings settings = config.behaviors().get("Soccer").selfPlay().orElseThrow();
    assertThat(settings)
        .isEqualTo(
            new SelfPlaySettings(
                20_000, OptionalLong.empty(), 2_000, 5, 0.5f, 1200, Matchmaking.UNIFORM));
    Path file = folder.resolve("config.yaml");
    ExperimentFiles.write(config, file);
    assertThat(files.read(file, Changes.NONE)).isEqualTo(config);
  }

  @Test
  void selfPlayThatCannotBeIsNamedWithFileAndLine() throws IOException {
    assertThat(mistake("game: cartpole", "behaviors:", "  CartPole:", "    self_play: {}"))
        .isEqualTo(
            "a.yaml:4: behaviors.CartPole has self_play, but cartpole has no second team that"
                + " learns");
    assertThat(
            mistake(
                "game: soccer",
                "behaviors:",
                "  Soccer:",
                "    self_play:",
                "      matchmaking: pfps"))
        .isEqualTo(
            "a.yaml:5: behaviors.Soccer.self_play.matchmaking is 'pfps', did you mean 'pfsp'?");
    assertThat(
            mistake(
                "game: soccer",
                "policy_map: {Soccer/team-0: scripted}",
                "behaviors:",
                "  Soccer: {self_play: {}}"))
        .isEqualTo(
            "a.yaml:4: behaviors.Soccer has self_play, but soccer has no second team that learns");
    assertThat(
            mistake(
                "game: soccer",
                "behaviors: {Soccer: {self_play: {play_against_latest_model_ratio: 1.5}}}"))
        .isEqualTo(
            "a.yaml:2: behaviors.Soccer.self_play.play_against_latest_model_ratio is 1.5,"
                + " but must be within [0, 1]");
  }

  @Test
  void wrongTypesAndRangesAreNamedWithFileAndLine() throws IOException {
    assertThat(mistake("game: cartpole", "env_settings:", "  num_envs: many"))
        .isEqualTo("a.yaml:3: env_settings.num_envs is 'many', but must be a whole number");
    assertThat(mistake("game: cartpole", "env_settings:", "  seed: 1", "  num_envs: 0"))
        .isEqualTo("a.yaml:4: env_settings.num_envs is 0, but must be within [1, 1000000]");
    assertThat(mistake("game: cartpole", "behaviors: [1]"))
        .isEqualTo("a.yaml:2: behaviors is a list, but must be a mapping");
    assertThat(
            mistake(
                "game: cartpole",
                "behaviors:",
                "  CartPole:",
                "    hyperparameters:",
                "      batch_size: 20000"))
        .isEqualTo(
            "a.yaml:5: behaviors.CartPole.hyperparameters.buffer_size is 10240,"
                + " but must be at least batch_size 20000");
    assertThat(
            mistake(
                "game: soccer",
                "env_settings: {num_envs: 20}",
                "behaviors:",
                "  Soccer:",
                "    hyperparameters:",
                "      batch_size: 10",
                "      buffer_size: 79"))
        .isEqualTo(
            "a.yaml:7: behaviors.Soccer.hyperparameters.buffer_size is 79,"
                + " but must be at least 80, one decision of each agent in all arenas");
  }

  @Test
  void parametersMustBeTheGamesAndWithinItsBounds() throws IOException {
    String name = Games.builtIn().get(0).parameters().get(0).name();
    assertThat(read("game: cartpole", "environment_parameters: {" + name + ": 10}"))
        .extracting(ExperimentConfig::environmentParameters)
        .isEqualTo(java.util.Map.of(name, new Constant(10)));
    assertThat(mistake("game: cartpole", "environment_parameters:", "  gravty: 1"))
        .startsWith(
            "a.yaml:3: environment_parameters.gravty: no parameter of cartpole is named 'gravty';");
    assertThat(mistake("game: cartpole", "environment_parameters:", "  " + name + ": -1e9"))
        .startsWith("a.yaml:3: environment_parameters." + name + " is -1000000000, but must be");
    assertThat(mistake("game: cartpole", "environment_parameters:", "  " + name + ": x"))
        .isEqualTo("a.yaml:3: environment_parameters." + name + " is 'x', but must be a number");
  }

  @Test
  void mlAgentsParametersAreReadAndWritten() throws IOException {
    ExperimentConfig config =
        read(
            "game: cartpole",
            "environment_parameters:",
            "  gravity:",
            "    sampler_type: gaussian",
            "    sampler_parameters: {mean: 9.8, st_dev: 0.5}",
            "  force:",
            "    schedule: {start: 12, end: 8, episodes: 1000}",
            "  pole_length:",
            "    curriculum:",
            "      - name: short",
            "        completion_criteria:",
            "          measure: reward",
            "          behavior: CartPole",
            "          signal_smoothing: false",
            "          min_lesson_length: 100",
            "          threshold: 150.5",
            "          require_reset: true",
            "        value: 1",
            "      - name: long",
            "        value:",
            "          sampler_type: multirangeuniform",
            "          sampler_parameters: {intervals: [[2, 3], [4, 5]]}",
            "evaluation:",
            "  environment_parameters: {force: 9}");

    assertThat(config.environmentParameters())
        .containsEntry("gravity", new Sampler(new SamplerParameters.Gaussian(9.8f, 0.5f)))
        .containsEntry("force", new Scheduled(new Scheduled.Line(12, 8, 1000)))
        .containsEntry(
            "pole_length",
            new Curriculum(
                List.of(
                    new Lesson(
                        "short",
                        Optional.of(
                            new CompletionCriteria(
                                Measure.REWARD, Optional.of("CartPole"), false, 100, 150.5, true)),
                        new Constant(1)),
                    new Lesson(
                        "long",
                        Optional.empty(),
                        new Sampler(
                            new SamplerParameters.MultiRangeUniform(
                                List.of(List.of(2f, 3f), List.of(4f, 5f))))))));
    assertThat(config.evaluationParameters())
        .containsEntry("force", new Constant(9))
        .containsEntry("gravity", new Sampler(new SamplerParameters.Gaussian(9.8f, 0.5f)));
    Path file = folder.resolve("config.yaml");
    ExperimentFiles.write(config, file);
    assertThat(files.read(file, Changes.NONE)).isEqualTo(config);
  }

  private String parameterMistake(String game, String... lines) throws IOException {
    List<String> all = new ArrayList<>(List.of("game: " + game, "environment_parameters:"));
    all.addAll(List.of(lines));
    return mistake(all.toArray(new String[0]));
  }

  @Test
  void valuesOutOfBoundsAreNamedWhereverTheyStand() throws IOException {
    assertThat(
            parameterMistake(
                "cartpole",
                "  gravity:",
                "    sampler_type: uniform",
                "    sampler_parameters:",
                "      min_value: 5",
                "      max_value: 101"))
        .isEqualTo(
            "a.yaml:7: environment_parameters.gravity.sampler_parameters.max_value is 101,"
                + " but must be within [0, 100]");
    assertThat(
            parameterMistake(
                "cartpole",
                "  pole_length:",
                "    curriculum:",
                "    - name: short",
                "      completion_criteria: {threshold: 1}",
                "      value:",
                "        sampler_type: multirangeuniform",
                "        sampler_parameters:",
                "          intervals:",
                "          - [1, 2]",
                "          - [3, 11]",
                "    - {name: long, value: 3}"))
        .isEqualTo(
            "a.yaml:12: environment_parameters.pole_length.curriculum[0].value.sampler_parameters"
                + ".intervals[1][1] is 11, but must be within [0.5, 10]");
    assertThat(parameterMistake("cartpole", "  force: {schedule: {start: 0, end: 5, episodes: 9}}"))
        .isEqualTo(
            "a.yaml:3: environment_parameters.force.schedule.start is 0, but must be within"
                + " [0.1, 50]");
    assertThat(
            mistake("game: cartpole", "evaluation:", "  environment_parameters:", "    force: 51"))
        .isEqualTo(
            "a.yaml:4: evaluation.environment_parameters.force is 51, but must be within"
                + " [0.1, 50]");
    assertThat(mistake("game: cartpole", "evaluation: {environment_parameters: {forc: 5}}"))
        .isEqualTo(
            "a.yaml:2: evaluation.environment_parameters.forc: no parameter of cartpole is named"
                + " 'forc'; did you mean 'force'?");
  }

  @Test
  void samplersThatCannotDrawAreNamed() throws IOException {
    assertThat(parameterMistake("cartpole", "  gravity:", "    sampler_typ: uniform"))
        .isEqualTo(
            "a.yaml:4: environment_parameters.gravity.sampler_typ: unknown key, did you mean"
                + " 'sampler_type'?");
    assertThat(
            parameterMistake(
                "cartpole",
                "  gravity:",
                "    sampler_type: gaussian",
                "    sampler_parameters: {min_value: 1, max_value: 2}"))
        .isEqualTo(
            "a.yaml:5: environment_parameters.gravity.sampler_parameters are those of uniform,"
                + " but sampler_type is gaussian");
    assertThat(
            parameterMistake(
                "cartpole",
                "  gravity:",
                "    sampler_type: uniform",
                "    sampler_parameters: {min_value: 3, max_value: 2}"))
        .isEqualTo(
            "a.yaml:5: environment_parameters.gravity.sampler_parameters.max_value is 2, but must"
                + " be at least 3");
    assertThat(parameterMistake("cartpole", "  gravity: {sampler_type: uniform}"))
        .isEqualTo("a.yaml:3: environment_parameters.gravity lacks sampler_parameters");
  }

  @Test
  void whatShapesTheWorldCannotVary() throws IOException {
    String message =
        "a.yaml:3: environment_parameters.players must be one number: worlds are made with it, so"
            + " it cannot change";
    assertThat(parameterMistake("soccer", "  players: {schedule: {start: 1, end: 3, episodes: 9}}"))
        .isEqualTo(message);
    assertThat(parameterMistake("soccer", "  players: {curriculum: [{name: two, value: 2}]}"))
        .isEqualTo(message);
    assertThat(
            mistake("game: soccer", "evaluation:", "  environment_parameters:", "    players: 3"))
        .isEqualTo(
            "a.yaml:4: evaluation.environment_parameters.players cannot differ from training:"
                + " worlds are made with it");
  }

  private String lessonMistake(String game, String criteria) throws IOException {
    String parameter = game.equals("soccer") ? "goal_width" : "force";
    return parameterMistake(
            game,
            "  " + parameter + ":",
            "    curriculum:",
            "    - name: one",
            "      value: 5",
            "      completion_criteria:",
            "        " + criteria,
            "    - {name: two, value: 3}")
        .replace("environment_parameters." + parameter, "P");
  }

  @Test
  void lessonsThatNeverEndAreNamed() throws IOException {
    String own = "P.curriculum[0].completion_criteria";
    assertThat(lessonMistake("cartpole", "{measure: progress, threshold: 1}"))
        .isEqualTo(
            "a.yaml:8: "
                + own
                + ".threshold is 1.0, which progress never exceeds: the run ends at 1");
    assertThat(lessonMistake("cartpole", "measure: elo"))
        .isEqualTo(
            "a.yaml:8: "
                + own
                + ".measure is elo, which behaviors have only if they learn by"
                + " self_play");
    assertThat(lessonMistake("cartpole", "min_lesson_length: 600_000"))
        .isEqualTo(
            "a.yaml:8: "
                + own
                + ".min_lesson_length makes 600000 episodes so far, which do not fit"
                + " into max_steps 500000: the lesson never ends");
    assertThat(lessonMistake("cartpole", "behavior: Cartpol"))
        .isEqualTo(
            "a.yaml:8: "
                + own
                + ".behavior: no behavior that learns is named 'Cartpol'; did you"
                + " mean 'CartPole'?");
    assertThat(lessonMistake("cartpole", "measure: rewrd"))
        .isEqualTo("a.yaml:8: " + own + ".measure is 'rewrd', did you mean 'reward'?");
    assertThat(lessonMistake("cartpole", "treshold: 2"))
        .isEqualTo("a.yaml:8: " + own + ".treshold: unknown key, did you mean 'threshold'?");
    assertThat(
            parameterMistake(
                "simple-tag",
                "  max_cycles:",
                "    curriculum:",
                "    - {name: a, value: 5, completion_criteria: {threshold: 1}}",
                "    - {name: b, value: 9}"))
        .isEqualTo(
            "a.yaml:5: environment_parameters.max_cycles.curriculum[0].completion_criteria lacks"
                + " behavior: name one of Adversary, GoodAgent");
  }

  @Test
  void onlyTheLastLessonHasNoCriteria() throws IOException {
    assertThat(
            parameterMistake(
                "cartpole",
                "  force:",
                "    curriculum:",
                "    - {name: one, value: 5}",
                "    - {name: two, value: 3}"))
        .isEqualTo(
            "a.yaml:5: environment_parameters.force.curriculum[0] lacks completion_criteria, so"
                + " that it never ends: only the last lesson has none");
    assertThat(
            parameterMistake(
                "cartpole",
                "  force:",
                "    curriculum:",
                "    - {name: one, value: 5, completion_criteria: {threshold: 1}}"))
        .isEqualTo(
            "a.yaml:5: environment_parameters.force.curriculum[0].completion_criteria lead nowhere:"
                + " no lesson follows");
    assertThat(parameterMistake("cartpole", "  force: {curriculum: []}"))
        .isEqualTo(
            "a.yaml:3: environment_parameters.force.curriculum is empty, but must hold at least"
                + " one lesson");
    assertThat(parameterMistake("cartpole", "  force:", "    curriculum:", "    - value: 5"))
        .isEqualTo("a.yaml:5: environment_parameters.force.curriculum[0] lacks name");
  }

  @Test
  void teachersThatCannotTeachAreNamed() throws IOException {
    String gravity =
        "environment_parameters: {gravity: {sampler_type: uniform, sampler_parameters:"
            + " {min_value: 5, max_value: 15}}}";
    ExperimentConfig config =
        read("game: cartpole", gravity, "teacher: {learning_progress: {bins: 5}}");
    assertThat(config.teacher())
        .contains(new LearningProgress(new LearningProgress.Bandit(Optional.empty(), 5, 20, 0.2f)));
    assertThat(mistake("game: cartpole", "teacher:", "  learning_progress: {}"))
        .isEqualTo(
            "a.yaml:2: teacher has nothing to choose: no parameter in environment_parameters has a"
                + " uniform sampler");
    assertThat(mistake("game: maze", "teacher:", "  prioritized_level_replay: {temperature: 0}"))
        .isEqualTo(
            "a.yaml:3: teacher.prioritized_level_replay.temperature is 0, but must be greater than 0");
    assertThat(mistake("game: maze", "teacher:", "  prioritized_level_replay: {score: value}"))
        .isEqualTo(
            "a.yaml:3: teacher.prioritized_level_replay.score is 'value', valid are value_loss,"
                + " positive_value_loss, max_monte_carlo");
    assertThat(
            mistake(
                "game: maze",
                "behaviors: {Maze: {trainer_type: dqn}}",
                "teacher:",
                "  prioritized_level_replay: {}"))
        .isEqualTo(
            "a.yaml:4: teacher.prioritized_level_replay judges levels by the advantages of a"
                + " critic, but Maze learns by dqn, which estimates none: those that do are ppo,"
                + " mappo, poca, option_critic, hierarchy");
    assertThat(
            mistake(
                "game: maze",
                "behaviors:",
                "  Maze:",
                "    trainer_type: hierarchy",
                "    network_settings: {vis_encode_type: fully_connected}",
                "    hyperparameters:",
                "      manager: {brain: random}",
                "      skills: {a: {brain: random}, b: {}}",
                "teacher: {prioritized_level_replay: {}}"))
        .isEqualTo(
            "a.yaml:9: teacher.prioritized_level_replay judges levels by the advantages of a"
                + " critic, but Maze learns by hierarchy, which estimates none with these"
                + " hyperparameters");
    assertThat(
            read("game: cartpole", "teacher: {prioritized_level_replay: {levels: 64}}").teacher())
        .map(teacher -> ((PrioritizedLevelReplay) teacher).prioritizedLevelReplay().levels())
        .contains(64);
    assertThat(mistake("game: cartpole", gravity, "teacher:", "  learning_progres: {}"))
        .isEqualTo(
            "a.yaml:4: teacher.learning_progres: unknown key, did you mean 'learning_progress'?");
    assertThat(
            mistake(
                "game: cartpole",
                gravity,
                "teacher:",
                "  range_widening:",
                "    start: {gravity: 20}"))
        .isEqualTo(
            "a.yaml:5: teacher.range_widening.start.gravity is 20, but must be within [5, 15]");
    assertThat(
            mistake(
                "game: cartpole", gravity, "teacher:", "  range_widening:", "    behavior: Cart"))
        .isEqualTo(
            "a.yaml:5: teacher.range_widening.behavior: no behavior that learns is named 'Cart';"
                + " valid are CartPole");
  }

  @Test
  void brokenFilesGetOneLine() throws IOException {
    assertThat(mistake("game: cartpole", "game: soccer"))
        .isEqualTo("a.yaml:2: game was already set at line 1");
    assertThat(mistake("game: [cartpole", "behaviors: {"))
        .startsWith("a.yaml:")
        .contains("is no valid YAML: ");
    assertThat(mistake("game:\tcartpole\n\tbehaviors: 1")).contains("is no valid YAML: ");
    assertThat(mistake("")).isEqualTo("a.yaml:1: is empty, but must be an experiment");
    assertThat(mistake("- 1")).isEqualTo("a.yaml:1: is a list, but must be an experiment");
    assertThat(mistake("env_settings: {}")).isEqualTo("a.yaml:1: game is missing: name a game");
    assertThat(mistake("game: cartpole", "---", "game: cartpole"))
        .isEqualTo("a.yaml:3: a second document starts here, but there must be only one");
    assertThat(mistake("game: &g cartpole", "evaluation: {opponent: *g}"))
        .isEqualTo(
            "a.yaml:2: an alias stands here, but aliases are not supported: repeat the value");
  }

  @Test
  void missingFilesAndGamesGetOneLine() {
    assertThat(catchMistake("none.yaml")).isEqualTo("there is no file none.yaml");
    assertThat(catchMistake("cartpol"))
        .isEqualTo("no game is named 'cartpol'; did you mean 'cartpole'?");
  }

  private String catchMistake(String gameOrFile) {
    try {
      files.read(gameOrFile, Changes.NONE);
    } catch (UserError error) {
      return error.getMessage();
    }
    throw new AssertionError("accepted");
  }

  @Test
  void theCommandLineChangesSettings() {
    ExperimentConfig config =
        files.read(
            "cartpole",
            new Changes(
                Optional.of("ppo"),
                Optional.of("3e3"),
                Optional.of("17"),
                List.of(
                    "behaviors.CartPole.hyperparameters.batch_size=32",
                    "behaviors.*.hyperparameters.num_epoch=2",
                    "evaluation={episodes: 5}")));
    BehaviorConfig behavior = config.behaviors().get("CartPole");
    PpoConfig ppo = (PpoConfig) behavior.hyperparameters();

    assertThat(behavior.maxSteps()).isEqualTo(3000);
    assertThat(config.envSettings().seed()).isEqualTo(17);
    assertThat(ppo.batchSize()).isEqualTo(32);
    assertThat(ppo.numEpoch()).isEqualTo(2);
    assertThat(ppo.bufferSize()).isEqualTo(2048);
    assertThat(config.evaluation().episodes()).isEqualTo(5);
  }

  @Test
  void mistakesOnTheCommandLineAreNamedAsTheyWereTyped() {
    assertThat(mistake(set("behaviors.CartPole.hyperparameters.batchsize=1")))
        .isEqualTo(
            "--set behaviors.CartPole.hyperparameters.batchsize=1:"
                + " behaviors.CartPole.hyperparameters.batchsize: unknown key,"
                + " did you mean 'batch_size'?");
    assertThat(mistake(set("env_settings.num_envs=0")))
        .isEqualTo(
            "--set env_settings.num_envs=0: env_settings.num_envs is 0, but must be within"
                + " [1, 1000000]");
    assertThat(mistake(set("batch_size")))
        .isEqualTo("--set batch_size: must look like behaviors.*.hyperparameters.batch_size=256");
    assertThat(mistake(set("game.x=1")))
        .isEqualTo("--set game.x=1: game is 'cartpole', which has no keys");
    assertThat(
            mistake(
                new Changes(Optional.of("pppo"), Optional.empty(), Optional.empty(), List.of())))
        .isEqualTo(
            "--trainer pppo: behaviors.CartPole.trainer_type: no learner is named 'pppo';"
                + " did you mean 'ppo'?");
    assertThat(
            mistake(new Changes(Optional.empty(), Optional.of("0"), Optional.empty(), List.of())))
        .isEqualTo("--steps 0: behaviors.CartPole.max_steps is 0, but must be at least 1");
  }
}
