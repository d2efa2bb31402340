package io.github.gdxbrains.headless.nd4j;

import io.github.gdxbrains.nn.Activation;
import io.github.gdxbrains.nn.cpu.RationalTanh;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.function.Consumer;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Activations on the processor. ND4J's own tanh takes 4 ns an element on one thread; copying to the
 * Java heap, the rational function that Java's compiler turns into vector code, and copying back
 * take less than 1 ns. The rest is ND4J's.
 */
final class HostActivations implements Activations {
  /** Elements that are copied at once: they stay in the first-level cache. */
  private static final int CHUNK = 2048;

  private final Activations device = new DeviceActivations();
  private final float[] chunk = new float[CHUNK];

  @Override
  public List<Operation> forward(Activation activation, INDArray sums, INDArray y) {
    return switch (activation) {
      case TANH -> List.of(inJava(sums, y, HostActivations::tanh));
      case SILU -> List.of(inJava(sums, y, HostActivations::silu));
      default -> device.forward(activation, sums, y);
    };
  }

  @Override
  public List<Operation> backward(
      Activation activation, INDArray sums, INDArray y, INDArray d, Workspace workspace) {
    return device.backward(activation, sums, y, d, workspace);
  }

  private Operation inJava(INDArray from, INDArray to, Consumer<float[]> function) {
    FloatBuffer source = Memory.floats(from);
    FloatBuffer target = Memory.floats(to);
    int length = Math.toIntExact(from.length());
    return () -> {
      for (int start = 0; start < length; start += CHUNK) {
        int count = Math.min(CHUNK, length - start);
        source.get(start, chunk, 0, count);
        function.accept(chunk);
        target.put(start, chunk, 0, count);
      }
    };
  }

  private static void tanh(float[] values) {
    for (int i = 0; i < values.length; i++) {
      values[i] = RationalTanh.tanh(values[i]);
    }
  }

  private static void silu(float[] values) {
    for (int i = 0; i < values.length; i++) {
      float x = values[i];
      values[i] = x * (0.5f * RationalTanh.tanh(0.5f * x) + 0.5f);
    }
  }
}
