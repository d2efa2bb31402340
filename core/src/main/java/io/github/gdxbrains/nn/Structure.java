package io.github.gdxbrains.nn;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * A network's layers and heads in their places: what shapes they take and give, and where their
 * parameters, noise and state lie. Backends build from this. Parameters, noise and state are in the
 * same order: trunk by trunk, encoder by encoder, layer by layer, then the trunk's layers, then its
 * heads.
 */
public final class Structure {
  /**
   * Some consecutive columns of the input row.
   *
   * @param offset of the first
   * @param length how many
   */
  public record Range(int offset, int length) {}

  /**
   * A layer in its place.
   *
   * @param name such as {@code trunk0/dense1} or {@code trunk0/encoder1/convolution0}
   * @param layer what it computes
   * @param input shape of a row before it
   * @param output shape of a row after it
   * @param firstSlice number of the first of its slices in {@link ParameterLayout#slices}
   * @param state offset of its state in that of a sequence
   * @param rowNoise offset of its noise in a row's
   * @param passNoise offset of its noise in a pass's
   */
  public record Place(
      String name,
      Layer layer,
      Shape input,
      Shape output,
      int firstSlice,
      int state,
      int rowNoise,
      int passNoise) {}

  /**
   * An encoder in its place.
   *
   * @param columns of the input row that it sees, one range for each of its inputs
   * @param count column of the input row that holds the count of its only input, if that is counted
   * @param input shape before the first layer
   * @param layers in order
   * @param output shape after the last
   */
  public record EncoderPlace(
      List<Range> columns, OptionalInt count, Shape input, List<Place> layers, Shape output) {}

  /**
   * A head in its place.
   *
   * @param name such as {@code trunk0/policy}
   * @param head what it computes
   * @param inputs how many numbers it sees
   * @param firstSlice number of the first of its slices in {@link ParameterLayout#slices}
   * @param output offset in the output row
   */
  public record HeadPlace(String name, Head head, int inputs, int firstSlice, int output) {}

  /**
   * A trunk in its place.
   *
   * @param encoders whose results are one vector; none if the trunk sees the whole input row
   * @param input shape before the first layer
   * @param layers in order
   * @param heads in order
   * @param headNoise offset in a pass's noise of that of the heads, if one is noisy: one number per
   *     input, shared by all noisy heads, then one per unit of each noisy head's matrices
   */
  public record TrunkPlace(
      List<EncoderPlace> encoders,
      Shape input,
      List<Place> layers,
      List<HeadPlace> heads,
      int headNoise) {}

  private final List<Input> streams;
  private final int[] offsets;
  private final int inputs;
  private final boolean[] raw;
  private final List<TrunkPlace> trunks = new ArrayList<>();
  private final List<Weights> weights = new ArrayList<>();
  private final List<String> names = new ArrayList<>();
  private int state;
  private int rowNoise;
  private int passNoise;
  private int outputs;

  /**
   * Works out a network's places.
   *
   * @throws IllegalArgumentException if the shapes do not fit; the message names the layer
   */
  Structure(List<Input> streams, List<Trunk> specs) {
    this.streams = streams;
    offsets = new int[streams.size()];
    long size = 0;
    for (int i = 0; i < offsets.length; i++) {
      offsets[i] = (int) size;
      size += streams.get(i).shape().size();
    }
    int values = (int) size;
    size += streams.stream().filter(Input::counted).count();
    if (size > Integer.MAX_VALUE - 8) {
      throw new IllegalArgumentException("a row of " + size + " inputs is too large");
    }
    inputs = (int) size;
    raw = new boolean[inputs];
    for (int i = values; i < inputs; i++) {
      raw[i] = true;
    }
    for (int i = 0; i < offsets.length; i++) {
      if (streams.get(i).isImage()) {
        markRaw(new Range(offsets[i], streams.get(i).shape().size()));
      }
    }
    for (int t = 0; t < specs.size(); t++) {
      trunks.add(trunk("trunk" + t, specs.get(t)));
    }
  }

  private TrunkPlace trunk(String name, Trunk trunk) {
    List<EncoderPlace> encoders = new ArrayList<>();
    long size = 0;
    for (int e = 0; e < trunk.encoders().size(); e++) {
      EncoderPlace encoder = encoder(name + "/encoder" + e, trunk.encoders().get(e));
      encoders.add(encoder);
      size += encoder.output().size();
    }
    if (size > Integer.MAX_VALUE - 8) {
      throw new IllegalArgumentException(name + ": the encoders' results are too large");
    }
    boolean whole = encoders.isEmpty();
    boolean single = whole && streams.size() == 1 && !streams.get(0).counted();
    Shape input = single ? streams.get(0).shape() : Shape.of(whole ? inputs : (int) size);
    if (whole && startsWithEmbedding(trunk.layers())) {
      markRaw(new Range(0, inputs));
    }
    List<Place> layers = layers(name, trunk.layers(), input, whole, false);
    int units = last(layers, input).size();
    List<HeadPlace> heads = new ArrayList<>();
    int headNoise = passNoise;
    boolean noisy = false;
    for (Head head : trunk.heads()) {
      String place = name + "/" + head.name();
      heads.add(new HeadPlace(place, head, units, weights.size(), outputs));
      add(place, head.weights(units));
      outputs = Math.addExact(outputs, head.units());
      if (head.noisy()) {
        passNoise += (noisy ? 0 : units) + head.matrixUnits();
        noisy = true;
      }
    }
    return new TrunkPlace(List.copyOf(encoders), input, layers, List.copyOf(heads), headNoise);
  }

  private EncoderPlace encoder(String name, Encoder encoder) {
    List<Range> columns = new ArrayList<>();
    long size = 0;
    for (String input : encoder.inputs()) {
      Range range = new Range(offsets[indexOf(name, input)], shapeOf(name, input).size());
      columns.add(range);
      size += range.length();
      if (startsWithEmbedding(encoder.layers())) {
        markRaw(range);
      }
    }
    boolean single = columns.size() == 1;
    if (size > Integer.MAX_VALUE - 8) {
      throw new IllegalArgumentException(name + ": its inputs are too large");
    }
    Shape input = single ? shapeOf(name, encoder.inputs().get(0)) : Shape.of((int) size);
    OptionalInt count =
        single ? countColumn(indexOf(name, encoder.inputs().get(0))) : OptionalInt.empty();
    List<Place> layers = layers(name, encoder.layers(), input, true, single);
    return new EncoderPlace(List.copyOf(columns), count, input, layers, last(layers, input));
  }

  private static boolean startsWithEmbedding(List<Layer> layers) {
    return !layers.isEmpty() && layers.get(0) instanceof Layer.Embedding;
  }

  private void markRaw(Range range) {
    for (int i = range.offset(); i < range.offset() + range.length(); i++) {
      raw[i] = true;
    }
  }

  private int indexOf(String place, String input) {
    for (int i = 0; i < streams.size(); i++) {
      if (streams.get(i).name().equals(input)) {
        return i;
      }
    }
    throw new IllegalArgumentException(
        place
            + ": no input is named "
            + input
            + "; there are "
            + streams.stream().map(Input::name).toList());
  }

  private Shape shapeOf(String place, String input) {
    return streams.get(indexOf(place, input)).shape();
  }

  private OptionalInt countColumn(int index) {
    if (!streams.get(index).counted()) {
      return OptionalInt.empty();
    }
    int last = streams.size() - 1;
    int column = offsets[last] + streams.get(last).shape().size();
    for (int i = 0; i < index; i++) {
      column += streams.get(i).counted() ? 1 : 0;
    }
    return OptionalInt.of(column);
  }

  private List<Place> layers(
      String prefix, List<Layer> layers, Shape input, boolean first, boolean entities) {
    List<Place> places = new ArrayList<>();
    Shape shape = input;
    for (int l = 0; l < layers.size(); l++) {
      Layer layer = layers.get(l);
      String name = prefix + "/" + layer.kind() + l;
      if (layer instanceof Layer.Embedding && !(first && l == 0)) {
        throw new IllegalArgumentException(name + ": an embedding must come first");
      }
      if (layer instanceof Layer.Attention && !(entities && l == 0)) {
        throw new IllegalArgumentException(
            name + ": attention must be the first layer of an encoder with one input");
      }
      Shape output;
      List<Weights> own;
      try {
        output = layer.output(shape);
        own = layer.weights(shape);
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(name + ": " + e.getMessage(), e);
      }
      places.add(new Place(name, layer, shape, output, weights.size(), state, rowNoise, passNoise));
      add(name, own);
      state = Math.addExact(state, layer.stateSize());
      rowNoise = Math.addExact(rowNoise, layer.rowNoise(shape));
      passNoise = Math.addExact(passNoise, layer.passNoise(shape));
      shape = output;
    }
    return List.copyOf(places);
  }

  private static Shape last(List<Place> layers, Shape input) {
    return layers.isEmpty() ? input : layers.get(layers.size() - 1).output();
  }

  private void add(String place, List<Weights> own) {
    for (Weights each : own) {
      weights.add(each);
      names.add(each.name().isEmpty() ? place : place + "/" + each.name());
    }
  }

  /** Trunks in order. */
  public List<TrunkPlace> trunks() {
    return trunks;
  }

  /** All layers of all trunks and their encoders, in order. */
  public List<Place> layers() {
    List<Place> layers = new ArrayList<>();
    for (TrunkPlace trunk : trunks) {
      trunk.encoders().forEach(encoder -> layers.addAll(encoder.layers()));
      layers.addAll(trunk.layers());
    }
    return layers;
  }

  /** Whether a column of the input row passes the normaliser as it is: counts, indices, images. */
  public boolean isRaw(int column) {
    return raw[column];
  }

  /** Numbers in an input row. */
  public int inputs() {
    return inputs;
  }

  /** Numbers in an output row. */
  public int outputs() {
    return outputs;
  }

  /** Recurrent numbers that a sequence starts from. */
  public int stateSize() {
    return state;
  }

  /** Numbers of noise for each row. */
  public int rowNoise() {
    return rowNoise;
  }

  /** Numbers of noise for each pass. */
  public int passNoise() {
    return passNoise;
  }

  /**
   * Checks the sizes of a batch.
   *
   * @param maxRows that there are buffers for
   * @throws IllegalArgumentException if one does not fit; the message names it
   */
  public void requireBatch(Sequences input, int maxRows) {
    if (input.inputs() != inputs) {
      throw new IllegalArgumentException(
          "rows have " + input.inputs() + " numbers, but the network has " + inputs + " inputs");
    }
    if (input.stateSize() < state) {
      throw new IllegalArgumentException(
          "sequences have a state of "
              + input.stateSize()
              + " numbers, but the network's is "
              + state);
    }
    if (input.rowNoiseSize() != 0 && input.rowNoiseSize() != rowNoise
        || input.passNoise().length != 0 && input.passNoise().length != passNoise) {
      throw new IllegalArgumentException(
          "the batch has "
              + input.rowNoiseSize()
              + " numbers of noise a row and "
              + input.passNoise().length
              + " a pass, but the network wants "
              + rowNoise
              + " and "
              + passNoise);
    }
    if (input.rowCount() > maxRows) {
      throw new IllegalArgumentException(
          input.rowCount() + " rows are more than the " + maxRows + " there are buffers for");
    }
  }

  /** All matrices in order. */
  List<Weights> weights() {
    return weights;
  }

  /** Their names, such as {@code trunk0/lstm1/recurrent}. */
  List<String> names() {
    return names;
  }
}
