package io.github.gdxbrains.brain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.gdxbrains.agent.BehaviorSpec;
import io.github.gdxbrains.config.UserError;
import io.github.gdxbrains.explore.Discretizer;
import io.github.gdxbrains.explore.VisitedStates;
import io.github.gdxbrains.nn.Activation;
import io.github.gdxbrains.nn.Encoder;
import io.github.gdxbrains.nn.Head;
import io.github.gdxbrains.nn.Initialization;
import io.github.gdxbrains.nn.Input;
import io.github.gdxbrains.nn.Layer;
import io.github.gdxbrains.nn.NetworkSpec;
import io.github.gdxbrains.nn.ParameterLayout;
import io.github.gdxbrains.nn.Shape;
import io.github.gdxbrains.nn.Trunk;
import io.github.gdxbrains.policy.ActionDistribution;
import io.github.gdxbrains.random.RandomStream;
import io.github.gdxbrains.space.ActionSpace;
import io.github.gdxbrains.space.ElementType;
import io.github.gdxbrains.space.ObservationSpace;
import io.github.gdxbrains.space.ObservationStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class BrainFileTest {
  private static final ObservationSpace SPACE =
      ObservationSpace.of(
          ObservationStream.vector("place", 3, -2, 5),
          new ObservationStream("friends", ElementType.FLOAT32, List.of(4, 2), true, -1, 1),
          ObservationStream.image("eyes", 2, 2, 1).stacked(3));

  @TempDir private Path folder;

  private static BrainFile brain(ActionSpace actions, boolean masked, boolean normalize) {
    int inputs = 3 + 8 + 12 + 1;
    List<Layer> hidden =
        List.of(
            new Layer.Dense(5, Activation.TANH, 1.25f), new Layer.Dense(4, Activation.RELU, 0.5f));
    NetworkSpec network =
        new NetworkSpec(
            inputs,
            normalize,
            List.of(
                new Trunk(
                    hidden,
                    List.of(new Head("policy", new ActionDistribution(actions).outputs(), 0.01f))),
                new Trunk(List.of(), List.of(new Head("value", 1, 1)))));
    RandomStream random = new RandomStream(4);
    float[] parameters = new float[new ParameterLayout(network).size()];
    for (int i = 0; i < parameters.length; i++) {
      parameters[i] = random.nextFloat(-3, 3);
    }
    float[] mean = new float[normalize ? inputs : 0];
    float[] scale = new float[mean.length];
    for (int i = 0; i < mean.length; i++) {
      mean[i] = 0.1f * i;
      scale[i] = 2 + i;
    }
    return new BrainFile(
        "chess",
        new NeuralModel(
            new BehaviorSpec("Queen", SPACE, actions, masked, 3), network, parameters, mean, scale),
        Map.of("steps", "12345", "command", "./brains train chess", "config", "π: 3\nname: é"));
  }

  private static BrainFile brain() {
    return brain(ActionSpace.multiDiscrete(3, 2), true, true);
  }

  static Stream<BrainFile> brains() {
    return Stream.of(
        brain(ActionSpace.discrete(6), false, false),
        brain(ActionSpace.discrete(6), true, true),
        brain(ActionSpace.multiDiscrete(6), false, true), // not the same as discrete
        brain(ActionSpace.multiDiscrete(3, 2), true, false),
        brain(ActionSpace.continuous(4), false, true),
        brain(new ActionSpace.Hybrid(List.of(2, 5), 3), true, true));
  }

  @ParameterizedTest
  @MethodSource("brains")
  void whatIsWrittenIsRead(BrainFile written) {
    Path file = folder.resolve("deep/down/queen.brain");
    written.write(file);
    BrainFile read = BrainFile.read(file);
    assertThat(read.game()).isEqualTo("chess");
    assertThat(read.provenance()).isEqualTo(written.provenance());
    assertThat(read.model().behavior()).isEqualTo(written.model().behavior());
    assertThat(neural(read).network()).isEqualTo(neural(written).network());
    assertThat(read.model().parameters()).isEqualTo(written.model().parameters());
    assertThat(neural(read).mean()).isEqualTo(neural(written).mean());
    assertThat(neural(read).scale()).isEqualTo(neural(written).scale());
    assertThat(read.toBytes()).isEqualTo(written.toBytes());
    assertThat(file.getParent().toFile().list()).containsExactly("queen.brain");
  }

  @Test
  void aTableIsReadAsItWasWritten() {
    BehaviorSpec behavior =
        new BehaviorSpec(
            "Pawn",
            ObservationSpace.of(ObservationStream.vector("place", 2, 0, 3)),
            ActionSpace.discrete(2));
    VisitedStates states =
        new VisitedStates(Discretizer.of(behavior.observations(), 3, Map.of(), ""), 2, 100);
    ValueTable table = new ValueTable(states, 0.5f);
    float[][] places = {{2, 0}, {0, 1}, {1, 1}};
    for (int i = 0; i < places.length; i++) {
      int state = table.number(places[i], 0);
      table.values()[2 * state + 1] = i + 7;
      states.visit(state, 1);
    }
    BrainFile written = new BrainFile("chess", new TableModel(behavior, table), Map.of("a", "b"));
    BrainFile read = BrainFile.parse(written.toBytes(), "pawn.brain");
    assertThat(read.toBytes()).isEqualTo(written.toBytes());
    assertThat(read.model().behavior()).isEqualTo(behavior);
    assertThat(read.model().parameters()).containsExactly(0.5f, 7, 0.5f, 8, 0.5f, 9);
    ValueTable again = ((TableModel) read.model()).table();
    assertThat(again.states().find(places[2], 0)).isEqualTo(2);
    assertThat(again.states().find(new float[] {2, 2}, 0)).isEqualTo(-1);
    assertThat(again.states().visits(2, 1)).isEqualTo(1);
    assertThat(again.initialValue()).isEqualTo(0.5f);
  }

  @Test
  void aFileCutOffAnywhereIsRefusedInOneLine() {
    byte[] whole = brain().toBytes();
    for (int length = 0; length < whole.length; length++) {
      byte[] part = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> BrainFile.parse(part, "queen.brain"))
          .isInstanceOf(UserError.class)
          .message()
          .isIn(
              "queen.brain is not a brain file",
              "queen.brain is truncated or was altered: its checksum does not match");
    }
  }

  @Test
  void aFileWithOneWrongByteIsRefusedInOneLine() {
    byte[] whole = brain().toBytes();
    for (int i = 0; i < whole.length; i++) {
      byte[] altered = whole.clone();
      altered[i] ^= 1;
      assertThatThrownBy(() -> BrainFile.parse(altered, "queen.brain"))
          .isInstanceOf(UserError.class)
          .hasMessageStartingWith("queen.brain ")
          .hasMessageNotContaining("\n");
    }
  }

  @Test
  void aNewerVersionIsRefusedByItsNumber() {
    byte[] bytes = brain().toBytes();
    ByteBuffer.wrap(bytes).putInt(8, BrainFile.VERSION + 1);
    assertThatThrownBy(() -> BrainFile.parse(bytes, "queen.brain"))
        .isInstanceOf(UserError.class)
        .hasMessage(
            "queen.brain has format version 5, but this program reads up to 4: use a newer"
                + " gdx-brains");
  }

  @Test
  void aBrainOfTheFirstVersionIsRead() throws IOException {
    byte[] bytes;
    try (InputStream in = BrainFileTest.class.getResourceAsStream("version1.brain")) {
      bytes = in.readAllBytes();
    }
    assertThat(ByteBuffer.wrap(bytes).getInt(8)).isEqualTo(1);
    BrainFile read = BrainFile.parse(bytes, "version1.brain");
    List<Layer> hidden =
        List.of(
            new Layer.Dense(4, Activation.TANH, 1.25f), new Layer.Dense(2, Activation.SILU, 0.5f));
    assertThat(neural(read).network())
        .isEqualTo(
            new NetworkSpec(
                3,
                true,
                List.of(
                    new Trunk(hidden, List.of(new Head("policy", 2, 0.01f))),
                    new Trunk(List.of(), List.of(new Head("value", 1, 1))))));
    float[] parameters = read.model().parameters();
    for (int i = 0; i < parameters.length; i++) {
      assertThat(parameters[i]).isEqualTo(i + 0.5f);
    }
    assertThat(neural(read).mean()).containsExactly(1, 2, 3);
    assertThat(neural(read).scale()).containsExactly(4, 5, 6);
    assertThat(read.provenance()).isEqualTo(Map.of("steps", "7"));
    BrainFile again = BrainFile.parse(read.toBytes(), "again");
    assertThat(neural(again).network()).isEqualTo(neural(read).network());
  }

  @Test
  void everyLayerComesBackAsItWas() {
    NetworkSpec network =
        new NetworkSpec(
            List.of(
                new Input("place", 3),
                new Input("friends", Shape.of(4, 2), true),
                new Input("kinds", 2),
                new Input("eyes", 6, 5, 3)),
            true,
            List.of(
                new Trunk(
                    List.of(
                        new Encoder("place"),
                        new Encoder("friends", new Layer.Attention(6, 2)),
                        new Encoder("kinds", new Layer.Embedding(7, 3), new Layer.Lstm(3)),
                        new Encoder(
                            "eyes",
                            new Layer.Convolution(2, 3, 2, 1, Activation.RELU, Initialization.he()),
                            new Layer.LayerNorm(1e-5f)),
                        new Encoder(List.of("eyes", "place"), List.of(new Layer.Gru(2)))),
                    List.of(
                        new Layer.Dropout(0.25f),
                        new Layer.NoisyDense(5, Activation.SILU, 0.5f),
                        new Layer.Dense(4, Activation.TANH, Initialization.glorot()),
                        new Layer.Dense(
                            4,
                            Activation.TANH,
                            new Initialization.Gates(
                                new Initialization.Constant(2, 3), List.of(4f, 5f)))),
                    List.of(
                        new Head("policy", 3, 0.01f),
                        new Head("q", 3, Head.Kind.DUELING, Initialization.noisyNet(0.4f))))));
    ActionSpace actions = ActionSpace.discrete(3);
    float[] parameters = new float[new ParameterLayout(network).size()];
    float[] statistics = new float[network.inputs()];
    NeuralModel model =
        new NeuralModel(
            new BehaviorSpec("Queen", SPACE, actions, false, 1),
            network,
            parameters,
            statistics,
            statistics);
    byte[] bytes = new BrainFile("chess", model, Map.of()).toBytes();
    assertThat(neural(BrainFile.parse(bytes, "queen")).network()).isEqualTo(network);
  }

  @Test
  void aMissingFileIsRefusedByItsName() {
    Path file = folder.resolve("nobody.brain");
    assertThatThrownBy(() -> BrainFile.read(file))
        .isInstanceOf(UserError.class)
        .hasMessage("cannot read the brain " + file + ": there is no such file");
    assertThatThrownBy(() -> BrainFile.read(folder))
        .isInstanceOf(UserError.class)
        .hasMessageStartingWith("cannot read the brain " + folder + ": ")
        .hasMessageNotContaining("no such file");
  }

  @Test
  void aBrainFitsItsOwnGameAlone() {
    BrainFile brain = brain();
    BehaviorSpec own = brain.model().behavior();
    brain.requireFits("queen.brain", "chess", own);
    // how often it decides and whether it is masked is up to the game
    brain.requireFits(
        "queen.brain", "chess", new BehaviorSpec("Queen", SPACE, own.actions(), false, 1));
    refuses("soccer", own, "queen.brain is a brain for chess, not for soccer");
    refuses(
        "chess",
        new BehaviorSpec("Pawn", SPACE, own.actions()),
        "queen.brain is a brain for the behavior Queen, not for Pawn");
    refuses(
        "chess",
        new BehaviorSpec(
            "Queen", ObservationSpace.of(ObservationStream.vector("place", 3)), own.actions()),
        "queen.brain observes [place[3], friends[4, 2], eyes[2, 2, 3]], but the game's Queen"
            + " observes [place[3]]");
    refuses(
        "chess",
        new BehaviorSpec("Queen", SPACE, ActionSpace.multiDiscrete(3, 3)),
        "queen.brain acts by MultiDiscrete[branches=[3, 2]], but the game's Queen by"
            + " MultiDiscrete[branches=[3, 3]]");
  }

  private static void refuses(String game, BehaviorSpec behavior, String message) {
    assertThatThrownBy(() -> brain().requireFits("queen.brain", game, behavior))
        .isInstanceOf(UserError.class)
        .hasMessage(message);
  }

  @Test
  void anInterruptedWriteLeavesTheOldBrain() throws IOException {
    Path file = folder.resolve("queen.brain");
    brain().write(file);
    byte[] before = Files.readAllBytes(file);
    Files.createDirectories(folder.resolve("queen.brain.tmp")); // so that writing must fail
    BrainFile other = brain(ActionSpace.discrete(2), false, false);
    assertThatThrownBy(() -> other.write(file)).hasMessageContaining("cannot write " + file);
    assertThat(Files.readAllBytes(file)).isEqualTo(before);
  }

  private static NeuralModel neural(BrainFile file) {
    return (NeuralModel) file.model();
  }
}
