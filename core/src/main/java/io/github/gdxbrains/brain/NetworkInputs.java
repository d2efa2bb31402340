package io.github.gdxbrains.brain;

import io.github.gdxbrains.nn.Input;
import io.github.gdxbrains.nn.Shape;
import io.github.gdxbrains.space.ElementType;
import io.github.gdxbrains.space.ObservationSpace;
import io.github.gdxbrains.space.ObservationStream;
import java.util.ArrayList;
import java.util.List;

/** The streams of an observation as the inputs of a network. */
public final class NetworkInputs {
  private NetworkInputs() {}

  /**
   * The inputs in the order of {@link io.github.gdxbrains.agent.AgentBatch#copyInputs}: streams of
   * floats, then streams of bytes, each by its name; the counts follow. A counted stream is a list
   * of entities, each a vector.
   *
   * @throws IllegalArgumentException if a counted stream of bytes stands before one of floats:
   *     their counts would not be in the order of the inputs
   */
  public static List<Input> of(ObservationSpace space) {
    List<Input> inputs = new ArrayList<>();
    for (ElementType type : List.of(ElementType.FLOAT32, ElementType.UINT8)) {
      for (ObservationStream stream : space.streams()) {
        if (stream.type() == type) {
          inputs.add(new Input(stream.name(), shape(stream), stream.counted()));
        }
      }
    }
    List<String> counted =
        space.streams().stream()
            .filter(ObservationStream::counted)
            .map(ObservationStream::name)
            .toList();
    if (!counted.equals(inputs.stream().filter(Input::counted).map(Input::name).toList())) {
      throw new IllegalArgumentException(
          "of the counted streams " + counted + " those of floats must come before those of bytes");
    }
    return inputs;
  }

  private static Shape shape(ObservationStream stream) {
    int first = stream.shape().get(0);
    return stream.counted() ? Shape.of(first, stream.size() / first) : new Shape(stream.shape());
  }
}
