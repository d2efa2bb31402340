package io.github.gdxbrains.train;

import io.github.gdxbrains.agent.BehaviorSpec;
import io.github.gdxbrains.arena.ArenaSetup;
import io.github.gdxbrains.arena.Game;
import io.github.gdxbrains.catalog.Brains;
import io.github.gdxbrains.catalog.Extensions;
import io.github.gdxbrains.catalog.Learners;
import io.github.gdxbrains.learner.BehaviorConfig;
import io.github.gdxbrains.learner.LearnerContext;
import io.github.gdxbrains.nn.Backend;
import io.github.gdxbrains.nn.Backends;
import io.github.gdxbrains.nn.Input;
import io.github.gdxbrains.nn.Network;
import io.github.gdxbrains.nn.NetworkSpec;
import io.github.gdxbrains.nn.Noise;
import io.github.gdxbrains.nn.Optimizer;
import io.github.gdxbrains.nn.ParameterLayout;
import io.github.gdxbrains.nn.Sequences;
import io.github.gdxbrains.nn.Structure;
import io.github.gdxbrains.parallel.Workers;
import io.github.gdxbrains.random.RandomStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * The fastest backend for an experiment, found by timing its own networks with its own minibatches.
 *
 * @param backend the fastest
 * @param reason the figures, such as {@code simd (0.93 ms a minibatch; nd4j 1.41 ms)}
 */
public record BackendChoice(Backend backend, String reason) {
  /** Smaller networks are not worth loading another library for. */
  public static final int LARGE = 200_000;

  /**
   * By how much another backend must be faster: it may be less exact, and what was measured in a
   * moment is uncertain.
   */
  private static final double MARGIN = 0.8;

  /** Of a recurrent network's sequences; ML-Agents' sequence_length. */
  private static final int STEPS = 64;

  /**
   * What a learner learns with.
   *
   * @param spec its first network that learns
   * @param rows of its minibatches
   * @param parameters of the network
   * @param optimizer what takes the steps
   */
  record Workload(NetworkSpec spec, int rows, int parameters, Optimizer optimizer) {}

  /**
   * Chooses among the fastest backend of the JVM and, for large networks, those that were found
   * beside it.
   *
   * @param threads that learning will use
   * @throws io.github.gdxbrains.config.UserError if the experiment does not fit the game
   */
  public static BackendChoice of(
      ExperimentConfig config, Game game, Extensions extensions, Learners learners, int threads) {
    List<Workload> workloads = workloads(config, game, extensions, learners);
    int largest = workloads.stream().mapToInt(Workload::parameters).max().orElse(0);
    List<String> further =
        Backends.names().stream().filter(n -> !n.equals("simd") && !n.equals("scalar")).toList();
    Backend best = Backends.best();
    if (further.isEmpty() || largest < LARGE) {
      String reason =
          String.format(Locale.ROOT, "%s (the network has %,d parameters", best.name(), largest);
      return new BackendChoice(
          best, reason + (further.isEmpty() ? ")" : ": nothing else is worth loading)"));
    }
    try {
      return fastest(best, further, workloads, threads);
    } catch (OutOfMemoryError full) {
      return new BackendChoice(best, best.name() + " (too little memory for timing others)");
    }
  }

  private static BackendChoice fastest(
      Backend first, List<String> further, List<Workload> workloads, int threads) {
    List<Candidate> candidates = new ArrayList<>();
    List<String> unable = new ArrayList<>();
    double[] millis;
    try (Workers workers = new Workers(threads)) {
      try {
        candidates.add(new Candidate(first, workloads, workers));
        for (String name : further) {
          try {
            candidates.add(new Candidate(Backends.named(name), workloads, workers));
          } catch (IllegalArgumentException lack) {
            unable.add(name + ": " + lack.getMessage());
          }
        }
        List<LongSupplier> passes = new ArrayList<>();
        candidates.forEach(candidate -> passes.add(candidate::pass));
        millis = Arrays.stream(TimeTrial.shortest(passes)).mapToDouble(n -> n / 1e6).toArray();
      } finally {
        candidates.forEach(Candidate::close);
      }
    }
    int fastest = 0;
    for (int i = 1; i < millis.length; i++) {
      fastest = millis[i] < MARGIN * millis[fastest] ? i : fastest;
    }
    List<String> others = new ArrayList<>();
    for (int i = 0; i < millis.length; i++) {
      if (i != fastest) {
        others.add(figure(candidates.get(i).backend.name(), millis[i]));
      }
    }
    others.addAll(unable);
    Backend backend = candidates.get(fastest).backend;
    return new BackendChoice(
        backend,
        String.format(
            Locale.ROOT,
            "%s (%.2f ms a minibatch; %s)",
            backend.name(),
            millis[fastest],
            String.join("; ", others)));
  }

  private static String figure(String name, double millis) {
    return String.format(Locale.ROOT, "%s %.2f ms", name, millis);
  }

  /** What the experiment's learners would learn with, found by letting each ask for it. */
  static List<Workload> workloads(
      ExperimentConfig config, Game game, Extensions extensions, Learners learners) {
    ArenaSetup arenas = Arenas.setup(config, game, extensions);
    List<Workload> workloads = new ArrayList<>();
    for (BehaviorSpec behavior : arenas.behaviors()) {
      BehaviorConfig own = config.behaviors().get(behavior.name());
      if (own == null) {
        continue; // the trainer will say so
      }
      List<PolicySeats> policies =
          PolicySeats.of(behavior.name(), own, arenas.seats(), config.players());
      if (policies.isEmpty()) {
        continue;
      }
      // policies of one behavior learn alike
      List<Integer> teams = policies.get(0).teamsOfLanes(arenas.seats());
      int arenaCount = config.envSettings().numEnvs();
      Asked asked = new Asked();
      try (Workers workers = Workers.single()) {
        learners
            .create(
                new LearnerContext(
                    behavior,
                    own,
                    asked,
                    workers,
                    teams,
                    arenaCount,
                    0,
                    (name, spec, options) -> Brains.model(name, game, spec, options)))
            .close();
      } catch (Answer answer) {
        workloads.add(answer.workload);
      }
    }
    return workloads;
  }

  /**
   * Random numbers and noise, full lists, indices of 0; of a recurrent network, sequences of {@link
   * #STEPS} from random states.
   */
  private static Sequences input(Workload workload, RandomStream random) {
    NetworkSpec spec = workload.spec();
    Structure structure = spec.structure();
    int steps = spec.stateSize() > 0 ? Math.min(STEPS, workload.rows()) : 1;
    Sequences input = Sequences.of(spec, workload.rows()).use(workload.rows() / steps, steps);
    float[] values = input.values();
    float[] counts = counts(spec);
    for (int i = 0; i < values.length; i++) {
      int column = i % spec.inputs();
      int count = column - (spec.inputs() - counts.length);
      if (count >= 0) {
        values[i] = counts[count];
      } else if (!structure.isRaw(column)) {
        values[i] = random.nextFloat(-1, 1);
      }
    }
    for (int i = 0; i < input.initialState().length; i++) {
      input.initialState()[i] = random.nextFloat(-1, 1);
    }
    new Noise(spec).draw(input, random);
    return input;
  }

  /** The most entries of each counted input; these columns are the last of a row. */
  private static float[] counts(NetworkSpec spec) {
    List<Input> counted = spec.streams().stream().filter(Input::counted).toList();
    float[] counts = new float[counted.size()];
    for (int i = 0; i < counts.length; i++) {
      counts[i] = counted.get(i).shape().dimension(0);
    }
    return counts;
  }

  /** A backend with the networks that it would learn with. */
  static final class Candidate implements AutoCloseable {
    private final Backend backend;
    private final List<Network> networks = new ArrayList<>();
    private final List<Runnable> minibatches = new ArrayList<>();

    /**
     * Makes the networks and a first pass, in which the backend loads what it needs.
     *
     * @throws IllegalArgumentException if the backend lacks something
     */
    Candidate(Backend backend, List<Workload> workloads, Workers workers) {
      this.backend = backend;
      boolean isReady = false;
      try {
        workloads.forEach(workload -> add(workload, workers));
        pass();
        isReady = true;
      } finally {
        if (!isReady) {
          close();
        }
      }
    }

    private void add(Workload workload, Workers workers) {
      NetworkSpec spec = workload.spec();
      RandomStream random = new RandomStream(1);
      Network network = backend.network(spec, workers);
      networks.add(network);
      float[] parameters = new float[network.parameterCount()];
      for (int i = 0; i < parameters.length; i++) {
        parameters[i] = random.nextFloat(-0.05f, 0.05f);
      }
      network.setParameters(parameters);
      Network.Training training = network.training(workload.rows(), workload.optimizer());
      Sequences input = input(workload, random);
      float scale = 1e-3f / workload.rows();
      Network.Loss loss =
          (shard, firstRow, rows, outputs, gradients) -> {
            for (int i = 0; i < rows * spec.outputs(); i++) {
              gradients[i] = scale * outputs[i];
            }
          };
      minibatches.add(
          () -> {
            training.forwardBackward(input, loss);
            training.step(1e-4f, 0.5f);
          });
    }

    /** Nanoseconds of forward, backward and a step of each network. */
    long pass() {
      long start = System.nanoTime();
      minibatches.forEach(Runnable::run);
      return System.nanoTime() - start;
    }

    @Override
    public void close() {
      networks.forEach(Network::close);
    }
  }

  /** A backend that only notes what it is asked for, in the name of the one that can do it all. */
  private static final class Asked implements Backend {
    @Override
    public String name() {
      return Backends.best().name();
    }

    @Override
    public int lanes() {
      return 1;
    }

    @Override
    public Network network(NetworkSpec spec, Workers workers) {
      return new AskedNetwork(spec);
    }
  }

  /** Ends the making of a learner as soon as it says what it learns with. */
  private static final class Answer extends RuntimeException {
    private final transient Workload workload;

    Answer(Workload workload) {
      super("", null, false, false);
      this.workload = workload;
    }
  }

  /** A network without parameters. */
  private record AskedNetwork(NetworkSpec spec) implements Network {
    @Override
    public int parameterCount() {
      return new ParameterLayout(spec).size();
    }

    @Override
    public void getParameters(float[] target) {}

    @Override
    public void setParameters(float[] source) {}

    @Override
    public void setNormalizer(float[] mean, float[] scale) {}

    @Override
    public Inference inference(int maxRows) {
      return (input, outputs) -> {};
    }

    @Override
    public Training training(int maxRows, Optimizer optimizer) {
      throw new Answer(new Workload(spec, maxRows, parameterCount(), optimizer));
    }

    @Override
    public void close() {}
  }
}
