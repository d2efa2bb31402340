package io.github.gdxbrains.train;

import com.badlogic.ashley.core.Engine;
import io.github.gdxbrains.agent.AgentBatch;
import io.github.gdxbrains.agent.BehaviorSpec;
import io.github.gdxbrains.agent.DecideSystem;
import io.github.gdxbrains.agent.DecisionLoop;
import io.github.gdxbrains.agent.Recorder;
import io.github.gdxbrains.brain.NeuralBrain;
import io.github.gdxbrains.brain.NeuralModel;
import io.github.gdxbrains.learner.BehaviorConfig;
import io.github.gdxbrains.learner.Learner;
import io.github.gdxbrains.learner.LearnerContext;
import io.github.gdxbrains.learner.LearnerFactory;
import io.github.gdxbrains.learner.Metrics;
import io.github.gdxbrains.nn.Backends;
import io.github.gdxbrains.nn.Network;
import io.github.gdxbrains.parallel.Workers;
import io.github.gdxbrains.random.RandomStream;
import io.github.gdxbrains.rollout.Rollout;
import io.github.gdxbrains.rollout.TransitionRecorder;
import java.util.List;
import java.util.Optional;
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

  /**
   * Adds the agent systems to an engine and lets a behavior's agents learn from now on.
   *
   * @param engine of the game; the behavior's agents may already be in it or come later
   * @param behavior whose agents learn
   * @param maxAgents the most of them at once
   * @param factory the learner, such as {@code new Ppo()}
   * @param config how it learns
   * @param bufferSize decisions to record before each update
   * @param seed of the first parameters, exploration and shuffles
   * @param inBackground whether updates run on a thread of their own; otherwise the game waits
   */
  public LiveLearner(
      Engine engine,
      BehaviorSpec behavior,
      int maxAgents,
      LearnerFactory factory,
      BehaviorConfig config,
      int bufferSize,
      long seed,
      boolean inBackground) {
    this.bufferSize = bufferSize;
    maxSteps = config.maxSteps();
    learner =
        factory.create(
            new LearnerContext(behavior, config, Backends.best(), workers, maxAgents, seed));
    AgentBatch batch = new AgentBatch(behavior, maxAgents, learner.columns());
    rollout = new Rollout(behavior, maxAgents, bufferSize, batch.inputsPerRow(), learner.columns());
    recorder = new TransitionRecorder(rollout, config.extrinsic().gamma(), maxAgents);
    for (int row = 0; row < maxAgents; row++) {
      recorder.setLane(row, row);
      batch.random(row).reseed(RandomStream.derive(seed, row));
    }
    model = learner.model();
    acting = Backends.best().network(model.network(), workers);
    model.copyTo(acting);
    loop =
        new DecisionLoop(
            batch,
            List.of(new NeuralBrain(behavior, acting, maxAgents, false)),
            List.of(new WhileNotLearning()));
    background =
        inBackground
            ? Optional.of(Executors.newSingleThreadExecutor(LiveLearner::daemon))
            : Optional.empty();
    DecideSystem.install(engine, loop, this::betweenTicks);
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
      if (learning.isEmpty()) {
        recorder.decided(batch, rows, count);
      }
    }

    @Override
    public void ticked(AgentBatch batch, int row) {
      if (learning.isEmpty()) {
        recorder.ticked(batch, row);
      }
    }
  }

  private void betweenTicks() {
    if (learning.isEmpty() && rollout.size() >= bufferSize) {
      recorder.finishDue(loop, 0);
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
    learner.update(rollout, Math.min(1, steps / maxSteps), metrics);
    return learner.model();
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

  /** What the agents act by now, fit for a brain file. */
  public NeuralModel model() {
    return model;
  }

  /** Waits for an update under way and frees the learner; the agents go on acting as they are. */
  @Override
  public void close() {
    background.ifPresent(ExecutorService::shutdown);
    learning.ifPresent(this::takeOver);
    learner.close();
  }
}
