package io.github.gdxbrains.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.badlogic.ashley.core.Component;
import com.badlogic.ashley.core.ComponentMapper;
import com.badlogic.ashley.core.Engine;
import com.badlogic.ashley.core.Entity;
import com.badlogic.ashley.core.EntitySystem;
import com.badlogic.ashley.core.Family;
import com.badlogic.ashley.systems.IteratingSystem;
import io.github.gdxbrains.reward.RewardTerm;
import io.github.gdxbrains.sensor.Sensor;
import io.github.gdxbrains.space.ActionSpace;
import io.github.gdxbrains.space.ObservationSpace;
import io.github.gdxbrains.space.ObservationStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Agents in a game that owns its loop: decide, act, simulate, reward, sense. */
final class OwnLoopTest {
  private static final ObservationStream STREAM = ObservationStream.vector("purse", 2);

  /** A purse that each tick gains what its owner's action says, times ten, plus one. */
  private static final class Purse implements Component {
    static final ComponentMapper<Purse> MAPPER = ComponentMapper.getFor(Purse.class);
    float coins;
    int wage;
  }

  private static final class Bank extends IteratingSystem {
    Bank() {
      super(Family.all(Purse.class).get());
    }

    @Override
    protected void processEntity(Entity entity, float deltaTime) {
      Purse purse = Purse.MAPPER.get(entity);
      purse.coins += 10 * purse.wage + 1;
    }
  }

  private final List<String> events = new ArrayList<>();
  private int nextChoice = 1;

  private final Brain brain =
      (batch, rows, count) -> {
        for (int i = 0; i < count; i++) {
          int row = rows[i];
          events.add("saw " + row + ":" + batch.observations()[2 * row]);
          Action action = batch.action(row);
          int choice = nextChoice;
          while (action.isForbidden(0, choice)) {
            choice = (choice + 1) % 3;
          }
          action.choose(0, choice);
        }
      };

  private final Recorder recorder =
      new Recorder() {
        @Override
        public void decided(AgentBatch batch, int[] rows, int count) {
          for (int i = 0; i < count; i++) {
            events.add("did " + rows[i] + ":" + batch.action(rows[i]).choice());
          }
        }

        @Override
        public void ticked(AgentBatch batch, int row) {
          Ending ending = batch.endings()[row];
          if (batch.rewards()[row] != 0 || ending != Ending.RUNNING) {
            String end = ending == Ending.RUNNING ? "" : " " + ending + finalView(batch, row);
            events.add("got " + row + ":" + batch.rewards()[row] + end);
          }
        }
      };

  private static String finalView(AgentBatch batch, int row) {
    return " at " + batch.finalObservations()[2 * row];
  }

  private static BehaviorSpec behavior(boolean masked, int period) {
    return new BehaviorSpec(
        "Saver", ObservationSpace.of(STREAM), ActionSpace.discrete(3), masked, period);
  }

  private static Agent.Builder saver(BehaviorSpec behavior) {
    return Agent.builder(behavior)
        .sense(
            Sensor.of(
                STREAM,
                (entity, out) -> {
                  out.put(Purse.MAPPER.get(entity).coins);
                  out.put(-7);
                }))
        .act((entity, action) -> Purse.MAPPER.get(entity).wage = action.choice())
        .reward(RewardTerm.of("coins", entity -> Purse.MAPPER.get(entity).coins), 0.5f);
  }

  private static Entity entity(Agent agent, float coins) {
    Purse purse = new Purse();
    purse.coins = coins;
    return new Entity().add(purse).add(agent);
  }

  private Engine engine(BehaviorSpec behavior, int rows) {
    Engine engine = new Engine();
    AgentBatch batch = new AgentBatch(behavior, rows, 0);
    DecideSystem.install(engine, new DecisionLoop(batch, List.of(brain), List.of(recorder)));
    engine.addSystem(new Bank());
    return engine;
  }

  private List<String> update(Engine engine) {
    events.clear();
    engine.update(1);
    return List.copyOf(events);
  }

  @Test
  void aTickDecidesActsSimulatesRewardsAndSenses() {
    BehaviorSpec behavior = behavior(false, 1);
    Engine engine = engine(behavior, 2);
    engine.addEntity(entity(saver(behavior).build(), 100));
    assertThat(update(engine)).containsExactly("saw 0:100.0", "did 0:1");
    nextChoice = 2;
    assertThat(update(engine)).containsExactly("got 0:55.5", "saw 0:111.0", "did 0:2");
    assertThat(update(engine)).containsExactly("got 0:66.0", "saw 0:132.0", "did 0:2");
  }

  @Test
  void anActionIsRepeatedUntilThePeriodIsOver() {
    BehaviorSpec behavior = behavior(false, 3);
    Engine engine = engine(behavior, 1);
    Agent agent = saver(behavior).build();
    engine.addEntity(entity(agent, 0));
    assertThat(update(engine)).containsExactly("saw 0:0.0", "did 0:1");
    assertThat(update(engine)).containsExactly("got 0:5.5");
    assertThat(update(engine)).containsExactly("got 0:11.0");
    assertThat(update(engine)).containsExactly("got 0:16.5", "saw 0:33.0", "did 0:1");
    agent.requestDecision();
    assertThat(update(engine)).containsExactly("got 0:22.0");
    assertThat(update(engine)).containsExactly("got 0:27.5", "saw 0:55.0", "did 0:1");
    assertThat(update(engine)).containsExactly("got 0:33.0");
    assertThat(update(engine)).containsExactly("got 0:38.5");
    assertThat(update(engine)).containsExactly("got 0:44.0", "saw 0:88.0", "did 0:1");
  }

  @Test
  void oneWhoJoinsWithinATickSeesItsEndAndKeepsThePeriod() {
    BehaviorSpec behavior = behavior(false, 3);
    Engine engine = engine(behavior, 1);
    engine.addSystem(
        new EntitySystem(-5) {
          private int ticks;

          @Override
          public void update(float deltaTime) {
            if (++ticks == 2) {
              getEngine().addEntity(entity(saver(behavior).build(), 40));
            }
          }
        });
    assertThat(update(engine)).isEmpty();
    assertThat(update(engine)).isEmpty();
    // It joined before the bank paid, so it sees 41; nobody has decided for the reward of 20.5.
    assertThat(update(engine)).containsExactly("got 0:20.5", "saw 0:41.0", "did 0:1");
    assertThat(update(engine)).containsExactly("got 0:26.0");
    assertThat(update(engine)).containsExactly("got 0:31.5");
    assertThat(update(engine)).containsExactly("got 0:37.0", "saw 0:74.0", "did 0:1");
  }

  @Test
  void oneWhoLeavesTerminatesWithItsLastRewardAndViewAndFreesItsRow() {
    BehaviorSpec behavior = behavior(false, 1);
    Engine engine = engine(behavior, 1);
    Entity first = entity(saver(behavior).build(), 6);
    engine.addEntity(first);
    update(engine);
    engine.removeEntity(first);
    engine.addEntity(entity(saver(behavior).build(), 300));
    assertThat(update(engine))
        .containsExactly("got 0:8.5 TERMINATED at 17.0", "saw 0:300.0", "did 0:1");
  }

  @Test
  void oneWhoIsOutDecidesNoMoreButIsStillPaidByHand() {
    BehaviorSpec behavior = behavior(false, 1);
    Engine engine = engine(behavior, 2);
    Agent out = saver(behavior).build();
    Agent in = saver(behavior).build();
    engine.addEntity(entity(out, 10));
    engine.addEntity(entity(in, 500));
    assertThat(update(engine)).containsExactly("saw 0:10.0", "saw 1:500.0", "did 0:1", "did 1:1");
    update(engine);
    out.deactivate();
    update(engine);
    out.addReward(-3.25f);
    assertThat(update(engine)).containsExactly("got 1:266.5", "saw 1:533.0", "did 1:1");
    assertThat(update(engine))
        .containsExactly("got 0:-3.25", "got 1:272.0", "saw 1:544.0", "did 1:1");
    out.activate();
    update(engine);
    assertThat(update(engine)).anyMatch(event -> event.startsWith("saw 0:"));
  }

  @Test
  void masksAreFreshAtEveryDecision() {
    BehaviorSpec behavior = behavior(true, 1);
    Engine engine = engine(behavior, 1);
    Agent agent =
        saver(behavior)
            .mask(
                (entity, action) -> {
                  boolean rich = Purse.MAPPER.get(entity).coins > 10;
                  action.forbid(0, rich ? 1 : 0);
                })
            .build();
    engine.addEntity(entity(agent, 0));
    assertThat(update(engine)).containsExactly("saw 0:0.0", "did 0:1");
    assertThat(update(engine)).containsExactly("got 0:5.5", "saw 0:11.0", "did 0:2");
    nextChoice = 0;
    assertThat(update(engine)).containsExactly("got 0:16.0", "saw 0:32.0", "did 0:0");
  }

  @Test
  void policiesDecideForTheirOwnRows() {
    BehaviorSpec behavior = behavior(false, 1);
    AgentBatch batch = new AgentBatch(behavior, 3, 0);
    List<String> log = new ArrayList<>();
    Brain even = (b, rows, count) -> log.add("even " + rows[0] + rows[1] + " of " + count);
    Brain odd = (b, rows, count) -> log.add("odd " + rows[0] + " of " + count);
    DecisionLoop loop =
        new DecisionLoop(batch, List.of(even, odd), List.of(Recorder.NONE, Recorder.NONE));
    loop.setPolicy(1, 1);
    for (int row = 0; row < 3; row++) {
      Agent agent = saver(behavior).build();
      agent.bind(batch, row, entity(agent, row));
      agent.begin();
      agent.prepareDecision();
    }
    loop.decide();
    loop.decide();
    assertThat(log).containsExactly("even 02 of 2", "odd 1 of 1");
  }

  @Test
  void tooManyAgentsAreRefused() {
    BehaviorSpec behavior = behavior(false, 1);
    Engine engine = engine(behavior, 1);
    engine.addEntity(entity(saver(behavior).build(), 1));
    assertThatThrownBy(() -> engine.addEntity(entity(saver(behavior).build(), 2)))
        .hasMessage("all 1 rows of Saver are taken");
  }

  @Test
  void aSensorThatWritesTooLittleIsNamed() {
    BehaviorSpec behavior = behavior(false, 1);
    Agent agent =
        Agent.builder(behavior).sense(Sensor.of(STREAM, (entity, out) -> out.put(1))).build();
    Engine engine = engine(behavior, 1);
    assertThatThrownBy(() -> engine.addEntity(entity(agent, 1)))
        .hasMessage("Saver: sensor purse left 1 of 2 numbers unwritten");
  }

  @Test
  void sensorsMustAddUpToTheObservationSpace() {
    assertThatThrownBy(() -> Agent.builder(behavior(false, 1)).build())
        .isInstanceOf(IllegalArgumentException.class);
  }
}
