package io.github.gdxbrains.game.simpletag;

import io.github.gdxbrains.canvas.Canvas;
import io.github.gdxbrains.game.particle.Particle;
import io.github.gdxbrains.game.particle.ParticleView;

/** Draws a hunt, with the line from which the edge costs the good agents something. */
final class TagView {
  private static final int ADVERSARY = 0xD9534FFF;
  private static final int ADVERSARY_EDGE = 0x98302DFF;
  private static final int GOOD = 0x3FA76AFF;
  private static final int GOOD_EDGE = 0x226B41FF;
  private static final int CAUGHT = 0xF2B632FF;
  private static final int OBSTACLE = 0x59616EFF;
  private static final int OBSTACLE_EDGE = 0x3B424CFF;
  private static final int BOUNDARY = 0x3FA76A70;
  private static final float EDGE = 0.9f;
  private static final int DASHES = 18;

  final ParticleView particles = new ParticleView();
  private final StringBuilder text = new StringBuilder();

  void draw(Canvas canvas, Tag tag, int steps, int maxCycles) {
    particles.begin(canvas, tag.agents, steps, maxCycles);
    drawBoundary(canvas);
    for (Particle obstacle : tag.obstacles) {
      particles.obstacle(canvas, obstacle, OBSTACLE, OBSTACLE_EDGE);
    }
    for (Particle adversary : tag.adversaries) {
      particles.agent(canvas, adversary, ADVERSARY, ADVERSARY_EDGE);
    }
    for (Particle good : tag.goodAgents) {
      particles.agent(canvas, good, GOOD, GOOD_EDGE);
      if (tag.collisions(good) > 0) {
        canvas.ring((float) good.x(), (float) good.y(), 0.1f, 0.025f, CAUGHT);
      }
    }
    text.setLength(0);
    text.append("touched ").append(tag.episodeCollisions());
    particles.title(canvas, text);
    particles.legend(canvas, -0.95f, ADVERSARY, "adversaries");
    particles.legend(canvas, -0.3f, GOOD, "good agents");
  }

  private static void drawBoundary(Canvas canvas) {
    for (int i = 0; i < DASHES; i++) {
      float from = EDGE * (2 * (i + 0.25f) / DASHES - 1);
      float to = EDGE * (2 * (i + 0.75f) / DASHES - 1);
      for (int side = -1; side <= 1; side += 2) {
        canvas.line(from, side * EDGE, to, side * EDGE, 0.012f, BOUNDARY);
        canvas.line(side * EDGE, from, side * EDGE, to, 0.012f, BOUNDARY);
      }
    }
  }
}
