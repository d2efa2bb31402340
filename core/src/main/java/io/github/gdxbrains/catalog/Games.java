package io.github.gdxbrains.catalog;

import io.github.gdxbrains.arena.Game;
import io.github.gdxbrains.config.UserError;
import io.github.gdxbrains.game.bandit.Bandit;
import io.github.gdxbrains.game.battle.Battle;
import io.github.gdxbrains.game.cartpole.CartPole;
import io.github.gdxbrains.game.connectfour.ConnectFour;
import io.github.gdxbrains.game.corridor.Corridor;
import io.github.gdxbrains.game.duel.Duel;
import io.github.gdxbrains.game.dungeonescape.DungeonEscape;
import io.github.gdxbrains.game.flappybird.FlappyBird;
import io.github.gdxbrains.game.frozenlake.FrozenLake;
import io.github.gdxbrains.game.gridworld.GridWorld;
import io.github.gdxbrains.game.maze.Maze;
import io.github.gdxbrains.game.memory.Memory;
import io.github.gdxbrains.game.pong.Pong;
import io.github.gdxbrains.game.pushblock.PushBlock;
import io.github.gdxbrains.game.pyramids.Pyramids;
import io.github.gdxbrains.game.simplespeakerlistener.SimpleSpeakerListener;
import io.github.gdxbrains.game.simplespread.SimpleSpread;
import io.github.gdxbrains.game.simpletag.SimpleTag;
import io.github.gdxbrains.game.soccer.Soccer;
import io.github.gdxbrains.game.tictactoe.TicTacToe;
import io.github.gdxbrains.game.walljump.WallJump;
import java.util.List;
import java.util.ServiceLoader;

/** All games: the built-in ones, and those found through {@link ServiceLoader}. */
public final class Games {
  private static final List<Game> BUILT_IN =
      List.of(
          new CartPole(),
          new FlappyBird(),
          new Soccer(),
          new Bandit(),
          new Corridor(),
          new FrozenLake(),
          new GridWorld(),
          new Memory(),
          new Maze(),
          new Pyramids(),
          new SimpleSpread(),
          new SimpleTag(),
          new SimpleSpeakerListener(),
          new Pong(),
          new Battle(),
          new DungeonEscape(),
          new TicTacToe(),
          new ConnectFour(),
          new WallJump(),
          new PushBlock(),
          new Duel());

  private final List<Game> games;

  /**
   * The built-in games and those that a class loader's service files name.
   *
   * @throws UserError if one of them cannot be loaded, or bears the name of another
   */
  public Games(ClassLoader loader) {
    games = Services.load(Game.class, "game", BUILT_IN, Game::name, loader);
  }

  /** The built-in games alone. */
  public static List<Game> builtIn() {
    return BUILT_IN;
  }

  /** All of them in order. */
  public List<Game> all() {
    return games;
  }

  /**
   * The game of a name.
   *
   * @throws UserError if there is none, with the nearest name
   */
  public Game named(String name) {
    return games.stream()
        .filter(game -> game.name().equals(name))
        .findFirst()
        .orElseThrow(
            () -> UserError.unknown("game", name, games.stream().map(Game::name).toList()));
  }
}
