package io.github.gdxbrains.headless.bench;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.github.gdxbrains.nn.NetworkSpec;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Map;
import java.util.Set;

/**
 * A network on ONNX Runtime as fast as its Java binding goes on one thread: input and output are
 * direct buffers that it reads and writes in place.
 */
final class OnnxInference implements AutoCloseable {
  private final OrtSession session;
  private final FloatBuffer inputs;
  private final FloatBuffer outputs;
  private final OnnxTensor x;
  private final OnnxTensor y;

  /**
   * @throws OrtException if ONNX Runtime refuses the model
   * @throws LinkageError if it has no natives for this machine
   */
  OnnxInference(NetworkSpec spec, float[] parameters, int rows) throws OrtException {
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    OrtSession.SessionOptions options = new OrtSession.SessionOptions();
    options.setIntraOpNumThreads(1);
    options.setInterOpNumThreads(1);
    session = environment.createSession(OnnxModel.of(spec, parameters), options);
    inputs = buffer(rows * spec.inputs());
    outputs = buffer(rows * spec.outputs());
    x = OnnxTensor.createTensor(environment, inputs, new long[] {rows, spec.inputs()});
    y = OnnxTensor.createTensor(environment, outputs, new long[] {rows, spec.outputs()});
  }

  private static FloatBuffer buffer(int floats) {
    return ByteBuffer.allocateDirect(4 * floats).order(ByteOrder.nativeOrder()).asFloatBuffer();
  }

  /** Input rows, to be filled. */
  FloatBuffer inputs() {
    return inputs;
  }

  /** Output rows of the last pass. */
  FloatBuffer outputs() {
    return outputs;
  }

  /** Computes all rows. */
  void forward() throws OrtException {
    session.run(Map.of("x", x), Set.of(), Map.of("y", y)).close();
  }

  @Override
  public void close() throws OrtException {
    x.close();
    y.close();
    session.close();
  }
}
