package io.github.gdxbrains.headless.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gdxbrains.arena.Game;
import io.github.gdxbrains.catalog.Games;
import io.github.gdxbrains.config.UserError;
import io.github.gdxbrains.headless.experiment.ExperimentFiles.Changes;
import io.github.gdxbrains.learner.BehaviorConfig;
import io.github.gdxbrains.learner.Matchmaking;
import io.github.gdxbrains.learner.NetworkSettings;
import io.github.gdxbrains.learner.RewardSignal;
import io.github.gdxbrains.learner.RewardSignals;
import io.github.gdxbrains.learner.SelfPlaySettings;
import io.github.gdxbrains.learner.ppo.PpoConfig;
import io.github.gdxbrains.nn.Activation;
import io.github.gdxbrains.train.EnvSettings;
import io.github.gdxbrains.train.ExperimentConfig;
import io.github.gdxbrains.train.ExperimentReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
    assertThat(mistake("game: cartpole", "sensors:", "  CartPole: [rays]"))
        .isEqualTo(
            "a.yaml:3: sensors.CartPole: no sensor for CartPole is named 'rays'; there are none");
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
            "policy_map: {Soccer/blue-1: soccer, Soccer/team-1: scripted, Soccer/orange-2: learner}");

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
        .isEqualTo(java.util.Map.of(name, 10f));
    assertThat(mistake("game: cartpole", "environment_parameters:", "  gravty: 1"))
        .startsWith(
            "a.yaml:3: environment_parameters.gravty: no parameter of cartpole is named 'gravty';");
    assertThat(mistake("game: cartpole", "environment_parameters:", "  " + name + ": -1e9"))
        .startsWith("a.yaml:3: environment_parameters." + name + " is -1000000000, but must be");
    assertThat(mistake("game: cartpole", "environment_parameters:", "  " + name + ": x"))
        .isEqualTo("a.yaml:3: environment_parameters." + name + " is 'x', but must be a number");
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
