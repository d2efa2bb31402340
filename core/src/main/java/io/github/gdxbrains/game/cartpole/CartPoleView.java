package io.github.gdxbrains.game.cartpole;

import io.github.gdxbrains.canvas.Canvas;

/** Draws a cart on its track. */
final class CartPoleView {
  private static final int SKY = 0xF3EFE6FF;
  private static final int GROUND = 0xD9D0BFFF;
  private static final int RAIL = 0x5B5347FF;
  private static final int LIMIT = 0xC8553DFF;
  private static final int SHADOW = 0x00000022;
  private static final int BODY = 0x2F5D8AFF;
  private static final int BODY_TOP = 0x4A7FB5FF;
  private static final int WHEEL = 0x2B2B2BFF;
  private static final int HUB = 0xBFC7CFFF;
  private static final int POLE = 0xD08C3FFF;
  private static final int POLE_TIP = 0xE9B872FF;
  private static final int INK = 0x3A352DFF;
  private static final int MUTED = 0x3A352D55;
  private static final int ARROW = 0xC8553DCC;

  private static final float WHEEL_RADIUS = 0.07f;
  private static final float CART_WIDTH = 0.5f;
  private static final float CART_HEIGHT = 0.2f;
  private static final float HINGE_Y = 2 * WHEEL_RADIUS + CART_HEIGHT;

  private final StringBuilder text = new StringBuilder();

  void draw(Canvas canvas, Cart cart, int maxSteps) {
    float length = (float) (2 * cart.halfLength);
    float height = Math.max(2.2f, HINGE_Y + length + 0.9f);
    float bottom = -0.5f;
    float middle = bottom + height / 2;
    float limit = (float) CartPole.X_LIMIT;
    canvas.view(0, middle, 2 * limit + 0.8f, height, SKY);
    canvas.rectangle(0, bottom / 2 - 5, 60, 10 - bottom, 0, GROUND);
    drawTrack(canvas, limit);
    drawCart(canvas, cart, length);
    drawTexts(canvas, cart, maxSteps, bottom + height, limit);
  }

  private static void drawTrack(Canvas canvas, float limit) {
    canvas.line(-limit - 0.3f, 0, limit + 0.3f, 0, 0.03f, RAIL);
    for (int metre = -2; metre <= 2; metre++) {
      canvas.line(metre, -0.02f, metre, -0.12f, 0.015f, MUTED);
    }
    for (int side = -1; side <= 1; side += 2) {
      canvas.rectangle(side * limit, 0.09f, 0.05f, 0.18f, 0, LIMIT);
    }
  }

  private static void drawCart(Canvas canvas, Cart cart, float length) {
    float x = (float) cart.x;
    float bodyY = 2 * WHEEL_RADIUS + CART_HEIGHT / 2;
    canvas.rectangle(x, -0.04f, CART_WIDTH + 0.1f, 0.05f, 0, SHADOW);
    canvas.rectangle(x, bodyY, CART_WIDTH, CART_HEIGHT, 0, BODY);
    canvas.rectangle(x, bodyY + CART_HEIGHT / 2 - 0.025f, CART_WIDTH, 0.05f, 0, BODY_TOP);
    float roll = -x / WHEEL_RADIUS;
    for (int side = -1; side <= 1; side += 2) {
      float wheelX = x + side * 0.3f * CART_WIDTH;
      float spokeX = 0.6f * WHEEL_RADIUS * (float) Math.cos(roll);
      float spokeY = 0.6f * WHEEL_RADIUS * (float) Math.sin(roll);
      canvas.circle(wheelX, WHEEL_RADIUS, WHEEL_RADIUS, WHEEL);
      canvas.line(
          wheelX - spokeX,
          WHEEL_RADIUS - spokeY,
          wheelX + spokeX,
          WHEEL_RADIUS + spokeY,
          0.02f,
          HUB);
    }
    drawPush(canvas, cart, x, bodyY);

    float sin = (float) Math.sin(cart.theta);
    float cos = (float) Math.cos(cart.theta);
    float poleX = x + sin * length / 2;
    float poleY = HINGE_Y + cos * length / 2;
    canvas.rectangle(poleX, poleY, 0.07f, length, (float) -cart.theta, POLE);
    canvas.circle(x + sin * length, HINGE_Y + cos * length, 0.05f, POLE_TIP);
    canvas.circle(x, HINGE_Y, 0.055f, INK);
    canvas.circle(x, HINGE_Y, 0.025f, HUB);
  }

  private static void drawPush(Canvas canvas, Cart cart, float x, float y) {
    if (cart.push != 0) {
      float back = x - cart.push * (CART_WIDTH / 2 + 0.16f);
      float tip = x - cart.push * (CART_WIDTH / 2 + 0.03f);
      canvas.triangle(tip, y, back, y + 0.07f, back, y - 0.07f, ARROW);
    }
  }

  private void drawTexts(Canvas canvas, Cart cart, int maxSteps, float top, float limit) {
    text.setLength(0);
    text.append(cart.steps).append(" / ").append(maxSteps);
    canvas.text(text, -limit, top - 0.2f, 0.12f, Canvas.Align.LEFT, INK);
    text.setLength(0);
    appendTenths(Math.toDegrees(cart.theta));
    text.append(" deg");
    canvas.text(text, limit, top - 0.2f, 0.12f, Canvas.Align.RIGHT, INK);
  }

  private void appendTenths(double value) {
    long tenths = Math.round(10 * value);
    text.append(tenths < 0 ? "-" : "").append(Math.abs(tenths) / 10);
    text.append('.').append(Math.abs(tenths) % 10);
  }
}
