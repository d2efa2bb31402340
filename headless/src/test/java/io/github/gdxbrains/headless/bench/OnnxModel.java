package io.github.gdxbrains.headless.bench;

import io.github.gdxbrains.nn.Head;
import io.github.gdxbrains.nn.Layer;
import io.github.gdxbrains.nn.NetworkSpec;
import io.github.gdxbrains.nn.Trunk;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Writes dense networks as ONNX models, for comparison: {@code Gemm} and an activation for each
 * layer, {@code Gemm} for each head, and a {@code Concat} of the heads. Input {@code x} is {@code
 * [rows][inputs]}, output {@code y} is {@code [rows][outputs]}. The field numbers are those of
 * onnx.proto3, the encoding that of Protocol Buffers.
 */
final class OnnxModel {
  private static final int IR_VERSION = 8;
  private static final int OPSET = 13;
  private static final int FLOAT = 1;
  private static final int ATTRIBUTE_INT = 2;

  private final float[] parameters;
  private final Message graph = new Message();
  private int offset;
  private int names;

  private OnnxModel(float[] parameters) {
    this.parameters = parameters;
  }

  /**
   * The model's bytes.
   *
   * @param parameters in the order of {@link io.github.gdxbrains.nn.ParameterLayout}
   * @throws IllegalArgumentException if the network is normalised or has other layers than dense
   */
  static byte[] of(NetworkSpec spec, float[] parameters) {
    if (spec.normalize()) {
      throw new IllegalArgumentException("no normaliser is written");
    }
    OnnxModel model = new OnnxModel(parameters);
    List<String> outputs = new ArrayList<>();
    for (Trunk trunk : spec.trunks()) {
      String x = "x";
      int width = spec.inputs();
      for (Layer layer : trunk.layers()) {
        if (!(layer instanceof Layer.Dense dense)) {
          throw new IllegalArgumentException(layer + " is not dense");
        }
        x = model.gemm(x, width, dense.units());
        width = dense.units();
        x =
            switch (dense.activation()) {
              case IDENTITY -> x;
              case TANH -> model.node("Tanh", List.of(x));
              case RELU -> model.node("Relu", List.of(x));
              default -> throw new IllegalArgumentException(dense.activation() + " is not written");
            };
      }
      for (Head head : trunk.heads()) {
        outputs.add(model.gemm(x, width, head.units()));
      }
    }
    model.concat(outputs);
    model.graph.text(2, "network");
    model.graph.message(11, value("x", spec.inputs()));
    model.graph.message(12, value("y", spec.outputs()));
    return new Message()
        .number(1, IR_VERSION)
        .text(2, "gdx-brains")
        .message(7, model.graph)
        .message(8, new Message().text(1, "").number(2, OPSET))
        .bytes();
  }

  private String gemm(String x, int inputs, int units) {
    String weights = tensor(inputs, units);
    String biases = tensor(units);
    return node("Gemm", List.of(x, weights, biases));
  }

  /** The next parameters, as a constant. */
  private String tensor(int... dims) {
    String name = "p" + names++;
    int count = Arrays.stream(dims).reduce(1, Math::multiplyExact);
    ByteBuffer raw = ByteBuffer.allocate(4 * count).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < count; i++) {
      raw.putFloat(parameters[offset++]);
    }
    Message tensor = new Message();
    for (int dim : dims) {
      tensor.number(1, dim);
    }
    graph.message(5, tensor.number(2, FLOAT).text(8, name).field(9, raw.array()));
    return name;
  }

  private String node(String operator, List<String> inputs) {
    String output = operator.toLowerCase(Locale.ROOT) + names++;
    graph.message(1, node(operator, inputs, output));
    return output;
  }

  private void concat(List<String> inputs) {
    Message axis = new Message().text(1, "axis").number(3, 1).number(20, ATTRIBUTE_INT);
    graph.message(1, node("Concat", inputs, "y").message(5, axis));
  }

  private static Message node(String operator, List<String> inputs, String output) {
    Message node = new Message();
    inputs.forEach(input -> node.text(1, input));
    return node.text(2, output).text(4, operator);
  }

  /** A tensor of any number of rows. */
  private static Message value(String name, int width) {
    Message shape =
        new Message()
            .message(1, new Message().text(2, "rows"))
            .message(1, new Message().number(1, width));
    Message tensor = new Message().number(1, FLOAT).message(2, shape);
    return new Message().text(1, name).message(2, new Message().message(1, tensor));
  }

  /** A message in the encoding of Protocol Buffers. */
  private static final class Message {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    Message number(int field, long value) {
      varint(field << 3);
      varint(value);
      return this;
    }

    Message text(int field, String value) {
      return field(field, value.getBytes(StandardCharsets.UTF_8));
    }

    Message message(int field, Message value) {
      return field(field, value.bytes());
    }

    Message field(int field, byte[] value) {
      varint(field << 3 | 2);
      varint(value.length);
      out.writeBytes(value);
      return this;
    }

    private void varint(long value) {
      long rest = value;
      while (rest > 127) {
        out.write((int) (rest & 127 | 128));
        rest >>>= 7;
      }
      out.write((int) rest);
    }

    byte[] bytes() {
      return out.toByteArray();
    }
  }
}
