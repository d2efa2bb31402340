package com.example.hallway;

import com.badlogic.ashley.core.Component;
import com.badlogic.ashley.core.ComponentMapper;
import com.badlogic.ashley.core.Entity;

/** Somebody in a hallway from -1 to 1. */
final class Walker implements Component {
  private static final ComponentMapper<Walker> MAPPER = ComponentMapper.getFor(Walker.class);

  float x;
  float lamp;
  int ticks;

  static Walker of(Entity entity) {
    return MAPPER.get(entity);
  }

  /** From the walker to the lamp; positive to the right. */
  float distance() {
    return lamp - x;
  }

  boolean hasArrived() {
    return Math.abs(distance()) < 0.06f;
  }
}
