package io.github.gdxbrains.league;

import io.github.gdxbrains.agent.AgentBatch;
import io.github.gdxbrains.agent.Brain;
import io.github.gdxbrains.brain.BrainSource;
import io.github.gdxbrains.brain.Model;
import io.github.gdxbrains.brain.NeuralModel;
import io.github.gdxbrains.nn.Backend;
import io.github.gdxbrains.nn.Network;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A player that plays by one model of a policy after another: the collector's list of players is
 * fixed, and those who learn in self-play meet new opponents. It draws its actions, as the learners
 * do.
 */
public final class Opponent implements BrainSource {
  private final Backend backend;
  private final Optional<Network> network;
  private final List<Substitute> substitutes = new ArrayList<>();
  private BrainSource brains;

  Opponent(Backend backend, Model model) {
    this.backend = backend;
    if (model instanceof NeuralModel neural) {
      Network own = neural.network(backend);
      neural.copyTo(own);
      network = Optional.of(own);
      brains = neural.brains(own, false);
    } else {
      network = Optional.empty();
      brains = model.brains(backend, false);
    }
  }

  /** Plays by another model from now on; not while a rollout is being collected. */
  void become(Model model) {
    if (network.isPresent() && model instanceof NeuralModel neural) {
      neural.copyTo(network.get()); // its brains see it at their next decision
      return;
    }
    brains = model.brains(backend, false);
    for (Substitute substitute : substitutes) {
      substitute.brain = brains.brain(substitute.capacity);
    }
  }

  @Override
  public Brain brain(int capacity) {
    if (network.isPresent()) {
      return brains.brain(capacity);
    }
    Substitute substitute = new Substitute(capacity, brains.brain(capacity));
    substitutes.add(substitute);
    return substitute;
  }

  /** Hands everything on to a brain that may become another one. */
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
