package io.github.gdxbrains.adapter;

import io.github.gdxbrains.agent.Action;
import io.github.gdxbrains.agent.AgentBatch;
import io.github.gdxbrains.agent.BehaviorSpec;
import io.github.gdxbrains.agent.Ending;
import io.github.gdxbrains.arena.Arena;
import io.github.gdxbrains.arena.ArenaSetup;
import io.github.gdxbrains.arena.Game;
import io.github.gdxbrains.arena.Parameters;
import io.github.gdxbrains.arena.SeatSpec;
import io.github.gdxbrains.config.UserError;
import io.github.gdxbrains.random.RandomStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One arena in which all live agents act at once, as in PettingZoo's parallel API: {@link #reset},
 * then {@link #step} until no agent is left.
 *
 * <p>A step lasts until an agent is to decide again, or to the end of the episode: one tick in most
 * games, several where agents decide less often. Where only some decide, as in a game of turns,
 * {@link #deciding} names them; the actions of the others are ignored, their masks allow nothing,
 * and their observations are those of their last decisions (zeros before the first).
 *
 * <p>An agent that terminates, or whose episode is over, is told so in one last step and then is no
 * more among the {@link #agents}. What its group earns after its death is not told here.
 *
 * <p>Maps and arrays that are handed out are the same at each step and change with it: copy what
 * you keep. An environment belongs to one thread at a time.
 */
public final class ParallelEnv implements AutoCloseable {
  private final Arena arena;
  private final List<AgentBatch> batches = new ArrayList<>();
  private final AgentBatch[] batchOfSeat;
  private final List<String> possibleAgents;
  private final List<String> agents = new ArrayList<>();
  private final List<String> deciding = new ArrayList<>();
  private final float[][] observed;
  private final boolean[][] allowed;
  private final float[] gained;
  private final boolean[] isLive;
  private final Step step =
      new Step(
          new LinkedHashMap<>(),
          new LinkedHashMap<>(),
          new LinkedHashMap<>(),
          new LinkedHashMap<>());

  /**
   * What a step brought to every agent that was live before it or is now, by name.
   *
   * @param observations as a network sees them: floats, bytes divided by 255, counts
   * @param rewards sums over the ticks of the step
   * @param terminations who died, or whose episode has come to an end
   * @param truncations whose episode was cut off
   */
  public record Step(
      Map<String, float[]> observations,
      Map<String, Float> rewards,
      Map<String, Boolean> terminations,
      Map<String, Boolean> truncations) {
    private void clear() {
      observations.clear();
      rewards.clear();
      terminations.clear();
      truncations.clear();
    }
  }

  /** A game as it comes, with constant parameters. */
  public ParallelEnv(Game game, Map<String, Float> parameters) {
    this(ArenaSetup.of(game, Parameters.of(game, parameters)));
  }

  /** An arena of its own; {@link #reset} comes next. */
  public ParallelEnv(ArenaSetup setup) {
    arena = new Arena(setup, 0);
    List<SeatSpec> seats = arena.seats();
    possibleAgents = seats.stream().map(SeatSpec::name).toList();
    batchOfSeat = new AgentBatch[seats.size()];
    observed = new float[seats.size()][];
    allowed = new boolean[seats.size()][];
    gained = new float[seats.size()];
    isLive = new boolean[seats.size()];
    for (BehaviorSpec behavior : setup.behaviors()) {
      AgentBatch batch = new AgentBatch(behavior, seats.size(), 0);
      batches.add(batch);
      int row = 0;
      for (int seat = 0; seat < seats.size(); seat++) {
        if (seats.get(seat).behavior().equals(behavior.name())) {
          arena.bind(seat, batch, row++);
          batchOfSeat[seat] = batch;
          observed[seat] = new float[batch.inputsPerRow()];
          allowed[seat] = new boolean[behavior.actions().options()];
        }
      }
    }
  }

  /** The names of all agents that there can be: the arena's seats, in order. */
  public List<String> possibleAgents() {
    return possibleAgents;
  }

  /** The names of all live agents, in order; none before the first reset and after the end. */
  public List<String> agents() {
    return Collections.unmodifiableList(agents);
  }

  /** The live agents whose actions the next step asks for, in order. */
  public List<String> deciding() {
    return Collections.unmodifiableList(deciding);
  }

  /** What an agent sees and can do. */
  public BehaviorSpec behavior(String agent) {
    return batchOfSeat[seat(agent)].behavior();
  }

  /** What an agent sees, as {@link Step#observations} tells it. */
  public float[] observe(String agent) {
    return observed[seat(agent)];
  }

  /** Which options of all branches, one after another, an agent has at the next step. */
  public boolean[] actionMask(String agent) {
    return allowed[seat(agent)];
  }

  /** The arena that is played: for drawing it, and for what else is not part of the convention. */
  public Arena arena() {
    return arena;
  }

  /**
   * Starts an episode: the first that an arena plays after {@link Arena#restart} from this seed.
   *
   * @return what the live agents see, by name
   */
  public Map<String, float[]> reset(long seed) {
    for (AgentBatch batch : batches) {
      batch.beginTick(0, batch.capacity());
    }
    arena.restart(seed);
    step.clear();
    for (int seat = 0; seat < isLive.length; seat++) {
      isLive[seat] = false;
      gained[seat] = 0;
      Arrays.fill(observed[seat], 0);
    }
    look(false);
    return step.observations();
  }

  /**
   * Lets the agents act and the world go on.
   *
   * @param actions by name, at least those of the {@link #deciding} agents
   * @throws IllegalStateException if the episode is over
   * @throws IllegalArgumentException if an action is missing, is not of the agent's action space or
   *     is forbidden by its mask, or there is no such live agent; nothing has happened then
   */
  public Step step(Map<String, AgentAction> actions) {
    if (agents.isEmpty()) {
      throw new IllegalStateException(arena.game().name() + ": no agent is live; reset it first");
    }
    check(actions);
    for (String agent : deciding) {
      carryOut(seat(agent), actions.get(agent));
    }
    Arrays.fill(gained, 0);
    boolean hasEnded;
    do {
      tick();
      hasEnded = arena.log().count() > 0;
    } while (!hasEnded && !isDecisionDue());
    step.clear();
    look(hasEnded);
    return step;
  }

  /**
   * Checks that an agent can do this at the next step.
   *
   * @throws IllegalArgumentException if it cannot, with the reason
   */
  void check(String agent, AgentAction action) {
    int seat = seat(agent);
    AgentBatch batch = batchOfSeat[seat];
    int[] branches = batch.branchSizes();
    int numbers = batch.behavior().actions().continuous();
    if (action.choices().length != branches.length || action.numbers().length != numbers) {
      throw refused(
          agent,
          String.format(
              "gave %d choices and %d numbers, but its action space is %s",
              action.choices().length, action.numbers().length, batch.behavior().actions()));
    }
    for (int branch = 0, first = 0; branch < branches.length; first += branches[branch++]) {
      int choice = action.choices()[branch];
      if (choice < 0 || choice >= branches[branch]) {
        throw refused(
            agent,
            String.format(
                "chose option %d of branch %d, which has %d", choice, branch, branches[branch]));
      }
      if (!allowed[seat][first + choice]) {
        throw refused(
            agent,
            String.format(
                "chose option %d of branch %d, which its mask forbids; allowed are %s",
                choice, branch, allowedOptions(seat, first, branches[branch])));
      }
    }
    for (float number : action.numbers()) {
      if (!(number >= -1 && number <= 1)) {
        throw refused(agent, "set a number to " + number + ", which is not within [-1, 1]");
      }
    }
  }

  private void check(Map<String, AgentAction> actions) {
    for (String agent : actions.keySet()) {
      if (!isLive[seat(agent)]) {
        throw refused(agent, "is not live and can do nothing; live are " + agents);
      }
    }
    for (String agent : deciding) {
      if (!actions.containsKey(agent)) {
        throw refused(agent, "has no action, but is to decide with " + deciding);
      }
      check(agent, actions.get(agent));
    }
  }

  private List<Integer> allowedOptions(int seat, int first, int count) {
    List<Integer> options = new ArrayList<>();
    for (int option = 0; option < count; option++) {
      if (allowed[seat][first + option]) {
        options.add(option);
      }
    }
    return options;
  }

  private IllegalArgumentException refused(String agent, String why) {
    return new IllegalArgumentException(arena.game().name() + ": " + agent + " " + why);
  }

  /** Draws an action that an agent may choose at the next step. */
  public AgentAction sample(String agent, RandomStream random) {
    int seat = seat(agent);
    int[] branches = batchOfSeat[seat].branchSizes();
    int[] choices = new int[branches.length];
    for (int branch = 0, first = 0; branch < branches.length; first += branches[branch++]) {
      int options = 0;
      for (int option = 0; option < branches[branch]; option++) {
        if (allowed[seat][first + option] && random.nextInt(++options) == 0) {
          choices[branch] = option;
        }
      }
    }
    float[] numbers = new float[batchOfSeat[seat].behavior().actions().continuous()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = random.nextFloat(-1, 1);
    }
    return new AgentAction(choices, numbers);
  }

  private int seat(String agent) {
    int seat = possibleAgents.indexOf(agent);
    if (seat < 0) {
      throw new IllegalArgumentException(
          String.format(
              "%s: no agent is named '%s'; %s",
              arena.game().name(), agent, UserError.suggestion(agent, possibleAgents)));
    }
    return seat;
  }

  private void carryOut(int seat, AgentAction given) {
    int row = arena.row(seat);
    Action action = batchOfSeat[seat].action(row);
    for (int branch = 0; branch < given.choices().length; branch++) {
      action.choose(branch, given.choices()[branch]);
    }
    for (int i = 0; i < given.numbers().length; i++) {
      action.set(i, given.numbers()[i]);
    }
    batchOfSeat[seat].wantsDecision()[row] = false;
  }

  private void tick() {
    for (AgentBatch batch : batches) {
      batch.beginTick(0, batch.capacity());
    }
    arena.tick();
    for (int seat = 0; seat < gained.length; seat++) {
      gained[seat] += batchOfSeat[seat].rewards()[arena.row(seat)];
    }
  }

  private boolean isDecisionDue() {
    for (int seat = 0; seat < batchOfSeat.length; seat++) {
      if (batchOfSeat[seat].wantsDecision()[arena.row(seat)]) {
        return true;
      }
    }
    return false;
  }

  /**
   * Tells how every agent stands.
   *
   * @param hasEnded whether the episode is over; the arena has then begun the next one
   */
  private void look(boolean hasEnded) {
    agents.clear();
    deciding.clear();
    for (int seat = 0; seat < isLive.length; seat++) {
      AgentBatch batch = batchOfSeat[seat];
      int row = arena.row(seat);
      Ending ending = batch.endings()[row];
      boolean wasLive = isLive[seat];
      boolean isActive = !hasEnded && batch.agent(row).isActive();
      boolean isDue = isActive && batch.wantsDecision()[row];
      isLive[seat] = isActive;
      if (isDue || hasEnded) {
        batch.copyInputs(hasEnded, row, observed[seat], 0);
      }
      for (int option = 0, first = row * allowed[seat].length;
          option < allowed[seat].length;
          option++) {
        allowed[seat][option] = isDue && !batch.forbidden()[first + option];
      }
      String agent = possibleAgents.get(seat);
      if (isActive) {
        agents.add(agent);
      }
      if (isDue) {
        deciding.add(agent);
      }
      if (wasLive || isActive) {
        step.observations().put(agent, observed[seat]);
        step.rewards().put(agent, gained[seat]);
        step.terminations().put(agent, !isActive && ending != Ending.TRUNCATED);
        step.truncations().put(agent, ending == Ending.TRUNCATED);
      }
    }
  }

  @Override
  public void close() {
    arena.close();
  }
}
