package io.github.gdxbrains.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.gdxbrains.agent.AgentBatch;
import io.github.gdxbrains.agent.BehaviorSpec;
import io.github.gdxbrains.agent.Brain;
import io.github.gdxbrains.arena.Arena;
import io.github.gdxbrains.arena.ArenaSetup;
import io.github.gdxbrains.arena.Game;
import io.github.gdxbrains.arena.Parameters;
import io.github.gdxbrains.brain.BrainFile;
import io.github.gdxbrains.brain.NeuralBrain;
import io.github.gdxbrains.brain.NeuralModel;
import io.github.gdxbrains.brain.RandomBrain;
import io.github.gdxbrains.brain.ScriptedBrain;
import io.github.gdxbrains.config.UserError;
import io.github.gdxbrains.nn.Backends;
import io.github.gdxbrains.nn.Head;
import io.github.gdxbrains.nn.NetworkSpec;
import io.github.gdxbrains.nn.ParameterLayout;
import io.github.gdxbrains.nn.Trunk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Finding brains by what people call them. */
final class BrainsTest {
  private final Game cartpole = new Games(BrainsTest.class.getClassLoader()).named("cartpole");
  private final BehaviorSpec behavior = cartpole.behaviors(Parameters.defaults(cartpole)).get(0);
  private final String homeBefore = System.getProperty("brains.home", "");

  @TempDir private Path home;

  @BeforeEach
  void liveInATemporaryHome() throws IOException {
    Files.createDirectories(home.resolve("assets/brains"));
    System.setProperty("brains.home", home.toString());
  }

  @AfterEach
  void goHome() {
    System.setProperty("brains.home", homeBefore);
  }

  @Test
  void randomAndScriptsHaveNames() {
    assertThat(named("random")).isInstanceOf(RandomBrain.class);
    cartpole
        .scripts()
        .keySet()
        .forEach(n -> assertThat(named(n)).isInstanceOf(ScriptedBrain.class));
  }

  @Test
  void aFileIsFoundByItsPath() {
    Path file = home.resolve("mine.brain");
    pushesRight("cartpole").write(file);
    assertThat(firstChoice(named(file.toString()))).isEqualTo(1);
  }

  @Test
  void whatIsShippedIsFoundByItsNameAndPreferred() {
    pushesRight("cartpole").write(home.resolve("assets/brains/cartpole.brain"));
    pushesRight("cartpole").write(home.resolve("assets/brains/cartpole-easy.brain"));
    assertThat(Brains.names(cartpole)).contains("random", "cartpole", "cartpole-easy");
    assertThat(Brains.byDefault(cartpole)).isEqualTo("cartpole");
    assertThat(firstChoice(named("cartpole-easy"))).isEqualTo(1);
  }

  @Test
  void whatIsNotThereOrDoesNotFitIsAUserError() {
    pushesRight("tennis").write(home.resolve("assets/brains/tennis.brain"));
    assertThatThrownBy(() -> named("tennis"))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("tennis, not for cartpole");
    assertThatThrownBy(() -> named("randon"))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("did you mean 'random'?");
    assertThatThrownBy(() -> named("no/such/file")).isInstanceOf(UserError.class);
  }

  private Brain named(String name) {
    return Brains.named(name, cartpole, behavior, Backends.named("scalar"), true).brain(1);
  }

  /** A linear brain without weights whose bias prefers option 1. */
  private BrainFile pushesRight(String game) {
    Head policy = new Head(NeuralBrain.POLICY, 2, 0);
    NetworkSpec network =
        new NetworkSpec(
            behavior.observations().floats(),
            false,
            List.of(new Trunk(List.of(), List.of(policy))));
    float[] parameters = new float[new ParameterLayout(network).size()];
    parameters[parameters.length - 1] = 1;
    NeuralModel model = new NeuralModel(behavior, network, parameters, new float[0], new float[0]);
    return new BrainFile(game, model, Map.of());
  }

  private int firstChoice(Brain brain) {
    AgentBatch batch = new AgentBatch(behavior, 1, 0);
    ArenaSetup setup = ArenaSetup.of(cartpole, Parameters.defaults(cartpole));
    try (Arena arena = new Arena(setup, 0)) {
      arena.bind(0, batch, 0);
      arena.restart(4);
      brain.decide(batch, new int[] {0}, 1);
      return batch.choices()[0];
    }
  }
}
