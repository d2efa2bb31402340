package io.github.gdxbrains.game.board;

import static org.assertj.core.api.Assertions.assertThat;

import com.badlogic.ashley.core.Entity;
import io.github.gdxbrains.agent.AgentBatch;
import io.github.gdxbrains.agent.HumanControl;
import io.github.gdxbrains.arena.Parameters;
import io.github.gdxbrains.arena.Playing;
import io.github.gdxbrains.brain.RandomBrain;
import io.github.gdxbrains.game.tictactoe.TicTacToe;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class BoardControlTest {
  /** What a person holds. */
  private static final class Held implements HumanControl.Controls {
    float x;
    float y;
    boolean button;

    @Override
    public float x() {
      return x;
    }

    @Override
    public float y() {
      return y;
    }

    @Override
    public boolean button(int number) {
      return button;
    }
  }

  private static final TicTacToe GAME = new TicTacToe();

  private final Playing playing =
      new Playing(
          GAME, Parameters.defaults(GAME), List.of(new RandomBrain(), new RandomBrain()), 1);
  private final Entity cross = playing.arena().world().seat(0);
  private final AgentBatch batch = playing.batch();
  private final BoardControl control = new BoardControl();
  private final Held held = new Held();

  @AfterEach
  void close() {
    playing.close();
  }

  private boolean waits() {
    return control.waits(held, cross);
  }

  private int choice() {
    control.decide(held, cross, batch.action(0));
    return batch.action(0).choice();
  }

  @Test
  void theCursorMovesOneCellAPressAndTheButtonPlaces() {
    assertThat(waits()).isTrue();
    assertThat(choice()).as("it starts in the middle").isEqualTo(4);
    held.x = 1;
    assertThat(waits()).isTrue();
    assertThat(waits()).as("still held").isTrue();
    assertThat(choice()).isEqualTo(5);
    held.x = 0;
    held.y = 1;
    assertThat(waits()).isTrue();
    assertThat(choice()).isEqualTo(2);
    held.x = 1; // at the edge, while up is still held
    assertThat(waits()).isTrue();
    assertThat(choice()).isEqualTo(2);
    held.button = true;
    assertThat(waits()).isFalse();
    assertThat(waits()).as("a button that stays down presses once").isTrue();
  }

  @Test
  void nothingIsPlacedWhereAMarkIs() {
    held.x = -1;
    held.y = -1;
    waits();
    batch.action(0).choose(0, 6); // where the cursor is now
    BoardPlayer.of(cross).board().play(6);
    held.button = true;
    assertThat(waits()).isTrue();
    assertThat(choice()).as("the next free cell, should time go on").isEqualTo(7);
  }
}
