package io.github.gdxbrains.train;

import io.github.gdxbrains.agent.Agent;
import io.github.gdxbrains.agent.BehaviorSpec;
import io.github.gdxbrains.agent.Script;
import io.github.gdxbrains.arena.Arena;
import io.github.gdxbrains.arena.ArenaSetup;
import io.github.gdxbrains.arena.Game;
import io.github.gdxbrains.arena.SeatSpec;
import io.github.gdxbrains.brain.BrainFile;
import io.github.gdxbrains.brain.BrainSource;
import io.github.gdxbrains.brain.NeuralModel;
import io.github.gdxbrains.brain.RandomBrain;
import io.github.gdxbrains.brain.ScriptedBrain;
import io.github.gdxbrains.catalog.Extensions;
import io.github.gdxbrains.catalog.Learners;
import io.github.gdxbrains.config.UserError;
import io.github.gdxbrains.learner.BehaviorConfig;
import io.github.gdxbrains.learner.Learner;
import io.github.gdxbrains.learner.LearnerContext;
import io.github.gdxbrains.learner.Metrics;
import io.github.gdxbrains.nn.Backend;
import io.github.gdxbrains.parallel.Workers;
import io.github.gdxbrains.random.RandomStream;
import io.github.gdxbrains.rollout.ArenaFailure;
import io.github.gdxbrains.rollout.Collector;
import io.github.gdxbrains.rollout.Player;
import io.github.gdxbrains.rollout.Rollout;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

/**
 * Trains: collects rollouts, lets the learners learn, evaluates now and then, keeps the best brain,
 * and writes checkpoints from which a run goes on exactly as if it had never stopped.
 */
public final class Trainer implements AutoCloseable {
  private static final int CHECKPOINT_VERSION = 1;
  private static final int MAX_ROLLBACKS_IN_A_ROW = 3;
  private static final int TOLERATED_FAILURES = 10;

  // what derived seeds are for
  private static final long ARENAS = 1;
  private static final long LEARNER = 2;
  private static final long EVALUATION = 3;
  private static final long FINAL_EVALUATION = 4;

  /**
   * What a run needs.
   *
   * @param config the experiment
   * @param game that the experiment names
   * @param extensions sensors and reward terms of plugins
   * @param learners that the experiment may name
   * @param backend computes the networks
   * @param threads how many work, at least 1
   * @param run folder for checkpoints and brains; empty to write nothing
   * @param secondsLimit training seconds after which the run ends; empty for none
   * @param opponent sits on the other team in evaluations
   * @param provenance written into brain files beside what the trainer knows itself
   * @param listener is told how it goes
   */
  public record Setup(
      ExperimentConfig config,
      Game game,
      Extensions extensions,
      Learners learners,
      Backend backend,
      int threads,
      Optional<Path> run,
      OptionalDouble secondsLimit,
      Optional<Evaluator.Contestant> opponent,
      Map<String, String> provenance,
      TrainingListener listener) {}

  /** The learner of one behavior and what it is fed with. */
  private record Seat(BehaviorConfig config, Learner learner, Rollout rollout, Metrics metrics) {}

  private final Setup setup;
  private final ExperimentConfig config;
  private final ArenaSetup arenas;
  private final Workers workers;
  private final Collector collector;
  private final Map<String, Seat> policies = new LinkedHashMap<>();
  private final Evaluator.Contestant opponent;
  private final Optional<Checkpoints> checkpoints;
  private final EpisodeStatistics episodes;
  private final int ticksPerRollout;
  private final long updatesPerRestart;
  private final long maxSteps;
  private final int summaryFreq;

  // everything below is in a checkpoint
  private long steps;
  private long updates;
  private long restarts;
  private long rollbacks;
  private int rollbacksInARow;
  private long evaluations;
  private double seconds;
  private double learnSeconds;
  private double simulateSeconds;
  private double inferSeconds;
  private long failures;
  private double bestScore = Double.NEGATIVE_INFINITY;
  private Map<String, NeuralModel> best = Map.of();
  private long bestSteps;
  private OptionalLong solvedAtStep = OptionalLong.empty();
  private OptionalDouble solvedAtSeconds = OptionalDouble.empty();

  private byte[] lastGood = {};
  private int failuresSeen;
  private long simulateNanosSeen;
  private long inferNanosSeen;
  private double speed;

  /**
   * Makes a run at its beginning.
   *
   * @throws UserError if the experiment does not fit the game or a learner refuses it
   */
  public Trainer(Setup setup) {
    this.setup = setup;
    config = setup.config();
    arenas = Arenas.setup(config, setup.game(), setup.extensions());
    requireKnownBehaviors();
    workers = new Workers(setup.threads());
    List<SeatSpec> seats = setup.game().seats(arenas.shape());
    List<Player> players = new ArrayList<>();
    List<String> playerBehaviors = new ArrayList<>();
    int columns = 0;
    int ticks = Integer.MAX_VALUE;
    for (BehaviorSpec behavior : arenas.behaviors()) {
      BehaviorConfig own = config.behaviors().get(behavior.name());
      int seatsPerArena =
          (int) seats.stream().filter(s -> s.behavior().equals(behavior.name())).count();
      int lanes = Math.multiplyExact(config.envSettings().numEnvs(), seatsPerArena);
      Learner learner =
          setup
              .learners()
              .named(own.trainerType())
              .create(
                  new LearnerContext(
                      behavior,
                      own,
                      setup.backend(),
                      workers,
                      lanes,
                      RandomStream.derive(config.envSettings().seed(), LEARNER, policies.size())));
      ticks = Math.min(ticks, Math.multiplyExact(learner.horizon(), behavior.decisionPeriod()));
      columns = Math.max(columns, learner.columns());
      // episodes that end between two decisions make more, shorter transitions
      int capacity =
          behavior.decisionPeriod() == 1
              ? learner.horizon()
              : Math.min(learner.horizon() * behavior.decisionPeriod(), 2 * learner.horizon() + 2);
      int inputs =
          behavior.observations().floats()
              + behavior.observations().bytes()
              + behavior.observations().counts();
      Rollout rollout = new Rollout(behavior, lanes, capacity, inputs, learner.columns());
      policies.put(behavior.name(), new Seat(own, learner, rollout, new Metrics()));
      players.add(
          new Player(
              behavior.name(),
              learner.acting(),
              Optional.of(new Player.Recording(rollout, own.extrinsic().gamma()))));
      playerBehaviors.add(behavior.name());
    }
    int[] playerOfSeat =
        seats.stream().mapToInt(s -> playerBehaviors.indexOf(s.behavior())).toArray();
    ticksPerRollout = ticks;
    collector =
        new Collector(
            arenas,
            config.envSettings().numEnvs(),
            players,
            (arena, episode, seat) -> playerOfSeat[seat],
            columns,
            workers);
    maxSteps =
        config.behaviors().values().stream().mapToLong(BehaviorConfig::maxSteps).max().orElse(0);
    summaryFreq =
        config.behaviors().values().stream().mapToInt(BehaviorConfig::summaryFreq).min().orElse(1);
    long interval =
        config.behaviors().values().stream()
            .mapToLong(BehaviorConfig::checkpointInterval)
            .min()
            .orElse(1);
    long stepsPerUpdate =
        policies.values().stream()
            .mapToLong(p -> (long) p.rollout().lanes() * p.learner().horizon())
            .sum();
    updatesPerRestart = Math.max(1, Math.round((double) interval / stepsPerUpdate));
    checkpoints =
        setup
            .run()
            .map(
                run ->
                    new Checkpoints(
                        run.resolve("checkpoints"),
                        config.behaviors().values().stream()
                            .mapToInt(BehaviorConfig::keepCheckpoints)
                            .max()
                            .orElse(1)));
    episodes = new EpisodeStatistics(termNames());
    opponent = setup.opponent().orElseGet(this::defaultOpponent);
    restartArenas();
    lastGood = save();
  }

  /**
   * Makes a run that goes on from the newest intact checkpoint of its folder.
   *
   * @throws UserError if there is none, or it belongs to another experiment
   */
  public static Trainer resume(Setup setup) {
    Path run = setup.run().orElseThrow(() -> new UserError("a run without a folder cannot resume"));
    Checkpoints.Checkpoint checkpoint =
        new Checkpoints(run.resolve("checkpoints"), 1)
            .newest()
            .orElseThrow(
                () -> new UserError("cannot resume: there is no intact checkpoint in " + run));
    Trainer trainer = new Trainer(setup);
    try {
      trainer.load(checkpoint.content());
    } catch (IOException e) {
      trainer.close();
      throw new UserError(
          "cannot resume: " + checkpoint.file() + " belongs to another experiment", e);
    } catch (UserError e) {
      trainer.close();
      throw e;
    }
    trainer.lastGood = checkpoint.content();
    trainer.restartArenas();
    return trainer;
  }

  /** Every behavior of the game must be listed, and no other. */
  private void requireKnownBehaviors() {
    List<String> names = arenas.behaviors().stream().map(BehaviorSpec::name).toList();
    for (String name : config.behaviors().keySet()) {
      if (!names.contains(name)) {
        throw UserError.unknown("behavior of " + setup.game().name(), name, names);
      }
    }
    for (String name : names) {
      if (!config.behaviors().containsKey(name)) {
        throw new UserError("behaviors has no entry for " + setup.game().name() + "'s " + name);
      }
    }
  }

  private List<String> termNames() {
    List<String> names = new ArrayList<>();
    Arena arena = collector.arenas().get(0);
    for (int seat = 0; seat < arena.seats().size(); seat++) {
      for (String term : arena.agent(seat).termNames()) {
        String name = arena.seats().get(seat).behavior() + "/" + term;
        if (!names.contains(name)) {
          names.add(name);
        }
      }
    }
    return names;
  }

  private Evaluator.Contestant defaultOpponent() {
    Map<String, BrainSource> brains = new HashMap<>();
    Script script = setup.game().scripts().get("scripted");
    for (String behavior : policies.keySet()) {
      brains.put(
          behavior, capacity -> script == null ? new RandomBrain() : new ScriptedBrain(script));
    }
    return new Evaluator.Contestant(script == null ? "random" : "scripted", brains);
  }

  /** Decisions so far. */
  public long steps() {
    return steps;
  }

  /**
   * Trains until the experiment's {@code max_steps}, the time limit, or until told to stop; then
   * writes a checkpoint, and evaluates the best brain unless told to stop.
   *
   * @param stop asked after every update
   * @throws ArenaFailure if arenas keep throwing
   * @throws UserError if numbers keep becoming infinite
   */
  public RunSummary run(BooleanSupplier stop) {
    double limit = setup.secondsLimit().orElse(Double.POSITIVE_INFINITY);
    long nextSummary = (steps / summaryFreq + 1) * summaryFreq;
    long interval = config.evaluation().interval();
    boolean stopped = false;
    boolean saved = false;
    while (steps < maxSteps && seconds < limit && !stopped) {
      boolean scheduled = (updates + 1) % updatesPerRestart == 0;
      long before = steps;
      saved = false;
      if (!update(scheduled)) {
        continue;
      }
      reportProgress(limit);
      if (steps >= nextSummary) {
        summarize();
        nextSummary = (steps / summaryFreq + 1) * summaryFreq;
      }
      if (steps / interval > before / interval && steps < maxSteps) {
        evaluate();
      }
      if (scheduled) {
        restarts++;
        restartArenas();
        rollbacksInARow = 0;
        writeCheckpoint();
        saved = true;
      }
      stopped = stop.getAsBoolean();
    }
    if (!saved) {
      restarts++; // recorded as a restart: what is not in the checkpoint does not count
      restartArenas();
      writeCheckpoint();
    }
    if (!stopped) {
      evaluate();
    }
    writeBrains("last", models(), steps);
    if (best.isEmpty()) {
      best = models();
      bestSteps = steps;
    }
    writeBrains("best", best, bestSteps);
    Optional<Evaluation> evaluation = stopped ? Optional.empty() : Optional.of(finalEvaluation());
    return summary(evaluation);
  }

  /** One rollout and one update; false if it was rolled back. */
  private boolean update(boolean cut) {
    long start = System.nanoTime();
    collector.collect(ticksPerRollout, cut);
    String fault = findFault();
    long learnStart = System.nanoTime();
    if (fault.isEmpty()) {
      double progress = (double) steps / maxSteps;
      for (Map.Entry<String, Seat> policy : policies.entrySet()) {
        Seat seat = policy.getValue();
        steps += seat.rollout().size();
        seat.learner().update(seat.rollout(), progress, seat.metrics());
        if (!seat.learner().isFinite()) {
          fault =
              "the parameters of "
                  + setup.game().name()
                  + "'s "
                  + policy.getKey()
                  + " became infinite in update "
                  + (updates + 1)
                  + ", at step "
                  + steps;
        }
      }
    }
    long end = System.nanoTime();
    if (!fault.isEmpty()) {
      rollBack(fault);
      return false;
    }
    updates++;
    for (Arena arena : collector.arenas()) {
      episodes.add(arena);
    }
    seconds += (end - start) / 1e9;
    learnSeconds += (end - learnStart) / 1e9;
    countPhases();
    long sampled = policies.values().stream().mapToLong(p -> p.rollout().size()).sum();
    double now = sampled / ((end - start) / 1e9);
    speed = speed == 0 ? now : 0.9 * speed + 0.1 * now;
    double solved = setup.game().solvedReturn().orElse(Double.POSITIVE_INFINITY);
    if (solvedAtStep.isEmpty() && episodes.isFull() && episodes.meanReturn() >= solved) {
      solvedAtStep = OptionalLong.of(steps);
      solvedAtSeconds = OptionalDouble.of(seconds);
    }
    countFailures();
    return true;
  }

  private void countPhases() {
    simulateSeconds += (collector.simulateNanos() - simulateNanosSeen) / 1e9;
    inferSeconds += (collector.inferNanos() - inferNanosSeen) / 1e9;
    simulateNanosSeen = collector.simulateNanos();
    inferNanosSeen = collector.inferNanos();
  }

  private void countFailures() {
    int now = collector.failures();
    if (now > failuresSeen) {
      failures += now - failuresSeen;
      failuresSeen = now;
      setup
          .listener()
          .noticed("rebuilt an arena, " + failures + " so far: " + collector.lastFailure());
      if (failures > TOLERATED_FAILURES && failures > episodes.episodes() / 2) {
        throw new ArenaFailure(
            failures
                + " arenas threw in "
                + episodes.episodes()
                + " episodes; the last was "
                + collector.lastFailure(),
            new IllegalStateException(collector.lastFailure()));
      }
    }
  }

  /** The first number of the rollouts that is not finite, in words; empty if all are. */
  private String findFault() {
    for (Map.Entry<String, Seat> policy : policies.entrySet()) {
      Rollout rollout = policy.getValue().rollout();
      for (int lane = 0; lane < rollout.lanes(); lane++) {
        int first = rollout.first(lane);
        int end = first + rollout.count(lane);
        int observation =
            firstInfinite(rollout.observations(), first * rollout.inputs(), end * rollout.inputs());
        if (observation >= 0) {
          return faultyObservation(policy.getKey(), lane, observation % rollout.inputs());
        }
        if (firstInfinite(rollout.rewards(), first, end) >= 0) {
          return faultyReward(policy.getKey(), lane);
        }
        if (rollout.fault(lane) >= 0) {
          return faultyObservation(policy.getKey(), lane, rollout.fault(lane));
        }
      }
    }
    return "";
  }

  private static int firstInfinite(float[] values, int start, int end) {
    // 0 · x is NaN for every x that is not finite: one sum tells of all
    float sum = 0;
    for (int i = start; i < end; i++) {
      sum += 0f * values[i];
    }
    if (sum == 0) {
      return -1;
    }
    for (int i = start; i < end; i++) {
      if (!Float.isFinite(values[i])) {
        return i;
      }
    }
    return -1;
  }

  private String faultyObservation(String behavior, int lane, int number) {
    BehaviorSpec spec =
        arenas.behaviors().stream()
            .filter(b -> b.name().equals(behavior))
            .findFirst()
            .orElseThrow();
    String sensor =
        number < spec.observations().floats()
            ? spec.observations().streamOfFloat(number).name()
            : "bytes";
    return setup.game().name()
        + ", "
        + agentOfLane(behavior, lane)
        + ": sensor "
        + sensor
        + " gave a number that is not finite, after step "
        + steps;
  }

  private String faultyReward(String behavior, int lane) {
    String term = "a reward beside the terms";
    List<Integer> seats = seatsOf(behavior);
    Arena arena = collector.arenas().get(lane / seats.size());
    int seat = seats.get(lane % seats.size());
    Agent agent = arena.agent(seat);
    for (int t = agent.termCount() - 1; t >= 0; t--) {
      boolean faulty = !Double.isFinite(agent.termSum(t));
      for (int e = 0; e < arena.log().count(); e++) {
        faulty |= !Double.isFinite(arena.log().termSum(e, seat, t));
      }
      if (faulty) {
        term = "reward term " + agent.termNames().get(t);
      }
    }
    return setup.game().name()
        + ", "
        + agentOfLane(behavior, lane)
        + ": "
        + term
        + " gave a number that is not finite, after step "
        + steps;
  }

  private String agentOfLane(String behavior, int lane) {
    List<Integer> seats = seatsOf(behavior);
    SeatSpec seat = collector.arenas().get(0).seats().get(seats.get(lane % seats.size()));
    return behavior + " " + seat.name() + " in arena " + lane / seats.size();
  }

  /** The seats of a behavior in any arena; lanes are numbered in this order. */
  private List<Integer> seatsOf(String behavior) {
    List<SeatSpec> seats = collector.arenas().get(0).seats();
    return IntStream.range(0, seats.size())
        .filter(seat -> seats.get(seat).behavior().equals(behavior))
        .boxed()
        .toList();
  }

  private void rollBack(String fault) {
    long rollbacksBefore = rollbacks;
    int inARow = rollbacksInARow;
    long faultyStep = steps;
    if (inARow + 1 >= MAX_ROLLBACKS_IN_A_ROW) {
      throw new UserError(fault + "; stopped after " + (inARow + 1) + " rollbacks in a row");
    }
    try {
      load(lastGood);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    rollbacks = rollbacksBefore + 1;
    rollbacksInARow = inARow + 1;
    for (Seat policy : policies.values()) {
      // as many halvings as rollbacks since this checkpoint was written
      policy.learner().scaleLearningRate((float) Math.pow(0.5, rollbacksInARow));
      policy.learner().perturb(rollbacks);
    }
    restartArenas();
    setup
        .listener()
        .noticed(
            fault
                + "; went back from step "
                + faultyStep
                + " to "
                + steps
                + " and halved the learning rate");
  }

  private void restartArenas() {
    long seed = RandomStream.derive(config.envSettings().seed(), ARENAS, restarts);
    collector.restart(rollbacks == 0 ? seed : RandomStream.derive(seed, rollbacks));
  }

  private void reportProgress(double limit) {
    setup
        .listener()
        .progressed(
            new TrainingListener.Progress(
                steps,
                maxSteps,
                updates,
                episodes.episodes(),
                seconds,
                limit,
                speed,
                episodes.meanReturn(),
                policies.values().iterator().next().metrics().get("entropy")));
  }

  private void summarize() {
    Metrics row = new Metrics();
    row.put("step", steps);
    row.put("update", updates);
    row.put("episodes", episodes.episodes());
    row.put("seconds", seconds);
    row.put("steps_per_second", speed);
    episodes.report(row);
    policies.forEach(
        (behavior, policy) -> {
          String prefix = policies.size() == 1 ? "" : behavior + "/";
          for (String name : policy.metrics().names()) {
            row.put(prefix + name, policy.metrics().get(name));
          }
        });
    row.put("rollbacks", rollbacks);
    row.put("rebuilt_arenas", failures);
    setup.listener().summarized(row);
  }

  private Map<String, NeuralModel> models() {
    Map<String, NeuralModel> models = new TreeMap<>();
    policies.forEach((name, policy) -> models.put(name, policy.learner().model()));
    return models;
  }

  private Evaluation evaluate(Map<String, NeuralModel> models, int count, long seed) {
    Map<String, BrainSource> brains = new HashMap<>();
    models.forEach((name, model) -> brains.put(name, model.brains(setup.backend(), true)));
    return Evaluator.evaluate(
        arenas, new Evaluator.Contestant("learned", brains), opponent, count, seed, true, workers);
  }

  private void evaluate() {
    Map<String, NeuralModel> models = models();
    long seed = RandomStream.derive(config.envSettings().seed(), EVALUATION, evaluations++);
    Evaluation evaluation = evaluate(models, config.evaluation().intervalEpisodes(), seed);
    boolean isBest = evaluation.score() >= bestScore;
    if (isBest) {
      bestScore = evaluation.score();
      best = models;
      bestSteps = steps;
      writeBrains("best", best, bestSteps);
    }
    setup.listener().evaluated(steps, evaluation, isBest);
  }

  private Evaluation finalEvaluation() {
    return evaluate(
        best,
        config.evaluation().episodes(),
        RandomStream.derive(config.envSettings().seed(), FINAL_EVALUATION));
  }

  private void writeBrains(String name, Map<String, NeuralModel> models, long atSteps) {
    if (setup.run().isEmpty()) {
      return;
    }
    models.forEach(
        (behavior, model) -> {
          String file = models.size() == 1 ? name + ".brain" : name + "-" + behavior + ".brain";
          new BrainFile(setup.game().name(), model, provenance(behavior, atSteps))
              .write(setup.run().get().resolve(file));
        });
  }

  private Map<String, String> provenance(String behavior, long atSteps) {
    Map<String, String> provenance = new TreeMap<>(setup.provenance());
    provenance.put("steps", Long.toString(atSteps));
    provenance.put("seed", Long.toString(config.envSettings().seed()));
    provenance.put("trainer", config.behaviors().get(behavior).trainerType());
    provenance.put("backend", setup.backend().name());
    arenas
        .shape()
        .values()
        .forEach((name, value) -> provenance.put("parameter." + name, Float.toString(value)));
    return provenance;
  }

  private RunSummary summary(Optional<Evaluation> evaluation) {
    return new RunSummary(
        setup.game().name(),
        String.join(
            ",", policies.values().stream().map(p -> p.config().trainerType()).distinct().toList()),
        setup.backend().name(),
        config.envSettings().seed(),
        setup.threads(),
        steps,
        episodes.episodes(),
        updates,
        seconds,
        simulateSeconds,
        inferSeconds,
        learnSeconds,
        episodes.meanReturn(),
        solvedAtStep,
        solvedAtSeconds,
        evaluation,
        parametersSha256());
  }

  /** SHA-256 over the parameters of all policies, big-endian, in the order of their names. */
  public String parametersSha256() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (NeuralModel model : models().values()) {
        for (float parameter : model.parameters()) {
          int bits = Float.floatToRawIntBits(parameter);
          for (int shift = 24; shift >= 0; shift -= 8) {
            digest.update((byte) (bits >> shift));
          }
        }
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private void writeCheckpoint() {
    lastGood = save();
    checkpoints.ifPresent(c -> c.write(steps, lastGood));
  }

  /** What bit-for-bit resumption depends on beside the content. */
  private String environment() {
    return setup.backend().name()
        + " x"
        + setup.backend().lanes()
        + ", Java "
        + System.getProperty("java.version")
        + ", "
        + System.getProperty("os.arch");
  }

  private byte[] save() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeInt(CHECKPOINT_VERSION);
      out.writeUTF(setup.game().name());
      out.writeLong(config.envSettings().seed());
      out.writeInt(config.envSettings().numEnvs());
      out.writeUTF(environment());
      out.writeLong(steps);
      out.writeLong(updates);
      out.writeLong(restarts);
      out.writeLong(rollbacks);
      out.writeInt(rollbacksInARow);
      out.writeLong(evaluations);
      out.writeDouble(seconds);
      out.writeDouble(learnSeconds);
      out.writeDouble(simulateSeconds);
      out.writeDouble(inferSeconds);
      out.writeLong(failures);
      out.writeDouble(bestScore);
      out.writeLong(bestSteps);
      out.writeInt(best.size());
      for (Map.Entry<String, NeuralModel> entry : best.entrySet()) {
        out.writeUTF(entry.getKey());
        byte[] brain = new BrainFile(setup.game().name(), entry.getValue(), Map.of()).toBytes();
        out.writeInt(brain.length);
        out.write(brain);
      }
      out.writeLong(solvedAtStep.orElse(-1));
      out.writeDouble(solvedAtSeconds.orElse(-1));
      out.writeUTF(String.join(" ", termNames()));
      episodes.save(out);
      out.writeInt(policies.size());
      for (Map.Entry<String, Seat> policy : policies.entrySet()) {
        out.writeUTF(policy.getKey());
        out.writeUTF(policy.getValue().config().trainerType());
        policy.getValue().learner().save(out);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private void load(byte[] content) throws IOException {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(content))) {
      require("version", Integer.toString(in.readInt()), Integer.toString(CHECKPOINT_VERSION));
      require("game", in.readUTF(), setup.game().name());
      require("seed", Long.toString(in.readLong()), Long.toString(config.envSettings().seed()));
      require(
          "num_envs",
          Integer.toString(in.readInt()),
          Integer.toString(config.envSettings().numEnvs()));
      String written = in.readUTF();
      if (!written.equals(environment())) {
        setup
            .listener()
            .noticed(
                "the checkpoint was written with "
                    + written
                    + " and goes on with "
                    + environment()
                    + ": not bit for bit the same");
      }
      steps = in.readLong();
      updates = in.readLong();
      restarts = in.readLong();
      rollbacks = in.readLong();
      rollbacksInARow = in.readInt();
      evaluations = in.readLong();
      seconds = in.readDouble();
      learnSeconds = in.readDouble();
      simulateSeconds = in.readDouble();
      inferSeconds = in.readDouble();
      failures = in.readLong();
      bestScore = in.readDouble();
      bestSteps = in.readLong();
      Map<String, NeuralModel> models = new TreeMap<>();
      int bestCount = in.readInt();
      for (int i = 0; i < bestCount; i++) {
        String behavior = in.readUTF();
        byte[] brain = new byte[in.readInt()];
        in.readFully(brain);
        models.put(behavior, BrainFile.parse(brain, "the checkpoint's best brain").model());
      }
      best = models;
      long solvedStep = in.readLong();
      double solvedSeconds = in.readDouble();
      solvedAtStep = solvedStep < 0 ? OptionalLong.empty() : OptionalLong.of(solvedStep);
      solvedAtSeconds =
          solvedSeconds < 0 ? OptionalDouble.empty() : OptionalDouble.of(solvedSeconds);
      require("reward terms", in.readUTF(), String.join(" ", termNames()));
      episodes.load(in);
      require("behaviors", Integer.toString(in.readInt()), Integer.toString(policies.size()));
      for (Map.Entry<String, Seat> policy : policies.entrySet()) {
        require("behavior", in.readUTF(), policy.getKey());
        require("trainer_type", in.readUTF(), policy.getValue().config().trainerType());
        policy.getValue().learner().load(in);
      }
    }
  }

  private static void require(String what, String found, String wanted) {
    if (!found.equals(wanted)) {
      throw new UserError(
          "cannot resume: the checkpoint's "
              + what
              + " is "
              + found
              + ", the experiment's "
              + wanted);
    }
  }

  @Override
  public void close() {
    collector.close();
    policies.values().forEach(policy -> policy.learner().close());
    workers.close();
  }
}
