package io.github.gdxbrains.learner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.gdxbrains.config.Settings;
import io.github.gdxbrains.config.UserError;
import io.github.gdxbrains.nn.Activation;
import io.github.gdxbrains.nn.Head;
import io.github.gdxbrains.nn.Layer;
import io.github.gdxbrains.nn.NetworkSpec;
import io.github.gdxbrains.nn.Structure;
import io.github.gdxbrains.nn.Trunk;
import io.github.gdxbrains.space.ElementType;
import io.github.gdxbrains.space.ObservationSpace;
import io.github.gdxbrains.space.ObservationStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class NetworksTest {
  private static final Head POLICY = new Head("policy", 3, 0.01f);
  private static final Head VALUE = new Head("value", 1, 1);
  private static final NetworkSettings SETTINGS = new NetworkSettings(true, 12, 2, Activation.TANH);

  private static ObservationStream image(String name, int height, int width) {
    return new ObservationStream(name, ElementType.UINT8, List.of(height, width, 3), false, 0, 255);
  }

  private static List<String> layers(NetworkSpec spec) {
    return spec.structure().layers().stream().map(Structure.Place::name).toList();
  }

  @Test
  void vectorsGoStraightIntoDenseLayersOfOneTrunkForEachListOfHeads() {
    ObservationSpace space =
        ObservationSpace.of(ObservationStream.vector("a", 4), ObservationStream.vector("b", 2));
    Layer hidden = new Layer.Dense(12, Activation.TANH, (float) Math.sqrt(2));
    List<Layer> twice = List.of(hidden, hidden);
    assertThat(Networks.network(space, SETTINGS, List.of(List.of(POLICY), List.of(VALUE))))
        .isEqualTo(
            new NetworkSpec(
                6,
                true,
                List.of(new Trunk(twice, List.of(POLICY)), new Trunk(twice, List.of(VALUE)))));
  }

  @Test
  void imagesAndCountedListsGetEncodersAndVectorsStayAsTheyAre() {
    ObservationSpace space =
        ObservationSpace.of(
            image("eyes", 36, 40),
            ObservationStream.vector("place", 2),
            new ObservationStream("friends", ElementType.FLOAT32, List.of(5, 3), true, -1, 1),
            new ObservationStream("doors", ElementType.FLOAT32, List.of(7), true, -1, 1),
            ObservationStream.vector("speed", 1));
    NetworkSettings settings =
        Settings.with(SETTINGS, Map.of("vis_encode_type", "nature_cnn", "num_layers", 1));
    NetworkSpec spec = Networks.network(space, settings, List.of(List.of(POLICY, VALUE)));
    assertThat(layers(spec))
        .containsExactly(
            "trunk0/encoder1/attention0",
            "trunk0/encoder2/attention0",
            "trunk0/encoder3/convolution0",
            "trunk0/encoder3/convolution1",
            "trunk0/encoder3/convolution2",
            "trunk0/encoder3/dense3",
            "trunk0/dense0");
    Structure.TrunkPlace trunk = spec.structure().trunks().get(0);
    assertThat(spec.trunks().get(0).encoders().get(0).inputs()).containsExactly("place", "speed");
    assertThat(trunk.encoders().get(2).input().toString()).isEqualTo("7x1");
    assertThat(trunk.input().size()).isEqualTo(3 + 12 + 12 + 12);
    assertThat(Networks.inWords(spec, settings))
        .isEqualTo(
            2 + 15 + 7 + 1 + 36 * 40 * 3 + 2 + " normalised inputs, nature_cnn, 1 x 12 tanh");
  }

  @Test
  void theNormaliserLeavesImagesAlone() {
    ObservationSpace space =
        ObservationSpace.of(image("eyes", 20, 20), ObservationStream.vector("place", 2));
    Structure structure = Networks.network(space, SETTINGS, List.of(List.of(POLICY))).structure();
    assertThat(structure.isRaw(0)).isFalse(); // floats come first
    assertThat(structure.isRaw(1)).isFalse();
    assertThat(structure.isRaw(2)).isTrue();
    assertThat(structure.isRaw(2 + 20 * 20 * 3 - 1)).isTrue();
  }

  @ParameterizedTest
  @EnumSource(VisualEncoder.class)
  void anImageOfTheLeastSideFitsAndASmallerOneIsRefusedByName(VisualEncoder encoder) {
    String name = encoder.name().toLowerCase(Locale.ROOT);
    NetworkSettings settings = Settings.with(SETTINGS, Map.of("vis_encode_type", name));
    int side = encoder.leastSide();
    ObservationSpace fitting = ObservationSpace.of(image("eyes", side, side));
    NetworkSpec spec = Networks.network(fitting, settings, List.of(List.of(POLICY)));
    assertThat(spec.structure().trunks().get(0).input().size()).isEqualTo(12);
    if (side > 1) {
      ObservationSpace small = ObservationSpace.of(image("eyes", side - 1, 99));
      assertThatThrownBy(() -> Networks.network(small, settings, List.of(List.of(POLICY))))
          .isInstanceOf(UserError.class)
          .hasMessage(
              "vis_encode_type is "
                  + name
                  + ", which wants images of at least "
                  + side
                  + "x"
                  + side
                  + ", but those of the stream eyes are of "
                  + (side - 1)
                  + "x99x3: use fully_connected");
    }
  }

  @Test
  void aMemoryFollowsTheHiddenLayersAndKeepsAsManyNumbersAsItSays() {
    ObservationSpace space = ObservationSpace.of(ObservationStream.vector("a", 4));
    NetworkSettings lstm = Settings.with(SETTINGS, Map.of("memory", Map.of("memory_size", 10)));
    NetworkSpec spec = Networks.network(space, lstm, List.of(List.of(POLICY)));
    assertThat(layers(spec)).containsExactly("trunk0/dense0", "trunk0/dense1", "trunk0/lstm2");
    assertThat(spec.stateSize()).isEqualTo(10);
    assertThat(spec.trunks().get(0).layers().get(2)).isEqualTo(new Layer.Lstm(5));
    NetworkSettings gru = Settings.with(lstm, Map.of("memory", Map.of("type", "gru")));
    NetworkSpec other = Networks.network(space, gru, List.of(List.of(POLICY), List.of(VALUE)));
    assertThat(other.trunks().get(1).layers().get(2)).isEqualTo(new Layer.Gru(10));
    assertThat(other.stateSize()).isEqualTo(20); // a memory for each trunk
    assertThat(Networks.inWords(other, gru))
        .isEqualTo("4 normalised inputs, 2 x 12 tanh, gru of 10");
  }

  @Test
  void settingsOfNetworksAreReadAndWrittenAsTheyAre() {
    NetworkSettings settings =
        SETTINGS.withMemory(new MemorySettings(MemorySettings.Type.GRU, 7, 9));
    assertThat(Settings.bind(Settings.tree(settings), NetworkSettings.DEFAULT)).isEqualTo(settings);
    assertThat(Settings.bind(Settings.tree(SETTINGS), NetworkSettings.DEFAULT)).isEqualTo(SETTINGS);
    assertThat(Settings.with(SETTINGS, Map.of("memory", Map.of())).memory())
        .contains(MemorySettings.DEFAULT);
  }

  @Test
  void whatIsNotSupportedIsRefusedWithWhatIs() {
    assertThatThrownBy(() -> Settings.with(SETTINGS, Map.of("vis_encode_type", "resnet")))
        .isInstanceOf(UserError.class)
        .hasMessage("vis_encode_type is 'resnet', valid are simple, nature_cnn, fully_connected");
    assertThatThrownBy(() -> Settings.with(SETTINGS, Map.of("memory", Map.of("memory_size", 9))))
        .isInstanceOf(UserError.class)
        .hasMessage("memory.memory_size is 9, but must be even: an lstm keeps two vectors");
    assertThatThrownBy(
            () -> Settings.with(SETTINGS, Map.of("memory", Map.of("sequence_lenght", 9))))
        .isInstanceOf(UserError.class)
        .hasMessage("memory.sequence_lenght: unknown key, did you mean 'sequence_length'?");
  }
}
