package io.github.gdxbrains.agent;

import com.badlogic.ashley.core.Component;
import com.badlogic.ashley.core.ComponentMapper;
import com.badlogic.ashley.core.Entity;
import io.github.gdxbrains.canvas.Canvas;
import io.github.gdxbrains.reward.RewardTerm;
import io.github.gdxbrains.sensor.ObservationWriter;
import io.github.gdxbrains.sensor.Sensor;
import io.github.gdxbrains.sensor.SensorStyle;
import io.github.gdxbrains.space.ActionSpace;
import io.github.gdxbrains.space.ElementType;
import io.github.gdxbrains.space.ObservationSpace;
import io.github.gdxbrains.space.ObservationStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Makes an entity an agent: what it sees, does and gets. Add it to an entity like any component;
 * {@link #builder} makes one.
 *
 * <p>The agent owns one row of an {@link AgentBatch} while it is in an engine with the agent
 * systems, or in an arena.
 */
public final class Agent implements Component {
  private static final ComponentMapper<Agent> MAPPER = ComponentMapper.getFor(Agent.class);
  private static final Predicate<Entity> ALWAYS = entity -> true;

  private final int team;
  private final BehaviorSpec behavior;
  private Sensor[] sensors;
  private ObservationStream[] streams;
  private int[] streamSizes;
  private final Actuator[] actuators;
  private final ActionMasker[] maskers;
  private final Predicate<Entity> turn;
  private RewardTerm[] terms;
  private float[] weights;
  private double[] termSums;

  private int recordedTerms;

  /** By term its number among those that are recorded, -1 if it is not. */
  private int[] recordedAs;

  private int messageSize;
  private int numbersPerRow;
  private boolean active = true;
  private float pendingReward;
  private float pendingGroupReward;
  private double episodeReturn;
  private Ending ending = Ending.RUNNING;
  private AgentBatch batch;
  private int row = -1;
  private Entity entity;

  private Agent(Builder builder) {
    sensors = builder.sensors.toArray(new Sensor[0]);
    List<ObservationStream> streams = new ArrayList<>();
    for (Sensor sensor : sensors) {
      streams.add(sensor.stream());
    }
    ObservationSpace seen = new ObservationSpace(streams);
    behavior = builder.behavior(seen);
    if (!seen.equals(behavior.observations())) {
      throw new IllegalArgumentException(
          behavior.name()
              + " observes "
              + behavior.observations()
              + ", but the sensors write "
              + seen);
    }
    measureStreams();
    team = builder.team;
    actuators = builder.actuators.toArray(new Actuator[0]);
    maskers = builder.maskers.toArray(new ActionMasker[0]);
    turn = builder.turn;
    terms = builder.terms.toArray(new RewardTerm[0]);
    weights = new float[terms.length];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = builder.weights.get(i);
    }
    termSums = new double[terms.length];
    recordedAs = new int[terms.length];
    Arrays.fill(recordedAs, -1);
  }

  /** The agent of an entity that has one. */
  public static Agent of(Entity entity) {
    return MAPPER.get(entity);
  }

  /** Starts an agent of a behavior whose observation space the sensors must add up to. */
  public static Builder builder(BehaviorSpec behavior) {
    return new Builder(Optional.of(behavior), behavior.name(), behavior.actions());
  }

  /**
   * Starts an agent of a behavior that is made of what is added: it observes what the sensors
   * write, is masked if there is a masker, and decides every tick. {@link Agent#behavior} gives it.
   */
  public static Builder builder(String behavior, ActionSpace actions) {
    return new Builder(Optional.empty(), behavior, actions);
  }

  /** Puts an agent together. */
  public static final class Builder {
    private final Optional<BehaviorSpec> behavior;
    private final String name;
    private final ActionSpace actions;
    private final List<Sensor> sensors = new ArrayList<>();
    private final List<Actuator> actuators = new ArrayList<>();
    private final List<ActionMasker> maskers = new ArrayList<>();
    private int decisionPeriod = 1;
    private Predicate<Entity> turn = ALWAYS;
    private final List<RewardTerm> terms = new ArrayList<>();
    private final List<Float> weights = new ArrayList<>();
    private int team;

    private Builder(Optional<BehaviorSpec> behavior, String name, ActionSpace actions) {
      this.behavior = behavior;
      this.name = name;
      this.actions = actions;
    }

    private BehaviorSpec behavior(ObservationSpace seen) {
      return behavior.orElseGet(
          () -> new BehaviorSpec(name, seen, actions, !maskers.isEmpty(), decisionPeriod));
    }

    /** Which side it is on; 0 by default. */
    public Builder team(int team) {
      this.team = team;
      return this;
    }

    /** Adds a sensor; the order is that of the observation space. */
    public Builder sense(Sensor sensor) {
      sensors.add(sensor);
      return this;
    }

    /** Adds an actuator. */
    public Builder act(Actuator actuator) {
      actuators.add(actuator);
      return this;
    }

    /** Adds something that forbids options. */
    public Builder mask(ActionMasker masker) {
      maskers.add(masker);
      return this;
    }

    /** Adds a reward term with its weight. */
    public Builder reward(RewardTerm term, float weight) {
      terms.add(term);
      weights.add(weight);
      return this;
    }

    /**
     * Sets the ticks from one decision to the next, of an agent whose behavior is made of what is
     * added; 1 by default.
     */
    public Builder decisionPeriod(int ticks) {
      if (behavior.isPresent()) {
        throw new IllegalStateException(name + " is given, and with it its decision period");
      }
      decisionPeriod = ticks;
      return this;
    }

    /**
     * Lets the agent decide only while it is its turn; without this it always is. Nobody waits for
     * a decision out of turn, and the transition of one decision lasts until the next turn, with
     * all rewards in between. In {@link #act} the other players' old actions are still carried out:
     * ignore them there.
     *
     * @param turn whether the agent of an entity may decide now; asked at the end of each tick, so
     *     it must allocate nothing
     */
    public Builder decideWhen(Predicate<Entity> turn) {
      this.turn = turn;
      return this;
    }

    /**
     * Makes the agent.
     *
     * @throws IllegalArgumentException if the sensors do not add up to the observation space
     */
    public Agent build() {
      return new Agent(this);
    }
  }

  /** What it shares with others, as its game made it: without what was added to it since. */
  public BehaviorSpec behavior() {
    return behavior;
  }

  /** Which side it is on. */
  public int team() {
    return team;
  }

  /** Whether it takes part. */
  public boolean isActive() {
    return active;
  }

  /** Whether it waits for its turn; see {@link Builder#decideWhen}. */
  public boolean takesTurns() {
    return turn != ALWAYS;
  }

  /** Whether it may decide now; see {@link Builder#decideWhen}. */
  public boolean isTurn() {
    return turn.test(entity);
  }

  /**
   * Takes the agent out of the episode: it decides no more, its reward terms rest and its message
   * falls silent, while {@link #addReward} still reaches it until the episode ends. It stays out
   * until {@link #activate}; a world's reset says who takes part from the start.
   */
  public void deactivate() {
    active = false;
    if (batch != null) {
      batch.wantsDecision()[row] = false;
      clearMessage();
    }
  }

  /** Lets the agent take part, from its next decision on. */
  public void activate() {
    active = true;
    if (batch != null) {
      batch.ticksToDecision()[row] = 0;
    }
  }

  /** Adds to the reward of this tick, beside the reward terms. */
  public void addReward(float reward) {
    pendingReward += reward;
  }

  /**
   * Adds to this tick's part of a reward that the agent shares with its team; {@link AgentGroup}
   * calls it for all of them. It counts as reward like any other, and learners that credit whole
   * teams know that it is the same for all members.
   */
  public void addGroupReward(float reward) {
    pendingGroupReward += reward;
  }

  /** Makes the agent decide at the next tick, if it is its turn, whatever its period. */
  public void requestDecision() {
    if (batch != null) {
      batch.ticksToDecision()[row] = 0;
    }
  }

  /**
   * Ends the agent's episode. Call it before the world is put back to a start: the tick's reward is
   * taken and the final observation sensed now.
   *
   * @param ending {@code TERMINATED} or {@code TRUNCATED}; an inactive agent always terminates
   */
  public void end(Ending ending) {
    if (this.ending != Ending.RUNNING || batch == null || ending == Ending.RUNNING) {
      return;
    }
    collectReward();
    if (!active) {
      ending = Ending.TERMINATED;
    }
    if (ending == Ending.TERMINATED) {
      settleReward();
    }
    if (!batch.wantsDecision()[row]) {
      advanceSensors();
    }
    batch.sense(row, true);
    batch.keepFinalState(row);
    batch.endings()[row] = ending;
    batch.wantsDecision()[row] = false;
    this.ending = ending;
  }

  /** Starts the next episode, after the world was put back to a start. */
  public void begin() {
    ending = Ending.RUNNING;
    episodeReturn = 0;
    pendingReward = 0;
    pendingGroupReward = 0;
    Arrays.fill(termSums, 0);
    for (Sensor sensor : sensors) {
      sensor.reset();
    }
    for (RewardTerm term : terms) {
      term.begin(entity);
    }
    if (batch != null) {
      batch.wantsDecision()[row] = false;
      batch.ticksToDecision()[row] = 0;
      batch.clearState(row);
      batch.times()[row] = 0;
      clearMessage();
    }
  }

  /** Sum of this episode's rewards so far, undiscounted. */
  public double episodeReturn() {
    return episodeReturn;
  }

  /** Ticks of this episode so far. */
  public int episodeTicks() {
    return batch == null ? 0 : batch.times()[row];
  }

  /** The reward terms in order. */
  public List<String> termNames() {
    return Arrays.stream(terms).map(RewardTerm::name).toList();
  }

  /** How many reward terms there are. */
  public int termCount() {
    return terms.length;
  }

  /** One of the reward terms. */
  public RewardTerm term(int term) {
    return terms[term];
  }

  /** What one of the reward terms is multiplied by. */
  public float weight(int term) {
    return weights[term];
  }

  /** Weighted sum over this episode of one term. */
  public double termSum(int term) {
    return termSums[term];
  }

  /**
   * Adds to an agent after it was made, before it has a row; its game does not notice.
   *
   * @param moreSensors what it sees beside its own
   * @param moreTerms reward terms, of weight 1
   * @param messageSize how many continuous numbers its actions have behind its own, which are its
   *     message to its team mates; 0 for none
   */
  public void extend(List<Sensor> moreSensors, List<RewardTerm> moreTerms, int messageSize) {
    this.messageSize = messageSize;
    numbersPerRow = behavior.actions().continuous() + messageSize;
    int ownSensors = sensors.length;
    sensors = Arrays.copyOf(sensors, ownSensors + moreSensors.size());
    for (int i = 0; i < moreSensors.size(); i++) {
      sensors[ownSensors + i] = moreSensors.get(i);
    }
    measureStreams();
    int ownTerms = terms.length;
    terms = Arrays.copyOf(terms, ownTerms + moreTerms.size());
    weights = Arrays.copyOf(weights, terms.length);
    termSums = Arrays.copyOf(termSums, terms.length);
    recordedAs = Arrays.copyOf(recordedAs, terms.length);
    Arrays.fill(recordedAs, ownTerms, terms.length, -1);
    for (int i = 0; i < moreTerms.size(); i++) {
      terms[ownTerms + i] = moreTerms.get(i);
      weights[ownTerms + i] = 1;
    }
  }

  /**
   * Writes the message of the agent's last decision, for a sensor of its team mates; zeros if it
   * has decided nothing in this episode, or has left it.
   */
  public void writeMessage(ObservationWriter out) {
    int end = (row + 1) * numbersPerRow;
    for (int i = end - messageSize; i < end; i++) {
      out.put(batch.numbers()[i]);
    }
  }

  private void clearMessage() {
    int end = (row + 1) * numbersPerRow;
    Arrays.fill(batch.numbers(), end - messageSize, end, 0f);
  }

  /** Keeps what sensing needs to know of the streams at hand. */
  private void measureStreams() {
    streams = new ObservationStream[sensors.length];
    streamSizes = new int[sensors.length];
    for (int i = 0; i < sensors.length; i++) {
      streams[i] = sensors[i].stream();
      streamSizes[i] = streams[i].size();
    }
  }

  /**
   * Sets the weights of some reward terms. Do it before an episode begins: a term of weight 0 is
   * not evaluated, so one that remembers would go on from an old state.
   *
   * @throws IllegalArgumentException if there is no term of that name
   */
  public void weigh(Map<String, Float> weightByTerm) {
    weightByTerm.forEach((name, weight) -> weights[indexOf(name)] = weight);
  }

  private void recordTerms(List<String> names) {
    Arrays.fill(recordedAs, -1);
    recordedTerms = names.size();
    for (int i = 0; i < recordedTerms; i++) {
      recordedAs[indexOf(names.get(i))] = i;
    }
  }

  private int indexOf(String term) {
    for (int i = 0; i < terms.length; i++) {
      if (terms[i].name().equals(term)) {
        return i;
      }
    }
    throw new IllegalArgumentException(
        behavior.name() + " has no reward term " + term + "; it has " + termNames());
  }

  /**
   * Binds the agent to its row.
   *
   * @throws IllegalArgumentException if the batch records a reward term that the agent lacks
   */
  public void bind(AgentBatch batch, int row, Entity entity) {
    this.batch = batch;
    this.row = row;
    this.entity = entity;
    batch.seat(row, this, entity);
    recordTerms(batch.termNames());
  }

  /** Frees the agent's row. */
  public void unbind() {
    if (batch != null) {
      batch.unseat(row);
      batch = null;
      row = -1;
    }
  }

  /** Whether the agent has a row. */
  public boolean isBound() {
    return batch != null;
  }

  /** The agent's row. */
  public int row() {
    return row;
  }

  /** The present action, to read: a view of the batch, which must not be kept. */
  public Action action() {
    return batch.action(row);
  }

  /** Its sensors in the order of its observation, those that were added to it last. */
  public List<Sensor> sensors() {
    return List.of(sensors);
  }

  /**
   * Lets its sensors draw what they see now on top of the game's picture; nothing is drawn of an
   * agent that has left the episode.
   *
   * @param unit of lines and texts, in world units: about a thousandth of the picture's width
   */
  public void drawSensors(Canvas canvas, float unit) {
    if (!active) {
      return;
    }
    int color = 0;
    for (Sensor sensor : sensors) {
      sensor.draw(entity, canvas, new SensorStyle(unit, color));
      color += sensor.tags().size();
    }
  }

  /** Carries out the present action; an inactive agent does nothing. */
  public void act() {
    if (!active || batch == null) {
      return;
    }
    Action action = batch.action(row);
    for (Actuator actuator : actuators) {
      actuator.act(entity, action);
    }
  }

  /** Adds this tick's reward terms to the batch, once a tick. */
  public void collectReward() {
    if (batch == null || batch.rewarded()[row]) {
      return;
    }
    batch.rewarded()[row] = true;
    float shared = pendingGroupReward;
    float reward = pendingReward;
    pendingReward = 0;
    pendingGroupReward = 0;
    for (int i = 0; i < terms.length; i++) {
      if (weights[i] != 0 || recordedAs[i] >= 0) {
        float value = active ? terms[i].evaluate(entity) : terms[i].rest();
        reward += count(i, value);
      }
    }
    reward += shared;
    batch.rewards()[row] += reward;
    batch.groupRewards()[row] += shared;
    episodeReturn += reward;
    batch.times()[row]++;
  }

  /** Adds what the reward terms settle when nothing follows the tick that was just rewarded. */
  private void settleReward() {
    for (int i = 0; i < terms.length; i++) {
      if (weights[i] != 0 || recordedAs[i] >= 0) {
        float part = count(i, terms[i].terminate());
        batch.rewards()[row] += part;
        episodeReturn += part;
      }
    }
  }

  /** Records what a term is worth in this tick; returns that times its weight. */
  private float count(int term, float value) {
    if (recordedAs[term] >= 0) {
      batch.terms()[row * recordedTerms + recordedAs[term]] += value;
    }
    float part = weights[term] * value;
    termSums[term] += part;
    return part;
  }

  /** Ends the tick: senses if a decision is due, or again if one is still being waited for. */
  public void prepareDecision() {
    if (!active || batch == null || ending != Ending.RUNNING) {
      return;
    }
    if (batch.wantsDecision()[row]) {
      batch.sense(row, false);
      return;
    }
    int[] ticksToDecision = batch.ticksToDecision();
    if (ticksToDecision[row] <= 0) {
      if (!turn.test(entity)) {
        return;
      }
      advanceSensors();
      batch.sense(row, false);
      batch.wantsDecision()[row] = true;
      ticksToDecision[row] = behavior.decisionPeriod();
    }
    ticksToDecision[row]--;
  }

  /** What was sensed for the last decision is now the past. */
  private void advanceSensors() {
    for (Sensor sensor : sensors) {
      sensor.advance();
    }
  }

  void sense(
      Entity entity,
      ObservationWriter writer,
      float[] floats,
      int floatOffset,
      byte[] bytes,
      int byteOffset,
      int[] counts,
      int countOffset) {
    for (int i = 0; i < sensors.length; i++) {
      ObservationStream stream = streams[i];
      int size = streamSizes[i];
      if (stream.type() == ElementType.FLOAT32) {
        writer.moveToFloats(floats, floatOffset, size);
        floatOffset += size;
      } else {
        writer.moveToBytes(bytes, byteOffset, size);
        byteOffset += size;
      }
      if (stream.counted()) {
        writer.moveToCount(counts, countOffset++);
      }
      sensors[i].sense(entity, writer);
      if (writer.remaining() != 0) {
        throw unwritten(stream, writer.remaining());
      }
    }
  }

  private IllegalStateException unwritten(ObservationStream stream, int left) {
    return new IllegalStateException(
        String.format(
            "%s: sensor %s left %d of %d numbers unwritten",
            behavior.name(), stream.name(), left, stream.size()));
  }

  void mask(Entity entity, Action action) {
    for (ActionMasker masker : maskers) {
      masker.mask(entity, action);
    }
  }
}
