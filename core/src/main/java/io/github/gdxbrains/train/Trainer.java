package io.github.gdxbrains.train;

import io.github.gdxbrains.arena.Arena;
import io.github.gdxbrains.arena.ArenaSetup;
import io.github.gdxbrains.arena.Game;
import io.github.gdxbrains.brain.Model;
import io.github.gdxbrains.catalog.Extensions;
import io.github.gdxbrains.catalog.Learners;
import io.github.gdxbrains.config.UserError;
import io.github.gdxbrains.curriculum.CriticErrors;
import io.github.gdxbrains.curriculum.LessonCheck;
import io.github.gdxbrains.curriculum.Standing;
import io.github.gdxbrains.curriculum.TeacherSettings;
import io.github.gdxbrains.curriculum.TrainingParameters;
import io.github.gdxbrains.league.SelfPlay;
import io.github.gdxbrains.learner.BehaviorConfig;
import io.github.gdxbrains.learner.Learner;
import io.github.gdxbrains.learner.Metrics;
import io.github.gdxbrains.nn.Backend;
import io.github.gdxbrains.parallel.Workers;
import io.github.gdxbrains.random.RandomStream;
import io.github.gdxbrains.rollout.ArenaFailure;
import io.github.gdxbrains.rollout.Collector;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;

/**
 * Trains: collects rollouts, lets the learners learn, evaluates now and then, keeps the best brain,
 * and writes checkpoints from which a run goes on exactly as if it had never stopped. The loop is
 * {@link #run}.
 */
public final class Trainer implements AutoCloseable {
  private static final int CHECKPOINT_VERSION = 4;
  private static final int MAX_ROLLBACKS_IN_A_ROW = 3;
  private static final int TOLERATED_FAILURES = 10;

  // what derived seeds are for
  private static final long ARENAS = 1;
  private static final long LEARNER = 2;

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
   * @param opponent sits on the other team in evaluations; empty for the scripted policy, or the
   *     random one where there is none
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

  private final Setup setup;
  private final EnvSettings env;
  private final Workers workers;
  private final Policies policies;
  private final Collector collector;
  private final EpisodeStatistics episodes;
  private final TrainingParameters parameters;
  private final Optional<EpisodeErrors> errors;
  private final TermWeights weights;
  private final RewardAlarm alarm = new RewardAlarm();
  private final BestBrain best;
  private final Optional<LeagueFolder> league;
  private final Optional<Checkpoints> checkpoints;
  private final RunState state = new RunState();
  private final long updatesPerRestart;
  private final long maxSteps;
  private final int summaryFreq;
  private byte[] lastGood;

  /**
   * Makes a run at its beginning.
   *
   * @throws UserError if the experiment does not fit the game or a learner refuses it
   */
  public Trainer(Setup setup) {
    this.setup = setup;
    ExperimentConfig config = setup.config();
    env = config.envSettings();
    ArenaSetup arenas = Arenas.setup(config, setup.game(), setup.extensions());
    workers = new Workers(setup.threads());
    policies = new Policies(arenas, setup, workers, RandomStream.derive(env.seed(), LEARNER));
    parameters =
        new TrainingParameters(
            setup.game(),
            arenas.shape(),
            config.environmentParameters(),
            config.teacher(),
            env.numEnvs());
    errors =
        config
            .teacher()
            .filter(TeacherSettings::judgesByCritic)
            .map(teacher -> new EpisodeErrors(env.numEnvs()));
    weights = new TermWeights(config.rewards());
    collector =
        new Collector(
            arenas.withSource(parameters).withWeights(weights),
            env.numEnvs(),
            policies.players(),
            policies.seatMap(),
            policies.columns(),
            workers);
    episodes =
        new EpisodeStatistics(collector.arenas().get(0), config.players(), parameters.varying());
    best = new BestBrain(setup, arenas, workers);
    league =
        policies
            .league()
            .map(selfPlay -> new LeagueFolder(selfPlay, policies.configs().size() == 1));
    Collection<BehaviorConfig> behaviors = policies.configs();
    maxSteps = behaviors.stream().mapToLong(BehaviorConfig::maxSteps).max().orElse(0);
    summaryFreq = behaviors.stream().mapToInt(BehaviorConfig::summaryFreq).min().orElse(1);
    long interval =
        behaviors.stream().mapToLong(BehaviorConfig::checkpointInterval).min().orElse(1);
    updatesPerRestart = Math.max(1, Math.round((double) interval / policies.stepsPerRollout()));
    int keep = behaviors.stream().mapToInt(BehaviorConfig::keepCheckpoints).max().orElse(1);
    checkpoints = setup.run().map(run -> new Checkpoints(run.resolve("checkpoints"), keep));
    restartArenas();
    lastGood = save();
  }

  /** The name of the backend that a run's newest checkpoint was written with, if it has one. */
  public static Optional<String> backendOf(Path run) {
    return new Checkpoints(run.resolve("checkpoints"), 1)
        .newest()
        .flatMap(checkpoint -> backendOf(checkpoint.content()));
  }

  private static Optional<String> backendOf(byte[] content) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(content))) {
      if (in.readInt() != CHECKPOINT_VERSION) {
        return Optional.empty();
      }
      in.readUTF(); // game
      in.readLong(); // seed
      in.readInt(); // arenas
      String environment = in.readUTF();
      int end = environment.indexOf(" x");
      return end < 0 ? Optional.empty() : Optional.of(environment.substring(0, end));
    } catch (IOException damaged) {
      return Optional.empty();
    }
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
      trainer.league.ifPresent(folder -> folder.requireWhole(setup.run()));
      trainer.loadReplay(checkpoint);
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

  private void loadReplay(Checkpoints.Checkpoint checkpoint) throws IOException {
    boolean isMissing =
        policies.anyReplay(Learner.Replay.SAVED)
            && !Checkpoints.readReplay(checkpoint, policies::loadReplay);
    if (isMissing || policies.anyReplay(Learner.Replay.FORGOTTEN)) {
      setup
          .listener()
          .noticed(
              (isMissing
                      ? "the replay buffer of " + checkpoint.file().getFileName() + " is missing"
                      : "save_replay_buffer is off")
                  + ": the run goes on with an empty replay buffer, not exactly as if it had never"
                  + " stopped");
    }
  }

  /** Decisions so far. */
  public long steps() {
    return state.steps;
  }

  /** What the policies have learned so far, by their names. */
  public Map<String, Model> models() {
    return policies.models();
  }

  /** SHA-256 over the parameters of all policies, in the order of their names. */
  public String parametersSha256() {
    return RunState.sha256(policies.models().values());
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
    long evaluationInterval = setup.config().evaluation().interval();
    boolean stopped = false;
    boolean saved = false;
    league.ifPresent(this::reportLeague);
    weights.compareDiscounts(collector.arenas().get(0), setup.config(), setup.listener()::noticed);
    while (state.steps < maxSteps && state.seconds < limit && !stopped) {
      boolean scheduled = (state.updates + 1) % updatesPerRestart == 0;
      boolean endsTurn =
          policies.league().map(l -> l.endsTurn(policies.stepsPerRollout())).orElse(false);
      long before = state.steps;
      saved = false;
      if (!update(scheduled || endsTurn)) {
        continue;
      }
      reportEpisodes();
      boolean restarts = parameters.update(collector.arenas(), standing(), this::checked);
      policies.league().ifPresent(this::trained);
      reportProgress(limit);
      if (state.steps / summaryFreq > before / summaryFreq) {
        summarize();
      }
      if (state.steps / evaluationInterval > before / evaluationInterval
          && state.steps < maxSteps) {
        best.consider(policies.models(), state.steps);
      }
      if (endsTurn) {
        policies.league().get().changeTeam();
      }
      if (scheduled) {
        writeCheckpoint();
        saved = true;
      } else if (endsTurn || restarts) {
        state.restarts++;
        restartArenas();
      }
      stopped = stop.getAsBoolean();
    }
    if (!saved) {
      writeCheckpoint(); // its restart is recorded: what is not in the checkpoint does not count
    }
    if (!stopped) {
      best.consider(policies.models(), state.steps);
    }
    best.write("last", policies.models(), state.steps);
    best.writeBest(policies.models(), state.steps);
    return summary(stopped ? Optional.empty() : Optional.of(best.finalEvaluation()));
  }

  /** One rollout and one update; false if it was rolled back. */
  private boolean update(boolean cut) {
    weights.moveTo(state.steps);
    long start = System.nanoTime();
    collector.collect(policies.ticksPerRollout(), cut);
    long learnStart = System.nanoTime();
    Optional<String> fault = learn();
    if (fault.isPresent()) {
      rollBack(fault.get());
      return false;
    }
    long end = System.nanoTime();
    state.updates++;
    Optional<Integer> team = policies.league().map(SelfPlay::learningTeam);
    collector.arenas().forEach(arena -> episodes.add(arena, team));
    errors.ifPresent(this::assess);
    policies.league().ifPresent(l -> l.rate(collector.arenas()));
    state.addTime(policies.collected(), start, learnStart, end, collector);
    double solved = setup.game().solvedReturn().orElse(Double.POSITIVE_INFINITY);
    if (episodes.isFull() && episodes.meanReturn() >= solved) {
      state.solved();
    }
    countFailures();
    return true;
  }

  /** Hears what the critics made of the episodes. */
  private void assess(EpisodeErrors heard) {
    heard.begin(collector.arenas());
    Optional<String> behavior = setup.config().teacher().flatMap(TeacherSettings::behavior);
    policies.assessments(behavior).forEach(one -> heard.add(collector.arenas(), one));
  }

  private void reportEpisodes() {
    if (parameters.varying().isEmpty()) {
      return;
    }
    Optional<Integer> team = policies.league().map(SelfPlay::learningTeam);
    List<FinishedEpisode> finished = episodes.finished(collector.arenas(), state.steps, team);
    if (!finished.isEmpty()) {
      setup.listener().finished(finished);
    }
  }

  private void checked(LessonCheck check) {
    setup.listener().checked(check);
    check.notice().ifPresent(setup.listener()::noticed);
  }

  /** What lessons and teachers judge by. */
  private Standing standing() {
    Optional<Integer> team = policies.league().map(SelfPlay::learningTeam);
    return new Standing() {
      @Override
      public long steps() {
        return state.steps;
      }

      @Override
      public double progress() {
        return (double) state.steps / maxSteps;
      }

      @Override
      public double meanReturn(Optional<String> behavior, Arena arena, int episode) {
        return episodes.meanReturn(arena, episode, behavior, team);
      }

      @Override
      public Optional<CriticErrors> criticErrors(Arena arena, int episode) {
        return errors.flatMap(heard -> heard.of(arena, episode));
      }

      @Override
      public double elo(Optional<String> behavior) {
        return policies.elo(behavior);
      }
    };
  }

  /** Keeps a snapshot of those who learned and draws their opponents anew, if it is time. */
  private void trained(SelfPlay selfPlay) {
    selfPlay.trained(policies.collected(), state.steps, policies::model);
    if (league.orElseThrow().write(best)) {
      setup.listener().standings(league.get().table());
    }
  }

  private void reportLeague(LeagueFolder folder) {
    folder.write(best);
    setup.listener().standings(folder.table());
  }

  /** Lets the learners learn; what is not finite, in words, before or after. */
  private Optional<String> learn() {
    for (Policies.Policy policy : policies.all()) {
      Optional<String> fault = Faults.find(policy, collector.arenas());
      if (fault.isPresent()) {
        return fault.map(sentence -> sentence + ", after step " + state.steps);
      }
    }
    double progress = (double) state.steps / maxSteps;
    state.steps += policies.collected();
    return policies
        .learn(progress)
        .map(
            behavior ->
                "the parameters of "
                    + setup.game().name()
                    + "'s "
                    + behavior
                    + " became infinite in update "
                    + (state.updates + 1)
                    + ", at step "
                    + state.steps);
  }

  private void rollBack(String fault) {
    long faultyStep = state.steps;
    long rollbacks = state.rollbacks + 1;
    int inARow = state.rollbacksInARow + 1;
    if (inARow >= MAX_ROLLBACKS_IN_A_ROW) {
      throw new UserError(fault + "; stopped after " + inARow + " rollbacks in a row");
    }
    try {
      load(lastGood);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    state.rollbacks = rollbacks;
    state.rollbacksInARow = inARow;
    for (Policies.Policy policy : policies.all()) {
      // as many halvings as rollbacks since this checkpoint was written
      policy.learner().scaleLearningRate((float) Math.pow(0.5, inARow));
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
                + state.steps
                + " and halved the learning rate");
  }

  private void countFailures() {
    long before = state.failures;
    state.countFailures(collector);
    if (state.failures > before) {
      String last = collector.lastFailure();
      setup.listener().noticed("rebuilt an arena, " + state.failures + " so far: " + last);
      if (state.failures > TOLERATED_FAILURES && state.failures > episodes.episodes() / 2) {
        throw new ArenaFailure(
            state.failures
                + " arenas threw in "
                + episodes.episodes()
                + " episodes; the last was "
                + last,
            new IllegalStateException(last));
      }
    }
  }

  /** Starts every arena afresh: a rollback's seeds differ, else the same numbers would return. */
  private void restartArenas() {
    long planned = RandomStream.derive(env.seed(), ARENAS, state.restarts);
    long seed = state.rollbacks == 0 ? planned : RandomStream.derive(planned, state.rollbacks);
    policies.league().ifPresent(l -> l.restart(seed, policies::model));
    parameters.restarted();
    errors.ifPresent(EpisodeErrors::clear);
    weights.moveTo(state.steps);
    collector.restart(seed);
  }

  private void reportProgress(double limit) {
    Map<String, Double> elo = new TreeMap<>();
    policies.ratings().forEach((side, rating) -> elo.put(side, rating.elo()));
    setup
        .listener()
        .progressed(
            new TrainingListener.Progress(
                state.steps,
                maxSteps,
                state.updates,
                episodes.episodes(),
                state.seconds,
                limit,
                state.speed,
                episodes.meanReturn(),
                policies.entropy(),
                elo));
  }

  private void summarize() {
    Metrics row = new Metrics();
    row.put("step", state.steps);
    row.put("update", state.updates);
    row.put("episodes", episodes.episodes());
    row.put("seconds", state.seconds);
    row.put("steps_per_second", state.speed);
    episodes.report(row);
    alarm
        .judge(state.steps, episodes.episodes(), episodes.meanReturn(), episodes.meanScore())
        .ifPresent(setup.listener()::noticed);
    row.put("reward_alarm", alarm.rings() ? 1 : 0);
    weights.report(row);
    parameters.report(row);
    policies.report(row);
    row.put("rollbacks", state.rollbacks);
    row.put("rebuilt_arenas", state.failures);
    setup.listener().summarized(row);
  }

  private RunSummary summary(Optional<Evaluation> evaluation) {
    return new RunSummary(
        setup.game().name(),
        policies.trainers(),
        setup.backend().name(),
        env.seed(),
        setup.threads(),
        state.steps,
        episodes.episodes(),
        state.updates,
        state.seconds,
        state.simulateSeconds,
        state.inferSeconds,
        state.learnSeconds,
        episodes.meanReturn(),
        state.solvedAtStep,
        state.solvedAtSeconds,
        evaluation,
        policies.ratings(),
        parameters.lessons(),
        alarm.steps(),
        parametersSha256());
  }

  /** Every arena starts afresh at a checkpoint, in an uninterrupted run as in a resumed one. */
  private void writeCheckpoint() {
    state.restarts++;
    state.rollbacksInARow = 0;
    restartArenas();
    lastGood = save();
    if (checkpoints.isPresent()) {
      if (policies.anyReplay(Learner.Replay.SAVED)) {
        checkpoints.get().writeReplay(state.steps, policies::saveReplay);
      }
      checkpoints.get().write(state.steps, lastGood);
    }
    league.ifPresent(this::reportLeague);
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
      out.writeLong(env.seed());
      out.writeInt(env.numEnvs());
      out.writeUTF(environment());
      state.save(out);
      best.save(out);
      episodes.save(out);
      policies.save(out);
      parameters.save(out);
      alarm.save(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private void load(byte[] content) throws IOException {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(content))) {
      CheckpointError.unlessEqual("version", in.readInt(), CHECKPOINT_VERSION);
      CheckpointError.unlessEqual("game", in.readUTF(), setup.game().name());
      CheckpointError.unlessEqual("seed", in.readLong(), env.seed());
      CheckpointError.unlessEqual("num_envs", in.readInt(), env.numEnvs());
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
      state.load(in);
      best.load(in);
      episodes.load(in);
      policies.load(in);
      parameters.load(in);
      alarm.load(in);
      league.ifPresent(LeagueFolder::restored);
    }
  }

  @Override
  public void close() {
    collector.close();
    policies.close();
    workers.close();
  }
}
