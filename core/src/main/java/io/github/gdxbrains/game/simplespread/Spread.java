package io.github.gdxbrains.game.simplespread;

import com.badlogic.ashley.core.Component;
import com.badlogic.ashley.core.ComponentMapper;
import com.badlogic.ashley.core.Engine;
import com.badlogic.ashley.core.Entity;
import com.badlogic.ashley.core.Family;
import com.badlogic.ashley.utils.ImmutableArray;
import com.badlogic.gdx.utils.Array;
import io.github.gdxbrains.agent.Agent;
import io.github.gdxbrains.arena.Parameters;
import io.github.gdxbrains.canvas.Canvas;
import io.github.gdxbrains.game.particle.Body;
import io.github.gdxbrains.game.particle.Particle;
import io.github.gdxbrains.game.particle.ParticleView;
import io.github.gdxbrains.game.particle.ParticleWorld;
import io.github.gdxbrains.random.RandomStream;

/** The agents and landmarks of a world, and what their places are worth; each agent has it. */
final class Spread implements Component, ParticleWorld.Scene {
  private static final ComponentMapper<Spread> MAPPER = ComponentMapper.getFor(Spread.class);

  private static final Body AGENT = Body.mobile(0.15, true);
  private static final Body LANDMARK = Body.fixed(0.05, false);

  /** A landmark with an agent nearer than this counts as occupied in the published benchmark. */
  private static final double OCCUPIED_DISTANCE = 0.1;

  final Particle[] agents;
  final Particle[] landmarks;
  ImmutableArray<Entity> agentEntities = new ImmutableArray<>(new Array<>());
  ImmutableArray<Entity> landmarkEntities = agentEntities;
  private final Assignment assignment;
  private final SpreadView view = new SpreadView();
  private double localRatio;
  private double distances;
  private boolean isAssigned;

  Spread(int n) {
    agents = Particle.several(n, AGENT);
    landmarks = Particle.several(n, LANDMARK);
    assignment = new Assignment(n);
  }

  /** Finds the entities that agents list. */
  void listEntities(Engine engine) {
    agentEntities = engine.getEntitiesFor(Family.all(Agent.class).get());
    landmarkEntities = engine.getEntitiesFor(Family.all(Particle.class).exclude(Agent.class).get());
  }

  static Spread of(Entity entity) {
    return MAPPER.get(entity);
  }

  @Override
  public void reset(RandomStream random, Parameters parameters) {
    localRatio = parameters.get(SimpleSpread.LOCAL_RATIO);
    for (Particle agent : agents) {
      agent.scatter(random, 1);
    }
    for (Particle landmark : landmarks) {
      landmark.scatter(random, 1);
    }
    stepped();
  }

  @Override
  public void stepped() {
    isAssigned = false;
    distances = 0;
    for (Particle landmark : landmarks) {
      distances += landmark.distanceTo(nearestAgent(landmark));
    }
  }

  Particle nearestAgent(Particle landmark) {
    Particle nearest = agents[0];
    for (Particle agent : agents) {
      if (agent.distanceTo(landmark) < nearest.distanceTo(landmark)) {
        nearest = agent;
      }
    }
    return nearest;
  }

  /** Sum over the landmarks of the distance to the nearest agent. */
  double distances() {
    return distances;
  }

  double distanceReward() {
    return -(1 - localRatio) * distances;
  }

  double collisionReward(Particle agent) {
    return -localRatio * collisions(agent);
  }

  /** How many others an agent overlaps. */
  int collisions(Particle agent) {
    int collisions = 0;
    for (Particle other : agents) {
      if (other != agent && other.touches(agent)) {
        collisions++;
      }
    }
    return collisions;
  }

  boolean isOccupied(Particle landmark) {
    return landmark.distanceTo(nearestAgent(landmark)) < OCCUPIED_DISTANCE;
  }

  int occupied() {
    int occupied = 0;
    for (Particle landmark : landmarks) {
      occupied += isOccupied(landmark) ? 1 : 0;
    }
    return occupied;
  }

  /** The landmark that an agent should go to as things are. */
  Particle goalOf(Particle agent) {
    if (!isAssigned) {
      assignment.assign(agents, landmarks);
      isAssigned = true;
    }
    return landmarks[assignment.landmarkOf(agent.number())];
  }

  /** How many landmarks are occupied now. */
  @Override
  public float score(int team) {
    return occupied();
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
