package io.github.gdxbrains.headless.transitions;

import io.github.gdxbrains.agent.AgentBatch;
import io.github.gdxbrains.agent.BehaviorSpec;
import io.github.gdxbrains.agent.Brain;
import io.github.gdxbrains.agent.DecisionLoop;
import io.github.gdxbrains.agent.Ending;
import io.github.gdxbrains.agent.Recorder;
import io.github.gdxbrains.arena.Arena;
import io.github.gdxbrains.arena.ArenaSetup;
import io.github.gdxbrains.arena.SeatSpec;
import io.github.gdxbrains.train.Evaluator;
import io.github.gdxbrains.train.Lineup;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Plays episodes one after another in one arena and writes them as CSV: {@code
 * episode,step,agent,obs_0…,action_0…,reward,terminated,truncated}.
 *
 * <p>The observation is the one that the action was chosen on. An episode closes, for each agent,
 * with a row that has the final observation and neither action nor reward; this row and the last
 * one with an action say how the episode ended. {@code agent} is the number of the seat.
 * Observations are floats, then bytes, then counts; actions are choices, then numbers. Where
 * behaviors differ in size, the shorter ones leave cells empty.
 */
public final class TransitionTable {
  private final ArenaSetup setup;
  private final Evaluator.Contestant first;
  private final Evaluator.Contestant others;
  private final Writer out;
  private int observationColumns;
  private int actionColumns;
  private long rows;

  /**
   * @param first sits on team 0
   * @param others sits on all other teams
   * @param out receives the table
   */
  public TransitionTable(
      ArenaSetup setup, Evaluator.Contestant first, Evaluator.Contestant others, Writer out) {
    this.setup = setup;
    this.first = first;
    this.others = others;
    this.out = out;
  }

  /**
   * Plays and writes.
   *
   * @return how many rows were written, the header not counted
   */
  public long write(int episodes, long seed) throws IOException {
    List<SeatSpec> seats = setup.seats();
    Lineup lineup = new Lineup(seats);
    int[] own = lineup.add(first, team -> team == 0);
    int[] other = lineup.add(others, team -> team != 0);
    List<DecisionLoop> loops = new ArrayList<>();
    List<SeatRecorder> recorders = new ArrayList<>();
    try (Arena arena = new Arena(setup, 0)) {
      for (BehaviorSpec behavior : setup.behaviors()) {
        int count =
            (int) seats.stream().filter(seat -> seat.behavior().equals(behavior.name())).count();
        if (count == 0) {
          continue;
        }
        AgentBatch batch = new AgentBatch(behavior, count, 0);
        SeatRecorder recorder = new SeatRecorder(count);
        List<Integer> players = lineup.playersOf(behavior.name());
        List<Brain> brains =
            players.stream().map(p -> lineup.players().get(p).brains().brain(count)).toList();
        DecisionLoop loop =
            new DecisionLoop(batch, brains, Collections.nCopies(brains.size(), recorder));
        int row = 0;
        for (int seat = 0; seat < seats.size(); seat++) {
          if (seats.get(seat).behavior().equals(behavior.name())) {
            arena.bind(seat, batch, row);
            int player = seats.get(seat).team() == 0 ? own[seat] : other[seat];
            loop.setPolicy(row, players.indexOf(player));
            recorder.seats[row++] = seat;
          }
        }
        loops.add(loop);
        recorders.add(recorder);
        observationColumns = Math.max(observationColumns, observations(behavior));
        actionColumns = Math.max(actionColumns, actions(behavior));
      }
      writeHeader();
      arena.restart(seed);
      play(arena, loops, recorders, episodes);
    }
    out.flush();
    return rows;
  }

  private void play(
      Arena arena, List<DecisionLoop> loops, List<SeatRecorder> recorders, int episodes)
      throws IOException {
    for (int episode = 0; episode < episodes; episode++) {
      recorders.forEach(SeatRecorder::begin);
      int finished = arena.log().count();
      while (arena.log().count() == finished) {
        for (DecisionLoop loop : loops) {
          loop.decide();
          loop.batch().beginTick(0, loop.batch().capacity());
        }
        arena.tick();
        for (DecisionLoop loop : loops) {
          loop.ticked();
        }
        for (SeatRecorder recorder : recorders) {
          recorder.flush(episode);
        }
      }
      arena.log().clear();
    }
  }

  private static int observations(BehaviorSpec behavior) {
    return behavior.observations().floats()
        + behavior.observations().bytes()
        + behavior.observations().counts();
  }

  private static int actions(BehaviorSpec behavior) {
    return behavior.actions().branches().size() + behavior.actions().continuous();
  }

  private void writeHeader() throws IOException {
    StringBuilder header = new StringBuilder("episode,step,agent");
    for (int i = 0; i < observationColumns; i++) {
      header.append(",obs_").append(i);
    }
    for (int i = 0; i < actionColumns; i++) {
      header.append(",action_").append(i);
    }
    out.write(header.append(",reward,terminated,truncated\n").toString());
  }

  /** Keeps each row's open transition until the agent's next decision or its end. */
  private final class SeatRecorder implements Recorder {
    final int[] seats;
    private final int[] steps;
    private final String[] open;
    private final double[] rewards;
    private final StringBuilder done = new StringBuilder();
    private int doneRows;

    SeatRecorder(int capacity) {
      seats = new int[capacity];
      steps = new int[capacity];
      open = new String[capacity];
      rewards = new double[capacity];
      begin();
    }

    void begin() {
      for (int row = 0; row < open.length; row++) {
        steps[row] = 0;
        open[row] = "";
        rewards[row] = 0;
      }
    }

    @Override
    public void decided(AgentBatch batch, int[] decided, int count) {
      for (int i = 0; i < count; i++) {
        int row = decided[i];
        finish(row, Ending.RUNNING);
        StringBuilder cells = new StringBuilder();
        observation(batch, row, false, cells);
        action(batch, row, cells);
        open[row] = cells.toString();
      }
    }

    @Override
    public void ticked(AgentBatch batch, int row) {
      if (!batch.isSeated(row)) {
        return;
      }
      rewards[row] += batch.rewards()[row];
      Ending ending = batch.endings()[row];
      if (ending != Ending.RUNNING) {
        finish(row, ending);
        StringBuilder cells = new StringBuilder();
        observation(batch, row, true, cells);
        cells.append(",".repeat(actionColumns));
        write(row, cells.toString(), "", ending);
      }
    }

    private void finish(int row, Ending ending) {
      if (!open[row].isEmpty()) {
        write(row, open[row], number((float) rewards[row]), ending);
        steps[row]++;
      }
      open[row] = "";
      rewards[row] = 0;
    }

    /** One row, but for its episode, which {@link #flush} knows. */
    private void write(int row, String cells, String reward, Ending ending) {
      done.append(',').append(steps[row]).append(',').append(seats[row]).append(cells);
      done.append(',').append(reward);
      done.append(ending == Ending.TERMINATED ? ",1" : ",0");
      done.append(ending == Ending.TRUNCATED ? ",1" : ",0").append('\n');
      doneRows++;
    }

    void flush(int episode) throws IOException {
      if (doneRows > 0) {
        for (String line : done.toString().split("\n")) {
          out.write(episode + line + "\n");
        }
        rows += doneRows;
        done.setLength(0);
        doneRows = 0;
      }
    }

    private void observation(AgentBatch batch, int row, boolean isFinal, StringBuilder cells) {
      int floats = batch.behavior().observations().floats();
      int bytes = batch.behavior().observations().bytes();
      int counts = batch.behavior().observations().counts();
      for (int i = 0; i < floats; i++) {
        float[] values = isFinal ? batch.finalObservations() : batch.observations();
        cells.append(',').append(number(values[row * floats + i]));
      }
      for (int i = 0; i < bytes; i++) {
        byte[] values = isFinal ? batch.finalObservationBytes() : batch.observationBytes();
        cells.append(',').append(values[row * bytes + i] & 0xFF);
      }
      for (int i = 0; i < counts; i++) {
        int[] values = isFinal ? batch.finalObservationCounts() : batch.observationCounts();
        cells.append(',').append(values[row * counts + i]);
      }
      cells.append(",".repeat(observationColumns - floats - bytes - counts));
    }

    private void action(AgentBatch batch, int row, StringBuilder cells) {
      int branches = batch.behavior().actions().branches().size();
      int numbers = batch.behavior().actions().continuous();
      for (int i = 0; i < branches; i++) {
        cells.append(',').append(batch.choices()[row * branches + i]);
      }
      for (int i = 0; i < numbers; i++) {
        cells.append(',').append(number(batch.numbers()[row * numbers + i]));
      }
      cells.append(",".repeat(actionColumns - branches - numbers));
    }

    private String number(float value) {
      return Float.toString(value);
    }
  }
}
