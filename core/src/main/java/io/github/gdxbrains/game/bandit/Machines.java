package io.github.gdxbrains.game.bandit;

import com.badlogic.ashley.core.Component;
import com.badlogic.ashley.core.ComponentMapper;
import com.badlogic.ashley.core.Entity;
import io.github.gdxbrains.arena.Parameters;
import io.github.gdxbrains.random.RandomStream;

/** The arms, the context that they are in, and what they have paid. */
final class Machines implements Component {
  private static final ComponentMapper<Machines> MAPPER = ComponentMapper.getFor(Machines.class);

  /**
   * What the machines are built from.
   *
   * @param contexts how many there are
   * @param arms how many there are in each
   * @param seed of the arms' means, which are standard normal numbers
   */
  record Build(int contexts, int arms, int seed) {
    static Build of(Parameters parameters) {
      return new Build(
          parameters.count(Bandit.CONTEXTS),
          parameters.count(Bandit.ARMS),
          parameters.count(Bandit.BANDIT_SEED));
    }

    /** The mean of each arm: {@code [context][arm]}. */
    float[][] means() {
      RandomStream random = new RandomStream(seed);
      float[][] means = new float[contexts][arms];
      for (float[] row : means) {
        for (int arm = 0; arm < arms; arm++) {
          row[arm] = (float) random.nextGaussian();
        }
      }
      return means;
    }
  }

  private Build build;
  private float[][] means;
  private RandomStream random = new RandomStream(0);

  /** Standard deviation of what an arm pays. */
  float noise;

  /** Pulls of an episode. */
  int maxPulls = 1;

  /** What is seen before the next pull. */
  int context;

  /** The arm to pull, and the one last pulled. */
  int arm;

  /** The context of the last pull. */
  int pulledIn;

  /** What the last pull has paid. */
  float pay;

  /** Sum of the episode's pay. */
  double total;

  /** Pulls of this episode. */
  int pulls;

  Machines(Build build) {
    this.build = build;
    means = build.means();
  }

  /** The machines of a seat's entity. */
  static Machines of(Entity entity) {
    return MAPPER.get(entity);
  }

  /** Starts an episode; contexts and arms stay as many as there are, the seed may be another. */
  void begin(RandomStream random, Parameters parameters) {
    Build wanted = new Build(build.contexts(), build.arms(), parameters.count(Bandit.BANDIT_SEED));
    if (!wanted.equals(build)) {
      build = wanted;
      means = build.means();
    }
    this.random = random;
    noise = parameters.get(Bandit.NOISE);
    maxPulls = parameters.count(Bandit.PULLS);
    context = random.nextInt(contexts());
    arm = 0;
    pulledIn = context;
    pay = 0;
    total = 0;
    pulls = 0;
  }

  /** Pulls the arm; then the context changes. */
  void pull() {
    pay = means[context][arm] + noise * (float) random.nextGaussian();
    total += pay;
    pulls++;
    pulledIn = context;
    context = random.nextInt(contexts());
  }

  int contexts() {
    return build.contexts();
  }

  int arms() {
    return build.arms();
  }

  /** What an arm pays on average. */
  float mean(int context, int arm) {
    return means[context][arm];
  }

  /** The arm that pays most on average. */
  int bestArm(int context) {
    int best = 0;
    for (int arm = 1; arm < arms(); arm++) {
      if (means[context][arm] > means[context][best]) {
        best = arm;
      }
    }
    return best;
  }
}
