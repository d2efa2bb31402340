package io.github.gdxbrains.train;

import com.badlogic.ashley.core.Engine;
import io.github.gdxbrains.agent.AgentBatch;
import io.github.gdxbrains.agent.BehaviorSpec;
import io.github.gdxbrains.agent.DecideSystem;
import io.github.gdxbrains.agent.DecisionLoop;
import io.github.gdxbrains.agent.Recorder;
import io.github.gdxbrains.brain.Model;
import io.github.gdxbrains.brain.NeuralBrain;
import io.github.gdxbrains.brain.NeuralModel;
import io.github.gdxbrains.learner.BehaviorConfig;
import io.github.gdxbrains.learner.Learner;
import io.github.gdxbrains.learner.LearnerContext;
import io.github.gdxbrains.learner.LearnerFactory;
import io.github.gdxbrains.learner.Metrics;
import io.github.gdxbrains.learner.NetworkSettings;
import io.github.gdxbrains.learner.RewardSignal;
import io.github.gdxbrains.learner.Schedule;
import io.github.gdxbrains.learner.ppo.Ppo;
import io.github.gdxbrains.learner.ppo.PpoConfig;
import io.github.gdxbrains.nn.Activation;
import io.github.gdxbrains.nn.Backends;
import io.github.gdxbrains.nn.Network;
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
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Lets agents learn inside a game that runs its own loop. Every agent of the behavior in the engine
 * acts by the latest parameters, and what it does is recorded; when enough is recorded, the learner
 * improves a spare copy of the parameters, in the background if wished, and the agents go over to
 * it between two ticks.
 *
 * <p>A game that learns in the background is not reproducible, because it depends on the clock when
 * the new parameters are ready; one that does not is.
 */
public final class LiveLearner implements AutoCloseable {
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
          Map.of("extrinsic", RewardSignal.DEFAULT),
          500_000,
          2048,
          50_000,
          500_000,
          5);

  private final Workers workers = Workers.single();
  private final Learner learner;
  private final int bufferSize;
  private final double maxSteps;
  private final Rollout rollout;
  private final TransitionRecorder recorder;
  private final DecisionLoop loop;
  private final Network acting;
  private final Metrics metrics = new Metrics();
  private final Optional<ExecutorService> background;
  private Optional<Future<NeuralModel>> learning = Optional.empty();
  private NeuralModel model;
  private long steps;
  private int updates;
  private volatile int faults;
  private boolean closed;

  private LiveLearner(Builder builder, Engine engine) {
    BehaviorSpec behavior = builder.behavior;
    BehaviorConfig config = builder.config;
    int maxAgents = builder.maxAgents;
    bufferSize = builder.bufferSize;
    maxSteps = config.maxSteps();
    learner =
        builder.factory.create(
            new LearnerContext(
                behavior, config, Backends.best(), workers, maxAgents, builder.seed));
    AgentBatch batch = new AgentBatch(behavior, maxAgents, learner.columns());
    rollout = new Rollout(behavior, maxAgents, bufferSize, batch.inputsPerRow(), learner.columns());
    recorder = new TransitionRecorder(rollout, config.extrinsic().gamma(), maxAgents);
    for (int row = 0; row < maxAgents; row++) {
      recorder.setLane(row, row);
      batch.random(row).reseed(RandomStream.derive(builder.seed, row));
    }
    model = policy(learner.model());
    acting = Backends.best().network(model.network(), workers);
    model.copyTo(acting);
    loop =
        new DecisionLoop(
            batch,
            List.of(new NeuralBrain(behavior, acting, maxAgents, false)),
            List.of(new WhileNotLearning()));
    background =
        builder.inBackground
            ? Optional.of(Executors.newSingleThreadExecutor(LiveLearner::daemon))
            : Optional.empty();
    DecideSystem.install(engine, loop, this::betweenTicks);
  }

  /** The agents act by a copy of the learner's network, which must give a policy. */
  private NeuralModel policy(Model model) {
    if (model instanceof NeuralModel neural && neural.values().isEmpty()) {
      return neural;
    }
    throw new IllegalArgumentException(
        "inside a game only policies can learn, such as ppo's: this learner knows values instead");
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
    private int bufferSize = 2048;
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
     * @param factory such as {@code new Ppo()}
     * @param config how it learns, such as {@link BehaviorConfig#of}
     */
    public Builder learner(LearnerFactory factory, BehaviorConfig config) {
      this.factory = factory;
      this.config = config;
      return this;
    }

    /** How many decisions, of all agents together, are recorded before each update; 2048. */
    public Builder bufferSize(int bufferSize) {
      this.bufferSize = bufferSize;
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

  /** What is done while the learner reads the rollout is not recorded: it would be stale anyway. */
  private final class WhileNotLearning implements Recorder {
    @Override
    public void decided(AgentBatch batch, int[] rows, int count) {
      if (learning.isEmpty() && !closed) {
        recorder.decided(batch, rows, count);
      }
    }

    @Override
    public void ticked(AgentBatch batch, int row) {
      if (learning.isEmpty() && !closed) {
        recorder.ticked(batch, row);
      }
    }
  }

  private void betweenTicks() {
    if (closed) {
      return;
    }
    if (learning.isEmpty() && rollout.size() >= bufferSize) {
      recorder.finishDue(loop, 0);
      if (!Faults.isFinite(rollout)) {
        rollout.clear();
        faults++;
        return;
      }
      steps += rollout.size();
      learning =
          Optional.of(
              background.isPresent()
                  ? background.get().submit(this::learn)
                  : CompletableFuture.completedFuture(learn()));
    }
    if (learning.isPresent() && learning.get().isDone()) {
      takeOver(learning.get());
    }
  }

  private NeuralModel learn() {
    byte[] before = saved();
    learner.update(rollout, Math.min(1, steps / maxSteps), metrics);
    if (!learner.isFinite()) {
      restore(before);
      learner.scaleLearningRate(0.5f);
      faults++;
    }
    return policy(learner.model());
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

  private void takeOver(Future<NeuralModel> learned) {
    try {
      model = learned.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("learning failed: " + e.getCause(), e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while learning", e);
    }
    model.copyTo(acting);
    rollout.clear();
    updates++;
    learning = Optional.empty();
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
   * because a sensor or reward gave one, or an update taken back, with half the learning rate from
   * then on, because a parameter became one.
   */
  public int faults() {
    return faults;
  }

  /** What the agents act by now, fit for a brain file. */
  public NeuralModel model() {
    return model;
  }

  /** Waits for an update under way and frees the learner; the agents go on acting as they are. */
  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    background.ifPresent(ExecutorService::shutdown);
    learning.ifPresent(this::takeOver);
    learner.close();
  }
}
