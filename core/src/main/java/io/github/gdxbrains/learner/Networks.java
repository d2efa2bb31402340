package io.github.gdxbrains.learner;

import io.github.gdxbrains.brain.NetworkInputs;
import io.github.gdxbrains.config.InvalidValue;
import io.github.gdxbrains.config.UserError;
import io.github.gdxbrains.nn.Encoder;
import io.github.gdxbrains.nn.Head;
import io.github.gdxbrains.nn.Initialization;
import io.github.gdxbrains.nn.Input;
import io.github.gdxbrains.nn.Layer;
import io.github.gdxbrains.nn.Network;
import io.github.gdxbrains.nn.NetworkSpec;
import io.github.gdxbrains.nn.Trunk;
import io.github.gdxbrains.space.ObservationSpace;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Networks as {@link NetworkSettings} describe them, for every learner: encoders for what is no
 * vector, hidden layers, a memory, heads.
 *
 * <p>Images ({@code [height, width, channels]}) pass the {@link VisualEncoder}, counted lists of
 * entities attention (at most 4 heads), both into {@code hidden_units} numbers; all else goes to
 * the hidden layers as it is.
 */
public final class Networks {
  /** Orthogonal with gain √2 (arXiv:2006.05990, choice C56). */
  static final Initialization HIDDEN_WEIGHTS = Initialization.orthogonal((float) Math.sqrt(2));

  private Networks() {}

  /**
   * Whether all of a network's parameters are finite numbers.
   *
   * @param copied receives them
   */
  public static boolean isFinite(Network network, float[] copied) {
    network.getParameters(copied);
    for (float parameter : copied) {
      if (!Float.isFinite(parameter)) {
        return false;
      }
    }
    return true;
  }

  /**
   * A network for a behavior's observations.
   *
   * @param trunks the heads of each trunk; trunks share no layers
   * @throws UserError if a stream does not fit its encoder; the message names it
   */
  public static NetworkSpec network(
      ObservationSpace space, NetworkSettings settings, List<List<Head>> trunks) {
    return network(
        space,
        settings,
        new Layer.Dense(settings.hiddenUnits(), settings.activation(), HIDDEN_WEIGHTS),
        trunks);
  }

  /**
   * A network whose hidden layers are noisy (arXiv:1706.10295).
   *
   * @param sigma σ₀ of the noise
   * @param trunks the heads of each trunk; trunks share no layers
   * @throws UserError if a stream does not fit its encoder; the message names it
   */
  public static NetworkSpec noisy(
      ObservationSpace space, NetworkSettings settings, float sigma, List<List<Head>> trunks) {
    return network(
        space,
        settings,
        new Layer.NoisyDense(settings.hiddenUnits(), settings.activation(), sigma),
        trunks);
  }

  private static NetworkSpec network(
      ObservationSpace space, NetworkSettings settings, Layer hidden, List<List<Head>> trunks) {
    List<Layer> layers = new ArrayList<>();
    for (int i = 0; i < settings.numLayers(); i++) {
      layers.add(hidden);
    }
    settings.memory().ifPresent(memory -> layers.add(memory.layer()));
    try {
      check(space, settings);
    } catch (InvalidValue misfit) {
      throw new UserError(misfit.getMessage(), misfit);
    }
    List<Input> inputs = inputs(space);
    if (inputs.stream().noneMatch(input -> input.counted() || input.isImage())) {
      return new NetworkSpec(
          space.inputs(),
          settings.normalize(),
          trunks.stream().map(heads -> new Trunk(layers, heads)).toList());
    }
    List<Encoder> encoders = encoders(inputs, settings);
    return new NetworkSpec(
        inputs,
        settings.normalize(),
        trunks.stream().map(heads -> new Trunk(encoders, layers, heads)).toList());
  }

  /**
   * Refuses settings that do not fit what is seen.
   *
   * @throws InvalidValue named after one of them
   */
  public static void check(ObservationSpace space, NetworkSettings settings) {
    for (Input input : inputs(space)) {
      if (input.isImage()) {
        requireRoom(input, settings.visEncodeType());
      }
    }
  }

  private static List<Input> inputs(ObservationSpace space) {
    try {
      return NetworkInputs.of(space);
    } catch (IllegalArgumentException refused) {
      throw new UserError(refused.getMessage(), refused);
    }
  }

  /** The vectors as they are, then the others each by itself. */
  private static List<Encoder> encoders(List<Input> inputs, NetworkSettings settings) {
    List<String> vectors = new ArrayList<>();
    List<Encoder> encoders = new ArrayList<>();
    int units = settings.hiddenUnits();
    for (Input input : inputs) {
      if (input.counted()) {
        int heads = units % 4 == 0 ? 4 : units % 2 == 0 ? 2 : 1;
        encoders.add(new Encoder(input.name(), new Layer.Attention(units, heads)));
      } else if (input.isImage()) {
        List<Layer> layers = settings.visEncodeType().layers(units);
        encoders.add(new Encoder(List.of(input.name()), layers));
      } else {
        vectors.add(input.name());
      }
    }
    if (!vectors.isEmpty()) {
      encoders.add(0, new Encoder(vectors, List.of()));
    }
    return encoders;
  }

  private static void requireRoom(Input image, VisualEncoder encoder) {
    int least = encoder.leastSide();
    if (Math.min(image.shape().dimension(0), image.shape().dimension(1)) < least) {
      throw new InvalidValue(
          "vis_encode_type",
          String.format(
              "is %s, which wants images of at least %dx%d, but those of the stream %s are of %s:"
                  + " use fully_connected",
              encoder.name().toLowerCase(Locale.ROOT), least, least, image.name(), image.shape()));
    }
  }

  /**
   * A network in a few words, for the message that a checkpoint has another one: {@code 4 inputs, 2
   * x 64 tanh}.
   */
  public static String inWords(NetworkSpec network, NetworkSettings settings) {
    boolean sees = network.streams().stream().anyMatch(Input::isImage);
    return network.inputs()
        + (network.normalize() ? " normalised" : "")
        + " inputs, "
        + (sees ? settings.visEncodeType().name().toLowerCase(Locale.ROOT) + ", " : "")
        + settings.inWords();
  }
}
