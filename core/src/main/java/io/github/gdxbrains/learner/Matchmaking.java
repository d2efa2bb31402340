package io.github.gdxbrains.learner;

/** Which of the past policies of its opponents a policy in self-play meets: {@code matchmaking}. */
public enum Matchmaking {
  /** All of the window alike, as in ML-Agents. */
  UNIFORM {
    @Override
    public double weight(double winShare) {
      return 1;
    }
  },
  /**
   * Those that are hard to beat more often: prioritised fictitious self-play with weights {@code (1
   * - p)^2}, where {@code p} is the share of the matches against the opponent that was won
   * (AlphaStar, Vinyals et al., Nature 575, 2019, "f_hard").
   */
  PFSP {
    @Override
    public double weight(double winShare) {
      return (1 - winShare) * (1 - winShare);
    }
  };

  /**
   * How often an opponent is drawn, in proportion to the others.
   *
   * @param winShare the share of the matches against it that was won, a draw being half a win
   */
  public abstract double weight(double winShare);
}
