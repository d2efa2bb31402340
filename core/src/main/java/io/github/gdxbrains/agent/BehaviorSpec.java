package io.github.gdxbrains.agent;

import io.github.gdxbrains.config.UserError;
import io.github.gdxbrains.space.ActionSpace;
import io.github.gdxbrains.space.ObservationSpace;
import io.github.gdxbrains.space.ObservationStream;
import java.util.ArrayList;
import java.util.List;

/**
 * What agents that may share a brain have in common.
 *
 * @param name as in experiment files and brain files
 * @param observations what they see
 * @param actions what they can do
 * @param masked whether some options are unavailable at times
 * @param decisionPeriod ticks from one decision to the next, at least 1; in between an agent
 *     repeats its action
 */
public record BehaviorSpec(
    String name,
    ObservationSpace observations,
    ActionSpace actions,
    boolean masked,
    int decisionPeriod) {
  /** Checks the period. */
  public BehaviorSpec {
    if (decisionPeriod < 1) {
      throw new IllegalArgumentException(
          name + ": decisionPeriod is " + decisionPeriod + ", but must be at least 1");
    }
    if (masked && actions.options() == 0) {
      throw new IllegalArgumentException(name + ": continuous actions cannot be masked");
    }
  }

  /** A behavior that decides every tick and masks nothing. */
  public BehaviorSpec(String name, ObservationSpace observations, ActionSpace actions) {
    this(name, observations, actions, false, 1);
  }

  /**
   * The same behavior of agents who see some streams only.
   *
   * @param names of the streams; empty for all
   * @throws io.github.gdxbrains.config.UserError if there is no such stream, with the nearest name
   */
  public BehaviorSpec seeing(List<String> names) {
    List<String> own = observations.streams().stream().map(ObservationStream::name).toList();
    for (String stream : names) {
      if (!own.contains(stream)) {
        throw UserError.unknown("observation of " + name, stream, own);
      }
    }
    return new BehaviorSpec(name, observations.select(names), actions, masked, decisionPeriod);
  }

  /** The same agents deciding about something else, of which nothing is forbidden. */
  public BehaviorSpec choosing(ActionSpace actions) {
    return new BehaviorSpec(name, observations, actions, false, decisionPeriod);
  }

  /**
   * The same behavior of agents who see and do more.
   *
   * @param streams what they see beside their own streams, and behind them
   * @param numbers how many continuous numbers are in their actions behind their own
   */
  public BehaviorSpec extended(List<ObservationStream> streams, int numbers) {
    List<ObservationStream> seen = new ArrayList<>(observations.streams());
    seen.addAll(streams);
    return new BehaviorSpec(
        name, new ObservationSpace(seen), actions.withContinuous(numbers), masked, decisionPeriod);
  }
}
