package io.github.gdxbrains.game.simplespread;

import io.github.gdxbrains.canvas.Canvas;
import io.github.gdxbrains.game.particle.Particle;
import io.github.gdxbrains.game.particle.ParticleView;

/** Draws agents and landmarks, with a line from each landmark to the agent that counts for it. */
final class SpreadView {
  private static final int AGENT = 0x5B7DD1FF;
  private static final int AGENT_EDGE = 0x36519BFF;
  private static final int BUMPED_EDGE = 0xD1495BFF;
  private static final int FREE = 0x5A6270FF;
  private static final int OCCUPIED = 0x2FA36BFF;
  private static final int WAY = 0x5A627060;

  final ParticleView particles = new ParticleView();
  private final StringBuilder text = new StringBuilder();

  void draw(Canvas canvas, Spread spread, int steps, int maxCycles) {
    particles.begin(canvas, spread.agents, steps, maxCycles);
    for (Particle landmark : spread.landmarks) {
      Particle nearest = spread.nearestAgent(landmark);
      canvas.line(
          (float) landmark.x(),
          (float) landmark.y(),
          (float) nearest.x(),
          (float) nearest.y(),
          0.012f,
          WAY);
    }
    for (Particle agent : spread.agents) {
      int edge = spread.collisions(agent) > 0 ? BUMPED_EDGE : AGENT_EDGE;
      particles.agent(canvas, agent, AGENT, edge);
    }
    for (Particle landmark : spread.landmarks) {
      drawLandmark(canvas, landmark, spread.isOccupied(landmark) ? OCCUPIED : FREE);
    }
    drawTitle(canvas, spread);
  }

  private static void drawLandmark(Canvas canvas, Particle landmark, int color) {
    float x = (float) landmark.x();
    float y = (float) landmark.y();
    float size = (float) landmark.body().size();
    canvas.circle(x, y, 1.2f * size, 0xFFFFFFFF);
    canvas.circle(x, y, size, color);
    canvas.ring(x, y, 2 * size, 0.015f, color);
  }

  private void drawTitle(Canvas canvas, Spread spread) {
    text.setLength(0);
    text.append("covered ").append(spread.occupied()).append(" / ").append(spread.landmarks.length);
    text.append("   distance ");
    ParticleView.appendHundredths(text, spread.distances());
    particles.title(canvas, text);
  }
}
