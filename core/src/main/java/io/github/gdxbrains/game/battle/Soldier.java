package io.github.gdxbrains.game.battle;

import com.badlogic.ashley.core.Component;
import com.badlogic.ashley.core.ComponentMapper;
import com.badlogic.ashley.core.Entity;

/**
 * One soldier: a number within the arrays of its field. Sensors and reward terms of plugins read
 * it; only the game writes it.
 */
public final class Soldier implements Component {
  private static final ComponentMapper<Soldier> MAPPER = ComponentMapper.getFor(Soldier.class);

  final Battlefield field;

  /** Its place in the field's arrays, which is its seat's number. */
  final int index;

  Soldier(Battlefield field, int index) {
    this.field = field;
    this.index = index;
  }

  /** The soldier of a seat's entity. */
  public static Soldier of(Entity entity) {
    return MAPPER.get(entity);
  }

  /** 0, blue, starts on the left, 1, orange, on the right. */
  public int team() {
    return field.team(index);
  }

  /** Whether it lives. */
  public boolean isAlive() {
    return field.alive[index];
  }

  /** Hit points left; 0 when it is dead. */
  public float hitPoints() {
    return field.hitPoints[index];
  }

  /** Its column, from 0 on the left. */
  public int column() {
    return field.columns[index];
  }

  /** Its row, from 0 at the bottom. */
  public int row() {
    return field.rows[index];
  }
}
