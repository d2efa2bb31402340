package io.github.gdxbrains.learner.poca;

import io.github.gdxbrains.agent.BehaviorSpec;
import io.github.gdxbrains.brain.BrainSource;
import io.github.gdxbrains.brain.NeuralBrain;
import io.github.gdxbrains.brain.NeuralModel;
import io.github.gdxbrains.learner.Actor;
import io.github.gdxbrains.learner.Assessment;
import io.github.gdxbrains.learner.Critic;
import io.github.gdxbrains.learner.Learner;
import io.github.gdxbrains.learner.LearnerContext;
import io.github.gdxbrains.learner.Metrics;
import io.github.gdxbrains.learner.TeamPpoConfig;
import io.github.gdxbrains.learner.TeamReturns;
import io.github.gdxbrains.random.RandomStream;
import io.github.gdxbrains.rollout.JointRollout;
import io.github.gdxbrains.rollout.Rollout;
import io.github.gdxbrains.space.ActionSpace;
import io.github.gdxbrains.space.ElementType;
import io.github.gdxbrains.space.ObservationSpace;
import io.github.gdxbrains.space.ObservationStream;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * MA-POCA, top to bottom: what critic and baseline see, λ-returns of the team, counterfactual
 * advantages, minibatches, the steps, metrics. The numbers in the comments are those of {@code
 * docs/details/poca.md}.
 */
public final class PocaLearner implements Learner {
  private final TeamPpoConfig ppo;
  private final int lanes;
  private final int members;
  private final int inputs;
  private final int[] branches;
  private final int options;
  private final int continuous;
  private final RandomStream random;
  private final TeamReturns team;
  private final Critic critic;
  private final Critic baseline;
  private final Actor actor;
  private final boolean[] raw;
  private float learningRateFactor = 1;

  // of all members' decisions, moment by moment
  private int[] decisions = {};
  private float[] estimates = {};

  /** The baseline of each decision, by moment and member. */
  private float[] baselines = {};

  private Rollout rollout;

  /**
   * A learner with fresh parameters.
   *
   * @throws io.github.gdxbrains.config.UserError if the network has a memory, or the rollout would
   *     be smaller than one decision of each agent
   */
  public PocaLearner(LearnerContext context) {
    ppo = TeamPpoConfig.of(context);
    lanes = context.lanes();
    members = JointRollout.members(context.teams());
    BehaviorSpec behavior = context.behavior();
    ActionSpace actions = behavior.actions();
    inputs = behavior.observations().inputs();
    branches = actions.branches().stream().mapToInt(Integer::intValue).toArray();
    options = actions.options();
    continuous = actions.continuous();
    random = new RandomStream(context.seed());
    team = new TeamReturns(context, ppo.lambd());
    int rows = Math.max(ppo.batchSize(), members);
    // detail 2: the critic attends to those who are there
    critic =
        new Critic(
            context,
            "value",
            ObservationSpace.of(
                ObservationStream.vector("present", 1), list("members", members, inputs)),
            origins(0, members, inputs),
            this::viewTeam,
            rows,
            random);
    // detail 3: the baseline sees one of them, and attends to what the others see and do
    int others = Math.max(1, members - 1); // none of whom is there if an agent is alone
    int acting = inputs + options + continuous;
    baseline =
        new Critic(
            context,
            "baseline",
            ObservationSpace.of(
                ObservationStream.vector("member", inputs + 1), list("others", others, acting)),
            origins(inputs, others, acting),
            this::viewDecision,
            rows,
            random);
    actor = new Actor(context, rows, random); // detail 1
    raw = actor.raw();
  }

  private static ObservationStream list(String name, int most, int size) {
    return new ObservationStream(
        name,
        ElementType.FLOAT32,
        List.of(most, size),
        true,
        Float.NEGATIVE_INFINITY,
        Float.POSITIVE_INFINITY);
  }

  /**
   * What the numbers of a row are: an observation or none, the share of members who are there, a
   * list whose entries begin with observations, its count.
   */
  private int[] origins(int observation, int most, int size) {
    int[] origins = new int[observation + 1 + most * size + 1];
    Arrays.fill(origins, Critic.NO_OBSERVATION);
    for (int i = 0; i < observation; i++) {
      origins[i] = i;
    }
    for (int entry = 0; entry < most; entry++) {
      for (int i = 0; i < inputs; i++) {
        origins[observation + 1 + entry * size + i] = i;
      }
    }
    return origins;
  }

  /** How many are there, as a share and as a count, and between these what they see. */
  void viewTeam(int item, float[] row, int at) {
    int from = (item < 0 ? ~item : item) * members * (inputs + 1);
    float[] seen = team.observations(item);
    int list = at + 1;
    int count = 0;
    for (int member = 0; member < members; member++) {
      if (seen[from + members * inputs + member] != 0) {
        System.arraycopy(seen, from + member * inputs, row, list + count++ * inputs, inputs);
      }
    }
    Arrays.fill(row, list + count * inputs, list + members * inputs, 0);
    row[at] = count / (float) members;
    row[list + members * inputs] = count;
  }

  /**
   * What a member sees, and how many are there; what the others who are see and do; their count.
   */
  void viewDecision(int item, float[] row, int at) {
    int moment = item / members;
    int self = item % members;
    int from = moment * members * (inputs + 1);
    float[] seen = team.observations(moment);
    System.arraycopy(seen, from + self * inputs, row, at, inputs);
    int most = Math.max(1, members - 1);
    int size = inputs + options + continuous;
    int list = at + inputs + 1;
    Arrays.fill(row, list, list + most * size, 0);
    int count = 0;
    for (int member = 0; member < members; member++) {
      int decision = team.teams().source(moment, member);
      if (member != self && decision != JointRollout.ABSENT) {
        int entry = list + count++ * size;
        System.arraycopy(seen, from + member * inputs, row, entry, inputs);
        viewAction(decision, row, entry + inputs);
      }
    }
    row[at + inputs] = (1 + count) / (float) members;
    row[list + most * size] = count;
  }

  /** A 1 for the chosen option of each branch, and the numbers as they acted, within [-1, 1]. */
  private void viewAction(int decision, float[] row, int at) {
    int option = at;
    for (int b = 0; b < branches.length; b++) {
      row[option + rollout.choices()[decision * branches.length + b]] = 1;
      option += branches[b];
    }
    int numbers = decision * rollout.columnCount() + NeuralBrain.NUMBERS;
    for (int k = 0; k < continuous; k++) {
      row[option + k] = Math.max(-1, Math.min(1, rollout.columns()[numbers + k]));
    }
  }

  @Override
  public int horizon() {
    return ppo.bufferSize() / lanes;
  }

  @Override
  public int columns() {
    return actor.columns();
  }

  @Override
  public boolean wantsFinalObservations() {
    return true;
  }

  @Override
  public BrainSource acting() {
    return actor.acting();
  }

  @Override
  public void update(Rollout rollout, double progress, Metrics metrics) {
    float learningRate = learningRateFactor * ppo.learningRateAt(progress);
    begin(rollout, progress);
    // detail 7: several passes over shuffled minibatches of moments
    int n = team.count();
    boolean stopped = false;
    for (int epoch = 0; epoch < ppo.numEpoch() && !stopped; epoch++) {
      random.shuffle(team.moments(), n);
      for (int start = 0; start < n && !stopped; ) {
        start = gather(start, n);
        stopped = !actor.learn(learningRate); // detail 8
        if (!stopped) {
          critic.learn(learningRate); // detail 9
          baseline.learn(learningRate);
        }
      }
    }
    actor.report(metrics);
    critic.report(metrics);
    baseline.report(metrics);
    metrics.put("explained_variance", team.explainedVariance());
    metrics.put("learning_rate", learningRate);
    // detail 10: after the update, so that its first ratios are exactly 1
    actor.observe();
    critic.normalizeAs(actor, raw);
    baseline.normalizeAs(actor, raw);
  }

  /** Details 4 and 5: the team's moments, values and λ-returns, and each decision's baseline. */
  void begin(Rollout rollout, double progress) {
    this.rollout = rollout;
    team.compute(rollout, critic);
    int slots = team.teams().rollout().slots() * members;
    if (baselines.length < slots) {
      decisions = new int[slots];
      estimates = new float[slots];
      baselines = new float[slots];
    }
    int n = 0;
    for (int i = 0; i < team.count(); i++) {
      int moment = team.moments()[i];
      for (int member = 0; member < members; member++) {
        if (team.teams().source(moment, member) != JointRollout.ABSENT) {
          decisions[n++] = moment * members + member;
        }
      }
    }
    baseline.estimate(decisions, n, estimates);
    for (int i = 0; i < n; i++) {
      baselines[decisions[i]] = estimates[i];
    }
    critic.begin(team.teams().rollout(), team.returns());
    baseline.begin(team.teams().rollout(), team.returns());
    actor.begin(rollout, progress);
  }

  /**
   * Makes a minibatch of the moments from one on, as many as have room for their members'
   * decisions; returns the first that had none.
   */
  int gather(int start, int end) {
    actor.clear();
    critic.clear();
    baseline.clear();
    int next = start;
    while (next < end
        && (next == start
            || actor.size() + team.present(team.moments()[next]) <= ppo.batchSize())) {
      int moment = team.moments()[next++];
      float target = team.returns()[moment];
      for (int member = 0; member < members; member++) {
        int decision = team.teams().source(moment, member);
        if (decision != JointRollout.ABSENT) {
          int item = moment * members + member;
          actor.add(decision, advantage(moment, member)); // detail 6
          baseline.add(item, baselines[item], target);
        }
      }
      critic.add(moment, team.values()[moment], target);
    }
    return next;
  }

  /** How much better a decision was than what its team could expect of the member's situation. */
  float advantage(int moment, int member) {
    return team.returns()[moment] - baselines[moment * members + member];
  }

  /** Moments and returns. */
  TeamReturns team() {
    return team;
  }

  @Override
  public Optional<Assessment> assessment() {
    return team.assessment();
  }

  @Override
  public NeuralModel model() {
    return actor.model();
  }

  @Override
  public boolean isFinite() {
    return actor.isFinite() && critic.isFinite() && baseline.isFinite();
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
    actor.save(out);
    critic.save(out);
    baseline.save(out);
    out.writeFloat(learningRateFactor);
  }

  @Override
  public void load(DataInput in) throws IOException {
    actor.load(in);
    critic.load(in);
    baseline.load(in);
    critic.normalizeAs(actor, raw);
    baseline.normalizeAs(actor, raw);
    learningRateFactor = in.readFloat();
    team.clear();
  }

  @Override
  public void close() {
    actor.close();
    critic.close();
    baseline.close();
  }
}
