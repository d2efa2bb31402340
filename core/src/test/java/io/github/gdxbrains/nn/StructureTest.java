package io.github.gdxbrains.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

final class StructureTest {
  private static final Head HEAD = new Head("policy", 2, 0.01f);

  private static NetworkSpec images(int height, int width, int channels, Layer... layers) {
    return new NetworkSpec(
        List.of(new Input("eyes", height, width, channels)),
        false,
        List.of(new Trunk(List.of(layers), List.of(HEAD))));
  }

  private static Layer convolution(int channels, int kernel, int stride, int padding) {
    return new Layer.Convolution(
        channels, kernel, stride, padding, Activation.RELU, Initialization.he());
  }

  private static Layer dense(int units) {
    return new Layer.Dense(units, Activation.TANH, 1);
  }

  @Test
  void theNetworkOfTheAtariPaperHasItsShapesAndParameters() {
    NetworkSpec spec =
        images(
            84,
            84,
            4,
            convolution(32, 8, 4, 0),
            convolution(64, 4, 2, 0),
            convolution(64, 3, 1, 0),
            dense(512));
    assertThat(spec.structure().layers().stream().map(place -> place.output().toString()))
        .containsExactly("20x20x32", "9x9x64", "7x7x64", "512");
    assertThat(new ParameterLayout(spec).slices().stream().map(ParameterLayout.Slice::name))
        .containsExactly(
            "trunk0/convolution0",
            "trunk0/convolution1",
            "trunk0/convolution2",
            "trunk0/dense3",
            "trunk0/policy");
    assertThat(new ParameterLayout(spec).size())
        .isEqualTo(
            (256 + 1) * 32 + (512 + 1) * 64 + (576 + 1) * 64 + (3136 + 1) * 512 + (512 + 1) * 2);
    assertThat(spec.inputs()).isEqualTo(84 * 84 * 4);
  }

  @Test
  void paddingAndStrideRoundDown() {
    assertThat(convolution(3, 3, 2, 1).output(Shape.of(7, 6, 2))).isEqualTo(Shape.of(4, 3, 3));
    assertThat(convolution(3, 4, 3, 2).output(Shape.of(1, 9, 2))).isEqualTo(Shape.of(1, 4, 3));
  }

  @Test
  void shapesThatDoNotFitAreRefusedByTheLayersName() {
    assertThatThrownBy(() -> images(6, 5, 3, convolution(4, 3, 1, 0), convolution(4, 4, 1, 0)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "trunk0/convolution1: its kernel of 4 does not fit into 4x3x4 with a padding of 0");
    assertThatThrownBy(() -> images(6, 5, 3, dense(4), convolution(4, 3, 1, 0)))
        .hasMessage("trunk0/convolution1: wants images of height x width x channels, but gets 4");
    assertThatThrownBy(() -> images(6, 5, 3, dense(4), new Layer.Embedding(3, 2)))
        .hasMessage("trunk0/embedding1: an embedding must come first");
    assertThatThrownBy(() -> images(6, 5, 3, new Layer.Attention(4, 2)))
        .hasMessage(
            "trunk0/attention0: attention must be the first layer of an encoder with one input");
    assertThatThrownBy(() -> encoded(new Encoder("eyes", new Layer.Attention(4, 2))))
        .hasMessage(
            "trunk0/encoder0/attention0: wants a list of entities x features, but gets 2x3x1");
    assertThatThrownBy(() -> encoded(new Encoder("ears")))
        .hasMessage(
            "trunk0/encoder0: no input is named ears; there are [place, friends, eyes, kinds]");
    assertThatThrownBy(() -> new Layer.Attention(5, 2)).hasMessageContaining("multiple of the 2");
    assertThatThrownBy(() -> new Layer.Dropout(1)).hasMessageContaining("rate is 1.0");
    assertThatThrownBy(() -> convolution(1, 2, 1, 2)).hasMessageContaining("padding is 2");
    assertThatThrownBy(() -> Shape.of(3, 0)).hasMessageContaining("[3, 0] is empty");
    assertThatThrownBy(() -> Shape.of(1 << 16, 1 << 16)).hasMessageContaining("too large");
  }

  private static NetworkSpec encoded(Encoder... encoders) {
    return new NetworkSpec(
        List.of(
            new Input("place", 3),
            new Input("friends", Shape.of(4, 2), true),
            new Input("eyes", 2, 3, 1),
            new Input("kinds", Shape.of(5), true)),
        true,
        List.of(new Trunk(List.of(encoders), List.of(new Layer.Gru(7)), List.of(HEAD))));
  }

  @Test
  void countsLieBehindAllNumbersAndLikeImagesAreNotNormalised() {
    NetworkSpec spec =
        encoded(
            new Encoder("friends", new Layer.Attention(6, 3)),
            new Encoder("kinds", new Layer.Embedding(9, 2)),
            new Encoder(List.of("eyes", "place"), List.of()));
    assertThat(spec.inputs()).isEqualTo(3 + 8 + 6 + 5 + 2);
    Structure structure = spec.structure();
    List<Structure.EncoderPlace> encoders = structure.trunks().get(0).encoders();
    assertThat(encoders.get(0).columns()).containsExactly(new Structure.Range(3, 8));
    assertThat(encoders.get(0).count()).isEqualTo(OptionalInt.of(22));
    assertThat(encoders.get(1).columns()).containsExactly(new Structure.Range(17, 5));
    assertThat(encoders.get(1).count()).isEqualTo(OptionalInt.of(23));
    assertThat(encoders.get(2).columns())
        .containsExactly(new Structure.Range(11, 6), new Structure.Range(0, 3));
    assertThat(encoders.get(2).count()).isEqualTo(OptionalInt.empty());
    assertThat(structure.trunks().get(0).input()).isEqualTo(Shape.of(6 + 10 + 9));
    for (int column = 0; column < spec.inputs(); column++) {
      assertThat(structure.isRaw(column)).as("column %d", column).isEqualTo(column >= 11);
    }
  }

  @Test
  void stateAndNoiseFollowTheOrderOfTheLayers() {
    NetworkSpec spec =
        new NetworkSpec(
            3,
            false,
            List.of(
                new Trunk(
                    List.of(
                        new Layer.Lstm(5),
                        new Layer.Dropout(0.5f),
                        new Layer.NoisyDense(4, Activation.RELU, 0.5f)),
                    List.of(HEAD)),
                new Trunk(
                    List.of(new Layer.Gru(2), new Layer.Dropout(0.5f)),
                    List.of(
                        new Head("q", 3, Head.Kind.DUELING, Initialization.noisyNet(0.5f)),
                        new Head("r", 1, Head.Kind.LINEAR, Initialization.noisyNet(0.5f))))));
    Structure structure = spec.structure();
    assertThat(structure.layers().stream().map(Structure.Place::state))
        .containsExactly(0, 10, 10, 10, 12);
    assertThat(spec.stateSize()).isEqualTo(12);
    assertThat(structure.layers().get(4).rowNoise()).isEqualTo(5);
    assertThat(structure.rowNoise()).isEqualTo(5 + 2);
    assertThat(structure.layers().get(2).passNoise()).isZero();
    assertThat(structure.trunks().get(1).headNoise()).isEqualTo(5 + 4);
    // two inputs, shared; a value and three advantages; one unit
    assertThat(structure.passNoise()).isEqualTo(5 + 4 + 2 + 4 + 1);
    assertThat(new ParameterLayout(spec).slices().stream().map(ParameterLayout.Slice::name))
        .containsExactly(
            "trunk0/lstm0/input",
            "trunk0/lstm0/recurrent",
            "trunk0/noisydense2/mean",
            "trunk0/noisydense2/sigma",
            "trunk0/policy",
            "trunk1/gru0/input",
            "trunk1/gru0/recurrent",
            "trunk1/q/value_mean",
            "trunk1/q/value_sigma",
            "trunk1/q/advantage_mean",
            "trunk1/q/advantage_sigma",
            "trunk1/r/mean",
            "trunk1/r/sigma");
  }
}
