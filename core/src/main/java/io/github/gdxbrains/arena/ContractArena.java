package io.github.gdxbrains.arena;

import io.github.gdxbrains.agent.Action;
import io.github.gdxbrains.agent.AgentBatch;
import io.github.gdxbrains.agent.BehaviorSpec;
import io.github.gdxbrains.agent.Ending;
import io.github.gdxbrains.random.RandomStream;
import java.util.ArrayList;
import java.util.List;

/** One arena whose agents choose at random, as {@link ArenaContract} examines it. */
final class ContractArena implements AutoCloseable {
  private final Arena arena;
  private final List<AgentBatch> batches = new ArrayList<>();
  private final int[][] branches;
  private final float[] inputs;

  ContractArena(Game game, Parameters parameters, int number) {
    this(ArenaSetup.of(game, parameters), number);
  }

  ContractArena(ArenaSetup setup, int number) {
    arena = new Arena(setup, number);
    List<BehaviorSpec> behaviors = setup.behaviors();
    branches = new int[behaviors.size()][];
    for (int i = 0; i < branches.length; i++) {
      BehaviorSpec behavior = behaviors.get(i);
      branches[i] = behavior.actions().branches().stream().mapToInt(Integer::intValue).toArray();
      AgentBatch batch = new AgentBatch(behavior, Math.max(1, arena.seats().size()), 0);
      batches.add(batch);
      int row = 0;
      for (int seat = 0; seat < arena.seats().size(); seat++) {
        if (arena.seats().get(seat).behavior().equals(behavior.name())) {
          arena.bind(seat, batch, row++);
        }
      }
    }
    inputs = new float[batches.stream().mapToInt(AgentBatch::inputsPerRow).max().orElse(0)];
  }

  Arena arena() {
    return arena;
  }

  List<AgentBatch> batches() {
    return batches;
  }

  /** Chooses at random for whoever waits for a decision, then ticks. */
  void tick() {
    decide();
    tickOnly();
  }

  void tickOnly() {
    forgetLastTick();
    arena.tick();
  }

  private void forgetLastTick() {
    for (int i = 0; i < batches.size(); i++) {
      AgentBatch batch = batches.get(i);
      batch.beginTick(0, batch.capacity());
    }
  }

  private void decide() {
    for (int i = 0; i < batches.size(); i++) {
      AgentBatch batch = batches.get(i);
      boolean[] wants = batch.wantsDecision();
      for (int row = 0; row < wants.length; row++) {
        if (wants[row]) {
          wants[row] = false;
          choose(batch, row, branches[i]);
        }
      }
    }
  }

  private static void choose(AgentBatch batch, int row, int[] options) {
    RandomStream random = batch.random(row);
    Action action = batch.action(row);
    for (int branch = 0; branch < options.length; branch++) {
      int option = random.nextInt(options[branch]);
      for (int tries = 0; tries < options[branch]; tries++) {
        if (!action.isForbidden(branch, option)) {
          break;
        }
        option = (option + 1) % options[branch];
      }
      action.choose(branch, option);
    }
    int continuous = batch.behavior().actions().continuous();
    for (int k = 0; k < continuous; k++) {
      action.set(k, random.nextFloat(-1, 1));
    }
  }

  /** Starts from a seed, plays some ticks, and sums up everything that agents saw and got. */
  long digest(long seed, int ticks) {
    arena.restart(seed);
    forgetLastTick();
    long digest = seen(17);
    for (int i = 0; i < ticks; i++) {
      tick();
      digest = seen(digest);
    }
    return digest;
  }

  /** What is seen counts where a decision is waited for; other rows show the past. */
  private long seen(long digest) {
    for (AgentBatch batch : batches) {
      for (int row = 0; row < batch.capacity(); row++) {
        if (!batch.isSeated(row)) {
          continue;
        }
        digest = mix(digest, batch.endings()[row].ordinal());
        digest = mix(digest, Float.floatToRawIntBits(batch.rewards()[row]));
        digest = mix(digest, batch.wantsDecision()[row] ? 1 : 0);
        if (batch.endings()[row] != Ending.RUNNING) {
          digest = inputs(digest, batch, row, true);
        }
        if (batch.wantsDecision()[row]) {
          digest = inputs(digest, batch, row, false);
          int options = batch.behavior().actions().options();
          for (int i = row * options; i < (row + 1) * options; i++) {
            digest = mix(digest, batch.forbidden()[i] ? 1 : 0);
          }
        }
      }
    }
    return digest;
  }

  private long inputs(long digest, AgentBatch batch, int row, boolean isFinal) {
    batch.copyInputs(isFinal, row, inputs, 0);
    for (int i = 0; i < batch.inputsPerRow(); i++) {
      digest = mix(digest, Float.floatToRawIntBits(inputs[i]));
    }
    return digest;
  }

  private static long mix(long digest, long value) {
    return (digest ^ value) * 0x100000001B3L + (digest >>> 29);
  }

  @Override
  public void close() {
    arena.close();
  }
}
