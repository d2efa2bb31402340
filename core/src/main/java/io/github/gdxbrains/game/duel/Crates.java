package io.github.gdxbrains.game.duel;

import io.github.gdxbrains.random.RandomStream;

/**
 * The crates of a yard: boxes along the axes, each with its twin half a turn further on. What stops
 * bullets, eyes and walkers is asked here.
 */
final class Crates {
  private final float[] x = new float[1 + 2 * Rules.MOST_PAIRS];
  private final float[] y = new float[x.length];
  private final float[] halfX = new float[x.length];
  private final float[] halfY = new float[x.length];
  private int count;

  void clear() {
    count = 0;
  }

  void add(float x, float y, float halfX, float halfY) {
    this.x[count] = x;
    this.y[count] = y;
    this.halfX[count] = halfX;
    this.halfY[count] = halfY;
    count++;
  }

  /**
   * Draws a yard anew: a crate in the middle, so that nobody sees the other at the start, and up to
   * so many pairs, as far as there is room.
   */
  void draw(RandomStream random, int pairs) {
    clear();
    add(0, 0, half(random), half(random));
    for (int pair = 0; pair < pairs; pair++) {
      for (int attempt = 0; attempt < Rules.PLACING_ATTEMPTS; attempt++) {
        float wide = half(random);
        float high = half(random);
        float reachX = Rules.HALF_LENGTH - Rules.START_DEPTH - wide;
        float reachY = Rules.HALF_WIDTH - Rules.PASSAGE - high;
        float atX = random.nextFloat(0, reachX);
        float atY = random.nextFloat(-reachY, reachY);
        boolean isOffItsTwin =
            atX - wide >= Rules.PASSAGE / 2 || Math.abs(atY) - high >= Rules.PASSAGE / 2;
        if (isOffItsTwin && isFree(atX, atY, wide + Rules.PASSAGE, high + Rules.PASSAGE)) {
          add(atX, atY, wide, high);
          add(-atX, -atY, wide, high);
          break;
        }
      }
    }
  }

  private static float half(RandomStream random) {
    return random.nextFloat(Rules.CRATE_HALF_FROM, Rules.CRATE_HALF_TO);
  }

  /** Whether a box meets no crate. */
  boolean isFree(float atX, float atY, float wide, float high) {
    for (int i = 0; i < count; i++) {
      if (Math.abs(atX - x[i]) < wide + halfX[i] && Math.abs(atY - y[i]) < high + halfY[i]) {
        return false;
      }
    }
    return true;
  }

  /**
   * Which share of a way can be gone before the first crate is met, 1 if all of it. A crate that
   * holds the start already does not count.
   *
   * @param margin how much larger than they are the crates count, on each side
   */
  float reach(float fromX, float fromY, float toX, float toY, float margin) {
    float least = 1;
    float perX = 1 / (toX - fromX); // infinite along an axis, which the comparisons bear
    float perY = 1 / (toY - fromY);
    for (int i = 0; i < count; i++) {
      float aside = x[i] - fromX;
      float along = y[i] - fromY;
      float wide = halfX[i] + margin;
      float high = halfY[i] + margin;
      boolean isWithinX = Math.abs(aside) < wide;
      boolean isWithinY = Math.abs(along) < high;
      if (isWithinX && isWithinY || toX == fromX && !isWithinX || toY == fromY && !isWithinY) {
        continue;
      }
      float enter = 0;
      float leave = least;
      if (toX != fromX) {
        float middle = aside * perX;
        float half = wide * Math.abs(perX);
        enter = Math.max(enter, middle - half);
        leave = Math.min(leave, middle + half);
      }
      if (toY != fromY) {
        float middle = along * perY;
        float half = high * Math.abs(perY);
        enter = Math.max(enter, middle - half);
        leave = Math.min(leave, middle + half);
      }
      if (enter < leave) {
        least = enter;
      }
    }
    return least;
  }

  int count() {
    return count;
  }

  float x(int crate) {
    return x[crate];
  }

  float y(int crate) {
    return y[crate];
  }

  float halfX(int crate) {
    return halfX[crate];
  }

  float halfY(int crate) {
    return halfY[crate];
  }
}
