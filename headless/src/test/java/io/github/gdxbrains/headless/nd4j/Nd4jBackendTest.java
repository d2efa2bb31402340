package io.github.gdxbrains.headless.nd4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.gdxbrains.nn.Activation;
import io.github.gdxbrains.nn.Adam;
import io.github.gdxbrains.nn.AdamW;
import io.github.gdxbrains.nn.Backends;
import io.github.gdxbrains.nn.Encoder;
import io.github.gdxbrains.nn.Head;
import io.github.gdxbrains.nn.Initialization;
import io.github.gdxbrains.nn.Initializer;
import io.github.gdxbrains.nn.Input;
import io.github.gdxbrains.nn.Layer;
import io.github.gdxbrains.nn.Network;
import io.github.gdxbrains.nn.NetworkSpec;
import io.github.gdxbrains.nn.Noise;
import io.github.gdxbrains.nn.Optimizer;
import io.github.gdxbrains.nn.RmsProp;
import io.github.gdxbrains.nn.Sequences;
import io.github.gdxbrains.nn.Sgd;
import io.github.gdxbrains.nn.Shape;
import io.github.gdxbrains.nn.Structure;
import io.github.gdxbrains.nn.Trunk;
import io.github.gdxbrains.parallel.Workers;
import io.github.gdxbrains.random.RandomStream;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What the conformance suite does not say of ND4J. */
final class Nd4jBackendTest {
  private static NetworkSpec spec(Activation activation) {
    List<Layer> layers =
        List.of(new Layer.Dense(33, activation, 1.4f), new Layer.Dense(20, activation, 1.4f));
    return new NetworkSpec(
        5, true, List.of(new Trunk(layers, List.of(new Head("a", 3, 1f), new Head("b", 1, 1f)))));
  }

  private static Sequences rows(int rows) {
    RandomStream random = new RandomStream(3);
    Sequences input = Sequences.rows(rows, 5).use(rows);
    for (int i = 0; i < rows * 5; i++) {
      input.values()[i] = (float) random.nextGaussian();
    }
    return input;
  }

  private static Network network(String backend, NetworkSpec spec) {
    Network network = Backends.named(backend).network(spec, Workers.single());
    network.setParameters(Initializer.parameters(spec, new RandomStream(1)));
    return network;
  }

  private static Network.Loss loss() {
    return (shard, firstRow, rows, outputs, gradients) -> {
      for (int i = 0; i < rows * 4; i++) {
        gradients[i] = outputs[i] - 0.1f * (i % 4);
      }
    };
  }

  /** A network with every layer that works on vectors, with two encoders and heads of all kinds. */
  private static NetworkSpec manyLayers() {
    Head dueling = new Head("q", 3, Head.Kind.DUELING, Initialization.noisyNet(0.5f));
    return new NetworkSpec(
        List.of(new Input("place", 5), new Input("kinds", 2)),
        true,
        List.of(
            new Trunk(
                List.of(
                    new Encoder("place", dense(9), new Layer.LayerNorm(1e-3f)),
                    new Encoder("kinds", new Layer.Embedding(4, 3))),
                List.of(
                    new Layer.Dropout(0.3f),
                    new Layer.NoisyDense(11, Activation.TANH, 0.5f),
                    new Layer.LayerNorm(1e-5f),
                    dense(6)),
                List.of(dueling, new Head("a", 2, 1f))),
            new Trunk(List.of(new Layer.LayerNorm(1e-5f)), List.of(new Head("b", 1, 1f)))));
  }

  /** Convolutions of several sizes, which are no whole number of strides. */
  private static NetworkSpec convolutions() {
    Layer first =
        new Layer.Convolution(6, 3, 2, 1, Activation.SILU, Initialization.orthogonal(1.4f));
    Layer second =
        new Layer.Convolution(5, 2, 1, 0, Activation.TANH, Initialization.orthogonal(1.4f));
    return new NetworkSpec(
        List.of(new Input("eyes", 8, 7, 3)),
        true,
        List.of(new Trunk(List.of(first, second, dense(6)), List.of(new Head("a", 2, 1f)))));
  }

  /** Both recurrent layers, one upon the other. */
  private static NetworkSpec recurrent() {
    List<Layer> layers = List.of(dense(7), new Layer.Lstm(9), new Layer.Gru(5));
    return new NetworkSpec(5, true, List.of(new Trunk(layers, List.of(new Head("a", 2, 1f)))));
  }

  /** Counted entities and entities that are always there. */
  private static NetworkSpec attention() {
    List<Encoder> encoders =
        List.of(
            new Encoder("friends", new Layer.Attention(8, 2)),
            new Encoder("places", new Layer.Attention(6, 3), dense(5)));
    return new NetworkSpec(
        List.of(new Input("friends", Shape.of(3, 4), true), new Input("places", 5, 2)),
        true,
        List.of(new Trunk(encoders, List.of(dense(6)), List.of(new Head("a", 2, 1f)))));
  }

  private static Layer dense(int units) {
    return new Layer.Dense(units, Activation.SILU, 1.4f);
  }

  private static Sequences batch(NetworkSpec spec, int rows) {
    RandomStream random = new RandomStream(3);
    Structure structure = spec.structure();
    Sequences input = use(Sequences.of(spec, rows), rows);
    for (int i = 0; i < input.initialState().length; i++) {
      input.initialState()[i] = (float) random.nextGaussian();
    }
    for (int i = 0; i < input.resets().length; i++) {
      input.resets()[i] = i % 7 == 2;
    }
    for (int i = 0; i < input.values().length; i++) {
      boolean isRaw = structure.isRaw(i % spec.inputs());
      input.values()[i] = isRaw ? random.nextInt(4) : (float) random.nextGaussian();
    }
    new Noise(spec).draw(input, random);
    return input;
  }

  /** So many rows; in a recurrent network as sequences of four. */
  private static Sequences use(Sequences input, int rows) {
    return input.stateSize() > 0 ? input.use(rows / 4, 4) : input.use(rows);
  }

  @Test
  void memoryDoesNotGrowWhileBatchesChangeTheirSize() throws InterruptedException {
    requireNoGrowth(spec(Activation.SILU), Adam.DEFAULT);
    requireNoGrowth(manyLayers(), new AdamW(Adam.DEFAULT, 0.01f));
    requireNoGrowth(manyLayers(), new RmsProp(0.99f, 0.5f, 1e-5f));
    requireNoGrowth(manyLayers(), new Sgd(0.5f));
    requireNoGrowth(convolutions(), Adam.DEFAULT);
    requireNoGrowth(recurrent(), Adam.DEFAULT);
    requireNoGrowth(attention(), Adam.DEFAULT);
  }

  private static void requireNoGrowth(NetworkSpec spec, Optimizer optimizer)
      throws InterruptedException {
    try (Network network = network("nd4j", spec)) {
      Network.Training training = network.training(64, optimizer);
      Network.Inference inference = network.inference(64);
      Sequences input = batch(spec, 64);
      float[] outputs = new float[64 * spec.outputs()];
      float[] outputGradients = new float[outputs.length];
      float[] inputGradients = new float[64 * spec.inputs()];
      Network.Loss loss =
          (shard, firstRow, rows, values, gradients) ->
              System.arraycopy(values, 0, gradients, 0, rows * spec.outputs());
      Runnable step =
          () -> {
            for (int rows : new int[] {64, 64, 64, 17}) {
              training.forwardBackward(use(input, rows), loss);
              training.step(1e-4f, 0.5f);
              inference.forward(input, outputs);
            }
            training.forward(input, outputs);
            training.backward(outputGradients, inputGradients);
          };
      for (int i = 0; i < 100; i++) {
        step.run();
      }
      long heap = heap();
      long outside = outside();
      for (int i = 0; i < 200; i++) {
        step.run();
      }
      assertThat(outside() - outside).as("bytes outside the heap").isLessThan(1 << 16);
      assertThat(heap() - heap).as("bytes in the heap").isLessThan(4 << 20);
    }
  }

  @Test
  void passesOfOperationsAloneGiveTheSame() {
    for (NetworkSpec spec :
        List.of(manyLayers(), spec(Activation.TANH), convolutions(), recurrent(), attention())) {
      List<float[]> results = new ArrayList<>();
      for (boolean onlyOperations : new boolean[] {false, true}) {
        try (Network network = new Nd4jNetwork(spec, Nd4jRuntime.get(), onlyOperations)) {
          network.setParameters(Initializer.parameters(spec, new RandomStream(1)));
          Network.Training training = network.training(40, Adam.DEFAULT);
          for (int rows : new int[] {40, 23}) {
            Sequences input = batch(spec, rows);
            float[] outputs = new float[rows * spec.outputs()];
            float[] inputGradients = new float[rows * spec.inputs()];
            float[] gradients = new float[network.parameterCount()];
            training.forward(input, outputs);
            training.backward(outputs, inputGradients);
            training.getGradients(gradients);
            results.addAll(List.of(outputs, inputGradients, gradients));
          }
        }
      }
      for (int i = 0; i < 6; i++) {
        float[] expected = results.get(i);
        float largest = 0;
        for (float value : expected) {
          largest = Math.max(largest, Math.abs(value));
        }
        assertThat(largest).isGreaterThan(0.1f);
        assertThat(results.get(6 + i)).containsExactly(expected, within(1e-5f * (1 + largest)));
      }
    }
  }

  /** What is held once the collector has let go of ND4J's small temporary arrays. */
  private static long outside() throws InterruptedException {
    for (int i = 0; i < 3; i++) {
      System.gc();
      Thread.sleep(100);
    }
    return Pointer.totalBytes();
  }

  private static long heap() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  @Test
  void closingFreesTheMemory() throws InterruptedException {
    long before = outside();
    for (int i = 0; i < 50; i++) {
      try (Network network = network("nd4j", spec(Activation.TANH))) {
        network.training(4096, Adam.DEFAULT).forwardBackward(rows(4096), loss());
      }
    }
    // a network of this size holds about 4 MB
    assertThat(Pointer.totalBytes() - before).isLessThan(40 << 20); // without a collection
  }

  @Test
  void networksOfManyThreadsTakeTurns() throws InterruptedException {
    NetworkSpec spec = spec(Activation.TANH);
    try (Network network = network("nd4j", spec);
        Network reference = network("scalar", spec)) {
      float[] expected = new float[32 * 4];
      reference.inference(32).forward(rows(32), expected);
      List<Thread> threads = new ArrayList<>();
      List<float[]> results = new ArrayList<>();
      for (int t = 0; t < 4; t++) {
        Network.Inference inference = network.inference(32);
        float[] outputs = new float[32 * 4];
        results.add(outputs);
        Thread thread =
            new Thread(
                () -> {
                  for (int i = 0; i < 100; i++) {
                    Arrays.fill(outputs, 0);
                    inference.forward(rows(32), outputs);
                  }
                });
        threads.add(thread);
        thread.start();
      }
      for (Thread thread : threads) {
        thread.join();
      }
      for (float[] outputs : results) {
        assertThat(outputs).containsExactly(expected, within(1e-5f));
      }
    }
  }

  @Test
  void activationsOnADeviceAreThoseOfTheProcessor() {
    float[] values = {-90, -50, -3, -0.5f, 0, 0.25f, 2, 45, 90, 100};
    for (Activation activation : Activation.values()) {
      float[][] results = new float[2][];
      float[][] slopes = new float[2][];
      Nd4jRuntime.get()
          .run(
              () -> {
                Activations[] both = {new HostActivations(), new DeviceActivations()};
                for (int i = 0; i < 2; i++) {
                  INDArray x = array(values);
                  INDArray y = Memory.zeros(values.length);
                  INDArray d = Memory.zeros(values.length);
                  d.assign(1);
                  INDArray column = Memory.matrix(y, 0, values.length, 1);
                  INDArray sums = Memory.matrix(x, 0, values.length, 1);
                  Workspace workspace = new Workspace(values.length, true);
                  both[i].forward(activation, sums, column).forEach(Operation::run);
                  if (activation == Activation.IDENTITY) {
                    y.assign(x);
                  }
                  both[i]
                      .backward(
                          activation,
                          sums,
                          column,
                          Memory.matrix(d, 0, values.length, 1),
                          workspace)
                      .forEach(Operation::run);
                  results[i] = y.data().asFloat();
                  slopes[i] = d.data().asFloat();
                }
              });
      assertThat(results[0]).as("%s", activation).containsExactly(results[1], within(2e-6f));
      assertThat(slopes[0]).as("%s'", activation).containsExactly(slopes[1], within(2e-6f));
    }
  }

  private static INDArray array(float[] values) {
    INDArray array = Memory.zeros(values.length);
    Memory.write(values, values.length, array);
    return array;
  }

  @Test
  void gpusThatThePublishedBuildCannotServeAreNamed() {
    assertThat(Gpu.unsupported(37)).isEmpty();
    assertThat(Gpu.unsupported(89)).isEmpty();
    assertThat(Gpu.unsupported(90).orElseThrow()).contains("9.0").contains("nd4j-cuda-11.6");
    assertThat(Gpu.unsupported(120).orElseThrow()).contains("12.0");
    assertThat(Gpu.look().isUsable()).isFalse(); // tests run without the CUDA build
  }

  @Test
  void aMissingLibraryIsNamed() {
    assertThat(
            Nd4jRuntime.message(
                new ExceptionInInitializerError(
                    new UnsatisfiedLinkError("no jnind4jcpu in java.library.path\nmore"))))
        .isEqualTo(
            "the backend nd4j cannot load its native library (no jnind4jcpu in java.library.path):"
                + " build on this machine, so that Maven fetches the natives of "
                + System.getProperty("os.name")
                + " "
                + System.getProperty("os.arch")
                + ", or use another backend");
  }
}
