package io.github.gdxbrains.headless.bench;

import com.sun.management.ThreadMXBean;
import io.github.gdxbrains.agent.AgentBatch;
import io.github.gdxbrains.agent.BehaviorSpec;
import io.github.gdxbrains.agent.Brain;
import io.github.gdxbrains.brain.HierarchicalModel;
import io.github.gdxbrains.brain.NeuralModel;
import io.github.gdxbrains.brain.RandomModel;
import io.github.gdxbrains.nn.Adam;
import io.github.gdxbrains.nn.Backends;
import io.github.gdxbrains.nn.Network;
import io.github.gdxbrains.nn.NetworkSpec;
import io.github.gdxbrains.nn.Sequences;
import io.github.gdxbrains.parallel.Workers;
import io.github.gdxbrains.random.RandomStream;
import io.github.gdxbrains.space.ActionSpace;
import io.github.gdxbrains.space.ObservationSpace;
import io.github.gdxbrains.space.ObservationStream;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
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

/** A network's passes and decisions. JMH wants the class and its fields open. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class NetworkBenchmark {
  private static final long ROUND_NANOS = 50_000_000;
  private static final int STEADY_ROUNDS = 20;
  private static final long WARM_LIMIT_NANOS = 30_000_000_000L;

  /** Decisions of an agent from one of its manager's to the next. */
  private static final int PERIOD = 10;

  /** What is computed. */
  @Param("POLICY_AND_VALUE")
  public MeasuredNetwork kind;

  /** Which backend computes. */
  @Param("simd")
  public String backend;

  /** Units of a hidden layer. */
  @Param("64")
  public int units;

  /** Rows of a batch, or agents. */
  @Param("64")
  public int rows;

  /** Threads that share the rows. */
  @Param("1")
  public int threads;

  private final IntConsumer forwardTask = this::forward;
  private Workers workers;
  private Network network;
  private Share[] shares;
  private Network.Training training;
  private Network.Loss loss;
  private Sequences input;
  private Brain brain;
  private Brain hierarchy;
  private Brain skillsByChance;
  private AgentBatch agents;
  private int[] agentRows;

  /** Makes networks and inputs, and runs the method to be measured until it is compiled. */
  @Setup(Level.Trial)
  public void setUp(BenchmarkParams benchmark) {
    setUp();
    String method = benchmark.getBenchmark();
    switch (method.substring(method.lastIndexOf('.') + 1)) {
      case "forward" -> warmUp(() -> forward());
      case "trainStep" -> warmUp(this::trainStep);
      case "decide" -> warmUp(this::decide);
      case "decideByHierarchy" -> warmUp(this::decideByHierarchy);
      case "decideBySkills" -> warmUp(this::decideBySkills);
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

  /** What one thread computes of a forward pass, as a collector's threads share the arenas. */
  private record Share(Network.Inference inference, Sequences input, float[] outputs) {
    void forward() {
      inference.forward(input, outputs);
    }
  }

  /** Makes networks and inputs. */
  void setUp() {
    RandomStream random = new RandomStream(1);
    NetworkSpec spec = kind.spec(units);
    workers = new Workers(threads);
    network = Backends.named(backend).network(spec, workers);
    float[] parameters = new float[network.parameterCount()];
    for (int i = 0; i < parameters.length; i++) {
      parameters[i] = random.nextFloat(-0.1f, 0.1f);
    }
    network.setParameters(parameters);
    int sequences = rows / kind.steps();
    shares = new Share[threads];
    for (int i = 0; i < threads; i++) {
      int count = sequences * (i + 1) / threads - sequences * i / threads;
      Sequences own = input(spec, count, random);
      shares[i] =
          new Share(
              network.inference(own.rowCount()), own, new float[own.rowCount() * spec.outputs()]);
    }
    input = input(spec, sequences, random);
    training = network.training(rows, Adam.DEFAULT);
    float scale = 1e-3f / rows;
    int width = spec.outputs();
    loss =
        (shard, firstRow, count, computed, gradients) -> {
          for (int i = 0; i < count * width; i++) {
            gradients[i] = scale * computed[i];
          }
        };
    if (kind == MeasuredNetwork.POLICY_AND_VALUE) {
      setUpBrain(spec, parameters, random);
    }
  }

  private Sequences input(NetworkSpec spec, int sequences, RandomStream random) {
    Sequences made = Sequences.of(spec, sequences * kind.steps()).use(sequences, kind.steps());
    for (int i = 0; i < made.values().length; i++) {
      made.values()[i] = random.nextFloat(-1, 1);
    }
    return made;
  }

  private void setUpBrain(NetworkSpec spec, float[] parameters, RandomStream random) {
    ObservationSpace sees =
        ObservationSpace.of(ObservationStream.vector("numbers", MeasuredNetwork.INPUTS));
    BehaviorSpec behavior =
        new BehaviorSpec("Bench", sees, ActionSpace.discrete(MeasuredNetwork.OPTIONS));
    NeuralModel model = new NeuralModel(behavior, spec, parameters, new float[0], new float[0]);
    brain = model.brains(Backends.named(backend), true).brain(rows);
    List<HierarchicalModel.Skill> skills = new ArrayList<>();
    for (int i = 0; i < MeasuredNetwork.OPTIONS; i++) {
      skills.add(new HierarchicalModel.Skill("skill " + i, model));
    }
    hierarchy =
        new HierarchicalModel(behavior, PERIOD, model, skills)
            .brains(Backends.named(backend), true)
            .brain(rows);
    skillsByChance =
        new HierarchicalModel(behavior, PERIOD, new RandomModel(behavior), skills)
            .brains(Backends.named(backend), true)
            .brain(rows);
    agents = new AgentBatch(behavior, rows, 0);
    agents.reserveStates(hierarchy.stateSize());
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
    workers.run(threads, forwardTask);
    return shares[0].outputs();
  }

  private void forward(int share) {
    shares[share].forward();
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

  /** The same by a manager and skills that have such a network each. */
  @Benchmark
  public int[] decideByHierarchy() {
    hierarchy.decide(agents, agentRows, rows);
    return agents.choices();
  }

  /** The same without the manager's network: skills are chosen by chance. */
  @Benchmark
  public int[] decideBySkills() {
    skillsByChance.decide(agents, agentRows, rows);
    return agents.choices();
  }
}
