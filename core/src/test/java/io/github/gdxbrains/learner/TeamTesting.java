package io.github.gdxbrains.learner;

import io.github.gdxbrains.agent.Agent;
import io.github.gdxbrains.agent.AgentGroup;
import io.github.gdxbrains.agent.BehaviorSpec;
import io.github.gdxbrains.agent.Ending;
import io.github.gdxbrains.arena.SeatSpec;
import io.github.gdxbrains.arena.ToyGame;
import io.github.gdxbrains.nn.Activation;
import io.github.gdxbrains.nn.Allocations;
import io.github.gdxbrains.nn.Backends;
import io.github.gdxbrains.parallel.Workers;
import io.github.gdxbrains.rollout.Collector;
import io.github.gdxbrains.rollout.Player;
import io.github.gdxbrains.rollout.Rollout;
import io.github.gdxbrains.sensor.Sensor;
import io.github.gdxbrains.space.ActionSpace;
import io.github.gdxbrains.space.ObservationSpace;
import io.github.gdxbrains.space.ObservationStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** What tests of learners with a critic of teams have in common: games, settings, rollouts. */
public final class TeamTesting {
  /** Two numbers are seen; one of three options is chosen, and a number. */
  public static final BehaviorSpec BEHAVIOR =
      new BehaviorSpec(
          "Toy",
          ObservationSpace.of(ObservationStream.vector("x", 2)),
          new ActionSpace.Hybrid(List.of(3), 1));

  /** A discount that makes easy numbers. */
  public static final float GAMMA = 0.5f;

  /** λ that makes easy numbers. */
  public static final float LAMBDA = 0.25f;

  private TeamTesting() {}

  /** Plain settings that tests change. */
  public static final class Settings {
    public int batchSize = 40;
    public int bufferSize = 120;
    public int epochs = 2;
    public float learningRate = 1e-3f;
    public boolean normalizeAdvantage = true;
    public boolean normalizeValue;
    public OptionalDouble clipRangeVf = OptionalDouble.empty();
    public OptionalDouble targetKl = OptionalDouble.empty();
    public NetworkSettings network = new NetworkSettings(true, 8, 1, Activation.TANH);
    public List<Integer> teams = List.of(0, 0, 0);
    public int arenas = 4;
    public Workers workers = Workers.single();

    /** What a learner of that name is made for. */
    public LearnerContext context(String trainer, long seed) {
      TeamPpoConfig ppo =
          new TeamPpoConfig(
              batchSize,
              bufferSize,
              learningRate,
              Schedule.CONSTANT,
              0.01f,
              Schedule.CONSTANT,
              0.2f,
              Schedule.CONSTANT,
              LAMBDA,
              epochs,
              normalizeAdvantage,
              normalizeValue,
              clipRangeVf,
              0.5f,
              0.5f,
              targetKl,
              OptimizerKind.ADAM,
              OptionalDouble.empty(),
              OptionalDouble.empty(),
              0);
      BehaviorConfig config =
          new BehaviorConfig(
              trainer,
              ppo,
              network,
              RewardSignals.of(new RewardSignal.Extrinsic(GAMMA, 1)),
              1000,
              64,
              100,
              1000,
              5);
      return new LearnerContext(BEHAVIOR, config, Backends.best(), workers, teams, arenas, seed);
    }
  }

  /** A world of a team whose members see their number and the tick. */
  public abstract static class TeamWorld extends ToyGame.World {
    protected final Agent[] members;
    protected final AgentGroup group = new AgentGroup();

    protected TeamWorld(int size) {
      members = new Agent[size];
      for (int i = 0; i < size; i++) {
        int number = i;
        members[i] =
            seat(
                Agent.builder(BEHAVIOR)
                    .sense(
                        Sensor.of(
                            BEHAVIOR.observations().streams().get(0),
                            (e, out) -> {
                              out.put(number + 1);
                              out.put(10 * tick);
                            }))
                    .act((e, action) -> {}));
        group.add(members[i]);
      }
    }

    @Override
    protected void begin() {
      for (Agent member : members) {
        member.activate();
      }
    }
  }

  /**
   * Two members. The first gets 1 and the second 2 in tick 1, both together 10, and the second
   * leaves; then both together 4, 8, 16 …, until the episode ends with tick 3.
   */
  public static ToyGame farewell(Ending ending) {
    return game(
        2,
        () ->
            new TeamWorld(2) {
              @Override
              protected void step() {
                if (tick == 1) {
                  members[0].addReward(1);
                  members[1].addReward(2);
                  members[1].deactivate();
                  group.addReward(10);
                } else {
                  group.addReward(1 << tick);
                }
              }

              @Override
              public Ending ending() {
                return tick == 3 ? ending : Ending.RUNNING;
              }
            });
  }

  /** Three members: {@link #noise(int)}. */
  public static ToyGame noise() {
    return noise(3);
  }

  /** One member: {@link #noise(int)}. */
  public static ToyGame alone() {
    return noise(1);
  }

  /** Random rewards, random leavers, episodes of 3 to 7 ticks, every other one truncated. */
  private static ToyGame noise(int size) {
    return game(
        size,
        () ->
            new TeamWorld(size) {
              private int episodes;
              private int length;

              @Override
              protected void begin() {
                super.begin();
                episodes++;
                length = 3 + random.nextInt(5);
              }

              @Override
              protected void step() {
                for (Agent member : members) {
                  member.addReward(random.nextFloat(-1, 1));
                  if (random.nextInt(8) == 0) {
                    member.deactivate();
                  }
                }
                group.addReward(random.nextFloat(-2, 2));
              }

              @Override
              public Ending ending() {
                return tick < length
                    ? Ending.RUNNING
                    : episodes % 2 == 0 ? Ending.TERMINATED : Ending.TRUNCATED;
              }
            });
  }

  private static ToyGame game(int size, Supplier<ToyGame.World> worlds) {
    List<SeatSpec> seats =
        IntStream.range(0, size).mapToObj(i -> new SeatSpec("m" + i, "Toy", 0)).toList();
    return new ToyGame("team", List.of(BEHAVIOR), seats, worlds);
  }

  /** Rollouts of some ticks each, with something after each. */
  public static void collect(
      ToyGame game, Learner learner, int arenas, int ticks, Rollout rollout, Runnable... then) {
    List<Integer> seats = IntStream.range(0, game.seats().size()).boxed().toList();
    Player player =
        new Player(
            "Toy",
            learner.acting(),
            Optional.of(
                new Player.Recording(rollout, GAMMA, seats.stream().map(List::of).toList())));
    try (Workers workers = Workers.single();
        Collector collector =
            new Collector(
                game.setup(),
                arenas,
                List.of(player),
                (arena, episode, seat) -> 0,
                learner.columns(),
                workers)) {
      collector.restart(5);
      for (Runnable each : then) {
        collector.collect(ticks, false);
        each.run();
      }
    }
  }

  /** A rollout with room for some ticks, final observations kept. */
  public static Rollout rollout(Learner learner, int lanes, int ticks) {
    return new Rollout(BEHAVIOR, lanes, ticks, 2, learner.columns(), true);
  }

  /** Everything that a learner saves. */
  public static byte[] saved(Learner learner) {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      learner.save(new DataOutputStream(bytes));
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Restores what a learner saved, and nothing is left over. */
  public static void restore(Learner learner, byte[] saved) {
    try {
      DataInputStream in = new DataInputStream(new ByteArrayInputStream(saved));
      learner.load(in);
      if (in.available() > 0) {
        throw new AssertionError(in.available() + " bytes are left over");
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What a learner has learned of two rollouts of noise. */
  public static byte[] afterTwoUpdates(Learner learner) {
    Rollout rollout = rollout(learner, 12, 10);
    Metrics metrics = new Metrics();
    Runnable update = () -> learner.update(rollout, 0.5, metrics);
    collect(noise(), learner, 4, 10, rollout, update, update);
    return saved(learner);
  }

  /** Fails unless updates allocate nothing once they are compiled. */
  public static void assertUpdatesAllocateNothing(Learner learner) {
    Rollout rollout = rollout(learner, 12, 10);
    Metrics metrics = new Metrics();
    collect(
        noise(),
        learner,
        4,
        10,
        rollout,
        () -> Allocations.assertNone(20, () -> learner.update(rollout, 0.5, metrics)));
  }
}
