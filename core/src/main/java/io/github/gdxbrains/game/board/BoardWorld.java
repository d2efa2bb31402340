package io.github.gdxbrains.game.board;

import com.badlogic.ashley.core.Engine;
import com.badlogic.ashley.core.Entity;
import com.badlogic.ashley.core.EntitySystem;
import io.github.gdxbrains.agent.Action;
import io.github.gdxbrains.agent.Agent;
import io.github.gdxbrains.agent.BehaviorSpec;
import io.github.gdxbrains.agent.Ending;
import io.github.gdxbrains.arena.GameWorld;
import io.github.gdxbrains.arena.ParameterSpec;
import io.github.gdxbrains.arena.Parameters;
import io.github.gdxbrains.arena.SeatSpec;
import io.github.gdxbrains.canvas.Canvas;
import io.github.gdxbrains.random.RandomStream;
import io.github.gdxbrains.reward.RewardTerm;
import io.github.gdxbrains.sensor.Sensor;
import io.github.gdxbrains.space.ActionSpace;
import io.github.gdxbrains.space.ObservationSpace;
import io.github.gdxbrains.space.ObservationStream;
import java.util.List;

/**
 * A board and its two players, of teams 0 and 1; team 0 begins unless told otherwise. A tick is one
 * move. The game's parameters must include {@link #parameters(int)}.
 *
 * <p>Reward terms, for both when the game is over: {@code win} 1 (weight 1), {@code draw} 1 (weight
 * 0) and {@code loss} -1 (weight 1).
 */
public final class BoardWorld implements GameWorld {
  private static final float TICK_SECONDS = 0.6f;
  private static final String OPENING_MOVES = "opening_moves";
  private static final String VARY_OPENING = "vary_opening";
  private static final String VARY_FIRST = "vary_first";

  private final Engine engine = new Engine();
  private final Entity[] seats = new Entity[2];
  private final Board board;
  private int chosen;

  /** A world of a behavior as {@link #behavior} makes it. */
  public BoardWorld(BehaviorSpec behavior, Board board) {
    this.board = board;
    for (int seat = 0; seat < seats.length; seat++) {
      seats[seat] = seat(behavior, new BoardPlayer(board, seat));
      engine.addEntity(seats[seat]);
    }
    engine.addSystem(
        new EntitySystem() {
          @Override
          public void update(float deltaTime) {
            board.play(chosen);
          }
        });
  }

  private Entity seat(BehaviorSpec behavior, BoardPlayer player) {
    ObservationStream stream = behavior.observations().streams().get(0);
    return new Entity()
        .add(player)
        .add(
            Agent.builder(behavior)
                .team(player.seat())
                .decideWhen(entity -> player.isTurn())
                .sense(Sensor.of(stream, (entity, out) -> board.observe(player.seat(), out)))
                .mask((entity, action) -> mask(action))
                .act((entity, action) -> choose(player, action))
                .reward(RewardTerm.of("win", entity -> Math.max(0, player.result())), 1)
                .reward(RewardTerm.of("draw", entity -> isDraw() ? 1 : 0), 0)
                .reward(RewardTerm.of("loss", entity -> Math.min(0, player.result())), 1)
                .build());
  }

  private void mask(Action action) {
    for (int move = 0; move < board.moves(); move++) {
      if (!board.isLegal(move)) {
        action.forbid(0, move);
      }
    }
  }

  /** The player whose turn it is not still acts, but nobody listens. */
  private void choose(BoardPlayer player, Action action) {
    if (player.isTurn()) {
      chosen = action.choice();
    }
  }

  private boolean isDraw() {
    return board.isOver() && board.winner() == Board.NOBODY;
  }

  /** A behavior of board players: one choice among the moves, masked, and one vector stream. */
  public static BehaviorSpec behavior(String name, int observation, int moves) {
    return new BehaviorSpec(
        name,
        ObservationSpace.of(ObservationStream.vector("board", observation, 0, 1)),
        ActionSpace.discrete(moves),
        true,
        1);
  }

  /** The two seats by their names. */
  public static List<SeatSpec> seats(String behavior, String first, String second) {
    return List.of(new SeatSpec(first, behavior, 0), new SeatSpec(second, behavior, 1));
  }

  /**
   * The parameters of a board game: how many moves are made at random before the players' first,
   * whether that is the most of them, and whether either player may begin. Whoever plays one seat
   * alone learns only half of the game without the last one: the discs of a board tell who began.
   *
   * @param most few enough for some moves to be left then
   */
  public static List<ParameterSpec> parameters(int most) {
    return List.of(
        new ParameterSpec(
            OPENING_MOVES, 0, 0, most, "", "random moves, none of which wins, before the players'"),
        new ParameterSpec(
            VARY_OPENING, 0, 0, 1, "", "1: each episode has 0 to opening_moves such moves"),
        new ParameterSpec(VARY_FIRST, 0, 0, 1, "", "1: in each episode one of the two begins"));
  }

  @Override
  public Engine engine() {
    return engine;
  }

  @Override
  public float tickSeconds() {
    return TICK_SECONDS;
  }

  @Override
  public void reset(RandomStream random, Parameters parameters) {
    board.clear(parameters.count(VARY_FIRST) == 1 ? random.nextInt(2) : 0);
    int opening = parameters.count(OPENING_MOVES);
    if (parameters.count(VARY_OPENING) == 1) {
      opening = random.nextInt(opening + 1);
    }
    for (int i = 0; i < opening; i++) {
      open(random);
    }
    for (Entity seat : seats) {
      BoardPlayer.of(seat).cursor = board.moves() / 2;
    }
  }

  /** Makes a random move that does not win, if there is one. */
  private void open(RandomStream random) {
    int quiet = 0;
    int chosen = 0;
    for (int move = 0; move < board.moves(); move++) {
      if (board.isLegal(move) && !board.wins(move)) {
        quiet++;
        if (random.nextInt(quiet) == 0) {
          chosen = move;
        }
      }
    }
    if (quiet > 0) {
      board.play(chosen);
    }
  }

  @Override
  public Ending ending() {
    return board.isOver() ? Ending.TERMINATED : Ending.RUNNING;
  }

  @Override
  public Entity seat(int index) {
    return seats[index];
  }

  /** 1 for the winner. */
  @Override
  public float score(int team) {
    return board.winner() == team ? 1 : 0;
  }

  @Override
  public void draw(Canvas canvas) {
    board.draw(canvas);
  }

  @Override
  public void highlight(int seat, Canvas canvas) {
    BoardPlayer player = BoardPlayer.of(seats[seat]);
    if (player.isTurn()) {
      board.drawCursor(canvas, player.cursor);
    }
  }

  @Override
  public void close() {}
}
