package io.github.gdxbrains.rollout;

/** Who plays which seat in an episode; asked anew at every reset and never in between. */
@FunctionalInterface
public interface SeatMap {
  /**
   * The number of the player, within the collector's list, that takes a seat.
   *
   * @param arena number of the arena
   * @param episode number of the episode since the last restart
   * @param seat number of the seat
   */
  int player(int arena, long episode, int seat);
}
