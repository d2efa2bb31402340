package io.github.gdxbrains.space;

import java.util.List;

/**
 * What an agent can be told to bring about: that some numbers of a stream which it sees become as
 * wanted. There are {@link #count} goals to choose among: the middle of each cell of a grid over
 * the numbers or, if they are relative, over how much they are to change; or, without a grid, that
 * one of them is 1 and the others are 0.
 *
 * @param stream whose numbers are meant
 * @param indices which of its numbers
 * @param low lower end of each number's first cell
 * @param high upper end of each number's last cell
 * @param cells how many each number has; 0 for no grid
 * @param tolerances how far each number may be from the goal's for the goal to be reached
 * @param relative whether the grid is over changes, and who is told a goal sees how much each
 *     number has still to change in place of what it is to be
 */
public record GoalSpace(
    String stream,
    List<Integer> indices,
    List<Float> low,
    List<Float> high,
    int cells,
    List<Float> tolerances,
    boolean relative) {
  /** The name of the stream by which an agent is told its goal, which is its last stream. */
  public static final String DESIRED = "desired_goal";

  /** Copies the lists and checks that their sizes agree. */
  public GoalSpace {
    indices = List.copyOf(indices);
    low = List.copyOf(low);
    high = List.copyOf(high);
    tolerances = List.copyOf(tolerances);
    int size = indices.size();
    if (size == 0 || low.size() != size || high.size() != size || tolerances.size() != size) {
      throw new IllegalArgumentException(
          "a goal of " + size + " numbers has " + low.size() + " bounds and " + tolerances);
    }
    for (int i = 0; i < size; i++) {
      if (!(low.get(i) < high.get(i)) || !(tolerances.get(i) > 0)) {
        throw new IllegalArgumentException(
            "a number of a goal is from " + low.get(i) + " to " + high.get(i));
      }
    }
    if (cells < 0) {
      throw new IllegalArgumentException("cells is " + cells + ", but must be at least 0");
    }
  }

  /** How many numbers a goal has. */
  public int size() {
    return indices.size();
  }

  /** How many goals there are. */
  public int count() {
    if (cells == 0) {
      return size();
    }
    int count = 1;
    for (int i = 0; i < size(); i++) {
      count = Math.multiplyExact(count, cells);
    }
    return count;
  }

  /** The stream by which an agent is told its goal. */
  public ObservationStream desired() {
    float least = Float.POSITIVE_INFINITY;
    float most = Float.NEGATIVE_INFINITY;
    for (int i = 0; i < size(); i++) {
      least = Math.min(least, low.get(i));
      most = Math.max(most, high.get(i));
    }
    return ObservationStream.vector(DESIRED, size(), least, most);
  }

  /**
   * Where the goal's numbers, as the agent has them, stand among what it sees.
   *
   * @throws IllegalArgumentException if it does not see them
   */
  public int[] positions(ObservationSpace seen) {
    List<String> names = seen.inputNames();
    int[] positions = new int[size()];
    for (int i = 0; i < positions.length; i++) {
      positions[i] = names.indexOf(stream + "[" + indices.get(i) + "]");
      if (positions[i] < 0) {
        throw new IllegalArgumentException(stream + indices + " is no part of " + seen.inWords());
      }
    }
    return positions;
  }

  /** Where the numbers stand by which an agent is told its goal. */
  public int[] desiredPositions(ObservationSpace told) {
    int first = told.inputNames().indexOf(DESIRED + "[0]");
    int[] positions = new int[size()];
    for (int i = 0; i < positions.length; i++) {
      positions[i] = first + i;
    }
    return positions;
  }

  /**
   * The numbers of a goal, where they would be if it were reached.
   *
   * @param now what they are
   * @param target receives them from its beginning
   */
  public void goal(int number, float[] now, float[] target) {
    int rest = number;
    for (int i = 0; i < size(); i++) {
      if (cells == 0) {
        target[i] = i == number ? 1 : 0;
      } else {
        float width = (high.get(i) - low.get(i)) / cells;
        target[i] = (relative ? now[i] : 0) + low.get(i) + (rest % cells + 0.5f) * width;
        rest /= cells;
      }
    }
  }

  /**
   * The goal whose cell some numbers are in, or nearest to.
   *
   * @param now what they were when the goal was chosen
   */
  public int nearest(float[] now, float[] numbers) {
    int nearest = 0;
    if (cells == 0) {
      for (int i = 1; i < size(); i++) {
        nearest = numbers[i] > numbers[nearest] ? i : nearest;
      }
      return nearest;
    }
    for (int i = size() - 1; i >= 0; i--) {
      float number = numbers[i] - (relative ? now[i] : 0);
      float place = (number - low.get(i)) * cells / (high.get(i) - low.get(i));
      nearest = nearest * cells + Math.max(0, Math.min(cells - 1, (int) place));
    }
    return nearest;
  }

  /** Whether some numbers are as near to a goal's as they must be. */
  public boolean isReached(float[] numbers, float[] goal) {
    for (int i = 0; i < size(); i++) {
      if (!(Math.abs(numbers[i] - goal[i]) <= tolerances.get(i))) {
        return false;
      }
    }
    return true;
  }
}
