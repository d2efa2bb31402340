package io.github.gdxbrains.game.simpletag;

import com.badlogic.ashley.core.Component;
import com.badlogic.ashley.core.ComponentMapper;
import com.badlogic.ashley.core.Entity;
import io.github.gdxbrains.arena.Parameters;
import io.github.gdxbrains.canvas.Canvas;
import io.github.gdxbrains.game.particle.Body;
import io.github.gdxbrains.game.particle.Particle;
import io.github.gdxbrains.game.particle.ParticleView;
import io.github.gdxbrains.game.particle.ParticleWorld;
import io.github.gdxbrains.random.RandomStream;
import java.util.stream.Stream;

/** Who hunts whom among what, and what their places are worth; each agent has it. */
final class Tag implements Component, ParticleWorld.Scene {
  private static final ComponentMapper<Tag> MAPPER = ComponentMapper.getFor(Tag.class);

  static final Body ADVERSARY = new Body(0.075, 3, 1, true, true);
  static final Body GOOD_AGENT = new Body(0.05, 4, 1.3, true, true);
  static final Body OBSTACLE = Body.fixed(0.2, true);

  final Particle[] adversaries;
  final Particle[] goodAgents;

  /** Adversaries, then good agents. */
  final Particle[] agents;

  final Particle[] obstacles;
  private final TagView view = new TagView();
  private int collisions;
  private int episodeCollisions;

  Tag(int adversaries, int goodAgents, int obstacles) {
    this.adversaries = Particle.several(adversaries, ADVERSARY);
    this.goodAgents = Particle.several(goodAgents, GOOD_AGENT);
    this.obstacles = Particle.several(obstacles, OBSTACLE);
    agents =
        Stream.concat(Stream.of(this.adversaries), Stream.of(this.goodAgents))
            .toArray(Particle[]::new);
  }

  static Tag of(Entity entity) {
    return MAPPER.get(entity);
  }

  @Override
  public void reset(RandomStream random, Parameters parameters) {
    for (Particle agent : agents) {
      agent.scatter(random, 1);
    }
    for (Particle obstacle : obstacles) {
      obstacle.scatter(random, 0.9);
    }
    collisions = 0;
    episodeCollisions = 0;
  }

  @Override
  public void stepped() {
    collisions = 0;
    for (Particle good : goodAgents) {
      collisions += collisions(good);
    }
    episodeCollisions += collisions;
  }

  /** Pairs of an adversary and a good agent that overlap. */
  int collisions() {
    return collisions;
  }

  /** The same, added up over the episode's steps. */
  int episodeCollisions() {
    return episodeCollisions;
  }

  /** How many adversaries a good agent overlaps. */
  int collisions(Particle good) {
    int touching = 0;
    for (Particle adversary : adversaries) {
      touching += adversary.touches(good) ? 1 : 0;
    }
    return touching;
  }

  /** Sum over the adversaries of the distance to the nearest good agent. */
  double distanceToPrey() {
    double sum = 0;
    for (Particle adversary : adversaries) {
      sum += adversary.distanceTo(nearestPrey(adversary));
    }
    return sum;
  }

  Particle nearestPrey(Particle adversary) {
    Particle nearest = goodAgents[0];
    for (Particle good : goodAgents) {
      if (good.distanceTo(adversary) < nearest.distanceTo(adversary)) {
        nearest = good;
      }
    }
    return nearest;
  }

  /** Sum of a good agent's distances to the adversaries. */
  double distances(Particle good) {
    double sum = 0;
    for (Particle adversary : adversaries) {
      sum += good.distanceTo(adversary);
    }
    return sum;
  }

  /** What being near or beyond the edge of the square costs, both axes together. */
  static double beyondBoundary(Particle good) {
    return beyondBoundary(Math.abs(good.x())) + beyondBoundary(Math.abs(good.y()));
  }

  static double beyondBoundary(double x) {
    if (x < 0.9) {
      return 0;
    }
    return x < 1 ? 10 * (x - 0.9) : Math.min(Math.exp(2 * x - 2), 10);
  }

  /** The adversaries win by touching anyone, the good agents if nobody has been touched. */
  @Override
  public float score(int team) {
    return team == SimpleTag.ADVERSARIES ? episodeCollisions : episodeCollisions == 0 ? 1 : 0;
  }

  @Override
  public void draw(Canvas canvas, int steps, int maxCycles) {
    view.draw(canvas, this, steps, maxCycles);
  }

  @Override
  public ParticleView view() {
    return view.particles;
  }
}
