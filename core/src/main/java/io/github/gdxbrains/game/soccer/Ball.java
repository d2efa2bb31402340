package io.github.gdxbrains.game.soccer;

import com.badlogic.ashley.core.Component;
import com.badlogic.gdx.physics.box2d.Body;

/** The ball; position in metres and velocity in m/s are read from its body once a tick. */
final class Ball implements Component {
  Body body;
  float x;
  float y;
  float vx;
  float vy;
}
