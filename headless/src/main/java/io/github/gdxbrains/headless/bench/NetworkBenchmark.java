package io.github.gdxbrains.headless.bench;

import com.sun.management.ThreadMXBean;
import io.github.gdxbrains.agent.AgentBatch;
import io.github.gdxbrains.agent.BehaviorSpec;
import io.github.gdxbrains.agent.Brain;
import io.github.gdxbrains.brain.NeuralModel;
import io.github.gdxbrains.nn.Activation;
import io.github.gdxbrains.nn.Adam;
import io.github.gdxbrains.nn.Backends;
import io.github.gdxbrains.nn.Head;
import io.github.gdxbrains.nn.Layer;
import io.github.gdxbrains.nn.Network;
import io.github.gdxbrains.nn.NetworkSpec;
import io.github.gdxbrains.nn.ParameterLayout;
import io.github.gdxbrains.nn.Sequences;
import io.github.gdxbrains.nn.Trunk;
import io.github.gdxbrains.parallel.Workers;
import io.github.gdxbrains.random.RandomStream;
import io.github.gdxbrains.space.ActionSpace;
import io.github.gdxbrains.space.ObservationSpace;
import io.github.gdxbrains.space.ObservationStream;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.BenchmarkParams;

/**
 * Networks as PPO uses them: separate policy and value networks of two tanh layers, 8 inputs, 6
 * options. JMH wants the class and its fields open.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class NetworkBenchmark {
  static final int INPUTS = 8;
  static final int OPTIONS = 6;

  private static final long ROUND_NANOS = 50_000_000;
  private static final int STEADY_ROUNDS = 20;
  private static final long WARM_LIMIT_NANOS = 30_000_000_000L;

  /** Which backend computes. */
  @Param("simd")
  public String backend;

  /** Units of each hidden layer. */
  @Param("64")
  public int units;

  /** Rows of a batch, or agents. */
  @Param("64")
  public int rows;

  /** Threads of a training step. */
  @Param("1")
  public int threads;

  private Workers workers;
  private Network network;
  private Network.Inference inference;
  private Network.Training training;
  private Network.Loss loss;
  private Sequences input;
  private float[] outputs;
  private Brain brain;
  private AgentBatch agents;
  private int[] agentRows;

  static NetworkSpec spec(int units) {
    List<Layer> layers =
        List.of(
            new Layer.Dense(units, Activation.TANH, 1), new Layer.Dense(units, Activation.TANH, 1));
    return new NetworkSpec(
        INPUTS,
        false,
        List.of(
            new Trunk(layers, List.of(new Head("policy", OPTIONS, 0.01f))),
            new Trunk(layers, List.of(new Head("value", 1, 1)))));
  }

  /** Floating-point operations of a forward pass, a row. */
  static double forwardFlops(int units) {
    double hidden = (double) INPUTS * units + (double) units * units;
    return 2 * (2 * hidden + (double) units * OPTIONS + units);
  }

  /** Floating-point operations of forward, backward and weight gradients, a row. */
  static double trainFlops(int units) {
    double firstLayers = 2.0 * 2 * INPUTS * units; // nobody asks for the inputs' gradient
    return 3 * forwardFlops(units) - firstLayers;
  }

  /** Makes networks and inputs, and runs the method to be measured until it is compiled. */
  @Setup(Level.Trial)
  public void setUp(BenchmarkParams benchmark) {
    setUp();
    String method = benchmark.getBenchmark();
    switch (method.substring(method.lastIndexOf('.') + 1)) {
      case "forward" -> warmUp(this::forward);
      case "trainStep" -> warmUp(this::trainStep);
      case "decide" -> warmUp(this::decide);
      default -> throw new IllegalArgumentException(method);
    }
  }

  /**
   * Runs a method until, for a second, it has become no faster and has allocated nothing: before C2
   * has compiled its kernels, which takes long on a busy machine, the Vector API allocates and is a
   * hundred times slower.
   */
  private static void warmUp(Runnable method) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long id = Thread.currentThread().getId();
    long end = System.nanoTime() + WARM_LIMIT_NANOS;
    double best = Double.POSITIVE_INFINITY;
    int steady = 0;
    while (steady < STEADY_ROUNDS && System.nanoTime() < end) {
      long allocated = threads.getThreadAllocatedBytes(id);
      long start = System.nanoTime();
      long elapsed;
      int calls = 0;
      do {
        method.run();
        calls++;
        elapsed = System.nanoTime() - start;
      } while (elapsed < ROUND_NANOS);
      allocated = threads.getThreadAllocatedBytes(id) - allocated;
      double nanos = (double) elapsed / calls;
      steady = allocated > 0 || nanos < 0.95 * best ? 0 : steady + 1;
      best = Math.min(best, nanos);
    }
  }

  /** Makes networks and inputs. */
  void setUp() {
    RandomStream random = new RandomStream(1);
    NetworkSpec spec = spec(units);
    workers = new Workers(threads);
    network = Backends.named(backend).network(spec, workers);
    float[] parameters = new float[new ParameterLayout(spec).size()];
    for (int i = 0; i < parameters.length; i++) {
      parameters[i] = random.nextFloat(-0.1f, 0.1f);
    }
    network.setParameters(parameters);
    input = Sequences.rows(rows, INPUTS).use(rows);
    for (int i = 0; i < rows * INPUTS; i++) {
      input.values()[i] = random.nextFloat(-1, 1);
    }
    outputs = new float[rows * spec.outputs()];
    inference = network.inference(rows);
    training = network.training(rows, Adam.DEFAULT);
    float scale = 1e-3f / rows;
    int width = spec.outputs();
    loss =
        (shard, firstRow, count, computed, gradients) -> {
          for (int i = 0; i < count * width; i++) {
            gradients[i] = scale * computed[i];
          }
        };
    setUpBrain(spec, parameters, random);
  }

  private void setUpBrain(NetworkSpec spec, float[] parameters, RandomStream random) {
    ObservationSpace sees = ObservationSpace.of(ObservationStream.vector("numbers", INPUTS));
    BehaviorSpec behavior = new BehaviorSpec("Bench", sees, ActionSpace.discrete(OPTIONS));
    NeuralModel model = new NeuralModel(behavior, spec, parameters, new float[0], new float[0]);
    brain = model.brains(Backends.named(backend), true).brain(rows);
    agents = new AgentBatch(behavior, rows, 0);
    agentRows = new int[rows];
    for (int row = 0; row < rows; row++) {
      agentRows[row] = row;
    }
    for (int i = 0; i < agents.observations().length; i++) {
      agents.observations()[i] = random.nextFloat(-1, 1);
    }
  }

  /** Frees what the backend holds. */
  @TearDown(Level.Trial)
  public void tearDown() {
    network.close();
    workers.close();
  }

  /** A forward pass. */
  @Benchmark
  public float[] forward() {
    inference.forward(input, outputs);
    return outputs;
  }

  /** Forward, backward and an Adam step. */
  @Benchmark
  public float trainStep() {
    training.forwardBackward(input, loss);
    return training.step(3e-4f, 0.5f);
  }

  /** Decisions of some agents, from observations to chosen actions. */
  @Benchmark
  public int[] decide() {
    brain.decide(agents, agentRows, rows);
    return agents.choices();
  }
}
