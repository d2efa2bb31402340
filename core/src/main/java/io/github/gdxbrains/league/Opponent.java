package io.github.gdxbrains.league;

import io.github.gdxbrains.agent.AgentBatch;
import io.github.gdxbrains.agent.Brain;
import io.github.gdxbrains.brain.BrainSource;
import io.github.gdxbrains.brain.Model;
import io.github.gdxbrains.nn.Backend;
import java.util.ArrayList;
import java.util.List;

/**
 * A player that plays by one model after another: the collector's list of players is fixed, and
 * those who learn in self-play meet new opponents. It draws its actions, as the learners do.
 */
public final class Opponent implements BrainSource {
  private final Backend backend;
  private final List<Substitute> substitutes = new ArrayList<>();
  private BrainSource brains;

  Opponent(Backend backend, Model model) {
    this.backend = backend;
    brains = model.brains(backend, false);
  }

  /** Plays by another model from now on; not while a rollout is being collected. */
  void become(Model model) {
    brains = model.brains(backend, false);
    for (Substitute substitute : substitutes) {
      substitute.brain = brains.brain(substitute.capacity);
    }
  }

  @Override
  public Brain brain(int capacity) {
    Substitute substitute = new Substitute(capacity, brains.brain(capacity));
    substitutes.add(substitute);
    return substitute;
  }

  private static final class Substitute implements Brain {
    private final int capacity;
    private Brain brain;

    Substitute(int capacity, Brain brain) {
      this.capacity = capacity;
      this.brain = brain;
    }

    @Override
    public int stateSize() {
      return brain.stateSize();
    }

    @Override
    public void decide(AgentBatch batch, int[] rows, int count) {
      brain.decide(batch, rows, count);
    }
  }
}
