package io.github.gdxbrains.learner;

import io.github.gdxbrains.config.InvalidValue;

/**
 * What agents tell their team mates: {@code communication}, a message of continuous numbers that is
 * a part of each action and of the mates' next observations.
 *
 * @param messageSize how many numbers
 */
public record CommunicationSettings(int messageSize) {
  /** Messages of 4 numbers. */
  public static final CommunicationSettings DEFAULT = new CommunicationSettings(4);

  /** Checks the range. */
  public CommunicationSettings {
    InvalidValue.unlessWithin("message_size", messageSize, 1, 1024);
  }
}
