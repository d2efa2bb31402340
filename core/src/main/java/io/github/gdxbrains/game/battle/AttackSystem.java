package io.github.gdxbrains.game.battle;

import com.badlogic.ashley.core.EntitySystem;
import java.util.Arrays;

/**
 * All attacks of a tick at once, before anyone moves: who is killed still strikes, and the order of
 * the soldiers means nothing. Whoever lives then recovers a little.
 */
final class AttackSystem extends EntitySystem {
  static final int PRIORITY = 1;

  private final Battlefield field;

  AttackSystem(Battlefield field) {
    super(PRIORITY);
    this.field = field;
  }

  @Override
  public void update(float deltaTime) {
    field.cycles++;
    field.fallenCount = 0;
    Arrays.fill(field.hits, 0);
    strike();
    suffer();
    shareKills();
  }

  private void strike() {
    for (int i = 0; i < field.soldiers; i++) {
      field.targets[i] = Battlefield.EMPTY;
      if (field.alive[i] && field.actions[i] >= Directions.ATTACK) {
        int target = field.neighbour(i, field.actions[i] - Directions.ATTACK);
        if (field.isOpponent(i, target)) {
          field.targets[i] = target;
          field.hits[target]++;
        }
      }
    }
  }

  private void suffer() {
    for (int i = 0; i < field.soldiers; i++) {
      if (!field.alive[i] || field.hits[i] == 0 && field.hitPoints[i] == field.fullHitPoints) {
        continue;
      }
      float left = field.hitPoints[i] - field.hits[i] * field.damage;
      if (left <= 0) {
        field.kill(i);
      } else {
        field.setHitPoints(i, Math.min(field.fullHitPoints, left + field.recovery));
      }
    }
  }

  private void shareKills() {
    for (int i = 0; i < field.soldiers; i++) {
      int target = field.targets[i];
      field.kills[i] = target >= 0 && !field.alive[target] ? 1f / field.hits[target] : 0;
    }
  }
}
