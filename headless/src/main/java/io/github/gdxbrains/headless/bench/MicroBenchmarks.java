package io.github.gdxbrains.headless.bench;

import java.io.OutputStream;
import java.io.PrintStream;
import java.util.Collection;
import java.util.List;
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

  /** For JMH's own loop; the kernels are warm before it begins. */
  private static final int WARM_MILLIS = 200;

  private static final int STRETCHES = 5;

  private final Session session;

  MicroBenchmarks(Session session) {
    this.session = session;
  }

  void forward() {
    for (int units : UNITS) {
      for (int rows : ROWS) {
        for (String backend : session.networkBackends()) {
          double nanos = nanos("forward", backend, units, rows, 1);
          double gigaflops = rows * NetworkBenchmark.forwardFlops(units) / nanos;
          session.add(
              Figure.of("forward", backend, 1, gigaflops, "GFLOP/s")
                  .withRows(rows)
                  .withUnits(units)
                  .ofPeak(session.peak(1)));
        }
      }
    }
  }

  void trainStep() {
    List<String> backends = session.networkBackends();
    for (int units : UNITS) {
      for (int rows : ROWS) {
        trainStep(units, rows, backends.get(0), 1);
        for (String backend : backends.subList(1, backends.size())) {
          trainStep(units, rows, backend, 1);
          if (session.cores() > 1) {
            trainStep(units, rows, backend, session.cores());
          }
        }
      }
    }
  }

  private void trainStep(int units, int rows, String backend, int threads) {
    double nanos = nanos("trainStep", backend, units, rows, threads);
    double gigaflops = rows * NetworkBenchmark.trainFlops(units) / nanos;
    session.add(
        Figure.of("train-step", backend, threads, gigaflops, "GFLOP/s")
            .withRows(rows)
            .withUnits(units)
            .ofPeak(session.peak(threads)));
  }

  void inference() {
    for (int units : INFERENCE_UNITS) {
      for (int agents : AGENTS) {
        for (String backend : session.backends()) {
          double nanos = nanos("decide", backend, units, agents, 1);
          session.add(
              Figure.of("inference", backend, 1, nanos / agents / 1e3, Figure.MICROSECONDS)
                  .withRows(agents)
                  .withUnits(units));
        }
      }
    }
  }

  /** Nanoseconds of one call, in the best of several stretches, as the peak is the best of many. */
  private double nanos(String method, String backend, int units, int rows, int threads) {
    TimeValue iteration =
        TimeValue.milliseconds(Math.max(20, Math.round(1000 * session.seconds(0.6) / STRETCHES)));
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .include(NetworkBenchmark.class.getName() + "\\." + method + "$")
            .param("backend", backend)
            .param("units", Integer.toString(units))
            .param("rows", Integer.toString(rows))
            .param("threads", Integer.toString(threads))
            .warmupIterations(1)
            .warmupTime(TimeValue.milliseconds(WARM_MILLIS))
            .measurementIterations(STRETCHES)
            .measurementTime(iteration)
            .forks(1)
            .shouldFailOnError(true)
            .verbosity(VerboseMode.SILENT);
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
