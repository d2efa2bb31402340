package io.github.gdxbrains.train;

import static org.assertj.core.api.Assertions.assertThat;

import com.badlogic.ashley.core.Component;
import com.badlogic.ashley.core.ComponentMapper;
import com.badlogic.ashley.core.Engine;
import com.badlogic.ashley.core.Entity;
import com.badlogic.ashley.core.Family;
import com.badlogic.ashley.systems.IteratingSystem;
import io.github.gdxbrains.agent.Agent;
import io.github.gdxbrains.agent.BehaviorSpec;
import io.github.gdxbrains.agent.Ending;
import io.github.gdxbrains.config.Settings;
import io.github.gdxbrains.learner.BehaviorConfig;
import io.github.gdxbrains.learner.NetworkSettings;
import io.github.gdxbrains.learner.RewardSignal;
import io.github.gdxbrains.learner.RewardSignals;
import io.github.gdxbrains.learner.Schedule;
import io.github.gdxbrains.learner.dqn.Dqn;
import io.github.gdxbrains.learner.dqn.DqnConfig;
import io.github.gdxbrains.learner.ppo.Ppo;
import io.github.gdxbrains.learner.ppo.PpoConfig;
import io.github.gdxbrains.learner.qlearning.QLearning;
import io.github.gdxbrains.learner.qlearning.QLearningConfig;
import io.github.gdxbrains.nn.Activation;
import io.github.gdxbrains.random.RandomStream;
import io.github.gdxbrains.reward.RewardTerm;
import io.github.gdxbrains.sensor.Sensor;
import io.github.gdxbrains.space.ActionSpace;
import io.github.gdxbrains.space.ObservationSpace;
import io.github.gdxbrains.space.ObservationStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Moths learn to fly to a lamp within a game that owns its loop: nothing here drives a world. */
final class LiveLearnerTest {
  private static final BehaviorSpec MOTH =
      new BehaviorSpec(
          "Moth",
          ObservationSpace.of(ObservationStream.vector("lamp", 1)),
          ActionSpace.discrete(3));

  private static final class Wings implements Component {
    static final ComponentMapper<Wings> MAPPER = ComponentMapper.getFor(Wings.class);
    float x;
    float lamp;
    int step;
    int ticks;
    int decisions;
  }

  /** The game: moves the moths, and ends their episodes after 20 ticks. */
  private static final class Night extends IteratingSystem {
    private final RandomStream random = new RandomStream(8);
    private double sum;
    private int flights;

    Night() {
      super(Family.all(Wings.class, Agent.class).get());
    }

    @Override
    protected void processEntity(Entity entity, float deltaTime) {
      Wings wings = Wings.MAPPER.get(entity);
      wings.x += 0.1f * wings.step;
      if (++wings.ticks == 20) {
        Agent agent = Agent.of(entity);
        agent.end(Ending.TRUNCATED);
        sum += agent.episodeReturn();
        flights++;
        wings.ticks = 0;
        wings.x = 0;
        wings.lamp = random.nextFloat() < 0.5f ? -1 : 1;
        agent.begin();
      }
    }

    /** Mean return of the flights since the last call. */
    double meanReturn() {
      double mean = sum / flights;
      sum = 0;
      flights = 0;
      return mean;
    }
  }

  private final Engine engine = new Engine();
  private final Night night = new Night();
  private final List<LiveLearner> learners = new ArrayList<>();

  LiveLearnerTest() {
    engine.addSystem(night);
  }

  @AfterEach
  void close() {
    learners.forEach(LiveLearner::close);
  }

  private static Agent.Builder moth(BehaviorSpec behavior) {
    return Agent.builder(behavior)
        .sense(
            Sensor.vector(
                "lamp", 1, (e, out) -> out.put(Wings.MAPPER.get(e).lamp - Wings.MAPPER.get(e).x)))
        .act(
            (e, action) -> {
              Wings.MAPPER.get(e).step = action.choice() - 1;
              Wings.MAPPER.get(e).decisions++;
            })
        .reward(
            RewardTerm.of("near", e -> -Math.abs(Wings.MAPPER.get(e).lamp - Wings.MAPPER.get(e).x)),
            1);
  }

  private Entity addMoth(BehaviorSpec behavior) {
    Wings wings = new Wings();
    wings.lamp = 1;
    wings.ticks = engine.getEntities().size() % 20; // moths do not end together
    Entity entity = new Entity().add(wings).add(moth(behavior).build());
    engine.addEntity(entity);
    return entity;
  }

  private LiveLearner learner(BehaviorSpec behavior, int bufferSize, boolean inBackground) {
    PpoConfig ppo =
        new PpoConfig(
            64,
            bufferSize,
            5e-3f,
            Schedule.CONSTANT,
            0,
            Schedule.CONSTANT,
            0.2f,
            Schedule.CONSTANT,
            0.95f,
            5,
            false,
            true,
            OptionalDouble.empty(),
            0.5f,
            0.5f,
            OptionalDouble.empty());
    BehaviorConfig config =
        new BehaviorConfig(
            "ppo",
            ppo,
            new NetworkSettings(false, 16, 1, Activation.TANH),
            RewardSignals.of(new RewardSignal.Extrinsic(0.9f, 1)),
            100_000,
            64,
            1000,
            1000,
            1);
    LiveLearner.Builder builder =
        LiveLearner.builder(behavior)
            .maxAgents(6)
            .learner(new Ppo(), config)
            .bufferSize(bufferSize)
            .seed(4);
    LiveLearner learner = (inBackground ? builder.inBackground() : builder).start(engine);
    learners.add(learner);
    return learner;
  }

  private static BehaviorConfig config(String name, Record hyperparameters) {
    return new BehaviorConfig(
        name,
        hyperparameters,
        new NetworkSettings(false, 32, 1, Activation.RELU),
        RewardSignals.of(new RewardSignal.Extrinsic(0.9f, 1)),
        10_000,
        64,
        1000,
        1000,
        1);
  }

  /** Learns values by a network, or with {@code q_learning} in a table. */
  private LiveLearner valueLearner(String name, boolean inBackground, Map<String, ?> changes) {
    LiveLearner.Builder builder = LiveLearner.builder(MOTH).maxAgents(6).seed(4);
    Map<String, Object> all = new LinkedHashMap<>(changes);
    if (name.equals("dqn")) {
      all.put("buffer_size", 6000);
      all.put("buffer_init_steps", 100);
      all.put("batch_size", 32);
      all.put("target_update_interval", 100);
      builder.learner(new Dqn(), config(name, Settings.with(DqnConfig.DEFAULT, all)));
    } else {
      all.put("streams", Map.of("lamp", Map.of("low", -2, "high", 2, "bins", 40)));
      QLearning tables = new QLearning(QLearningConfig.Algorithm.Q_LEARNING);
      builder.learner(tables, config(name, Settings.with(QLearningConfig.DEFAULT, all)));
    }
    LiveLearner learner = (inBackground ? builder.inBackground() : builder).start(engine);
    learners.add(learner);
    return learner;
  }

  private void update(int ticks) {
    for (int i = 0; i < ticks; i++) {
      engine.update(1 / 60f);
    }
  }

  @Test
  void mothsLearnWhileTheGameRuns() {
    for (int i = 0; i < 4; i++) {
      addMoth(MOTH);
    }
    LiveLearner learner = learner(MOTH, 256, false);
    update(60);
    assertThat(learner.updates()).isZero();
    double before = night.meanReturn(); // about -21: they flutter about the place
    update(1500);
    assertThat(learner.updates()).isGreaterThan(20);
    assertThat(learner.steps()).isBetween(learner.updates() * 256L, learner.updates() * 262L);
    night.meanReturn();
    update(200);
    double after = night.meanReturn();
    // straight to the lamp: -(0.9 + 0.8 + … + 0.1) = -4.5
    assertThat(before).isLessThan(-14);
    assertThat(after).isGreaterThan(-7.5);
  }

  @ParameterizedTest
  @ValueSource(strings = {"dqn", "q_learning"})
  void mothsLearnByTheValuesOfWhatTheyDo(String name) {
    for (int i = 0; i < 4; i++) {
      addMoth(MOTH);
    }
    LiveLearner learner = valueLearner(name, false, Map.of());
    update(60);
    double before = night.meanReturn();
    update(1500);
    night.meanReturn();
    update(200);
    double after = night.meanReturn();
    // each of the four decides once a tick, and all of it is learned from, 12 at a time
    assertThat(learner.steps()).isEqualTo(12 * learner.updates()).isGreaterThan(4 * 1760 - 13);
    assertThat(learner.faults()).isZero();
    assertThat(before).isLessThan(-14);
    assertThat(after).isGreaterThan(-7.5); // -4.5 and what the ε of 0.05 costs
  }

  static Stream<Arguments> valueLearners() {
    return Stream.of(
        Arguments.of("dqn", Map.of()),
        Arguments.of("dqn", Map.of("exploration", "boltzmann", "n_step", 3)),
        Arguments.of("dqn", Map.of("noisy_networks", true)),
        Arguments.of("q_learning", Map.of("exploration", "ucb", "buffer_size", 100)));
  }

  @ParameterizedTest
  @MethodSource("valueLearners")
  void gamesThatWaitForValuesAreReproducible(String name, Map<String, ?> changes) {
    LiveLearnerTest twin = new LiveLearnerTest();
    for (LiveLearnerTest each : List.of(this, twin)) {
      for (int i = 0; i < 4; i++) {
        each.addMoth(MOTH);
      }
      each.valueLearner(name, false, changes);
      each.update(200);
    }
    float[] learned = learners.get(0).model().parameters();
    assertThat(twin.learners.get(0).model().parameters()).isEqualTo(learned);
    assertThat(learners.get(0).updates()).isEqualTo(66);
    twin.close();
  }

  @ParameterizedTest
  @MethodSource("valueLearners")
  void valuesLearnedInTheBackgroundAreTakenOverWhileMothsFlyOn(String name, Map<String, ?> changes)
      throws InterruptedException {
    Entity moth = addMoth(MOTH);
    addMoth(MOTH);
    LiveLearner learner = valueLearner(name, true, changes);
    long deadline = System.nanoTime() + 20_000_000_000L;
    int ticks = 0;
    while (learner.updates() < 60 && System.nanoTime() < deadline) {
      update(1);
      Thread.sleep(1); // as a game waits for its next frame
      assertThat(Wings.MAPPER.get(moth).decisions).isEqualTo(++ticks); // none waits for an update
    }
    assertThat(learner.updates()).isGreaterThanOrEqualTo(60);
    assertThat(learner.faults()).isZero();
    float[] learned = learner.model().parameters();
    assertThat(learned.length).isPositive();
    for (float parameter : learned) {
      assertThat(parameter).isFinite();
    }
    learner.close();
    int decisions = Wings.MAPPER.get(moth).decisions;
    update(50);
    assertThat(Wings.MAPPER.get(moth).decisions).isEqualTo(decisions + 50);
    assertThat(learner.model().parameters()).isEqualTo(learned);
  }

  @Test
  void whatMothsDoDuringAnUpdateIsLearnedFromInTheNextOne() {
    addMoth(MOTH);
    LiveLearner learner = learner(MOTH, 64, true);
    for (int tick = 1, lastUpdated = 0; tick <= 400; tick++) {
      update(1);
      boolean isLearning = learner.steps() > 65L * learner.updates();
      if (!isLearning) {
        lastUpdated = tick;
      } else if (tick - lastUpdated > 10) {
        learner.model(); // waits: too long an update would find the next rollout full
      }
    }
    // 64 and the one decision in which a rollout is closed
    assertThat(learner.steps()).isEqualTo(65 * (399 / 65));
  }

  @Test
  void waitingGamesAreReproducible() {
    for (int i = 0; i < 4; i++) {
      addMoth(MOTH);
    }
    LiveLearner learner = learner(MOTH, 128, false);
    update(400);
    LiveLearnerTest twin = new LiveLearnerTest();
    for (int i = 0; i < 4; i++) {
      twin.addMoth(MOTH);
    }
    LiveLearner other = twin.learner(MOTH, 128, false);
    twin.update(400);
    assertThat(learner.updates()).isGreaterThan(10);
    assertThat(other.model().parameters()).isEqualTo(learner.model().parameters());
    twin.close();
  }

  @Test
  void updatesInTheBackgroundAreTakenOverWhileMothsFlyOn() {
    Entity moth = addMoth(MOTH);
    LiveLearner learner = learner(MOTH, 128, true);
    float[] before = learner.model().parameters();
    long deadline = System.nanoTime() + 20_000_000_000L;
    int ticks = 0;
    while (learner.updates() < 5 && System.nanoTime() < deadline) {
      update(1);
      ticks++;
      assertThat(Wings.MAPPER.get(moth).decisions).isEqualTo(ticks); // none waits for an update
    }
    assertThat(learner.updates()).isEqualTo(5);
    assertThat(learner.model().parameters()).isNotEqualTo(before);
  }

  @Test
  void closingWaitsForTheUpdateUnderWayAndLetsTheMothsFlyOn() {
    Entity moth = addMoth(MOTH);
    for (boolean inBackground : new boolean[] {true, false}) {
      LiveLearner learner = learner(MOTH, 64, inBackground);
      update(70);
      learner.close();
      int updates = learner.updates();
      float[] parameters = learner.model().parameters();
      assertThat(updates).isPositive();
      int decisions = Wings.MAPPER.get(moth).decisions;
      update(300); // more than another update's worth
      assertThat(Wings.MAPPER.get(moth).decisions).isEqualTo(decisions + 300);
      assertThat(learner.updates()).isEqualTo(updates);
      assertThat(learner.model().parameters()).isEqualTo(parameters);
    }
  }

  @Test
  void nothingIsLearnedAfterClosingOnAFullRollout() {
    addMoth(MOTH);
    for (boolean inBackground : new boolean[] {true, false}) {
      LiveLearner learner = learner(MOTH, 64, inBackground);
      update(64); // one short: the last decision is heard of at the next tick
      learner.close();
      update(3);
      assertThat(learner.updates()).isZero();
    }
  }

  @Test
  void whatIsNotFiniteIsThrownAwayAndTheMothsGoOnLearning() {
    Entity moth = addMoth(MOTH);
    LiveLearner learner = learner(MOTH, 64, false);
    update(30);
    Wings.MAPPER.get(moth).lamp = Float.NaN;
    update(60);
    assertThat(learner.faults()).isEqualTo(1);
    assertThat(learner.updates()).isZero();
    Wings.MAPPER.get(moth).lamp = 1;
    update(200);
    assertThat(learner.updates()).isPositive();
    for (float parameter : learner.model().parameters()) {
      assertThat(parameter).isFinite();
    }
  }

  @Test
  void updatesThatSpoilTheParametersAreTakenBackEachWithHalfTheLearningRate() {
    FlawedLearner.reset(update -> update == 2 || update == 3);
    addMoth(MOTH);
    Map<String, ?> changes =
        Map.of(
            "batch_size",
            60,
            "buffer_size",
            60,
            "learning_rate",
            0.008,
            "learning_rate_schedule",
            "constant");
    BehaviorConfig config = config("flawed", Settings.with(PpoConfig.DEFAULT, changes));
    LiveLearner learner =
        LiveLearner.builder(MOTH).maxAgents(6).learner(new FlawedLearner(), config).start(engine);
    learners.add(learner);
    float[] first = learner.model().parameters();
    update(2 * 61 + 3);
    assertThat(learner.model().parameters()).isNotEqualTo(first);
    update(61);
    assertThat(learner.model().parameters()).isEqualTo(first);
    update(2 * 61);
    assertThat(learner.faults()).isEqualTo(2);
    assertThat(learner.updates()).isEqualTo(5);
    assertThat(FlawedLearner.LEARNING_RATES)
        .usingElementComparator((a, b) -> Math.abs(a - b) < 1e-6 ? 0 : 1)
        .containsExactly(0.008, 0.008, 0.008, 0.004, 0.002);
    FlawedLearner.reset(update -> false);
  }

  @Test
  void mothsMayJoinAndLeaveAtAnyTime() {
    LiveLearner learner = learner(MOTH, 200, false);
    update(5); // nobody is there
    RandomStream random = new RandomStream(12);
    List<Entity> moths = new ArrayList<>();
    for (int i = 0; i < 600; i++) {
      if (moths.size() < 6 && random.nextFloat() < 0.2f) {
        moths.add(addMoth(MOTH));
      }
      if (!moths.isEmpty() && random.nextFloat() < 0.15f) {
        Entity gone = moths.remove(random.nextInt(moths.size()));
        switch (random.nextInt(3)) {
          case 0 -> engine.removeEntity(gone);
          case 1 -> gone.remove(Agent.class);
          default -> { // and another one at once, in the same place
            engine.removeEntity(gone);
            moths.add(addMoth(MOTH));
          }
        }
      }
      update(1);
    }
    assertThat(learner.updates()).isGreaterThan(3);
    for (float parameter : learner.model().parameters()) {
      assertThat(parameter).isFinite();
    }
    for (Entity moth : moths) {
      assertThat(Agent.of(moth).isBound()).isTrue();
    }
  }

  @Test
  void aMothThatLosesItsComponentGivesItsRowBack() {
    learner(MOTH, 200, false);
    for (int i = 0; i < 20; i++) {
      Entity moth = addMoth(MOTH);
      Agent agent = Agent.of(moth);
      update(1);
      assertThat(agent.isBound()).isTrue();
      moth.remove(Agent.class);
      assertThat(agent.isBound()).isFalse();
    }
  }

  @Test
  void twoBehaviorsLearnInOneEngine() {
    BehaviorSpec bat = new BehaviorSpec("Bat", MOTH.observations(), MOTH.actions(), false, 2);
    addMoth(MOTH);
    LiveLearner moths = learner(MOTH, 64, false);
    LiveLearner bats = learner(bat, 64, false);
    addMoth(bat);
    update(300);
    assertThat(moths.updates()).isEqualTo(4);
    assertThat(bats.updates()).isEqualTo(2);
  }
}
