package io.github.gdxbrains.game.mdp;

import com.badlogic.ashley.core.Component;
import com.badlogic.ashley.core.ComponentMapper;
import com.badlogic.ashley.core.Entity;
import io.github.gdxbrains.agent.Ending;
import io.github.gdxbrains.random.RandomStream;
import java.util.function.Function;

/** Where an agent is in its {@link FiniteMdp}, and how it came there. */
public final class MdpState implements Component {
  private static final ComponentMapper<MdpState> MAPPER = ComponentMapper.getFor(MdpState.class);

  private static final FiniteMdp NOWHERE = new FiniteMdp.Builder(1, 2, 1).terminal(0).build();

  private final Function<MdpState, Policy> planner;
  private FiniteMdp mdp = NOWHERE;
  private RandomStream random = new RandomStream(0);
  private Policy plan = Policy.stationary(0);
  private boolean isPlanned;
  private int state;
  private int previous;
  private int action;
  private int steps;
  private int maxSteps = 1;

  /**
   * A state that is nowhere yet.
   *
   * @param planner what a script should do; asked when a script first plays a process, with that
   *     process and its time limit set
   */
  MdpState(Function<MdpState, Policy> planner) {
    this.planner = planner;
  }

  /** The state of a seat's entity. */
  public static MdpState of(Entity entity) {
    return MAPPER.get(entity);
  }

  /** Starts an episode of at most {@code maxSteps} transitions. */
  public void begin(FiniteMdp mdp, int start, int maxSteps, RandomStream random) {
    isPlanned &= this.mdp == mdp && this.maxSteps == maxSteps;
    this.mdp = mdp;
    this.random = random;
    this.maxSteps = maxSteps;
    state = start;
    previous = start;
    action = 0;
    steps = 0;
  }

  void choose(int action) {
    this.action = action;
  }

  void step() {
    previous = state;
    state = mdp.sample(state, action, random);
    steps++;
  }

  /** The table. */
  public FiniteMdp mdp() {
    return mdp;
  }

  /** The present state. */
  public int state() {
    return state;
  }

  /** The state before the last transition; the start at first. */
  public int previous() {
    return previous;
  }

  /** The last action; 0 at first. */
  public int action() {
    return action;
  }

  /** Transitions of this episode. */
  public int steps() {
    return steps;
  }

  /** Transitions after which an episode is truncated. */
  public int maxSteps() {
    return maxSteps;
  }

  /** What the script does: worked out when it is first asked for. */
  public Policy plan() {
    if (!isPlanned) {
      plan = planner.apply(this);
      isPlanned = true;
    }
    return plan;
  }

  /** How the episode stands. */
  public Ending ending() {
    if (mdp.isTerminal(state)) {
      return Ending.TERMINATED;
    }
    return steps >= maxSteps ? Ending.TRUNCATED : Ending.RUNNING;
  }
}
