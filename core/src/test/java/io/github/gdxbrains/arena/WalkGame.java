package io.github.gdxbrains.arena;

import com.badlogic.ashley.core.Component;
import com.badlogic.ashley.core.ComponentMapper;
import com.badlogic.ashley.core.Engine;
import com.badlogic.ashley.core.Entity;
import com.badlogic.ashley.core.Family;
import com.badlogic.ashley.systems.IteratingSystem;
import io.github.gdxbrains.agent.Agent;
import io.github.gdxbrains.agent.BehaviorSpec;
import io.github.gdxbrains.agent.Ending;
import io.github.gdxbrains.agent.Script;
import io.github.gdxbrains.canvas.Canvas;
import io.github.gdxbrains.random.RandomStream;
import io.github.gdxbrains.reward.RewardTerm;
import io.github.gdxbrains.sensor.ObservationWriter;
import io.github.gdxbrains.sensor.Sensor;
import io.github.gdxbrains.sensor.SensorStyle;
import io.github.gdxbrains.space.ActionSpace;
import io.github.gdxbrains.space.ObservationSpace;
import io.github.gdxbrains.space.ObservationStream;
import java.util.List;
import java.util.Map;

/** A random walk between two edges, and the same with one flaw. */
final class WalkGame implements Game {
  /** What is wrong with the game. */
  enum Flaw {
    NONE,
    UNSEEDED,
    REMEMBERS,
    OUT_OF_BOUNDS,
    NOT_A_NUMBER,
    ALLOCATES,
    LEAKS,
    UNDECLARED,
    REGISTERS_LATE,
    SHARED,
    FORBIDS_ALL,
    DRAWS_WITHOUT_VIEW,
    MOVES_WHEN_DRAWN,
    MOVES_WHEN_SENSORS_ARE_DRAWN,
    WILD_SCRIPT,
    KEEPS_PARAMETERS,
    CHANGES_SPACES
  }

  private static final ObservationStream STREAM = ObservationStream.vector("x", 1, -3, 3);
  private static int shared;

  private final Flaw flaw;

  WalkGame(Flaw flaw) {
    this.flaw = flaw;
  }

  static final class Walker implements Component {
    static final ComponentMapper<Walker> MAPPER = ComponentMapper.getFor(Walker.class);
    float x;
    int step;
    int ticks;
  }

  static final class Undeclared implements Component {}

  private static final class Late implements Component {}

  private BehaviorSpec behavior(Parameters parameters) {
    int options = flaw == Flaw.CHANGES_SPACES ? 2 + parameters.count("limit") / 50 : 3;
    return new BehaviorSpec(
        "Walk", ObservationSpace.of(STREAM), ActionSpace.discrete(options), true, 1);
  }

  @Override
  public String name() {
    return "walk";
  }

  @Override
  public String description() {
    return "a random walk";
  }

  @Override
  public List<ParameterSpec> parameters() {
    return List.of(new ParameterSpec("limit", 50, 1, 100, "", "ticks"));
  }

  @Override
  public List<BehaviorSpec> behaviors(Parameters parameters) {
    return List.of(behavior(parameters));
  }

  @Override
  public List<SeatSpec> seats(Parameters parameters) {
    return List.of(new SeatSpec("walker", "Walk", 0));
  }

  @Override
  public List<Class<? extends Component>> components() {
    return List.of(Walker.class);
  }

  @Override
  public Map<String, Script> scripts() {
    return Map.of(
        "scripted", (e, random, action) -> action.choose(0, flaw == Flaw.WILD_SCRIPT ? 3 : 1));
  }

  @Override
  public GameWorld world(Parameters parameters) {
    return new Walk(behavior(parameters), parameters.count("limit"), flaw);
  }

  private static final class Walk implements GameWorld {
    private final Engine engine = new Engine();
    private final Entity entity = new Entity();
    private final Walker walker = new Walker();
    private final Flaw flaw;
    private RandomStream random = new RandomStream(0);
    private int limit;
    private float[] garbage = new float[1];

    Walk(BehaviorSpec behavior, int limit, Flaw flaw) {
      this.flaw = flaw;
      this.limit = limit;
      entity.add(walker);
      entity.add(
          Agent.builder(behavior)
              .sense(new Eyes())
              .act((e, action) -> walker.step = action.choice() - 1)
              .mask(
                  (e, action) -> {
                    for (int i = 0; i < 3; i++) {
                      if (flaw == Flaw.FORBIDS_ALL || i == 2 && walker.x > 1) {
                        action.forbid(0, i);
                      }
                    }
                  })
              .reward(RewardTerm.of("x", e -> flaw == Flaw.NOT_A_NUMBER ? Double.NaN : walker.x), 1)
              .build());
      if (flaw == Flaw.UNDECLARED) {
        entity.add(new Undeclared());
      }
      engine.addEntity(entity);
      engine.addSystem(
          new IteratingSystem(Family.all(Walker.class).get()) {
            @Override
            protected void processEntity(Entity one, float deltaTime) {
              move(Walker.MAPPER.get(one));
            }
          });
    }

    private void move(Walker one) {
      one.x += 0.2f * one.step + random.nextFloat(-0.2f, 0.2f);
      one.ticks++;
      switch (flaw) {
        case UNSEEDED -> one.x += 1e-6f * (System.nanoTime() % 1000);
        case ALLOCATES -> garbage = new float[4];
        case REGISTERS_LATE -> ComponentMapper.getFor(Late.class);
        case SHARED -> one.x += 1e-4f * (shared++ % 977);
        default -> {}
      }
    }

    @Override
    public Engine engine() {
      return engine;
    }

    @Override
    public float tickSeconds() {
      return 0.1f;
    }

    @Override
    public void reset(RandomStream random, Parameters parameters) {
      this.random = random;
      if (flaw != Flaw.KEEPS_PARAMETERS) {
        limit = parameters.count("limit");
      }
      walker.x = flaw == Flaw.REMEMBERS ? 0.01f * walker.x : random.nextFloat(-1, 1);
      walker.step = 0;
      walker.ticks = 0;
      if (flaw == Flaw.LEAKS) {
        garbage = new float[garbage.length + 100];
      }
    }

    @Override
    public Ending ending() {
      if (Math.abs(walker.x) > 2) {
        return Ending.TERMINATED;
      }
      return walker.ticks >= limit ? Ending.TRUNCATED : Ending.RUNNING;
    }

    @Override
    public Entity seat(int index) {
      return entity;
    }

    @Override
    public float score(int team) {
      return walker.x;
    }

    @Override
    public void draw(Canvas canvas) {
      if (flaw != Flaw.DRAWS_WITHOUT_VIEW) {
        canvas.view(0, 0, 6, 2, 0x000000FF);
      }
      canvas.circle(walker.x, 0, 0.2f, 0xFFFFFFFF);
      if (flaw == Flaw.MOVES_WHEN_DRAWN) {
        random.nextFloat();
      }
    }

    private final class Eyes implements Sensor {
      @Override
      public ObservationStream stream() {
        return STREAM;
      }

      @Override
      public void sense(Entity entity, ObservationWriter out) {
        out.put(flaw == Flaw.OUT_OF_BOUNDS ? 4 : walker.x);
      }

      @Override
      public void draw(Entity entity, Canvas canvas, SensorStyle style) {
        if (flaw == Flaw.MOVES_WHEN_SENSORS_ARE_DRAWN) {
          random.nextFloat();
        }
      }
    }

    @Override
    public void close() {}
  }
}
