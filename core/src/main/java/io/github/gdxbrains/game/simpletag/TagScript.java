package io.github.gdxbrains.game.simpletag;

import com.badlogic.ashley.core.Entity;
import io.github.gdxbrains.agent.Action;
import io.github.gdxbrains.game.particle.Movement;
import io.github.gdxbrains.game.particle.Particle;
import io.github.gdxbrains.random.RandomStream;

/**
 * Hand-written hunters and hunted. Everyone looks at where each push would bring them in a moment:
 * adversaries want to be where the nearest good agent will be, good agents far from all adversaries
 * and within the square; both keep off obstacles.
 */
final class TagScript {
  private static final int[] PUSH_X = {0, -1, 1, 0, 0};
  private static final int[] PUSH_Y = {0, 0, 0, -1, 1};

  /** How far ahead a chosen push is followed, in seconds, as if it went on all the time. */
  private static final double HORIZON_SECONDS = 0.4;

  /** Longest time for which an adversary foresees where its prey goes. */
  private static final double LONGEST_LEAD_SECONDS = 0.5;

  private static final double OBSTACLE_MARGIN = 0.05;
  private static final double OBSTACLE_COST = 4;
  private static final double EDGE = 0.85;
  private static final double EDGE_COST = 3;

  private TagScript() {}

  static void decide(Entity entity, RandomStream random, Action action) {
    Tag tag = Tag.of(entity);
    Particle me = Particle.of(entity);
    boolean hunts = me.body() == Tag.ADVERSARY;
    int best = 0;
    double bestValue = Double.NEGATIVE_INFINITY;
    for (int option = 0; option < PUSH_X.length; option++) {
      double half = 0.5 * HORIZON_SECONDS * HORIZON_SECONDS * me.body().acceleration();
      double x = me.x() + HORIZON_SECONDS * me.vx() + half * PUSH_X[option];
      double y = me.y() + HORIZON_SECONDS * me.vy() + half * PUSH_Y[option];
      double value = hunts ? hunting(tag, me, x, y) : fleeing(tag, x, y);
      value -= OBSTACLE_COST * obstructed(tag, me, x, y);
      if (value > bestValue) {
        bestValue = value;
        best = option;
      }
    }
    Movement.choose(entity, PUSH_X[best], PUSH_Y[best], action);
  }

  private static double hunting(Tag tag, Particle me, double x, double y) {
    Particle prey = tag.nearestPrey(me);
    double lead = Math.min(LONGEST_LEAD_SECONDS, me.distanceTo(prey) / me.body().maxSpeed());
    double dx = prey.x() + lead * prey.vx() - x;
    double dy = prey.y() + lead * prey.vy() - y;
    return -Math.sqrt(dx * dx + dy * dy);
  }

  private static double fleeing(Tag tag, double x, double y) {
    double least = Double.POSITIVE_INFINITY;
    double danger = 0;
    for (Particle adversary : tag.adversaries) {
      double distance =
          Math.max(
              0.05,
              Math.hypot(
                  adversary.x() + HORIZON_SECONDS * adversary.vx() - x,
                  adversary.y() + HORIZON_SECONDS * adversary.vy() - y));
      least = Math.min(least, distance);
      danger += 0.1 / distance;
    }
    double beyond = Math.max(0, Math.abs(x) - EDGE) + Math.max(0, Math.abs(y) - EDGE);
    return Math.min(1, least) - danger - EDGE_COST * beyond;
  }

  /** How deep a place is within obstacles. */
  private static double obstructed(Tag tag, Particle me, double x, double y) {
    double depth = 0;
    for (Particle obstacle : tag.obstacles) {
      double clear = obstacle.body().size() + me.body().size() + OBSTACLE_MARGIN;
      depth += Math.max(0, clear - obstacle.distanceTo(x, y));
    }
    return depth;
  }
}
