package io.github.gdxbrains.learner.mappo;

import io.github.gdxbrains.agent.BehaviorSpec;
import io.github.gdxbrains.brain.BrainSource;
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
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;

/**
 * MAPPO, top to bottom: the critic's view, values and advantages of the team, minibatches, the
 * steps, metrics. The numbers in the comments are those of {@code docs/details/mappo.md}.
 */
public final class MappoLearner implements Learner {
  private final TeamPpoConfig ppo;
  private final int lanes;
  private final int members;
  private final RandomStream random;
  private final TeamReturns team;
  private final Critic critic;
  private final Actor actor;
  private final boolean[] raw;
  private float learningRateFactor = 1;

  /**
   * A learner with fresh parameters.
   *
   * @throws io.github.gdxbrains.config.UserError if the network has a memory, or the rollout would
   *     be smaller than one decision of each agent
   */
  public MappoLearner(LearnerContext context) {
    ppo = TeamPpoConfig.of(context);
    lanes = context.lanes();
    members = JointRollout.members(context.teams());
    random = new RandomStream(context.seed());
    team = new TeamReturns(context, ppo.lambd());
    // detail 2: what the members see side by side, and who is there
    BehaviorSpec behavior = context.behavior();
    int inputs = behavior.observations().inputs();
    int[] origins = new int[members * (inputs + 1)];
    Arrays.fill(origins, Critic.NO_OBSERVATION);
    for (int i = 0; i < members * inputs; i++) {
      origins[i] = i % inputs;
    }
    int rows = Math.max(ppo.batchSize(), members);
    critic =
        new Critic(
            context,
            "value",
            JointRollout.behavior(behavior, members).observations(),
            origins,
            this::view,
            rows,
            random);
    actor = new Actor(context, rows, random); // detail 1
    raw = actor.raw();
  }

  /** A row of the joint rollout is a row of the critic. */
  void view(int item, float[] row, int at) {
    int width = team.teams().rollout().inputs();
    int index = item < 0 ? ~item : item;
    System.arraycopy(team.observations(item), index * width, row, at, width);
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
    // detail 6: several passes over shuffled minibatches of moments
    int n = team.count();
    boolean stopped = false;
    for (int epoch = 0; epoch < ppo.numEpoch() && !stopped; epoch++) {
      random.shuffle(team.moments(), n);
      for (int start = 0; start < n && !stopped; ) {
        start = gather(start, n);
        stopped = !actor.learn(learningRate); // details 7 and 9
        if (!stopped) {
          critic.learn(learningRate); // detail 8
        }
      }
    }
    actor.report(metrics);
    critic.report(metrics);
    metrics.put("explained_variance", team.explainedVariance());
    metrics.put("learning_rate", learningRate);
    // detail 10: after the update, so that its first ratios are exactly 1
    actor.observe();
    critic.normalizeAs(actor, raw);
  }

  /** Details 3 to 5: the team's moments, their values, returns and advantages. */
  void begin(Rollout rollout, double progress) {
    team.compute(rollout, critic);
    critic.begin(team.teams().rollout(), team.returns());
    actor.begin(rollout, progress);
  }

  /**
   * Makes a minibatch of the moments from one on, as many as have room for their members'
   * decisions; returns the first that had none.
   */
  int gather(int start, int end) {
    actor.clear();
    critic.clear();
    int next = start;
    while (next < end
        && (next == start
            || actor.size() + team.present(team.moments()[next]) <= ppo.batchSize())) {
      int moment = team.moments()[next++];
      for (int member = 0; member < members; member++) {
        int decision = team.teams().source(moment, member);
        if (decision != JointRollout.ABSENT) {
          actor.add(decision, team.advantages()[moment]);
        }
      }
      critic.add(moment, team.values()[moment], team.returns()[moment]);
    }
    return next;
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
    return actor.isFinite() && critic.isFinite();
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
    out.writeFloat(learningRateFactor);
  }

  @Override
  public void load(DataInput in) throws IOException {
    actor.load(in);
    critic.load(in);
    critic.normalizeAs(actor, raw);
    learningRateFactor = in.readFloat();
    team.clear();
  }

  @Override
  public void close() {
    actor.close();
    critic.close();
  }
}
