package io.github.gdxbrains.game.flappybird;

import com.badlogic.ashley.core.Component;
import io.github.gdxbrains.random.RandomStream;

/**
 * Three pairs of pipes that move to the left past the bird; one that has left the screen comes in
 * again on the right with another gap.
 */
public final class Course implements Component {
  /** How many pipes there are. */
  static final int PIPES = 3;

  private final int[] x = new int[PIPES];
  private final int[] gapTop = new int[PIPES];
  private int first;
  private int gap;
  private int travelled;
  private RandomStream random = new RandomStream(0);

  void begin(RandomStream random, int gap) {
    this.random = random;
    this.gap = gap;
    first = 0;
    travelled = 0;
    for (int pipe = 0; pipe < PIPES; pipe++) {
      place(pipe, Rules.SCREEN_WIDTH + pipe * Rules.PIPE_DISTANCE);
    }
  }

  private void place(int pipe, int pipeX) {
    x[pipe] = pipeX;
    gapTop[pipe] = Rules.HIGHEST_GAP_Y + Rules.GAP_STEP * random.nextInt(Rules.GAP_STEPS);
  }

  /** Puts a pipe, counted from the left, somewhere: for tests. */
  void put(int number, int pipeX, int pipeGapTop) {
    x[index(number)] = pipeX;
    gapTop[index(number)] = pipeGapTop;
  }

  /** Moves the pipes by a frame. */
  void advance() {
    travelled += Rules.PIPE_SPEED;
    for (int pipe = 0; pipe < PIPES; pipe++) {
      x[pipe] -= Rules.PIPE_SPEED;
    }
    if (x[first] < -Rules.PIPE_WIDTH) {
      place(first, Rules.PIPE_ENTRY_X);
      first = index(1);
    }
  }

  private int index(int number) {
    return (first + number) % PIPES;
  }

  /** Left edge of the {@code number}-th pipe from the left, from 0. */
  public int pipeX(int number) {
    return x[index(number)];
  }

  /** Upper edge of the gap of the {@code number}-th pipe from the left, y down. */
  public int gapTop(int number) {
    return gapTop[index(number)];
  }

  /** Lower edge of the gap of the {@code number}-th pipe from the left, y down. */
  public int gapBottom(int number) {
    return gapTop[index(number)] + gap;
  }

  /** How far the pipes have moved in this episode. */
  public int travelled() {
    return travelled;
  }

  /**
   * Whether a bird would touch a pipe or the ground. To touch means to overlap: edges may meet. The
   * ground is touched from one pixel above it, as in the original.
   *
   * @param y the bird's upper edge
   * @param ahead how far the pipes have moved beyond where they are
   */
  boolean isHit(int y, int ahead) {
    if (y + Rules.BIRD_HEIGHT >= Rules.GROUND_Y) {
      return true;
    }
    for (int number = 0; number < PIPES; number++) {
      int pipeX = pipeX(number) - ahead;
      boolean overlaps =
          pipeX < Rules.BIRD_X + Rules.BIRD_WIDTH && pipeX + Rules.PIPE_WIDTH > Rules.BIRD_X;
      if (overlaps && (y < gapTop(number) || y + Rules.BIRD_HEIGHT > gapBottom(number))) {
        return true;
      }
    }
    return false;
  }

  /** Whether the middle of a pipe has come to the middle of the bird in this frame. */
  boolean isPassed() {
    int birdMiddle = Rules.BIRD_X + Rules.BIRD_WIDTH / 2;
    for (int number = 0; number < PIPES; number++) {
      int middle = pipeX(number) + Rules.PIPE_WIDTH / 2;
      if (middle <= birdMiddle && birdMiddle < middle + Rules.PIPE_SPEED) {
        return true;
      }
    }
    return false;
  }
}
