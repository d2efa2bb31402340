package io.github.gdxbrains.game.simplespeakerlistener;

import io.github.gdxbrains.canvas.Canvas;
import io.github.gdxbrains.game.particle.Particle;
import io.github.gdxbrains.game.particle.ParticleView;

/** Draws the landmarks in their colours, the speaker with its word, and the listener. */
final class TalkView {
  private static final int[] COLORS = {0xC8453BFF, 0x3A9B50FF, 0x3B63C8FF};
  private static final int[] DARK_COLORS = {0x8A2B24FF, 0x236634FF, 0x254287FF};
  private static final String[] WORDS = {"A", "B", "C"};
  private static final int SPEAKER = 0x8A919CFF;
  private static final int SPEAKER_EDGE = 0x545B66FF;
  private static final int LISTENER = 0xE8A33DFF;
  private static final int LISTENER_EDGE = 0xA66A15FF;
  private static final int BUBBLE = 0xFFFFFFFF;
  private static final int BUBBLE_EDGE = 0x545B66FF;
  private static final int WAY = 0x2E344038;

  final ParticleView particles = new ParticleView();
  private final StringBuilder text = new StringBuilder();

  void draw(Canvas canvas, Talk talk, int steps, int maxCycles) {
    particles.begin(canvas, talk.agents, steps, maxCycles);
    Particle goal = talk.landmarks[talk.goal];
    canvas.line(
        (float) talk.listener.x(),
        (float) talk.listener.y(),
        (float) goal.x(),
        (float) goal.y(),
        0.012f,
        WAY);
    for (Particle landmark : talk.landmarks) {
      float x = (float) landmark.x();
      float y = (float) landmark.y();
      float size = (float) landmark.body().size();
      int number = landmark.number();
      canvas.rectangle(x, y, 2.6f * size, 2.6f * size, 0.785f, DARK_COLORS[number]);
      canvas.rectangle(x, y, 2 * size, 2 * size, 0.785f, COLORS[number]);
      if (landmark == goal) {
        canvas.ring(x, y, 0.13f, 0.018f, DARK_COLORS[number]);
      }
    }
    particles.agent(canvas, talk.speaker, SPEAKER, SPEAKER_EDGE);
    canvas.circle((float) talk.speaker.x(), (float) talk.speaker.y(), 0.035f, COLORS[talk.goal]);
    drawBubble(canvas, talk.speaker, talk.loudest());
    particles.agent(canvas, talk.listener, LISTENER, LISTENER_EDGE);
    text.setLength(0);
    text.append("squared distance ");
    ParticleView.appendHundredths(text, talk.squaredDistanceToGoal());
    particles.title(canvas, text);
    particles.legend(canvas, -0.95f, SPEAKER, "knows the goal and speaks");
    particles.legend(canvas, 0.2f, LISTENER, "listens and goes");
  }

  /** A bubble beside the speaker, on the side where there is more room. */
  private static void drawBubble(Canvas canvas, Particle speaker, int word) {
    if (word == Talk.SILENCE) {
      return;
    }
    float x = (float) speaker.x();
    float y = (float) speaker.y();
    float side = x > 0 ? -1 : 1;
    float up = y > 0.7f ? -1 : 1;
    float middleX = x + side * 0.17f;
    float middleY = y + up * 0.17f;
    canvas.triangle(
        x + side * 0.06f,
        y + up * 0.06f,
        middleX - 0.05f,
        middleY + side * up * 0.05f,
        middleX + 0.05f,
        middleY - side * up * 0.05f,
        BUBBLE_EDGE);
    canvas.circle(middleX, middleY, 0.095f, BUBBLE_EDGE);
    canvas.circle(middleX, middleY, 0.08f, BUBBLE);
    canvas.text(WORDS[word], middleX, middleY, 0.08f, Canvas.Align.CENTER, ParticleView.INK);
  }
}
