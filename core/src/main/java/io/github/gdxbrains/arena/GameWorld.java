package io.github.gdxbrains.arena;

import com.badlogic.ashley.core.Engine;
import com.badlogic.ashley.core.Entity;
import io.github.gdxbrains.agent.Ending;
import io.github.gdxbrains.canvas.Canvas;
import io.github.gdxbrains.random.RandomStream;

/**
 * One running copy of a game: an Ashley engine with its entities and systems. Whoever runs it adds
 * the act and reward systems, so that an engine update is <em>act, simulate, reward</em>.
 */
public interface GameWorld extends AutoCloseable {
  /** The engine that a tick updates; the same for as long as the world lives. */
  Engine engine();

  /** Seconds of simulated time in a tick. */
  float tickSeconds();

  /**
   * Puts everything to the start of an episode: after it nothing may depend on earlier episodes.
   *
   * @param random the stream of the episode's level, used here and while it runs
   * @param parameters this episode's values
   */
  void reset(RandomStream random, Parameters parameters);

  /** How the episode stands after a tick. */
  Ending ending();

  /**
   * The entity that sits on a seat, with an {@code Agent} component; it may be another one after
   * each reset.
   */
  Entity seat(int index);

  /** A team's score in this episode by the game's own rules; whoever has more has won. */
  float score(int team);

  /** Draws the present state. */
  void draw(Canvas canvas);

  /**
   * Marks who sits on a seat, on top of what {@link #draw} has just drawn: the window calls it for
   * the player whom a person controls. Draws nothing by default.
   */
  default void highlight(int seat, Canvas canvas) {}

  /** Frees what is outside the Java heap. */
  @Override
  void close();
}
