package io.github.gdxbrains.game.simplespread;

import io.github.gdxbrains.game.particle.Particle;

/**
 * Gives each agent a landmark of its own so that the ways add up to the least. Dynamic programming
 * over sets of landmarks (Held and Karp 1962): the best way to give a set to as many first agents
 * takes one landmark for the last of them, and the best way to give the others to the rest.
 */
final class Assignment {
  private final int n;
  private final double[] least;
  private final int[] lastGiven;
  private final int[] landmarkOf;

  Assignment(int n) {
    this.n = n;
    least = new double[1 << n];
    lastGiven = new int[1 << n];
    landmarkOf = new int[n];
  }

  void assign(Particle[] agents, Particle[] landmarks) {
    for (int set = 1; set < least.length; set++) {
      Particle agent = agents[Integer.bitCount(set) - 1];
      least[set] = Double.POSITIVE_INFINITY;
      for (int landmark = 0; landmark < n; landmark++) {
        if ((set & 1 << landmark) != 0) {
          double length = least[set ^ 1 << landmark] + agent.distanceTo(landmarks[landmark]);
          if (length < least[set]) {
            least[set] = length;
            lastGiven[set] = landmark;
          }
        }
      }
    }
    int set = least.length - 1;
    for (int agent = n - 1; agent >= 0; agent--) {
      landmarkOf[agent] = lastGiven[set];
      set ^= 1 << lastGiven[set];
    }
  }

  /** The landmark of an agent after {@link #assign}. */
  int landmarkOf(int agent) {
    return landmarkOf[agent];
  }
}
