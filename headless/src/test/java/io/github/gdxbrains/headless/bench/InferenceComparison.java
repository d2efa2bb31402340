package io.github.gdxbrains.headless.bench;

import ai.onnxruntime.OrtException;
import io.github.gdxbrains.nn.Backends;
import io.github.gdxbrains.nn.Initializer;
import io.github.gdxbrains.nn.Network;
import io.github.gdxbrains.nn.NetworkSpec;
import io.github.gdxbrains.nn.Sequences;
import io.github.gdxbrains.parallel.Workers;
import io.github.gdxbrains.random.RandomStream;
import java.util.Arrays;
import java.util.Locale;

/**
 * Inference beside ONNX Runtime, both on one thread: {@code benchmarks/inference.sh} runs it. Both
 * compute the same rows of the same network in turns, in the same minute; a figure is the best of
 * the turns.
 */
final class InferenceComparison {
  private static final int[] UNITS = {64, 256};
  private static final int[] AGENTS = {1, 10, 100, 1000};
  private static final int TURNS = 15;
  private static final double WARM_SECONDS = 2;
  private static final double TURN_SECONDS = 0.15;

  private InferenceComparison() {}

  /** Something to be timed. */
  private interface Pass {
    void run() throws OrtException;
  }

  /** Prints the table. */
  public static void main(String[] arguments) throws OrtException {
    System.out.printf(
        Locale.ROOT,
        "%6s %6s %22s %22s %8s%n",
        "UNITS",
        "AGENTS",
        Backends.best().name() + " us/decision",
        "ONNX Runtime us/decision",
        "RATIO");
    for (int units : UNITS) {
      for (int agents : AGENTS) {
        compare(units, agents);
      }
    }
  }

  private static void compare(int units, int agents) throws OrtException {
    NetworkSpec spec = MeasuredNetwork.POLICY_AND_VALUE.spec(units);
    RandomStream random = new RandomStream(1);
    float[] parameters = Initializer.parameters(spec, random);
    Sequences input = Sequences.rows(agents, spec.inputs()).use(agents);
    for (int i = 0; i < input.values().length; i++) {
      input.values()[i] = random.nextFloat(-1, 1);
    }
    float[] outputs = new float[agents * spec.outputs()];
    try (Network network = Backends.best().network(spec, Workers.single());
        OnnxInference onnx = new OnnxInference(spec, parameters, agents)) {
      network.setParameters(parameters);
      Network.Inference inference = network.inference(agents);
      onnx.inputs().put(0, input.values());
      Pass[] passes = {() -> inference.forward(input, outputs), onnx::forward};
      double[][] micros = new double[passes.length][TURNS];
      for (Pass pass : passes) {
        time(pass, WARM_SECONDS);
      }
      for (int turn = 0; turn < TURNS; turn++) {
        for (int i = 0; i < passes.length; i++) {
          micros[i][turn] = time(passes[i], TURN_SECONDS) / agents;
        }
      }
      double ours = best(micros[0]);
      double theirs = best(micros[1]);
      System.out.printf(
          Locale.ROOT,
          "%6d %6d %22.3f %22.3f %7.1fx%n",
          units,
          agents,
          ours,
          theirs,
          theirs / ours);
    }
  }

  /** Microseconds a call. */
  private static double time(Pass pass, double seconds) throws OrtException {
    long calls = 0;
    long start = System.nanoTime();
    double elapsed;
    do {
      for (int i = 0; i < 16; i++) {
        pass.run();
      }
      calls += 16;
      elapsed = (System.nanoTime() - start) / 1e9;
    } while (elapsed < seconds);
    return elapsed * 1e6 / calls;
  }

  private static double best(double[] numbers) {
    return Arrays.stream(numbers).min().orElseThrow();
  }
}
