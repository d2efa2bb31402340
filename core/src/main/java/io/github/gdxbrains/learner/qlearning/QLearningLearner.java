package io.github.gdxbrains.learner.qlearning;

import io.github.gdxbrains.agent.BehaviorSpec;
import io.github.gdxbrains.agent.Brain;
import io.github.gdxbrains.agent.Ending;
import io.github.gdxbrains.brain.BrainSource;
import io.github.gdxbrains.brain.TableBrain;
import io.github.gdxbrains.brain.TableModel;
import io.github.gdxbrains.brain.ValueTable;
import io.github.gdxbrains.config.UserError;
import io.github.gdxbrains.explore.CountBonus;
import io.github.gdxbrains.explore.Decay;
import io.github.gdxbrains.explore.Discretizer;
import io.github.gdxbrains.explore.Selection;
import io.github.gdxbrains.explore.Ucb;
import io.github.gdxbrains.explore.VisitedStates;
import io.github.gdxbrains.learner.ActingCopy;
import io.github.gdxbrains.learner.Learner;
import io.github.gdxbrains.learner.LearnerContext;
import io.github.gdxbrains.learner.Metrics;
import io.github.gdxbrains.learner.RewardSignal;
import io.github.gdxbrains.learner.qlearning.QLearningConfig.Algorithm;
import io.github.gdxbrains.random.RandomStream;
import io.github.gdxbrains.rollout.Advantages;
import io.github.gdxbrains.rollout.Rollout;
import io.github.gdxbrains.space.ActionSpace;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;

/**
 * Q-learning, SARSA and expected SARSA in a table, top to bottom: transitions in order of time, the
 * update, the value of what follows, replay, exploration. The numbers in the comments are those of
 * {@code docs/details/q_learning.md}.
 */
public final class QLearningLearner implements Learner {
  private static final int NONE = -1;

  private final BehaviorSpec behavior;
  private final QLearningConfig config;
  private final RewardSignal reward;
  private final int lanes;
  private final int options;
  private final RandomStream random;
  private final CountBonus countBonus;
  private final Decay epsilon;
  private final Decay temperature;
  private final Selection selection;
  private final Optional<Ucb> ucb;
  private ValueTable table;

  /** Each lane's last transition, until it is known what follows it; state {@link #NONE}: none. */
  private final Transitions pending;

  private final Transitions replay;
  private int replayCount;
  private int replayNext;

  private long steps;
  private float learningRateFactor = 1;
  private float learningRate;
  private double absoluteErrors;
  private long updates;
  private boolean finite = true;
  private final float[] scores;
  private final float[] probabilities;

  /** Transitions as arrays; {@code forbidden} are options after them, if the behavior has masks. */
  private static final class Transitions {
    final int[] states;
    final int[] actions;
    final float[] rewards;
    final float[] discounts;
    final int[] next;
    final boolean[] forbidden;

    Transitions(int count, int maskedOptions) {
      states = new int[count];
      actions = new int[count];
      rewards = new float[count];
      discounts = new float[count];
      next = new int[count];
      forbidden = new boolean[Math.multiplyExact(count, maskedOptions)];
      Arrays.fill(states, NONE);
    }

    void copy(int to, Transitions other, int from) {
      states[to] = other.states[from];
      actions[to] = other.actions[from];
      rewards[to] = other.rewards[from];
      discounts[to] = other.discounts[from];
      next[to] = other.next[from];
      int masked = forbidden.length / states.length;
      System.arraycopy(other.forbidden, from * masked, forbidden, to * masked, masked);
    }

    void save(DataOutput out) throws IOException {
      out.writeInt(states.length);
      for (int i = 0; i < states.length; i++) {
        out.writeInt(states[i]);
        out.writeInt(actions[i]);
        out.writeFloat(rewards[i]);
        out.writeFloat(discounts[i]);
        out.writeInt(next[i]);
      }
      for (boolean option : forbidden) {
        out.writeBoolean(option);
      }
    }

    void load(DataInput in, String what) throws IOException {
      int count = in.readInt();
      if (count != states.length) {
        throw new UserError(
            "cannot resume: the checkpoint has "
                + what
                + " "
                + count
                + ", the experiment "
                + states.length);
      }
      for (int i = 0; i < count; i++) {
        states[i] = in.readInt();
        actions[i] = in.readInt();
        rewards[i] = in.readFloat();
        discounts[i] = in.readFloat();
        next[i] = in.readInt();
      }
      for (int i = 0; i < forbidden.length; i++) {
        forbidden[i] = in.readBoolean();
      }
    }
  }

  /**
   * A learner with an empty table.
   *
   * @throws UserError if actions are not one choice of options, or observations cannot be put into
   *     bins
   */
  public QLearningLearner(LearnerContext context) {
    behavior = context.behavior();
    config = (QLearningConfig) context.config().hyperparameters();
    reward = context.config().extrinsic();
    lanes = context.lanes();
    context.refuseCommunication();
    if (!(behavior.actions() instanceof ActionSpace.Discrete)) {
      throw new UserError(
          "a tabular learner ("
              + context.config().trainerType()
              + ") learns one choice of numbered options, but "
              + behavior.name()
              + " acts by "
              + (behavior.actions().continuous() > 0
                  ? behavior.actions().continuous() + " continuous numbers"
                  : behavior.actions().branches().size() + " choices at once")
              + ": use ppo");
    }
    if (context.config().networkSettings().memory().isPresent()) {
      throw new UserError(
          "network_settings.memory: a tabular learner has no network that could remember; leave it"
              + " out, or use ppo");
    }
    options = behavior.actions().options();
    random = new RandomStream(context.seed());
    Discretizer discretizer = // detail 1
        Discretizer.of(
            behavior.observations(),
            config.bins(),
            config.streams(),
            "use a learner with a network, such as ppo");
    table =
        new ValueTable(
            new VisitedStates(discretizer, options, config.maxStates()), config.initialValue());
    countBonus = new CountBonus(config.countBonus(), config.countBonusOf());
    int maskedOptions = behavior.masked() ? options : 0;
    pending = new Transitions(lanes, maskedOptions);
    replay = new Transitions(config.bufferSize(), maskedOptions);
    epsilon = config.epsilon(context.config().maxSteps());
    temperature = config.temperature(context.config().maxSteps());
    selection = newSelection();
    ucb = config.upperBound();
    scores = new float[options];
    probabilities = new float[options];
  }

  /** Detail 7. */
  private Selection newSelection() {
    return switch (config.exploration()) {
      case EPSILON_GREEDY -> new Selection.EpsilonGreedy(epsilon.at(steps));
      case BOLTZMANN -> new Selection.Boltzmann(temperature.at(steps));
      case UCB -> new Selection.EpsilonGreedy(0); // of the scores
    };
  }

  @Override
  public int horizon() {
    return Math.max(1, config.trainFreq() / lanes);
  }

  @Override
  public int columns() {
    return 0;
  }

  @Override
  public boolean wantsFinalObservations() {
    return true;
  }

  @Override
  public BrainSource acting() {
    return capacity -> new TableBrain(behavior, () -> table, selection, ucb);
  }

  @Override
  public ActingCopy actingCopy() {
    return new Copy();
  }

  /** Decides by a copy of the table. */
  private final class Copy implements ActingCopy {
    private final Selection copiedSelection = newSelection();
    private ValueTable copy = table.copy();

    @Override
    public Brain brain(int capacity) {
      return new TableBrain(behavior, () -> copy, copiedSelection, ucb);
    }

    @Override
    public void refresh() {
      copy = table.copy();
      setExploration(copiedSelection);
    }
  }

  @Override
  public void update(Rollout rollout, double progress, Metrics metrics) {
    learningRate = // detail 6
        learningRateFactor
            * config.learningRateSchedule().at(config.learningRate(), progress, 1e-10f);
    absoluteErrors = 0;
    updates = 0;

    // detail 3: in order of time, the lanes side by side
    int longest = 0;
    for (int lane = 0; lane < rollout.lanes(); lane++) {
      longest = Math.max(longest, rollout.count(lane));
    }
    for (int t = 0; t < longest; t++) {
      for (int lane = 0; lane < rollout.lanes(); lane++) {
        if (t < rollout.count(lane)) {
          take(rollout, lane, rollout.first(lane) + t);
        }
      }
    }
    metrics.put("td_error", updates == 0 ? Double.NaN : absoluteErrors / updates);

    // detail 8: transitions of the past once more
    for (long i = updates * config.replayRatio().orElse(1); i > 0 && replayCount > 0; i--) {
      learn(replay, random.nextInt(replayCount), NONE);
    }

    steps += rollout.size();
    setExploration(selection);
    metrics.put("learning_rate", learningRate);
    metrics.put("states", table.states().count());
    switch (config.exploration()) {
      case EPSILON_GREEDY -> metrics.put("epsilon", epsilon.at(steps));
      case BOLTZMANN -> metrics.put("temperature", temperature.at(steps));
      case UCB -> {}
    }
  }

  /** Completes the lane's last transition by what followed it; learns from this one or keeps it. */
  private void take(Rollout rollout, int lane, int index) {
    int state = table.number(rollout.observations(), index * rollout.inputs());
    int action = rollout.choices()[index];
    if (pending.states[lane] != NONE && !rollout.starts()[index]) {
      follow(lane, state, action, rollout.forbidden(), index);
    }
    pending.states[lane] = state;
    pending.actions[lane] = action;
    pending.rewards[lane] = reward.strength() * rollout.rewards()[index];
    // detail 4: a transition of several ticks is discounted by all of them
    pending.discounts[lane] = Advantages.power(reward.gamma(), rollout.ticks()[index]);
    Ending ending = rollout.endings()[index];
    if (ending == Ending.TERMINATED) {
      pending.discounts[lane] = 0; // detail 5: nothing follows
      follow(lane, state, NONE, rollout.forbidden(), index);
    } else if (ending == Ending.TRUNCATED) {
      // detail 5: the episode was cut off; what would follow is its final observation
      int next = table.number(rollout.finalObservations(), index * rollout.inputs());
      follow(lane, next, NONE, rollout.finalForbidden(), index);
    }
  }

  /**
   * Learns from a lane's transition, now that its successor is known.
   *
   * @param nextAction what was done there; {@link #NONE} if nothing
   * @param forbidden options there, in the row of {@code index}
   */
  private void follow(int lane, int next, int nextAction, boolean[] forbidden, int index) {
    pending.next[lane] = next;
    if (behavior.masked()) {
      System.arraycopy(forbidden, index * options, pending.forbidden, lane * options, options);
    }
    table.states().visit(pending.states[lane], pending.actions[lane]);
    absoluteErrors += Math.abs(learn(pending, lane, nextAction));
    updates++;
    if (config.bufferSize() > 0) {
      replay.copy(replayNext, pending, lane);
      replayNext = (replayNext + 1) % config.bufferSize();
      replayCount = Math.min(replayCount + 1, config.bufferSize());
    }
    pending.states[lane] = NONE;
  }

  /** {@code Q(s, a) ← Q(s, a) + α (r + γ^ticks V(s') - Q(s, a))}; returns the error. */
  private float learn(Transitions from, int i, int nextAction) {
    int state = from.states[i];
    int action = from.actions[i];
    float target = from.rewards[i];
    if (config.countBonus() > 0) {
      target += countBonus.at(table.states(), state, action); // detail 9
    }
    if (from.discounts[i] > 0) {
      target += from.discounts[i] * value(from, i, nextAction);
    }
    float[] values = table.values();
    int entry = state * options + action;
    float error = target - values[entry];
    values[entry] += rate(table.states().visits(state, action)) * error;
    finite &= Float.isFinite(values[entry]);
    return error;
  }

  /** Detail 2: what the state after a transition is worth. */
  private float value(Transitions from, int i, int nextAction) {
    float[] values = table.values();
    int first = from.next[i] * options;
    boolean[] forbidden = from.forbidden;
    int f = i * options;
    if (config.algorithm() == Algorithm.Q_LEARNING) {
      return values[first + Selection.best(values, first, options, forbidden, f)];
    }
    if (config.algorithm() == Algorithm.SARSA && nextAction != NONE) {
      return values[first + nextAction];
    }
    table.copyValues(from.next[i], scores);
    if (ucb.isPresent()) {
      ucb.get().addTo(scores, table.states(), from.next[i]);
    }
    selection.probabilities(scores, 0, options, forbidden, f, probabilities);
    float sum = 0;
    for (int option = 0; option < options; option++) {
      sum += probabilities[option] * values[first + option];
    }
    return sum;
  }

  /** Detail 6: α of a state and action that were visited so often. */
  private float rate(int visits) {
    if (config.learningRateVisits().isEmpty()) {
      return learningRate;
    }
    double a = config.learningRateVisits().getAsDouble();
    return (float) (learningRate * a / (a + visits - 1));
  }

  private void setExploration(Selection selection) {
    if (selection instanceof Selection.Boltzmann boltzmann) {
      boltzmann.setTemperature(temperature.at(steps));
    } else if (selection instanceof Selection.EpsilonGreedy greedy && ucb.isEmpty()) {
      greedy.setEpsilon(epsilon.at(steps));
    }
  }

  @Override
  public TableModel model() {
    return new TableModel(behavior, table.copy());
  }

  @Override
  public boolean isFinite() {
    return finite;
  }

  @Override
  public void scaleLearningRate(float factor) {
    learningRateFactor *= factor;
  }

  @Override
  public void perturb(long number) {
    random.reseed(RandomStream.derive(random.nextLong(), number));
  }

  @Override
  public void save(DataOutput out) throws IOException {
    table.write(out);
    pending.save(out);
    replay.save(out); // not apart: it goes by the table's numbers of states
    out.writeInt(replayCount);
    out.writeInt(replayNext);
    out.writeLong(steps);
    out.writeFloat(learningRateFactor);
    long[] state = new long[4];
    random.save(state, 0);
    for (long word : state) {
      out.writeLong(word);
    }
  }

  @Override
  public void load(DataInput in) throws IOException {
    ValueTable saved = ValueTable.read(in, config.maxStates());
    if (!saved.states().discretizer().equals(table.states().discretizer())) {
      throw new UserError(
          "cannot resume: bins or streams of "
              + behavior.name()
              + " are not those of the checkpoint");
    }
    table = saved;
    finite = true;
    pending.load(in, "agents");
    replay.load(in, "buffer_size");
    replayCount = in.readInt();
    replayNext = in.readInt();
    steps = in.readLong();
    learningRateFactor = in.readFloat();
    long[] state = new long[4];
    for (int i = 0; i < state.length; i++) {
      state[i] = in.readLong();
    }
    random.restore(state, 0);
    setExploration(selection);
  }

  @Override
  public void close() {}
}
