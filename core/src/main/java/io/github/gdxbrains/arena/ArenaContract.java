package io.github.gdxbrains.arena;

import com.badlogic.ashley.core.Component;
import com.badlogic.ashley.core.ComponentType;
import com.badlogic.ashley.core.Entity;
import com.badlogic.ashley.core.Family;
import io.github.gdxbrains.agent.Action;
import io.github.gdxbrains.agent.Agent;
import io.github.gdxbrains.agent.AgentBatch;
import io.github.gdxbrains.agent.BehaviorSpec;
import io.github.gdxbrains.agent.Ending;
import io.github.gdxbrains.agent.HumanControl;
import io.github.gdxbrains.agent.Script;
import io.github.gdxbrains.random.RandomStream;
import io.github.gdxbrains.space.ElementType;
import io.github.gdxbrains.space.ObservationStream;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * What every game must hold, as checks that throw an {@link AssertionError} with what is wrong. Run
 * them on a game of your own, in a test or a {@code main}:
 *
 * <pre>{@code
 * new ArenaContract(new MyGame()).checks().forEach(ArenaContract.Check::run);
 * }</pre>
 *
 * <p>Agents choose at random. Parameters under which random agents reach every kind of ending soon
 * make it see the most.
 */
public final class ArenaContract {
  private static final int SHORT = 200;
  private static final int TICKS = 1000;
  private static final int LONG = 4000;
  private static final int WARM_UP = 20_000;
  private static final int QUIET_WINDOWS = 8;
  private static final int THREADS = 4;
  private static final int RESTARTS = 64;
  private static final long RESET_LIMIT_BYTES = 1 << 20;

  private final ArenaSetup setup;
  private final Game game;
  private final Parameters parameters;

  /** One thing that must hold. */
  public record Check(String name, Runnable body) {
    /** Throws an {@link AssertionError} if it does not hold. */
    public void run() {
      body.run();
    }

    @Override
    public String toString() {
      return name;
    }
  }

  /** The contract for a game with its default parameters. */
  public ArenaContract(Game game) {
    this(game, Parameters.defaults(game));
  }

  /** The contract for a game with given parameters. */
  public ArenaContract(Game game, Parameters parameters) {
    this(ArenaSetup.of(game, parameters));
  }

  /** The contract for a game with what experiments add to it: sensors, reward terms, messages. */
  public ArenaContract(ArenaSetup setup) {
    this.setup = setup;
    game = setup.game();
    parameters = setup.shape();
  }

  /** All checks. */
  public List<Check> checks() {
    return List.of(
        // first: Ashley never forgets a class, so later checks could not see it any more
        new Check("nothing is registered with Ashley later", this::nothingIsRegisteredLater),
        new Check("seats and behaviors fit together", this::seatsAndBehaviorsFit),
        new Check("observations and rewards keep to the spaces", this::spacesHold),
        new Check("every parameter's bounds can be played", this::parameterBoundsCanBePlayed),
        new Check("parameters that may change are taken at a reset", this::resetsTakeParameters),
        new Check("seeded twins agree", this::seededTwinsAgree),
        new Check("seeds differ", this::seedsDiffer),
        new Check("a restart forgets everything", this::restartForgetsEverything),
        new Check("a rebuilt world plays on as the old one would", this::rebuildPlaysOn),
        new Check("endings are told", this::endingsAreTold),
        new Check("masks leave an option", this::masksLeaveAnOption),
        new Check("scripts act within the action space", this::scriptsActWithinTheSpace),
        new Check("people act within the action space", this::peopleActWithinTheSpace),
        new Check("drawing changes nothing", this::drawingChangesNothing),
        new Check("components are declared", this::componentsAreDeclared),
        new Check("quiet ticks allocate nothing", this::quietTicksAllocateNothing),
        new Check("resets allocate little", this::resetsAllocateLittle),
        new Check("threads change nothing", this::threadsChangeNothing));
  }

  private ContractArena open(int number) {
    return new ContractArena(setup, number);
  }

  /** Seats name behaviors that exist, names are unique, teams are numbered without gaps. */
  public void seatsAndBehaviorsFit() {
    Set<String> behaviors = new HashSet<>();
    for (BehaviorSpec behavior : game.behaviors(parameters)) {
      require(behaviors.add(behavior.name()), "two behaviors are named %s", behavior.name());
    }
    List<SeatSpec> seats = game.seats(parameters);
    require(!seats.isEmpty(), "it has no seats");
    Set<String> names = new HashSet<>();
    Set<Integer> teams = new HashSet<>();
    for (SeatSpec seat : seats) {
      require(names.add(seat.name()), "two seats are named %s", seat.name());
      require(
          behaviors.contains(seat.behavior()),
          "seat %s has behavior %s, but there are %s",
          seat.name(),
          seat.behavior(),
          behaviors);
      teams.add(seat.team());
    }
    for (int team = 0; team < teams.size(); team++) {
      require(teams.contains(team), "teams are %s, but must be numbered from 0", teams);
    }
    Set<String> parameterNames = new HashSet<>();
    for (ParameterSpec spec : game.parameters()) {
      require(parameterNames.add(spec.name()), "two parameters are named %s", spec.name());
    }
    try (ContractArena one = open(0)) {
      for (int seat = 0; seat < seats.size(); seat++) {
        Agent agent = one.arena().agent(seat);
        BehaviorSpec expected = behaviorNamed(seats.get(seat).behavior());
        require(
            agent.behavior().equals(expected),
            "the agent on seat %s has %s, but the game says %s",
            seats.get(seat).name(),
            agent.behavior(),
            expected);
        require(
            agent.team() == seats.get(seat).team(),
            "the agent on seat %s is on team %d",
            seats.get(seat).name(),
            agent.team());
        require(
            Set.copyOf(agent.termNames()).size() == agent.termCount(),
            "two reward terms of seat %s have the same name: %s",
            seats.get(seat).name(),
            agent.termNames());
      }
    }
  }

  private BehaviorSpec behaviorNamed(String name) {
    return game.behaviors(parameters).stream()
        .filter(behavior -> behavior.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  /** Every observation, final ones too, is whole, finite and within its bounds. */
  public void spacesHold() {
    try (ContractArena one = open(1)) {
      one.arena().restart(41);
      for (int tick = 0; tick < LONG; tick++) {
        for (AgentBatch batch : one.batches()) {
          Arrays.fill(batch.finalObservations(), Float.NaN);
        }
        one.tick();
        checkRows(one, tick);
      }
    }
  }

  private void checkRows(ContractArena one, int tick) {
    for (AgentBatch batch : one.batches()) {
      for (int row = 0; row < batch.capacity(); row++) {
        if (!batch.isSeated(row)) {
          continue;
        }
        require(
            Float.isFinite(batch.rewards()[row]),
            "tick %d, seat %d: the reward is %s",
            tick,
            batch.seats()[row],
            batch.rewards()[row]);
        if (batch.wantsDecision()[row]) {
          checkRow(batch, row, false, tick);
        }
        if (batch.endings()[row] != Ending.RUNNING) {
          checkRow(batch, row, true, tick);
        }
      }
    }
  }

  private void checkRow(AgentBatch batch, int row, boolean isFinal, int tick) {
    float[] floats = isFinal ? batch.finalObservations() : batch.observations();
    int[] counts = isFinal ? batch.finalObservationCounts() : batch.observationCounts();
    int place = row * batch.behavior().observations().floats();
    int countPlace = row * batch.behavior().observations().counts();
    for (ObservationStream stream : batch.behavior().observations().streams()) {
      int used = stream.size();
      if (stream.counted()) {
        int count = counts[countPlace++];
        require(
            count >= 0 && count <= stream.shape().get(0),
            "tick %d, seat %d, stream %s: the count is %d, but the shape is %s",
            tick,
            batch.seats()[row],
            stream.name(),
            count,
            stream.shape());
        used = stream.size() / stream.shape().get(0) * count;
      }
      if (stream.type() != ElementType.FLOAT32) {
        continue;
      }
      for (int i = 0; i < stream.size(); i++) {
        float value = floats[place + i];
        boolean inBounds = value >= stream.low() && value <= stream.high();
        require(
            Float.isFinite(value) && (i < used ? inBounds : value == 0),
            "tick %d, seat %d, stream %s: number %d of the %sobservation is %s, bounds [%s, %s]%s",
            tick,
            batch.seats()[row],
            stream.name(),
            i,
            isFinal ? "final " : "",
            value,
            stream.low(),
            stream.high(),
            i < used ? "" : " and beyond the count");
      }
      place += stream.size();
    }
  }

  /** Worlds can be made and played with each parameter at its least and greatest value. */
  public void parameterBoundsCanBePlayed() {
    for (ParameterSpec spec : game.parameters()) {
      for (float value : new float[] {spec.low(), spec.high()}) {
        Parameters extreme = Parameters.of(game, Map.of(spec.name(), value));
        try (ContractArena one = new ContractArena(game, extreme, 0)) {
          one.arena().restart(5);
          for (int tick = 0; tick < 200; tick++) {
            one.tick();
            checkRows(one, tick);
          }
        } catch (RuntimeException | AssertionError e) {
          throw new AssertionError(
              game.name() + " with " + spec.name() + " = " + value + ": " + e.getMessage(), e);
        }
      }
    }
  }

  /**
   * A parameter that is not {@linkplain ParameterSpec#isFixed fixed} changes neither seats nor
   * spaces, and a world that is reset with another value is as one that was made with it.
   */
  public void resetsTakeParameters() {
    for (ParameterSpec spec : game.parameters()) {
      if (spec.isFixed()) {
        continue;
      }
      for (float value : new float[] {spec.low(), spec.high()}) {
        Parameters other = parameters.with(spec.name(), value);
        require(
            game.behaviors(other).equals(game.behaviors(parameters))
                && game.seats(other).equals(game.seats(parameters)),
            "seats or spaces differ with %s = %s: declare it as fixed",
            spec.name(),
            value);
        ArenaSetup changing = ArenaSetup.of(game, parameters).withSource(random -> other);
        try (ContractArena made = new ContractArena(game, other, 0);
            ContractArena reset = new ContractArena(changing, 0)) {
          require(
              made.digest(5, SHORT) == reset.digest(5, SHORT),
              "a world that was reset with %s = %s is not as one that was made with it: take it in"
                  + " reset, or declare it as fixed",
              spec.name(),
              value);
        }
      }
    }
  }

  /** Two arenas with the same seed and number do the same, bit for bit. */
  public void seededTwinsAgree() {
    try (ContractArena one = open(2);
        ContractArena other = open(2)) {
      require(
          one.digest(31, TICKS) == other.digest(31, TICKS),
          "two arenas with the same seed went different ways within %d ticks",
          TICKS);
    }
  }

  /** Arenas with different seeds do not do the same. */
  public void seedsDiffer() {
    try (ContractArena one = open(2)) {
      require(
          one.digest(31, TICKS) != one.digest(32, TICKS),
          "seeds 31 and 32 gave the same %d ticks",
          TICKS);
    }
  }

  /** After a restart nothing depends on what was before. */
  public void restartForgetsEverything() {
    try (ContractArena used = open(3);
        ContractArena fresh = open(3)) {
      used.digest(99, 777);
      require(
          used.digest(31, TICKS) == fresh.digest(31, TICKS),
          "an arena that had played before a restart went another way than a fresh one");
    }
  }

  /** An episode in a rebuilt world is the one that the old world would have played. */
  public void rebuildPlaysOn() {
    try (ContractArena broken = open(3);
        ContractArena whole = open(3)) {
      whole.arena().restart(31);
      int tick = 0;
      while (whole.arena().episode() == 0) {
        if (++tick > WARM_UP) {
          return;
        }
        whole.tick();
      }
      broken.arena().restart(31);
      if (tick > 1) { // else the broken one would be an episode ahead
        broken.tick();
      }
      broken.arena().rebuild();
      for (tick = 0; tick < TICKS; tick++) {
        whole.tick();
        broken.tick();
        for (int i = 0; i < whole.batches().size(); i++) {
          require(
              Arrays.equals(
                  whole.batches().get(i).observations(), broken.batches().get(i).observations()),
              "episode 1 in a rebuilt world differs within %d ticks",
              tick + 1);
        }
      }
    }
  }

  /**
   * When an episode ends, every seat is told how, and waits for a decision in the next one if it
   * has the first turn.
   */
  public void endingsAreTold() {
    try (ContractArena one = open(4)) {
      one.arena().restart(43);
      for (int tick = 0; tick < LONG; tick++) {
        long episode = one.arena().episode();
        one.tick();
        boolean ended = one.arena().episode() != episode;
        for (AgentBatch batch : one.batches()) {
          for (int row = 0; row < batch.capacity(); row++) {
            if (!batch.isSeated(row)) {
              continue;
            }
            boolean told = batch.endings()[row] != Ending.RUNNING;
            require(
                told || !ended,
                "tick %d: the episode ended, but seat %d was not told",
                tick,
                batch.seats()[row]);
            require(
                !ended
                    || !batch.agent(row).isActive()
                    || !batch.agent(row).isTurn()
                    || batch.wantsDecision()[row],
                "tick %d: seat %d is not asked for a decision in its new episode",
                tick,
                batch.seats()[row]);
          }
        }
        Ending now = one.arena().world().ending();
        require(now == Ending.RUNNING, "tick %d: an episode that goes on counts as %s", tick, now);
      }
    }
  }

  /** Masked behaviors always leave an option of each branch; others forbid nothing. */
  public void masksLeaveAnOption() {
    try (ContractArena one = open(5)) {
      one.arena().restart(47);
      for (int tick = 0; tick < LONG; tick++) {
        for (AgentBatch batch : one.batches()) {
          for (int row = 0; row < batch.capacity(); row++) {
            if (batch.isSeated(row) && batch.wantsDecision()[row]) {
              checkMask(batch, row, tick);
            }
          }
        }
        one.tick();
      }
    }
  }

  private void checkMask(AgentBatch batch, int row, int tick) {
    List<Integer> branches = batch.behavior().actions().branches();
    Action action = batch.action(row);
    for (int branch = 0; branch < branches.size(); branch++) {
      int allowed = 0;
      for (int option = 0; option < branches.get(branch); option++) {
        allowed += action.isForbidden(branch, option) ? 0 : 1;
      }
      int least = batch.behavior().masked() ? 1 : branches.get(branch);
      require(
          allowed >= least,
          "tick %d, seat %d: %d of %d options of branch %d are allowed (masked: %s)",
          tick,
          batch.seats()[row],
          allowed,
          branches.get(branch),
          branch,
          batch.behavior().masked());
    }
  }

  /** Scripts choose whole actions of allowed options and numbers in [-1, 1]. */
  public void scriptsActWithinTheSpace() {
    game.scripts().forEach((name, script) -> checkActing("script " + name, script));
  }

  /** So does whoever holds the controls. */
  public void peopleActWithinTheSpace() {
    game.human()
        .ifPresent(
            human ->
                checkActing(
                    "a person",
                    (entity, random, action) ->
                        human.decide(new RandomControls(random), entity, action)));
  }

  /** Someone who presses everything at random. */
  private record RandomControls(RandomStream random) implements HumanControl.Controls {
    @Override
    public float x() {
      return random.nextInt(3) - 1;
    }

    @Override
    public float y() {
      return random.nextFloat(-1, 1);
    }

    @Override
    public boolean button(int number) {
      return random.nextInt(2) == 1;
    }
  }

  private void checkActing(String who, Script script) {
    try (ContractArena one = open(6)) {
      one.arena().restart(53);
      for (int tick = 0; tick < TICKS; tick++) {
        for (AgentBatch batch : one.batches()) {
          for (int row = 0; row < batch.capacity(); row++) {
            if (batch.isSeated(row) && batch.wantsDecision()[row]) {
              batch.wantsDecision()[row] = false;
              checkAction(who, script, batch, row, tick);
            }
          }
        }
        one.tickOnly();
      }
    }
  }

  private void checkAction(String who, Script script, AgentBatch batch, int row, int tick) {
    List<Integer> branches = batch.behavior().actions().branches();
    int numbers = batch.behavior().actions().continuous();
    Arrays.fill(batch.choices(), row * branches.size(), (row + 1) * branches.size(), -1);
    Arrays.fill(batch.numbers(), row * numbers, (row + 1) * numbers, Float.NaN);
    script.decide(batch.entity(row), batch.random(row), batch.action(row));
    Action action = batch.action(row);
    for (int branch = 0; branch < branches.size(); branch++) {
      int choice = action.choice(branch);
      require(
          choice >= 0 && choice < branches.get(branch) && !action.isForbidden(branch, choice),
          "tick %d, seat %d: %s chose %d in branch %d, which is not allowed",
          tick,
          batch.seats()[row],
          who,
          choice,
          branch);
    }
    for (int k = 0; k < numbers; k++) {
      float number = action.number(k);
      require(
          number >= -1 && number <= 1,
          "tick %d, seat %d: %s set number %d to %s",
          tick,
          batch.seats()[row],
          who,
          k,
          number);
    }
  }

  /**
   * A frame begins with the view, has finite numbers, and leaves the game as it was; so does what
   * sensors draw of what they see.
   */
  public void drawingChangesNothing() {
    try (ContractArena drawn = open(2);
        ContractArena unseen = open(2)) {
      ContractCanvas canvas = new ContractCanvas(game.name());
      drawn.arena().restart(37);
      unseen.arena().restart(37);
      for (int tick = 0; tick < TICKS; tick++) {
        canvas.beginFrame();
        drawn.arena().draw(canvas);
        for (int seat = 0; seat < drawn.arena().seats().size(); seat++) {
          drawn.arena().agent(seat).drawSensors(canvas, 0.01f);
        }
        canvas.endFrame();
        drawn.tick();
        unseen.tick();
        for (int i = 0; i < drawn.batches().size(); i++) {
          require(
              Arrays.equals(
                  drawn.batches().get(i).observations(), unseen.batches().get(i).observations()),
              "tick %d: an arena that is drawn goes another way",
              tick);
        }
      }
    }
  }

  /** Entities have no components that the game does not declare. */
  public void componentsAreDeclared() {
    Set<Class<? extends Component>> declared = new HashSet<>(game.components());
    declared.add(Agent.class);
    try (ContractArena one = open(7)) {
      one.arena().restart(59);
      for (int tick = 0; tick < TICKS; tick++) {
        one.tick();
        if (tick % 50 != 0) {
          continue;
        }
        for (Entity entity : one.arena().world().engine().getEntities()) {
          for (Component component : entity.getComponents()) {
            require(
                declared.contains(component.getClass()),
                "%s is not in Game.components()",
                component.getClass().getName());
          }
        }
      }
    }
  }

  /**
   * While worlds run, no component class or family is numbered in Ashley's shared tables. Only the
   * first run in a process can tell.
   */
  public void nothingIsRegisteredLater() {
    try (ContractArena one = open(8)) {
      one.arena().restart(61);
      int components = counter(ComponentType.class, "typeIndex");
      int families = counter(Family.class, "familyIndex");
      for (int tick = 0; tick < LONG; tick++) {
        one.tick();
      }
      require(
          counter(ComponentType.class, "typeIndex") == components,
          "a component class was first used while a world ran: add it to Game.components()");
      require(
          counter(Family.class, "familyIndex") == families,
          "a family was first made while a world ran: make it where the world is made");
    }
  }

  private static int counter(Class<?> owner, String name) {
    try {
      Field field = owner.getDeclaredField(name);
      field.setAccessible(true);
      return field.getInt(null);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("this Ashley has no " + owner.getName() + "." + name, e);
    }
  }

  /** Ticks in which no episode ends allocate nothing once they are warm. */
  public void quietTicksAllocateNothing() {
    AllocationMeter meter = new AllocationMeter();
    try (ContractArena one = open(9)) {
      one.arena().restart(67);
      for (int tick = 0; tick < WARM_UP; tick++) {
        one.tick();
        meter.bytes();
      }
      long least = Long.MAX_VALUE;
      for (int window = 0; window < QUIET_WINDOWS && least > 0; window++) {
        least = Math.min(least, quietBytes(one, meter));
      }
      require(least == 0, "%d ticks that ended no episode allocated %d bytes", TICKS, least);
    }
  }

  private static long quietBytes(ContractArena one, AllocationMeter meter) {
    long sum = 0;
    for (int tick = 0; tick < TICKS; tick++) {
      long episode = one.arena().episode();
      long before = meter.bytes();
      one.tick();
      long bytes = meter.bytes() - before;
      if (one.arena().episode() == episode) {
        sum += bytes;
      }
    }
    return sum;
  }

  /** A reset allocates less than 1 MiB, and not more each time. */
  public void resetsAllocateLittle() {
    AllocationMeter meter = new AllocationMeter();
    try (ContractArena one = open(10)) {
      long[] bytes = new long[RESTARTS];
      for (int i = 0; i < RESTARTS; i++) {
        one.arena().restart(i);
        one.tick();
      }
      for (int i = 0; i < RESTARTS; i++) {
        long before = meter.bytes();
        one.arena().restart(i);
        bytes[i] = meter.bytes() - before;
        one.tick();
      }
      long[] early = Arrays.copyOfRange(bytes, 0, RESTARTS / 4);
      long[] late = Arrays.copyOfRange(bytes, RESTARTS - RESTARTS / 4, RESTARTS);
      long earlyBytes = Arrays.stream(early).min().orElseThrow();
      long lateBytes = Arrays.stream(late).min().orElseThrow();
      require(lateBytes < RESET_LIMIT_BYTES, "a reset allocates %d bytes", lateBytes);
      require(
          lateBytes <= earlyBytes + earlyBytes / 2 + 1024,
          "resets allocate more and more: %d bytes at first, %d later",
          earlyBytes,
          lateBytes);
    }
  }

  /** Arenas that run side by side do what they do one after another. */
  public void threadsChangeNothing() {
    long[] alone = new long[THREADS];
    for (int i = 0; i < THREADS; i++) {
      try (ContractArena one = open(i)) {
        alone[i] = one.digest(71, LONG);
      }
    }
    FutureTask<?>[] tasks = new FutureTask<?>[THREADS];
    long[] together = new long[THREADS];
    for (int i = 0; i < THREADS; i++) {
      int number = i;
      tasks[i] =
          new FutureTask<>(
              () -> {
                try (ContractArena one = open(number)) {
                  together[number] = one.digest(71, LONG);
                }
                return null;
              });
      new Thread(tasks[i], "contract-" + i).start();
    }
    for (FutureTask<?> task : tasks) {
      join(task);
    }
    require(
        Arrays.equals(alone, together),
        "arenas on %d threads went other ways than on one",
        THREADS);
  }

  private static void join(FutureTask<?> task) {
    try {
      task.get();
    } catch (ExecutionException e) {
      throw new AssertionError("an arena failed on a thread of its own", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  private void require(boolean holds, String format, Object... arguments) {
    if (!holds) {
      throw new AssertionError(game.name() + ": " + String.format(format, arguments));
    }
  }
}
