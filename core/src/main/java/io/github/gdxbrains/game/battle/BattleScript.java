package io.github.gdxbrains.game.battle;

import com.badlogic.ashley.core.Entity;
import io.github.gdxbrains.agent.Action;
import io.github.gdxbrains.random.RandomStream;

/**
 * A hand-written soldier: attacks the weakest opponent beside it, else goes to the nearest one it
 * sees, else after the one that started opposite to it. Now and then it steps where there is room,
 * so that nothing blocks its way for long.
 */
final class BattleScript {
  private static final float ASIDE = 0.3f;

  private BattleScript() {}

  static void decide(Entity entity, RandomStream random, Action action) {
    Soldier me = Soldier.of(entity);
    int attack = weakest(me.field, me.index);
    action.choose(0, attack >= 0 ? Directions.ATTACK + attack : approach(me, random, action));
  }

  /** The direction of the weakest opponent beside a soldier, or -1. */
  static int weakest(Battlefield field, int soldier) {
    int best = -1;
    float least = Float.POSITIVE_INFINITY;
    for (int direction = 0; direction < Directions.COUNT; direction++) {
      int other = field.neighbour(soldier, direction);
      if (field.isOpponent(soldier, other) && field.hitPoints[other] < least) {
        least = field.hitPoints[other];
        best = direction;
      }
    }
    return best;
  }

  private static int approach(Soldier me, RandomStream random, Action action) {
    Battlefield field = me.field;
    int aim = nearest(me);
    if (aim < 0) {
      aim = field.quarry(me.index);
    }
    float ahead = field.side(me.index) * (field.columns[aim] - field.columns[me.index]);
    float up = field.rows[aim] - field.rows[me.index];
    int best = Directions.STAY;
    float least = ahead * ahead + up * up;
    if (random.nextFloat() < ASIDE) {
      least = Float.POSITIVE_INFINITY; // any free cell is better than to wait
    }
    for (int direction = 0; direction < Directions.COUNT; direction++) {
      float restAhead = ahead - Directions.ahead(direction);
      float restUp = up - Directions.up(direction);
      float rest = restAhead * restAhead + restUp * restUp;
      if (rest < least && !action.isForbidden(0, Directions.MOVE + direction)) {
        least = rest;
        best = Directions.MOVE + direction;
      }
    }
    return best;
  }

  /** The nearest opponent within sight, or -1: looks at ever wider squares. */
  private static int nearest(Soldier me) {
    Battlefield field = me.field;
    int column = field.columns[me.index];
    int row = field.rows[me.index];
    for (int range = 2; range <= field.viewRange(); range++) {
      for (int across = -range; across <= range; across++) {
        boolean isEdge = Math.abs(across) == range;
        for (int along = -range; along <= range; along += isEdge ? 1 : 2 * range) {
          int other = field.occupant(column + along, row + across);
          if (field.isOpponent(me.index, other)) {
            return other;
          }
        }
      }
    }
    return -1;
  }
}
