package io.github.gdxbrains.agent;

/**
 * Is told what happens to the rows of one policy, and makes transitions of it. A transition runs
 * from an agent's decision to its next one or its end.
 */
public interface Recorder {
  /** Records nothing: for agents that do not learn. */
  Recorder NONE =
      new Recorder() {
        @Override
        public void decided(AgentBatch batch, int[] rows, int count) {}

        @Override
        public void ticked(AgentBatch batch, int row) {}
      };

  /** The brain has just decided for these rows: their transitions end and new ones begin. */
  void decided(AgentBatch batch, int[] rows, int count);

  /** A tick has run; the row's reward and ending are in the batch. */
  void ticked(AgentBatch batch, int row);
}
