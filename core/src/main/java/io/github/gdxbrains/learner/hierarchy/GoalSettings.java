package io.github.gdxbrains.learner.hierarchy;

import io.github.gdxbrains.agent.BehaviorSpec;
import io.github.gdxbrains.config.InvalidValue;
import io.github.gdxbrains.config.UserError;
import io.github.gdxbrains.space.GoalSpace;
import io.github.gdxbrains.space.ObservationStream;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * Which goals there are: {@code goal}.
 *
 * @param stream of the observation, whose numbers goals are made of
 * @param indices which of its numbers; empty for all
 * @param oneHot whether one of the numbers is 1 and the others 0, so that there is a goal for each
 * @param relative whether goals are changes of the numbers, and the worker sees how much each has
 *     still to change in place of what it is to be
 * @param cells into how many equal parts each number's range is divided, the middle of each being a
 *     goal; 8 if empty
 * @param low lower end of each number's range, or of its change's; empty for the stream's bound
 * @param high upper end of each number's range, or of its change's; empty for the stream's bound
 * @param tolerance how far each number may be from the goal's for it to be reached; if empty half a
 *     cell
 */
public record GoalSettings(
    String stream,
    List<Integer> indices,
    boolean oneHot,
    boolean relative,
    OptionalInt cells,
    List<Float> low,
    List<Float> high,
    OptionalDouble tolerance) {
  /** Of a stream that must still be named. */
  public static final GoalSettings DEFAULT =
      new GoalSettings(
          "",
          List.of(),
          false,
          false,
          OptionalInt.empty(),
          List.of(),
          List.of(),
          OptionalDouble.empty());

  private static final int MOST_GOALS = 4096;

  /** Checks what needs no stream. */
  public GoalSettings {
    indices = List.copyOf(indices);
    low = List.copyOf(low);
    high = List.copyOf(high);
    cells.ifPresent(n -> InvalidValue.unlessWithin("cells", n, 1, MOST_GOALS));
    tolerance.ifPresent(number -> InvalidValue.unlessPositive("tolerance", number));
    if (oneHot) {
      refuseIf(relative, "relative");
      refuseIf(cells.isPresent(), "cells");
      refuseIf(!low.isEmpty(), "low");
      refuseIf(!high.isEmpty(), "high");
    }
    if (indices.stream().distinct().count() < indices.size()) {
      throw new InvalidValue("indices", "is " + indices + ", but each may stand there only once");
    }
  }

  private static void refuseIf(boolean isGiven, String key) {
    if (isGiven) {
      throw new InvalidValue(key, "means nothing with one_hot: leave it out");
    }
  }

  /**
   * The goals, made of what a behavior's agents see.
   *
   * @throws InvalidValue whose key begins with {@code goal}, if they do not see that
   */
  GoalSpace of(BehaviorSpec behavior) {
    List<ObservationStream> streams = behavior.observations().streams();
    List<String> names = streams.stream().map(ObservationStream::name).toList();
    if (names.contains(GoalSpace.DESIRED)) {
      throw new InvalidValue(
          "goal", "is not possible: the game has a stream " + GoalSpace.DESIRED + " of its own");
    }
    ObservationStream seen =
        streams.stream()
            .filter(s -> s.name().equals(stream))
            .findFirst()
            .orElseThrow(() -> unknown(behavior.name(), names));
    List<Integer> chosen =
        indices.isEmpty() ? IntStream.range(0, seen.size()).boxed().toList() : indices;
    for (int index : chosen) {
      if (index < 0 || index >= seen.size()) {
        throw new InvalidValue(
            "goal.indices",
            "has " + index + ", but " + stream + " has the numbers 0 to " + (seen.size() - 1));
      }
    }
    List<Float> least = new ArrayList<>();
    List<Float> most = new ArrayList<>();
    List<Float> tolerances = new ArrayList<>();
    int perNumber = oneHot ? 0 : cells.orElse(8);
    for (int i = 0; i < chosen.size(); i++) {
      float range = seen.high() - seen.low();
      least.add(bound("low", low, relative ? -range : seen.low(), chosen, i));
      most.add(bound("high", high, relative ? range : seen.high(), chosen, i));
      if (!(least.get(i) < most.get(i))) {
        throw new InvalidValue(
            "goal.low", "is " + least.get(i) + ", but must be below high " + most.get(i));
      }
      float half = oneHot ? 0.5f : (most.get(i) - least.get(i)) / perNumber / 2;
      tolerances.add((float) tolerance.orElse(half));
    }
    double count = oneHot ? chosen.size() : Math.pow(perNumber, chosen.size());
    if (count < 2 || count > MOST_GOALS) {
      throw new InvalidValue(
          "goal",
          String.format(
              "makes %.0f goals, but there must be from 2 to %d to choose among: change cells or"
                  + " indices",
              count, MOST_GOALS));
    }
    return new GoalSpace(stream, chosen, least, most, perNumber, tolerances, relative);
  }

  private InvalidValue unknown(String behavior, List<String> names) {
    return stream.isEmpty()
        ? new InvalidValue("goal.stream", "is missing: name one of " + String.join(", ", names))
        : new InvalidValue(
            "goal.stream",
            "is wrong: "
                + UserError.unknown("observation of " + behavior, stream, names).getMessage());
  }

  private float bound(String key, List<Float> given, float own, List<Integer> chosen, int i) {
    if (!given.isEmpty() && given.size() != chosen.size()) {
      throw new InvalidValue(
          "goal." + key, "has " + given.size() + " numbers, but a goal has " + chosen.size());
    }
    float bound = given.isEmpty() ? own : given.get(i);
    if (!Float.isFinite(bound)) {
      throw new InvalidValue(
          "goal." + key,
          "is missing: " + stream + " is not bounded, so give a number for each of " + chosen);
    }
    return bound;
  }
}
