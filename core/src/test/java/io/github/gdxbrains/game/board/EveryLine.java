package io.github.gdxbrains.game.board;

import io.github.gdxbrains.agent.AgentBatch;
import io.github.gdxbrains.agent.Brain;
import io.github.gdxbrains.arena.EpisodeLog;
import io.github.gdxbrains.arena.Game;
import io.github.gdxbrains.arena.Parameters;
import io.github.gdxbrains.arena.Playing;
import java.util.ArrayList;
import java.util.List;

/**
 * Plays a game of two and one branch against every line of play of the opponent: all that it could
 * do against a brain that does the same whenever it sees the same.
 */
public final class EveryLine implements Brain {
  /** How many lines there are, and how they ended for the brain. */
  public record Result(int lines, int wins, int draws, int losses) {}

  /** A decision of the opponent in the line at hand. */
  private record Fork(List<Integer> options, int taken) {}

  private final List<Fork> line = new ArrayList<>();
  private int depth;

  private EveryLine() {}

  /**
   * Plays all lines.
   *
   * @param brain sits on the team, from 0
   * @param seed of every episode, so of all that a brain leaves to chance
   */
  public static Result against(Game game, Brain brain, int team, long seed) {
    EveryLine opponent = new EveryLine();
    List<Brain> brains = team == 0 ? List.of(brain, opponent) : List.of(opponent, brain);
    int[] outcomes = new int[3];
    try (Playing playing = new Playing(game, Parameters.defaults(game), brains, seed)) {
      do {
        playing.arena().restart(seed);
        opponent.depth = 0;
        EpisodeLog log = playing.play(1);
        outcomes[1 + Float.compare(log.score(0, team), log.score(0, 1 - team))]++;
      } while (opponent.nextLine());
    }
    return new Result(
        outcomes[0] + outcomes[1] + outcomes[2], outcomes[2], outcomes[1], outcomes[0]);
  }

  @Override
  public void decide(AgentBatch batch, int[] rows, int count) {
    int row = rows[0];
    if (depth == line.size()) {
      List<Integer> options = new ArrayList<>();
      for (int option = 0; option < batch.branchSizes()[0]; option++) {
        if (!batch.action(row).isForbidden(0, option)) {
          options.add(option);
        }
      }
      line.add(new Fork(options, 0));
    }
    Fork fork = line.get(depth++);
    batch.action(row).choose(0, fork.options().get(fork.taken()));
  }

  /** Takes the next way at the last fork that has one. */
  private boolean nextLine() {
    while (!line.isEmpty()) {
      Fork last = line.remove(line.size() - 1);
      if (last.taken() + 1 < last.options().size()) {
        line.add(new Fork(last.options(), last.taken() + 1));
        return true;
      }
    }
    return false;
  }
}
