package io.github.gdxbrains.game.battle;

import com.badlogic.ashley.core.EntitySystem;

/**
 * Moves one soldier after the other, in an order drawn anew each tick from the episode's stream, so
 * that over time nobody has the right of way. A step onto a cell that is taken does nothing.
 */
final class MoveSystem extends EntitySystem {
  private final Battlefield field;

  MoveSystem(Battlefield field) {
    super(AttackSystem.PRIORITY + 1);
    this.field = field;
  }

  @Override
  public void update(float deltaTime) {
    int count = 0;
    for (int i = 0; i < field.soldiers; i++) {
      int action = field.actions[i];
      if (field.alive[i] && action >= Directions.MOVE && action < Directions.ATTACK) {
        field.movers[count++] = i;
      }
    }
    field.random.shuffle(field.movers, count);
    for (int k = 0; k < count; k++) {
      int mover = field.movers[k];
      int direction = field.actions[mover] - Directions.MOVE;
      if (field.neighbour(mover, direction) == Battlefield.EMPTY) {
        field.move(
            mover,
            field.columns[mover] + field.side(mover) * Directions.ahead(direction),
            field.rows[mover] + Directions.up(direction));
      }
    }
  }
}
