package io.github.gdxbrains.headless.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import io.github.gdxbrains.nn.Backends;
import io.github.gdxbrains.nn.Initializer;
import io.github.gdxbrains.nn.Network;
import io.github.gdxbrains.nn.NetworkSpec;
import io.github.gdxbrains.nn.Sequences;
import io.github.gdxbrains.parallel.Workers;
import io.github.gdxbrains.random.RandomStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The networks that the inference benchmark compares compute the same. */
final class OnnxAgreementTest {
  private static boolean isThere() {
    try {
      return OrtEnvironment.getEnvironment() != null;
    } catch (LinkageError | RuntimeException none) {
      System.out.println("SKIPPED: ONNX Runtime has no natives for this machine: " + none);
      return false;
    }
  }

  @ParameterizedTest
  @CsvSource({"64, 1", "64, 33", "256, 100"})
  void outputsAgree(int units, int rows) throws OrtException {
    assumeTrue(isThere(), "ONNX Runtime has no natives for this machine");
    NetworkSpec spec = MeasuredNetwork.POLICY_AND_VALUE.spec(units);
    RandomStream random = new RandomStream(9);
    float[] parameters = Initializer.parameters(spec, random);
    for (int i = 0; i < parameters.length; i++) {
      parameters[i] += random.nextFloat(-0.2f, 0.2f);
    }
    Sequences input = Sequences.rows(rows, spec.inputs()).use(rows);
    for (int i = 0; i < input.values().length; i++) {
      input.values()[i] = random.nextFloat(-2, 2);
    }
    float[] outputs = new float[rows * spec.outputs()];
    try (Network network = Backends.best().network(spec, Workers.single());
        OnnxInference onnx = new OnnxInference(spec, parameters, rows)) {
      network.setParameters(parameters);
      network.inference(rows).forward(input, outputs);
      onnx.inputs().put(0, input.values());
      onnx.forward();
      for (int i = 0; i < outputs.length; i++) {
        assertThat(onnx.outputs().get(i)).as("output %d", i).isCloseTo(outputs[i], within(1e-4f));
      }
      assertThat(outputs).doesNotContain(0f);
    }
  }
}
