package io.github.gdxbrains.game.particle;

import com.badlogic.ashley.core.Entity;
import io.github.gdxbrains.agent.Action;
import io.github.gdxbrains.agent.Agent;
import io.github.gdxbrains.agent.HumanControl;
import io.github.gdxbrains.arena.ParameterSpec;
import io.github.gdxbrains.arena.Parameters;
import io.github.gdxbrains.space.ActionSpace;

/** How agents say where they push themselves. */
public enum Movement {
  /** One of five options: nothing, left, right, down, up. */
  DISCRETE,
  /**
   * Five numbers in the same order, how hard to push in each direction. The published numbers are
   * in [0, 1], which is [-1, 1] here; the first one means nothing.
   */
  CONTINUOUS;

  /** The parameter that chooses. */
  public static final String CONTINUOUS_ACTIONS = "continuous_actions";

  private static final int OPTIONS = 5;
  private static final int LEFT = 1;
  private static final int RIGHT = 2;
  private static final int DOWN = 3;
  private static final int UP = 4;

  /**
   * How far ahead a particle that steers looks, in seconds of its velocity. It would glide for 0.4
   * s to its rest; less is faster and overshoots, and this serves the scripts best.
   */
  private static final double LOOKAHEAD_SECONDS = 0.15;

  /** The parameter {@link #CONTINUOUS_ACTIONS}. */
  public static ParameterSpec parameter() {
    return new ParameterSpec(
            CONTINUOUS_ACTIONS, 0, 0, 1, "", "actions: 0 one of five options, 1 five numbers")
        .fixed();
  }

  /** What the parameters choose. */
  public static Movement of(Parameters parameters) {
    return parameters.count(CONTINUOUS_ACTIONS) == 1 ? CONTINUOUS : DISCRETE;
  }

  /** How an agent moves. */
  static Movement of(Entity entity) {
    return Agent.of(entity).behavior().actions().continuous() > 0 ? CONTINUOUS : DISCRETE;
  }

  /** Its action space. */
  public ActionSpace space() {
    return this == CONTINUOUS ? ActionSpace.continuous(OPTIONS) : ActionSpace.discrete(OPTIONS);
  }

  /** What a number of a continuous action is as it was published, in [0, 1]. */
  public static double published(float number) {
    return (1 + number) / 2;
  }

  /** Lets an agent's particle push where its action says. */
  public static void act(Entity entity, Action action) {
    Particle particle = Particle.of(entity);
    if (of(entity) == CONTINUOUS) {
      particle.push(
          published(action.number(RIGHT)) - published(action.number(LEFT)),
          published(action.number(UP)) - published(action.number(DOWN)));
      return;
    }
    int choice = action.choice();
    particle.push(
        choice == RIGHT ? 1 : choice == LEFT ? -1 : 0, choice == UP ? 1 : choice == DOWN ? -1 : 0);
  }

  /**
   * Chooses the action that pushes in a direction, each coordinate in [-1, 1]; among options along
   * the axis that wants it more, if it wants at least half a push.
   */
  public static void choose(Entity entity, double x, double y, Action action) {
    if (of(entity) == CONTINUOUS) {
      action.set(0, -1);
      action.set(LEFT, (float) (-2 * x - 1));
      action.set(RIGHT, (float) (2 * x - 1));
      action.set(DOWN, (float) (-2 * y - 1));
      action.set(UP, (float) (2 * y - 1));
      return;
    }
    boolean isAcross = Math.abs(x) >= Math.abs(y);
    double wish = isAcross ? x : y;
    int positive = isAcross ? RIGHT : UP;
    int negative = isAcross ? LEFT : DOWN;
    action.choose(0, wish >= 0.5 ? positive : wish <= -0.5 ? negative : 0);
  }

  /** Chooses the action that brings an agent to a point and lets it stay there. */
  public static void steer(Entity entity, double x, double y, Action action) {
    Particle particle = Particle.of(entity);
    // This step still goes the old way, and its push changes the velocity of the steps after it.
    double glideSeconds = Dynamics.STEP_SECONDS + LOOKAHEAD_SECONDS * Dynamics.KEPT_VELOCITY;
    double reach = LOOKAHEAD_SECONDS * Dynamics.STEP_SECONDS * particle.body().acceleration();
    double pushX = (x - particle.x - glideSeconds * particle.vx) / reach;
    double pushY = (y - particle.y - glideSeconds * particle.vy) / reach;
    choose(entity, pushX, pushY, action);
  }

  /** Lets a person push. */
  public static void control(HumanControl.Controls controls, Entity entity, Action action) {
    choose(entity, controls.x(), controls.y(), action);
  }
}
