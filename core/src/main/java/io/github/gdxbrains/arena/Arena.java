package io.github.gdxbrains.arena;

import com.badlogic.ashley.core.Component;
import com.badlogic.ashley.core.ComponentType;
import com.badlogic.ashley.core.Entity;
import com.badlogic.ashley.core.Family;
import io.github.gdxbrains.agent.ActSystem;
import io.github.gdxbrains.agent.Agent;
import io.github.gdxbrains.agent.AgentBatch;
import io.github.gdxbrains.agent.Ending;
import io.github.gdxbrains.agent.RewardSystem;
import io.github.gdxbrains.canvas.Canvas;
import io.github.gdxbrains.random.RandomStream;
import io.github.gdxbrains.reward.RewardTermFactory;
import io.github.gdxbrains.sensor.Sensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One running copy of a game. A tick is <em>act, simulate, reward, sense</em>; when an episode ends
 * within a tick, the agents sense into their final rows, the world is reset from a derived seed,
 * and they sense again, all in that tick.
 *
 * <p>What happens in an episode depends on the run's seed, the arena's number, the episode's
 * number, the level where the {@link ParameterSource} chooses one, and the actions alone. An arena
 * belongs to one thread at a time.
 */
public final class Arena implements AutoCloseable {
  /** Worlds are made and closed one at a time: Ashley and Box2D keep unsynchronised tables. */
  private static final Object WORLDS = new Object();

  /** What a seed is for: the choice of a level. Seats have 2 and more. */
  private static final long LEVEL = -1;

  private final ArenaSetup setup;
  private final int number;
  private final List<SeatSpec> seats;
  private final int teams;
  private final RandomStream worldRandom = new RandomStream(0);
  private final RandomStream parameterRandom = new RandomStream(0);
  private final AgentBatch[] batches;
  private final int[] rows;
  private final Agent[] agents;
  private final EpisodeLog log;
  private Runnable endListener = () -> {};
  private GameWorld world;
  private Parameters parameters;
  private long seed;
  private long level;
  private boolean isReplayed;
  private long episode;
  private int ticks;

  /**
   * Makes an arena; {@link #bind} and {@link #restart} come next.
   *
   * @param number within the run, from 0
   * @throws IllegalArgumentException if a weight names a term that its agents do not have
   */
  public Arena(ArenaSetup setup, int number) {
    this.setup = setup;
    parameters = setup.shape();
    this.number = number;
    seats = setup.game().seats(setup.shape());
    teams = setup.teams();
    batches = new AgentBatch[seats.size()];
    rows = new int[seats.size()];
    agents = new Agent[seats.size()];
    registerComponents(setup.game());
    makeWorld();
    worldRandom.reseed(RandomStream.derive(seed, number));
    world.reset(worldRandom, setup.shape());
    int terms = 0;
    for (int seat = 0; seat < agents.length; seat++) {
      takeSeat(seat);
      terms = Math.max(terms, agents[seat].termNames().size());
    }
    log = new EpisodeLog(agents.length, teams, terms);
  }

  /** Numbers the game's component classes in Ashley's process-wide table, once. */
  public static void registerComponents(Game game) {
    synchronized (WORLDS) {
      ComponentType.getFor(Agent.class);
      Family.all(Agent.class).get();
      for (Class<? extends Component> component : game.components()) {
        ComponentType.getFor(component);
      }
    }
  }

  private void makeWorld() {
    synchronized (WORLDS) {
      world = setup.game().world(setup.shape());
      world.engine().addSystem(new ActSystem());
      world.engine().addSystem(new RewardSystem());
    }
  }

  private void takeSeat(int seat) {
    Entity entity = world.seat(seat);
    Agent agent = Agent.of(entity);
    if (agent != agents[seat]) {
      agents[seat] = agent;
      extend(seat, agent);
      if (batches[seat] != null) {
        agent.bind(batches[seat], rows[seat], entity);
      }
    }
    Map<String, Float> weights = setup.weights().of(agent.behavior().name());
    if (!weights.isEmpty()) {
      agent.weigh(weights);
    }
  }

  private void extend(int seat, Agent agent) {
    String behavior = agent.behavior().name();
    List<Sensor> sensors = new ArrayList<>();
    setup.sensors().getOrDefault(behavior, List.of()).forEach(s -> sensors.add(s.create()));
    int messageSize = setup.messageSizes().getOrDefault(behavior, 0);
    if (messageSize > 0) {
      sensors.add(new MessageSensor(setup.messages(behavior), agents, setup.mates(seat)));
    }
    agent.extend(
        sensors,
        setup.terms().getOrDefault(behavior, List.of()).stream()
            .map(RewardTermFactory::create)
            .toList(),
        messageSize);
  }

  /** Gives a seat's agent its row; every seat needs one before {@link #restart}. */
  public void bind(int seat, AgentBatch batch, int row) {
    batches[seat] = batch;
    rows[seat] = row;
    batch.arenas()[row] = number;
    batch.seats()[row] = seat;
    agents[seat].bind(batch, row, world.seat(seat));
  }

  /**
   * Starts afresh from a seed, at episode 0: what an arena does afterwards depends on nothing that
   * it did before.
   */
  public void restart(long seed) {
    this.seed = seed;
    episode = -1;
    log.clear();
    nextEpisode();
  }

  /** Replaces the world after it threw, and begins the next episode. */
  public void rebuild() {
    try {
      closeWorld();
    } catch (RuntimeException broken) {
      // it is thrown away because it is broken; the first failure has been reported
    }
    makeWorld();
    nextEpisode();
  }

  private void nextEpisode() {
    episode++;
    ticks = 0;
    long episodeSeed = RandomStream.derive(seed, number, episode);
    parameterRandom.reseed(RandomStream.derive(episodeSeed, LEVEL));
    level = setup.source().level(episodeSeed, parameterRandom);
    isReplayed = level != episodeSeed;
    worldRandom.reseed(RandomStream.derive(level, 0));
    parameterRandom.reseed(RandomStream.derive(level, 1));
    parameters = setup.source().next(parameterRandom);
    world.reset(worldRandom, parameters);
    for (int seat = 0; seat < agents.length; seat++) {
      takeSeat(seat);
      AgentBatch batch = batches[seat];
      int row = rows[seat];
      batch.random(row).reseed(RandomStream.derive(episodeSeed, 2 + seat));
      batch.episodes()[row] = episode;
      agents[seat].begin();
    }
    for (Agent agent : agents) { // by now nobody's last message is left to be heard
      agent.prepareDecision();
    }
  }

  /** Lets the agents act, the world go on by one tick, and the agents be rewarded and sense. */
  public void tick() {
    world.engine().update(world.tickSeconds());
    ticks++;
    Ending ending = world.ending();
    if (ending == Ending.RUNNING) {
      for (Agent agent : agents) {
        agent.prepareDecision();
      }
      return;
    }
    for (Agent agent : agents) {
      agent.end(ending);
    }
    writeLog();
    endListener.run();
    nextEpisode();
  }

  /**
   * Has something run whenever an episode has ended within a tick, before the world is put back to
   * a start: it may draw the last picture.
   */
  public void atEnd(Runnable listener) {
    endListener = listener;
  }

  private void writeLog() {
    int entry = log.add(episode, level, isReplayed, ticks, parameters);
    for (int seat = 0; seat < agents.length; seat++) {
      Agent agent = agents[seat];
      log.setReturn(entry, seat, agent.episodeReturn());
      for (int term = 0; term < agent.termCount(); term++) {
        log.setTerm(entry, seat, term, agent.termSum(term));
      }
    }
    for (int team = 0; team < teams; team++) {
      log.setScore(entry, team, world.score(team));
    }
  }

  /**
   * Closes the running episode as truncated, without logging it. {@link #restart} must follow
   * before the next tick.
   */
  public void cut() {
    for (Agent agent : agents) {
      agent.end(Ending.TRUNCATED);
    }
  }

  /** Draws the present state. */
  public void draw(Canvas canvas) {
    world.draw(canvas);
  }

  /** What it is a copy of. */
  public Game game() {
    return setup.game();
  }

  /** Its number within the run. */
  public int number() {
    return number;
  }

  /** Its seats. */
  public List<SeatSpec> seats() {
    return seats;
  }

  /** How many teams there are. */
  public int teams() {
    return teams;
  }

  /** The agent on a seat. */
  public Agent agent(int seat) {
    return agents[seat];
  }

  /** The batch of a seat's agent. */
  public AgentBatch batch(int seat) {
    return batches[seat];
  }

  /** The row of a seat's agent within the batch of its behavior. */
  public int row(int seat) {
    return rows[seat];
  }

  /** The world that runs now. */
  public GameWorld world() {
    return world;
  }

  /** The number of the running episode since the last restart. */
  public long episode() {
    return episode;
  }

  /** The ticks of the running episode. */
  public int ticks() {
    return ticks;
  }

  /** Finished episodes since the last {@link EpisodeLog#clear}. */
  public EpisodeLog log() {
    return log;
  }

  private void closeWorld() {
    synchronized (WORLDS) {
      world.close();
    }
  }

  @Override
  public void close() {
    closeWorld();
  }
}
