package io.github.gdxbrains.game.memory;

import com.badlogic.ashley.core.Component;
import com.badlogic.ashley.core.ComponentMapper;
import com.badlogic.ashley.core.Entity;
import io.github.gdxbrains.arena.Parameters;
import io.github.gdxbrains.random.RandomStream;

/** The way from the cue to the doors, and where its walker is. */
final class Hall implements Component {
  private static final ComponentMapper<Hall> MAPPER = ComponentMapper.getFor(Hall.class);

  /** The part of an episode. */
  enum Phase {
    /** The symbol is the one to remember. */
    CUE,
    /** Symbols mean nothing. */
    DELAY,
    /** There is no symbol; the action is the answer. */
    QUESTION
  }

  /** What is seen where there is no symbol; symbol n is {@code 1 + n}. */
  static final int BLANK = 0;

  final int cues;
  private RandomStream random = new RandomStream(0);
  private float noise;

  /** Steps between cue and question. */
  int delay;

  /** The symbol to remember, from 0. */
  int cue;

  /** What is seen: {@link #BLANK}, or 1 + a symbol. */
  int seen;

  /** Steps so far. */
  int steps;

  /** The last action. */
  int choice;

  /** 1 after the right answer, -1 after a wrong one, 0 before. */
  int result;

  Hall(int cues) {
    this.cues = cues;
  }

  /** The hall of a seat's entity. */
  static Hall of(Entity entity) {
    return MAPPER.get(entity);
  }

  void begin(RandomStream random, Parameters parameters) {
    this.random = random;
    noise = parameters.get(Memory.NOISE);
    delay = parameters.count(Memory.DELAY);
    cue = random.nextInt(cues);
    seen = 1 + cue;
    steps = 0;
    choice = 0;
    result = 0;
  }

  Phase phase() {
    return steps == 0 ? Phase.CUE : steps <= delay ? Phase.DELAY : Phase.QUESTION;
  }

  /** Walks on, or takes the answer. */
  void step() {
    if (phase() == Phase.QUESTION) {
      result = choice == cue ? 1 : -1;
      return;
    }
    steps++;
    boolean isDistracting = phase() == Phase.DELAY && random.nextFloat() < noise;
    seen = isDistracting ? 1 + random.nextInt(cues) : BLANK;
  }
}
