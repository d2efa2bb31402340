package io.github.gdxbrains.headless.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class BadInputTest {
  @TempDir Path folder;

  private static void assertOneLine(Cli cli, String message) {
    assertThat(cli.exit()).isEqualTo(2);
    assertThat(cli.err().lines()).containsExactly("brains: " + message);
    assertThat(cli.out()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "trian cartpole | no command is named 'trian'; did you mean 'train'?",
        "train cartpol | no game is named 'cartpol'; did you mean 'cartpole'?",
        "games socer | no game is named 'socer'; did you mean 'soccer'?",
        "learners pqo | no learner is named 'pqo'; did you mean 'ppo'?",
        "train cartpole --stpes 5 | no option of train is named '--stpes';"
            + " did you mean '--steps'?",
        "train cartpole --steps | Missing required parameter for option '--steps' (N)"
            + " (see: brains train --help)",
        "train cartpole --threads two | Invalid value for option '--threads':"
            + " 'two' is not an int (see: brains train --help)",
        "train cartpole --threads 0 | --threads is 0, but must be at least 1",
        "train cartpole --seeds 0 | --seeds is 0, but must be at least 1",
        "train cartpole --seeds two | Invalid value for option '--seeds':"
            + " 'two' is not an int (see: brains train --help)",
        "train cartpole --seeds 2 --jobs 0 | --jobs is 0, but must be at least 1",
        "train cartpole --seeds 9 --jobs 4 --threads 3 | --jobs is 4, but must be at most 3,"
            + " the number of threads",
        "train cartpole --jobs 1 | --jobs 1: there is one run; --seeds N makes more",
        "train cartpole --seeds 2 --set env_settings.seed=7 |"
            + " --seeds: say the first seed by --seed, not by --set env_settings.seed",
        "train --resume --run nowhere --seeds 3 | --resume: --seeds is 3, but nowhere holds no"
            + " seeds",
        "train cartpole --set env_settings.num_envs=12000 --set"
            + " behaviors.*.hyperparameters.buffer_size=11000 | --set"
            + " behaviors.*.hyperparameters.buffer_size=11000:"
            + " behaviors.CartPole.hyperparameters.buffer_size is 11000, but must be at least"
            + " 12000, one decision of each agent in all arenas",
        "compare --out x | compare what? name folders of runs",
        "compare nowhere | Missing required option: '--out=DIR' (see: brains compare --help)",
        "compare src/main --out x | src/main: holds no run (no config.yaml) and no folders of"
            + " runs",
        "compare nowhere --out pom.xml | --out pom.xml: is a file, but must be a folder",
        "compare x --reference script --out x | --reference script: must be LABEL=NUMBER, such as"
            + " random=-26.5",
        "train cartpole --seconds 0 | --seconds is 0.0, but must be greater than 0",
        "train cartpole --steps 0 | --steps 0: behaviors.CartPole.max_steps is 0,"
            + " but must be at least 1",
        "train cartpole --seed x | --seed x: env_settings.seed is 'x', but must be a whole number",
        "train cartpole --backend smd | --backend: no backend is named 'smd';"
            + " did you mean 'simd'?",
        "train cartpole --trainer pp | --trainer pp: behaviors.CartPole.trainer_type:"
            + " no learner is named 'pp'; did you mean 'ppo'?",
        "train cartpole --set x=1 | --set x=1: x: unknown key, valid are game, behaviors, policy_map,"
            + " env_settings, environment_parameters, teacher, rewards, sensors, evaluation",
        "train nothing.yaml | there is no file nothing.yaml",
        "train | train what? name a game or an experiment file",
        "train --resume | --resume: say which run goes on with --run DIR",
        "train --resume --run nowhere | --run nowhere: holds no run to resume (no config.yaml)",
        "train cartpole extra | train takes no further 'extra'",
        "evaluate cartpole | Missing required option: '--brain=B' (see: brains evaluate --help)",
        "evaluate cartpole --brain randm | no brain is named 'randm'; did you mean 'random'?",
        "evaluate cartpole --brain random --episodes 0 | --episodes is 0, but must be at least 1",
        "evaluate cartpole --brain random --parameter gravty=1 | --parameter gravty=1:"
            + " no parameter of cartpole is named 'gravty'; did you mean 'gravity'?",
        "evaluate bandit --brain random --parameter arms=1 |"
            + " parameter arms is 1.0, but must be within [2.0, 100.0]",
        "evaluate corridor --brain random --parameter length=2 |"
            + " parameter length is 2.0, but must be within [3.0, 1000.0]",
        "evaluate frozen-lake --brain random --parameter slipery=0 | --parameter slipery=0:"
            + " no parameter of frozen-lake is named 'slipery'; did you mean 'slippery'?",
        "evaluate grid-world --brain random --parameter walls=1.5 |"
            + " parameter walls is 1.5, but must be within [0.0, 1.0]",
        "evaluate memory --brain random --parameter delay=x |"
            + " --parameter delay=x: the value must be a number",
        "tournament cartpole random random | cartpole has one team, but a tournament needs a game"
            + " with two or more",
        "tournament soccer random | a tournament needs two brains or more, but there is only"
            + " random",
        "tournament socer random | no game is named 'socer'; did you mean 'soccer'?",
        "tournament soccer random scriptd | no brain is named 'scriptd';"
            + " did you mean 'scripted'?",
        "tournament soccer random scripted --episodes 0 | --episodes is 0, but must be at least 1",
        "tournament soccer random scripted --parameter time_limt=1 | --parameter time_limt=1:"
            + " no parameter of soccer is named 'time_limt'; did you mean 'time_limit'?",
        "export nothing.brain --out x.json | cannot read the brain nothing.brain:"
            + " there is no such file",
        "export nothing.brain | Missing required option: '--out=FILE.json'"
            + " (see: brains export --help)",
        "train soccer --trainer q_learning --run nowhere | a tabular learner (q_learning) learns one"
            + " choice of numbered options, but Soccer acts by 3 choices at once: use ppo",
        "train cartpole --trainer sarsa --run nowhere | the stream x_dot is not bounded, from"
            + " -Infinity to Infinity: give streams.x_dot.low and streams.x_dot.high, or use a"
            + " learner with a network, such as ppo",
        "bench cartpole-smal | no benchmark is named 'cartpole-smal';"
            + " did you mean 'cartpole-small'?",
        "evaluate flappy-bird --brain random --parameter observation=pixels | --parameter"
            + " observation=pixels: the value must be a number",
        "evaluate flappy-bird --brain random --parameter observation=2 | parameter observation is"
            + " 2.0, but must be within [0.0, 1.0]",
        "evaluate flappy-bird --brain random --parameter pipe_gab=90 | --parameter pipe_gab=90:"
            + " no parameter of flappy-bird is named 'pipe_gab'; did you mean 'pipe_gap'?",
        "bench simulate --parameter pipe_gap=90 | --parameter is for one game: give it with"
            + " simulate GAME",
        "bench --chart x.png | --chart is for one case alone: give it with bench battle",
        "bench battle soccer --chart x.png | --chart is for one case alone: give it with bench"
            + " battle",
        "bench forward --backend smd | --backend: no backend is named 'smd';"
            + " did you mean 'simd'?",
        "play soccer --frames 3 | this program opens no window: start it as ./brains play GAME",
      })
  void mistakesGetOneLineAndExitCodeTwo(String arguments, String message) {
    assertOneLine(Cli.run((Object[]) arguments.split(" ")), message);
  }

  @Test
  void badExperimentsLeaveNothingBehind() throws IOException {
    Path file = folder.resolve("bad.yaml");
    Files.writeString(
        file,
        "game: cartpole\nbehaviors:\n  CartPole:\n    hyperparameters:\n      batchsize: 1\n");
    Path run = folder.resolve("run");

    Cli cli = Cli.run("train", file, "--run", run, "--json", folder.resolve("out.json"));

    assertOneLine(
        cli,
        file
            + ":5: behaviors.CartPole.hyperparameters.batchsize: unknown key,"
            + " did you mean 'batch_size'?");
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void filesThatCannotBeWrittenAreRefusedBeforehand() {
    Path nowhere = folder.resolve("no").resolve("out.json");

    Cli cli = Cli.run("train", "cartpole", "--run", folder.resolve("run"), "--json", nowhere);

    assertOneLine(cli, "--json " + nowhere + ": there is no folder " + nowhere.getParent());
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void aPluginMustBeAJar() throws IOException {
    Path jar = folder.resolve("plugin.jar");
    Files.writeString(jar, "no jar");

    Cli cli = Cli.run("games", "--plugin", jar);

    assertThat(cli.exit()).isEqualTo(2);
    assertThat(cli.err()).startsWith("brains: plugin ").contains("is not a jar").hasLineCount(1);
  }

  @Test
  void stackTracesAreForThoseWhoAsk() {
    assertThat(Cli.run("train", "nothing.yaml", "--debug").err()).contains("\tat io.github");
  }
}
