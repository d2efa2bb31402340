package io.github.gdxbrains.train;

import com.badlogic.ashley.core.Engine;
import io.github.gdxbrains.agent.AgentBatch;
import io.github.gdxbrains.agent.BehaviorSpec;
import io.github.gdxbrains.agent.DecideSystem;
import io.github.gdxbrains.agent.DecisionLoop;
import io.github.gdxbrains.agent.Recorder;
import io.github.gdxbrains.brain.BrainSource;
import io.github.gdxbrains.brain.Model;
import io.github.gdxbrains.learner.ActingCopy;
import io.github.gdxbrains.learner.BehaviorConfig;
import io.github.gdxbrains.learner.Learner;
import io.github.gdxbrains.learner.LearnerContext;
import io.github.gdxbrains.learner.LearnerFactory;
import io.github.gdxbrains.learner.Metrics;
import io.github.gdxbrains.learner.NetworkSettings;
import io.github.gdxbrains.learner.RewardSignals;
import io.github.gdxbrains.learner.Schedule;
import io.github.gdxbrains.learner.ppo.Ppo;
import io.github.gdxbrains.learner.ppo.PpoConfig;
import io.github.gdxbrains.nn.Activation;
import io.github.gdxbrains.nn.Backends;
import io.github.gdxbrains.parallel.Workers;
import io.github.gdxbrains.random.RandomStream;
import io.github.gdxbrains.rollout.Rollout;
import io.github.gdxbrains.rollout.TransitionRecorder;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Lets agents learn inside a game that runs its own loop. Every agent of the behavior in the engine
 * acts by what was learned last, and what it does is recorded; when enough is recorded, the learner
 * learns from it. In the background, if wished: then the agents act by a copy, which is brought up
 * to date between two ticks, and what they do meanwhile is recorded for the next update.
 *
 * <p>A game that learns in the background is not reproducible, because it depends on the clock when
 * the new parameters are ready; one that does not is.
 */
public final class LiveLearner implements AutoCloseable {
  /** Decisions from one state that an update may be taken back to, to the next. */
  private static final long DECISIONS_PER_SAVE = 2048;

  private static final BehaviorConfig PPO =
      new BehaviorConfig(
          "ppo",
          new PpoConfig(
              128,
              2048,
              3e-4f,
              Schedule.CONSTANT,
              5e-3f,
              Schedule.CONSTANT,
              0.2f,
              Schedule.CONSTANT,
              0.95f,
              10,
              false,
              true,
              OptionalDouble.empty(),
              0.5f,
              0.5f,
              OptionalDouble.empty()),
          new NetworkSettings(true, 64, 2, Activation.TANH),
          RewardSignals.DEFAULT,
          500_000,
          2048,
          50_000,
          500_000,
          5);

  private final Workers workers = Workers.single();
  private final Learner learner;
  private final int bufferSize;
  private final double maxSteps;
  private final DecisionLoop loop;
  private final Metrics metrics = new Metrics();

  /** Where learning runs, and what the agents act by meanwhile. */
  private record Background(ExecutorService executor, ActingCopy acting) {}

  private final Optional<Background> background;

  /** What is recorded, and who writes it. */
  private record Track(Rollout rollout, TransitionRecorder recorder) {}

  private Track recording;

  /** What is learned from in the background while the other one is recorded. */
  private Track spare;

  private Optional<Future<?>> learning = Optional.empty();
  private byte[] lastGood = {};
  private long savedAt;
  private long steps;
  private int updates;
  private volatile int faults;

  /** What was learned in the end, once it is closed. */
  private Optional<Model> last = Optional.empty();

  private LiveLearner(Builder builder, Engine engine) {
    BehaviorSpec behavior = builder.behavior;
    BehaviorConfig config = builder.config;
    int maxAgents = builder.maxAgents;
    maxSteps = config.maxSteps();
    config.rewardSignals().check(builder.factory, behavior.observations());
    learner =
        builder.factory.create(
            new LearnerContext(
                behavior, config, Backends.best(), workers, maxAgents, builder.seed));
    bufferSize = builder.bufferSize.orElse(Math.max(1, learner.horizon() * maxAgents));
    AgentBatch batch = new AgentBatch(behavior, maxAgents, learner.columns());
    batch.recordTerms(learner.rewardTerms());
    for (int row = 0; row < maxAgents; row++) {
      batch.random(row).reseed(RandomStream.derive(builder.seed, row));
    }
    recording = track(batch, config);
    spare = builder.inBackground ? track(batch, config) : recording;
    background =
        builder.inBackground
            ? Optional.of(
                new Background(
                    Executors.newSingleThreadExecutor(LiveLearner::daemon), learner.actingCopy()))
            : Optional.empty();
    BrainSource acting = background.map(b -> (BrainSource) b.acting()).orElse(learner.acting());
    loop = new DecisionLoop(batch, List.of(acting.brain(maxAgents)), List.of(new WhileLearning()));
    DecideSystem.install(engine, loop, this::betweenTicks);
  }

  private Track track(AgentBatch batch, BehaviorConfig config) {
    int agents = batch.capacity();
    Rollout rollout =
        new Rollout(
            batch.behavior(),
            agents,
            bufferSize + 1, // the last decision ends after there are enough
            batch.inputsPerRow(),
            learner.columns(),
            learner.wantsFinalObservations(),
            learner.rewardTerms());
    TransitionRecorder recorder =
        new TransitionRecorder(rollout, config.extrinsic().gamma(), agents);
    for (int row = 0; row < agents; row++) {
      recorder.setLane(row, row);
    }
    return new Track(rollout, recorder);
  }

  /** Starts to say how a behavior's agents learn. */
  public static Builder builder(BehaviorSpec behavior) {
    return new Builder(behavior);
  }

  /** How a behavior's agents learn; by default one agent, by PPO, while the game waits. */
  public static final class Builder {
    private final BehaviorSpec behavior;
    private int maxAgents = 1;
    private LearnerFactory factory = new Ppo();
    private BehaviorConfig config = PPO;
    private OptionalInt bufferSize = OptionalInt.empty();
    private long seed = 1;
    private boolean inBackground;

    private Builder(BehaviorSpec behavior) {
      this.behavior = behavior;
    }

    /** The most agents of the behavior that are in the engine at once. */
    public Builder maxAgents(int maxAgents) {
      this.maxAgents = maxAgents;
      return this;
    }

    /**
     * Another learner than PPO with settings for few agents.
     *
     * @param factory such as {@code new Dqn()}
     * @param config how it learns, such as {@link BehaviorConfig#of}
     * @throws IllegalArgumentException if the agents shall send messages
     */
    public Builder learner(LearnerFactory factory, BehaviorConfig config) {
      if (config.communication().isPresent()) {
        throw new IllegalArgumentException("communication: only agents of arenas have team mates");
      }
      this.factory = factory;
      this.config = config;
      return this;
    }

    /**
     * How many decisions, of all agents together, are recorded before each update; unless given, as
     * many as the learner wants: PPO 2048, DQN a few.
     */
    public Builder bufferSize(int bufferSize) {
      this.bufferSize = OptionalInt.of(bufferSize);
      return this;
    }

    /** Seed of the first parameters, exploration and shuffles. */
    public Builder seed(long seed) {
      this.seed = seed;
      return this;
    }

    /** Lets updates run on a thread of their own, so that no frame waits for them. */
    public Builder inBackground() {
      inBackground = true;
      return this;
    }

    /**
     * Adds the agent systems to an engine, if they are missing, and lets the behavior's agents
     * learn from now on: those in the engine and those to come.
     */
    public LiveLearner start(Engine engine) {
      return new LiveLearner(this, engine);
    }
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "gdx-brains-live-learner");
    thread.setDaemon(true);
    return thread;
  }

  /** Records until the learner is closed. */
  private final class WhileLearning implements Recorder {
    @Override
    public void decided(AgentBatch batch, int[] rows, int count) {
      if (last.isEmpty()) {
        recording.recorder().decided(batch, rows, count);
      }
    }

    @Override
    public void ticked(AgentBatch batch, int row) {
      if (last.isEmpty()) {
        recording.recorder().ticked(batch, row);
      }
    }
  }

  private void betweenTicks() {
    if (last.isPresent()) {
      return;
    }
    if (learning.isPresent() && learning.get().isDone()) {
      takeOver(learning.get());
    }
    Rollout rollout = recording.rollout();
    if (learning.isPresent() || rollout.size() < bufferSize) {
      return;
    }
    recording.recorder().finishDue(loop, 0);
    if (!Faults.isFinite(rollout)) {
      rollout.clear();
      faults++;
      return;
    }
    steps += rollout.size();
    if (background.isPresent()) {
      Track full = recording;
      recording = spare;
      spare = full;
      recording.rollout().begin(rollout);
      learning = Optional.of(background.get().executor().submit(() -> learn(rollout)));
    } else {
      learn(rollout);
      rollout.begin();
      updates++;
    }
  }

  private void learn(Rollout rollout) {
    if (lastGood.length == 0 || steps - savedAt >= DECISIONS_PER_SAVE) {
      lastGood = saved();
      savedAt = steps;
    }
    learner.update(rollout, Math.min(1, steps / maxSteps), metrics);
    if (!learner.isFinite()) {
      restore(lastGood);
      learner.scaleLearningRate(0.5f);
      lastGood = saved(); // with the halved learning rate
      faults++;
    }
  }

  private byte[] saved() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      learner.save(new DataOutputStream(bytes));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private void restore(byte[] bytes) {
    try {
      learner.load(new DataInputStream(new ByteArrayInputStream(bytes)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void takeOver(Future<?> update) {
    learning = Optional.empty();
    try {
      update.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("learning failed: " + e.getCause(), e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while learning", e);
    }
    background.orElseThrow().acting().refresh();
    updates++;
  }

  /** Decisions learned from so far. */
  public long steps() {
    return steps;
  }

  /** Updates that the agents have taken over so far. */
  public int updates() {
    return updates;
  }

  /**
   * How often something was undone because a number was not finite: recorded decisions thrown away
   * because a sensor or reward gave one, or what was learned from the last few thousand decisions
   * taken back, with half the learning rate from then on, because a parameter became one.
   */
  public int faults() {
    return faults;
  }

  /** What was learned so far, fit for a brain file. Waits for an update under way. */
  public Model model() {
    learning.ifPresent(this::takeOver);
    return last.orElseGet(learner::model);
  }

  /** Waits for an update under way and frees the learner; the agents go on acting as they are. */
  @Override
  public void close() {
    if (last.isPresent()) {
      return;
    }
    background.ifPresent(b -> b.executor().shutdown()); // after what it is at
    last = Optional.of(model());
    learner.close();
  }
}
