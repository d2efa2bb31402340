package io.github.gdxbrains.brain;

import io.github.gdxbrains.nn.Activation;
import io.github.gdxbrains.nn.Encoder;
import io.github.gdxbrains.nn.Head;
import io.github.gdxbrains.nn.Initialization;
import io.github.gdxbrains.nn.Input;
import io.github.gdxbrains.nn.Layer;
import io.github.gdxbrains.nn.NetworkSpec;
import io.github.gdxbrains.nn.Shape;
import io.github.gdxbrains.nn.Trunk;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A {@link NetworkSpec} in a {@link BrainFile}. */
final class NetworkFormat {
  private NetworkFormat() {}

  /** Writes the newest version. */
  static void write(DataOutput out, NetworkSpec network) throws IOException {
    out.writeInt(network.streams().size());
    for (Input input : network.streams()) {
      out.writeUTF(input.name());
      out.writeInt(input.shape().rank());
      for (int dimension : input.shape().dimensions()) {
        out.writeInt(dimension);
      }
      out.writeBoolean(input.counted());
    }
    out.writeBoolean(network.normalize());
    out.writeInt(network.trunks().size());
    for (Trunk trunk : network.trunks()) {
      out.writeInt(trunk.encoders().size());
      for (Encoder encoder : trunk.encoders()) {
        out.writeInt(encoder.inputs().size());
        for (String input : encoder.inputs()) {
          out.writeUTF(input);
        }
        writeLayers(out, encoder.layers());
      }
      writeLayers(out, trunk.layers());
      out.writeInt(trunk.heads().size());
      for (Head head : trunk.heads()) {
        out.writeUTF(head.name());
        out.writeInt(head.units());
        out.writeUTF(head.kind().name());
        out.writeInt(head.atoms());
        writeInitialization(out, head.initialization());
      }
    }
  }

  private static void writeLayers(DataOutput out, List<Layer> layers) throws IOException {
    out.writeInt(layers.size());
    for (Layer layer : layers) {
      out.writeUTF(layer.kind());
      if (layer instanceof Layer.Dense dense) {
        out.writeInt(dense.units());
        out.writeUTF(dense.activation().name());
        writeInitialization(out, dense.initialization());
      } else if (layer instanceof Layer.Convolution convolution) {
        out.writeInt(convolution.channels());
        out.writeInt(convolution.kernel());
        out.writeInt(convolution.stride());
        out.writeInt(convolution.padding());
        out.writeUTF(convolution.activation().name());
        writeInitialization(out, convolution.initialization());
      } else if (layer instanceof Layer.LayerNorm norm) {
        out.writeFloat(norm.epsilon());
      } else if (layer instanceof Layer.Dropout dropout) {
        out.writeFloat(dropout.rate());
      } else if (layer instanceof Layer.Embedding embedding) {
        out.writeInt(embedding.count());
        out.writeInt(embedding.size());
      } else if (layer instanceof Layer.NoisyDense noisy) {
        out.writeInt(noisy.units());
        out.writeUTF(noisy.activation().name());
        out.writeFloat(noisy.sigma());
      } else if (layer instanceof Layer.Lstm lstm) {
        out.writeInt(lstm.units());
      } else if (layer instanceof Layer.Gru gru) {
        out.writeInt(gru.units());
      } else if (layer instanceof Layer.Attention attention) {
        out.writeInt(attention.units());
        out.writeInt(attention.heads());
      }
    }
  }

  private static void writeInitialization(DataOutput out, Initialization initialization)
      throws IOException {
    if (initialization instanceof Initialization.Orthogonal orthogonal) {
      out.writeUTF("orthogonal");
      out.writeFloat(orthogonal.gain());
    } else if (initialization instanceof Initialization.He) {
      out.writeUTF("he");
    } else if (initialization instanceof Initialization.Glorot) {
      out.writeUTF("glorot");
    } else if (initialization instanceof Initialization.NoisyNet noisy) {
      out.writeUTF("noisynet");
      out.writeFloat(noisy.sigma());
    } else if (initialization instanceof Initialization.Constant constant) {
      out.writeUTF("constant");
      out.writeFloat(constant.weight());
      out.writeFloat(constant.bias());
    } else if (initialization instanceof Initialization.Gates gates) {
      out.writeUTF("gates");
      writeInitialization(out, gates.weights());
      out.writeInt(gates.biases().size());
      for (float bias : gates.biases()) {
        out.writeFloat(bias);
      }
    }
  }

  /** Reads a version from 1 to the newest. */
  static NetworkSpec read(DataInput in, int version) throws IOException {
    if (version == 1) {
      return readFirstVersion(in);
    }
    List<Input> inputs = new ArrayList<>();
    int inputCount = in.readInt();
    for (int i = 0; i < inputCount; i++) {
      String name = in.readUTF();
      List<Integer> dimensions = new ArrayList<>();
      int rank = in.readInt();
      for (int d = 0; d < rank; d++) {
        dimensions.add(in.readInt());
      }
      inputs.add(new Input(name, new Shape(dimensions), in.readBoolean()));
    }
    boolean normalize = in.readBoolean();
    List<Trunk> trunks = new ArrayList<>();
    int trunkCount = in.readInt();
    for (int t = 0; t < trunkCount; t++) {
      List<Encoder> encoders = new ArrayList<>();
      int encoderCount = in.readInt();
      for (int e = 0; e < encoderCount; e++) {
        List<String> names = new ArrayList<>();
        int nameCount = in.readInt();
        for (int n = 0; n < nameCount; n++) {
          names.add(in.readUTF());
        }
        encoders.add(new Encoder(names, readLayers(in)));
      }
      List<Layer> layers = readLayers(in);
      List<Head> heads = new ArrayList<>();
      int headCount = in.readInt();
      for (int h = 0; h < headCount; h++) {
        heads.add(
            new Head(
                in.readUTF(),
                in.readInt(),
                Head.Kind.valueOf(in.readUTF()),
                version < 3 ? 1 : in.readInt(),
                readInitialization(in)));
      }
      trunks.add(new Trunk(encoders, layers, heads));
    }
    return new NetworkSpec(inputs, normalize, trunks);
  }

  private static List<Layer> readLayers(DataInput in) throws IOException {
    List<Layer> layers = new ArrayList<>();
    int count = in.readInt();
    for (int l = 0; l < count; l++) {
      String kind = in.readUTF();
      layers.add(
          switch (kind) {
            case "dense" ->
                new Layer.Dense(in.readInt(), readActivation(in), readInitialization(in));
            case "convolution" ->
                new Layer.Convolution(
                    in.readInt(),
                    in.readInt(),
                    in.readInt(),
                    in.readInt(),
                    readActivation(in),
                    readInitialization(in));
            case "layernorm" -> new Layer.LayerNorm(in.readFloat());
            case "dropout" -> new Layer.Dropout(in.readFloat());
            case "embedding" -> new Layer.Embedding(in.readInt(), in.readInt());
            case "noisydense" ->
                new Layer.NoisyDense(in.readInt(), readActivation(in), in.readFloat());
            case "lstm" -> new Layer.Lstm(in.readInt());
            case "gru" -> new Layer.Gru(in.readInt());
            case "attention" -> new Layer.Attention(in.readInt(), in.readInt());
            default -> throw new IllegalArgumentException("unknown layer " + kind);
          });
    }
    return layers;
  }

  private static Activation readActivation(DataInput in) throws IOException {
    return Activation.valueOf(in.readUTF());
  }

  private static Initialization readInitialization(DataInput in) throws IOException {
    String kind = in.readUTF();
    return switch (kind) {
      case "orthogonal" -> Initialization.orthogonal(in.readFloat());
      case "he" -> Initialization.he();
      case "glorot" -> Initialization.glorot();
      case "noisynet" -> Initialization.noisyNet(in.readFloat());
      case "constant" -> new Initialization.Constant(in.readFloat(), in.readFloat());
      case "gates" -> {
        Initialization weights = readInitialization(in);
        List<Float> biases = new ArrayList<>();
        int count = in.readInt();
        for (int i = 0; i < count; i++) {
          biases.add(in.readFloat());
        }
        yield new Initialization.Gates(weights, biases);
      }
      default -> throw new IllegalArgumentException("unknown initialization " + kind);
    };
  }

  /** One vector of inputs, dense layers, linear heads, all orthogonal. */
  private static NetworkSpec readFirstVersion(DataInput in) throws IOException {
    int inputs = in.readInt();
    boolean normalize = in.readBoolean();
    int trunkCount = in.readInt();
    List<Trunk> trunks = new ArrayList<>();
    for (int t = 0; t < trunkCount; t++) {
      List<Layer> layers = new ArrayList<>();
      int layerCount = in.readInt();
      for (int l = 0; l < layerCount; l++) {
        String kind = in.readUTF();
        if (!kind.equals("dense")) {
          throw new IllegalArgumentException("unknown layer " + kind);
        }
        layers.add(new Layer.Dense(in.readInt(), readActivation(in), in.readFloat()));
      }
      List<Head> heads = new ArrayList<>();
      int headCount = in.readInt();
      for (int h = 0; h < headCount; h++) {
        heads.add(new Head(in.readUTF(), in.readInt(), in.readFloat()));
      }
      trunks.add(new Trunk(layers, heads));
    }
    return new NetworkSpec(inputs, normalize, trunks);
  }
}
