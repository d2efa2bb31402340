package io.github.gdxbrains.game.simplespeakerlistener;

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
import java.util.Arrays;

/** Where to go, what was said about it, and who is where; both agents have it. */
final class Talk implements Component, ParticleWorld.Scene {
  private static final ComponentMapper<Talk> MAPPER = ComponentMapper.getFor(Talk.class);

  /** How many landmarks there are, and words. */
  static final int LANDMARKS = 3;

  /** No word. */
  static final int SILENCE = -1;

  private static final Body SPEAKER = Body.fixed(0.075, false);
  private static final Body LISTENER = Body.mobile(0.075, false);
  private static final Body LANDMARK = Body.fixed(0.04, false);

  /** The listener is there when it is nearer than this. */
  private static final double ARRIVED_DISTANCE = 0.1;

  /** Red, green and blue of the landmarks, as the speaker sees its goal's. */
  private static final float[][] COLORS = {
    {0.65f, 0.15f, 0.15f}, {0.15f, 0.65f, 0.15f}, {0.15f, 0.15f, 0.65f}
  };

  final Particle speaker = new Particle(SPEAKER, 0);
  final Particle listener = new Particle(LISTENER, 1);
  final Particle[] agents = {speaker, listener};
  final Particle[] landmarks = Particle.several(LANDMARKS, LANDMARK);

  /** How much of each word the speaker has said last, 0 to 1; zeros before it has spoken. */
  final float[] message = new float[LANDMARKS];

  private final TalkView view = new TalkView();

  /** The landmark to go to. */
  int goal;

  static Talk of(Entity entity) {
    return MAPPER.get(entity);
  }

  @Override
  public void reset(RandomStream random, Parameters parameters) {
    goal = random.nextInt(LANDMARKS);
    for (Particle agent : agents) {
      agent.scatter(random, 1);
    }
    for (Particle landmark : landmarks) {
      landmark.scatter(random, 1);
    }
    Arrays.fill(message, 0);
  }

  @Override
  public void stepped() {}

  float[] color() {
    return COLORS[goal];
  }

  /** The word of which most was said, or {@link #SILENCE}. */
  int loudest() {
    int loudest = SILENCE;
    float most = 0;
    for (int word = 0; word < LANDMARKS; word++) {
      if (message[word] > most) {
        most = message[word];
        loudest = word;
      }
    }
    return loudest;
  }

  double middleX() {
    return (landmarks[0].x() + landmarks[1].x() + landmarks[2].x()) / LANDMARKS;
  }

  double middleY() {
    return (landmarks[0].y() + landmarks[1].y() + landmarks[2].y()) / LANDMARKS;
  }

  double squaredDistanceToGoal() {
    double dx = listener.x() - landmarks[goal].x();
    double dy = listener.y() - landmarks[goal].y();
    return dx * dx + dy * dy;
  }

  boolean isThere() {
    return listener.distanceTo(landmarks[goal]) < ARRIVED_DISTANCE;
  }

  /** 1 while the listener is at the goal. */
  @Override
  public float score(int team) {
    return isThere() ? 1 : 0;
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
