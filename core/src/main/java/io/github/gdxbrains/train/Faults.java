package io.github.gdxbrains.train;

import io.github.gdxbrains.agent.Agent;
import io.github.gdxbrains.arena.Arena;
import io.github.gdxbrains.rollout.Rollout;
import io.github.gdxbrains.space.ObservationSpace;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Looks for numbers that are not finite, once an update, and says who gave the first one. */
final class Faults {
  private Faults() {}

  /**
   * The first number in a policy's rollout that is not finite.
   *
   * @param arenas that the rollout was collected from
   * @return game, agent, and sensor or reward term, in words; empty if all numbers are finite
   */
  static Optional<String> find(Policies.Policy policy, List<Arena> arenas) {
    Rollout rollout = policy.rollout();
    for (int lane = 0; lane < rollout.lanes(); lane++) {
      int first = rollout.first(lane);
      int end = first + rollout.count(lane);
      int inputs = rollout.inputs();
      int observation = firstInfinite(rollout.observations(), first * inputs, end * inputs);
      if (observation >= 0) {
        return Optional.of(observation(policy, arenas, lane, observation % inputs));
      }
      if (firstInfinite(rollout.rewards(), first, end) >= 0) {
        return Optional.of(reward(policy, arenas, lane));
      }
      if (rollout.fault(lane) >= 0) {
        return Optional.of(observation(policy, arenas, lane, rollout.fault(lane)));
      }
    }
    return Optional.empty();
  }

  /** Whether all observations and rewards of a rollout are finite. */
  static boolean isFinite(Rollout rollout) {
    for (int lane = 0; lane < rollout.lanes(); lane++) {
      int first = rollout.first(lane);
      int end = first + rollout.count(lane);
      int inputs = rollout.inputs();
      if (firstInfinite(rollout.observations(), first * inputs, end * inputs) >= 0
          || firstInfinite(rollout.rewards(), first, end) >= 0
          || rollout.fault(lane) >= 0) {
        return false;
      }
    }
    return true;
  }

  private static int firstInfinite(float[] values, int start, int end) {
    // 0 · x is NaN for every x that is not finite: one sum tells of all
    float sum = 0;
    for (int i = start; i < end; i++) {
      sum += 0f * values[i];
    }
    if (sum == 0) {
      return -1;
    }
    for (int i = start; i < end; i++) {
      if (!Float.isFinite(values[i])) {
        return i;
      }
    }
    return -1;
  }

  private static String observation(
      Policies.Policy policy, List<Arena> arenas, int lane, int number) {
    ObservationSpace space = policy.behavior().observations();
    String sensor = number < space.floats() ? space.streamOfFloat(number).name() : "bytes";
    return sentence(policy, arenas, lane, "sensor " + sensor);
  }

  private static String reward(Policies.Policy policy, List<Arena> arenas, int lane) {
    List<List<Integer>> lanes = policy.played().lanes();
    Arena arena = arenas.get(lane / lanes.size());
    String culprit = "a reward beside the terms";
    for (int seat : lanes.get(lane % lanes.size())) {
      Agent agent = arena.agent(seat);
      for (int t = agent.termCount() - 1; t >= 0; t--) {
        boolean faulty = !Double.isFinite(agent.termSum(t));
        for (int e = 0; e < arena.log().count(); e++) {
          faulty |= !Double.isFinite(arena.log().termSum(e, seat, t));
        }
        if (faulty) {
          culprit = "reward term " + agent.termNames().get(t);
        }
      }
    }
    return sentence(policy, arenas, lane, culprit);
  }

  private static String sentence(
      Policies.Policy policy, List<Arena> arenas, int lane, String culprit) {
    List<List<Integer>> lanes = policy.played().lanes();
    String seats =
        lanes.get(lane % lanes.size()).stream()
            .map(seat -> arenas.get(0).seats().get(seat).name())
            .collect(Collectors.joining(" or "));
    return arenas.get(0).game().name()
        + ", "
        + policy.behavior().name()
        + " "
        + seats
        + " in arena "
        + lane / lanes.size()
        + ": "
        + culprit
        + " gave a number that is not finite";
  }
}
