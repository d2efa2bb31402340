package io.github.gdxbrains.headless.bench;

import java.io.OutputStream;
import java.io.PrintStream;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** The cases that JMH measures, each in a Java machine of its own. */
final class MicroBenchmarks {
  private static final int[] UNITS = {64, 128, 256, 512};
  private static final int[] ROWS = {64, 1024, 8192};
  private static final int[] AGENTS = {1, 10, 100, 1000};
  private static final int[] INFERENCE_UNITS = {64, 256};

  /** Methods of {@link NetworkBenchmark}. */
  private static final String FORWARD = "forward";

  private static final String TRAIN_STEP = "trainStep";

  /** For JMH's own loop; the kernels are warm before it begins. */
  private static final int WARM_MILLIS = 200;

  private static final int STRETCHES = 5;

  private final Session session;
  private final Map<Measured, List<String>> able = new HashMap<>();

  MicroBenchmarks(Session session) {
    this.session = session;
  }

  void forward() {
    for (int units : UNITS) {
      Measured network = new Measured("forward", MeasuredNetwork.POLICY_AND_VALUE, units);
      for (int rows : ROWS) {
        for (String backend : backends(network)) {
          speed(network, network.name, FORWARD, backend, rows, 1);
        }
      }
    }
  }

  void trainStep() {
    for (int units : UNITS) {
      Measured network = new Measured("train-step", MeasuredNetwork.POLICY_AND_VALUE, units);
      for (int rows : ROWS) {
        for (String backend : backends(network)) {
          for (int threads : threads(backend)) {
            speed(network, network.name, TRAIN_STEP, backend, rows, threads);
          }
        }
      }
    }
  }

  void natureCnn() {
    passes(new Measured("nature-cnn", MeasuredNetwork.NATURE_CNN, 512), 32, 256);
  }

  /** Microseconds of a minibatch of 64 out of a million transitions. */
  void replay() {
    for (String method : List.of("uniform", "prioritized")) {
      ChainedOptionsBuilder options =
          options(ReplayBenchmark.class, method).warmupTime(TimeValue.seconds(2));
      session.add(
          Figure.of("replay " + method, "", 1, nanos(method, options) / 1e3, "us")
              .withRows(ReplayBenchmark.BATCH));
    }
  }

  void lstm() {
    passes(new Measured("lstm", MeasuredNetwork.LSTM, 128), 64 * MeasuredNetwork.LSTM.steps());
  }

  /** Forward pass and training step, as time and as speed. */
  private void passes(Measured network, int... batches) {
    for (int rows : batches) {
      for (String method : List.of(FORWARD, TRAIN_STEP)) {
        String name = network.name + (method.equals(FORWARD) ? " forward" : " train-step");
        for (String backend : backends(network)) {
          for (int threads : threads(backend)) {
            double nanos = speed(network, name, method, backend, rows, threads);
            session.add(
                Figure.of(name, backend, threads, nanos / 1e6, Figure.MILLISECONDS)
                    .withRows(rows)
                    .withUnits(network.units));
          }
        }
      }
    }
  }

  /**
   * A network and what its case is called; the backends that cannot compute it are known after the
   * first question.
   */
  private record Measured(String name, MeasuredNetwork network, int units) {}

  private List<String> backends(Measured measured) {
    return able.computeIfAbsent(measured, m -> session.backends(m.name, m.network.spec(m.units)));
  }

  /** One and all; of the fallback only one. */
  private List<Integer> threads(String backend) {
    return session.cores() == 1 || backend.equals("scalar")
        ? List.of(1)
        : List.of(1, session.cores());
  }

  /** Adds how fast a pass is; its nanoseconds. */
  private double speed(
      Measured measured, String name, String method, String backend, int rows, int threads) {
    MeasuredNetwork network = measured.network;
    int units = measured.units;
    double nanos = nanos(method, network, backend, units, rows, threads);
    double flops = method.equals(FORWARD) ? network.forwardFlops(units) : network.trainFlops(units);
    session.add(
        Figure.of(name, backend, threads, rows * flops / nanos, "GFLOP/s")
            .withRows(rows)
            .withUnits(units)
            .ofPeak(session.peak(threads)));
    return nanos;
  }

  void inference() {
    decisions("inference", "decide");
  }

  /**
   * A network, skills that have such a network each and are chosen by chance, and a manager with
   * such a network above them.
   */
  void hierarchy() {
    decisions("hierarchy flat", "decide");
    decisions("hierarchy skills", "decideBySkills");
    decisions("hierarchy", "decideByHierarchy");
  }

  private void decisions(String name, String method) {
    for (int units : INFERENCE_UNITS) {
      for (int agents : AGENTS) {
        for (String backend : session.backends()) {
          double nanos = nanos(method, MeasuredNetwork.POLICY_AND_VALUE, backend, units, agents, 1);
          session.add(
              Figure.of(name, backend, 1, nanos / agents / 1e3, Figure.MICROSECONDS)
                  .withRows(agents)
                  .withUnits(units));
        }
      }
    }
  }

  /** Nanoseconds of one call, in the best of several stretches, as the peak is the best of many. */
  private double nanos(
      String method, MeasuredNetwork network, String backend, int units, int rows, int threads) {
    return nanos(
        method,
        options(NetworkBenchmark.class, method)
            .param("kind", network.name())
            .param("backend", backend)
            .param("units", Integer.toString(units))
            .param("rows", Integer.toString(rows))
            .param("threads", Integer.toString(threads)));
  }

  private ChainedOptionsBuilder options(Class<?> benchmark, String method) {
    long millis = Math.round(1000 * session.seconds(0.6) / STRETCHES);
    return new OptionsBuilder()
        .include(benchmark.getName() + "\\." + method + "$")
        .warmupIterations(1)
        .warmupTime(TimeValue.milliseconds(WARM_MILLIS))
        .measurementIterations(STRETCHES)
        .measurementTime(TimeValue.milliseconds(Math.max(20, millis)))
        .forks(1)
        .shouldFailOnError(true)
        .verbosity(VerboseMode.SILENT);
  }

  private double nanos(String method, ChainedOptionsBuilder options) {
    if (session.hasVectors()) {
      options.jvmArgsAppend("--add-modules", "jdk.incubator.vector");
    }
    System.setProperty("jmh.ignoreLock", "true");
    PrintStream console = System.out;
    try {
      // each Java machine would announce the Vector API's module; failures come as exceptions
      System.setOut(new PrintStream(OutputStream.nullOutputStream()));
      Collection<RunResult> results = new Runner(options.build()).run();
      return results.iterator().next().getPrimaryResult().getStatistics().getMin();
    } catch (RunnerException e) {
      throw new IllegalStateException("the benchmark " + method + " failed: " + e.getMessage(), e);
    } finally {
      System.setOut(console);
    }
  }
}
