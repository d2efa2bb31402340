package io.github.gdxbrains.game.dungeonescape;

import com.badlogic.ashley.core.Component;
import com.badlogic.ashley.core.ComponentMapper;
import com.badlogic.ashley.core.Entity;

/** One of those in the room. Sensors and reward terms of plugins read it; only the game writes. */
public final class Adventurer implements Component {
  /** What has become of one. */
  public enum Fate {
    /** It is in the room. */
    INSIDE,
    /** It was lost to the dragon. */
    LOST,
    /** It is out. */
    ESCAPED
  }

  private static final ComponentMapper<Adventurer> MAPPER =
      ComponentMapper.getFor(Adventurer.class);

  /** What it is in. */
  final Dungeon dungeon;

  /** Its seat's number. */
  final int index;

  int column;
  int row;
  Fate fate = Fate.INSIDE;

  /** What it does next; means nothing once it has left. */
  int action;

  /** Whether its fate was decided in this tick. */
  boolean hasJustLeft;

  Adventurer(Dungeon dungeon, int index) {
    this.dungeon = dungeon;
    this.index = index;
  }

  /** The adventurer of a seat's entity. */
  public static Adventurer of(Entity entity) {
    return MAPPER.get(entity);
  }

  /** What has become of it. */
  public Fate fate() {
    return fate;
  }

  /** Its column, from 0 on the left; the last one if it has left. */
  public int column() {
    return column;
  }

  /** Its row, from 0 at the bottom; the last one if it has left. */
  public int row() {
    return row;
  }

  boolean isInside() {
    return fate == Fate.INSIDE;
  }

  /** Whether it met this fate in this tick. */
  boolean hasJust(Fate fate) {
    return hasJustLeft && this.fate == fate;
  }

  /** Steps that it needs at least to stand in the gate. */
  int stepsToGate() {
    return Math.abs(column - dungeon.gate) + dungeon.size - row;
  }
}
