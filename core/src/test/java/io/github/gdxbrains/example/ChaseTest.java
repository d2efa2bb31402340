package io.github.gdxbrains.example;

import static org.assertj.core.api.Assertions.assertThat;

import com.badlogic.ashley.core.Engine;
import com.badlogic.ashley.core.Entity;
import io.github.gdxbrains.agent.Agent;
import io.github.gdxbrains.agent.DecideSystem;
import io.github.gdxbrains.brain.BrainFile;
import io.github.gdxbrains.config.Settings;
import io.github.gdxbrains.learner.BehaviorConfig;
import io.github.gdxbrains.learner.dqn.Dqn;
import io.github.gdxbrains.learner.dqn.DqnConfig;
import io.github.gdxbrains.reward.RewardTerm;
import io.github.gdxbrains.sensor.Sensor;
import io.github.gdxbrains.space.ActionSpace;
import io.github.gdxbrains.train.LiveLearner;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The game of {@code docs/your-own-game.md} runs, its wolf learns, and its brain plays again. */
@Tag("learning")
final class ChaseTest {
  @TempDir private Path folder;
  private boolean open;

  @Test
  void wolfLearnsAndItsBrainPlaysAgain() throws Exception {
    List<Integer> caught = learn();
    int first = caught.get(0);
    int last = caught.get(caught.size() - 1) - caught.get(caught.size() - 2);
    assertThat(last).isGreaterThan(200).isGreaterThan(10 * first);

    Chase game = new Chase();
    Engine engine = new Engine();
    engine.addSystem(game);
    engine.addEntity(new Entity().add(game.npc));
    play(engine, game, folder.resolve("wolf.brain"));
    for (int tick = 0; tick < 5_000; tick++) {
      engine.update(1 / 60f);
    }
    assertThat(game.caught).isGreaterThan(200);
  }

  private static void play(Engine engine, Chase game, Path path) {
    // docs/your-own-game.md: play
    BrainFile brain = BrainFile.read(path);
    brain.requireFits(path.toString(), "chase", game.npc.behavior());
    DecideSystem.install(engine, game.npc.behavior(), 1, brain.model().brain(1));
    // end
  }

  @Test
  void anotherLearnerTakesThePlaceOfPpo() {
    Engine engine = new Engine();
    Agent npc =
        Agent.builder("Door", ActionSpace.discrete(2))
            .sense(Sensor.vector("nothing", 1, (me, out) -> out.put(0)))
            .act((me, action) -> open = action.choice() == 1)
            .reward(RewardTerm.of("open", me -> open ? 1 : 0), 0.1f)
            .build();
    engine.addEntity(new Entity().add(npc));
    // docs/your-own-game.md: learner
    Record dqn = Settings.with(DqnConfig.DEFAULT, Map.of("exploration_steps", 2_000));
    LiveLearner learner =
        LiveLearner.builder(npc.behavior())
            .learner(new Dqn(), BehaviorConfig.of("dqn", dqn))
            .start(engine);
    // end
    int opened = 0;
    for (int tick = 0; tick < 4_000; tick++) {
      engine.update(1 / 60f);
      opened += tick >= 3_000 && open ? 1 : 0;
    }
    assertThat(opened).isGreaterThan(930); // of 1,000, with an ε of 0.05
    learner.close();
  }

  /** Runs the game's own main; returns what it prints. */
  private List<Integer> learn() throws IOException, InterruptedException {
    Process java =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-modules",
                "jdk.incubator.vector",
                "-cp",
                System.getProperty("java.class.path"),
                Chase.class.getName())
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .start();
    String output = new String(java.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(java.waitFor()).as(output).isZero();
    return Pattern.compile("(\\d+) sheep caught")
        .matcher(output)
        .results()
        .map((MatchResult line) -> Integer.valueOf(line.group(1)))
        .toList();
  }
}
