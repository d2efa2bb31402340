package io.github.gdxbrains.game.simplespread;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.badlogic.ashley.core.Entity;
import io.github.gdxbrains.agent.Brain;
import io.github.gdxbrains.agent.Ending;
import io.github.gdxbrains.arena.EpisodeLog;
import io.github.gdxbrains.arena.Parameters;
import io.github.gdxbrains.arena.Playing;
import io.github.gdxbrains.brain.RandomBrain;
import io.github.gdxbrains.brain.ScriptedBrain;
import io.github.gdxbrains.game.particle.Movement;
import io.github.gdxbrains.game.particle.Particle;
import io.github.gdxbrains.game.particle.ParticleWorld;
import io.github.gdxbrains.random.RandomStream;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SimpleSpreadTest {
  private static final SimpleSpread GAME = new SimpleSpread();
  private static final Brain IDLE = option(0);

  private static Brain option(int option) {
    return new ScriptedBrain((entity, random, action) -> action.choose(0, option));
  }

  private static Playing playing(Brain brain, Map<String, Float> parameters) {
    return new Playing(GAME, Parameters.of(GAME, parameters), List.of(brain), 4);
  }

  private static Spread spread(Playing playing) {
    return Spread.of(playing.arena().world().seat(0));
  }

  /** Agents 0 and 1 overlap by 0.1; the distances to the landmarks are 0.5, 1 and 0.5. */
  private static void place(Spread spread) {
    spread.agents[0].place(0, 0);
    spread.agents[1].place(0.2, 0);
    spread.agents[2].place(1, 1);
    spread.landmarks[0].place(0, 0.5);
    spread.landmarks[1].place(0.2, -1);
    spread.landmarks[2].place(1, 0.5);
  }

  @Test
  void theRewardWeighsDistancesForAllAgainstOwnCollisions() {
    try (Playing playing = playing(IDLE, Map.of(ParticleWorld.MAX_CYCLES, 1f))) {
      place(spread(playing));
      playing.tick();
      EpisodeLog log = playing.arena().log();
      assertThat(log.episodeReturn(0, 0)).isCloseTo(-0.5 * 2 - 0.5, within(1e-6));
      assertThat(log.episodeReturn(0, 1)).isCloseTo(-0.5 * 2 - 0.5, within(1e-6));
      assertThat(log.episodeReturn(0, 2)).isCloseTo(-0.5 * 2, within(1e-6));
    }
    Map<String, Float> quarter =
        Map.of(ParticleWorld.MAX_CYCLES, 1f, SimpleSpread.LOCAL_RATIO, 0.25f);
    try (Playing playing = playing(IDLE, quarter)) {
      place(spread(playing));
      playing.tick();
      EpisodeLog log = playing.arena().log();
      assertThat(playing.arena().agent(0).termNames()).containsExactly("distance", "collision");
      assertThat(log.termSum(0, 0, 0)).isCloseTo(-0.75 * 2, within(1e-6));
      assertThat(log.termSum(0, 0, 1)).isCloseTo(-0.25, within(1e-6));
      assertThat(log.termSum(0, 2, 0)).isCloseTo(-0.75 * 2, within(1e-6));
      assertThat(log.termSum(0, 2, 1)).isZero();
    }
  }

  @Test
  void anAgentSeesItselfThenLandmarksThenOthersThenSilence() {
    try (Playing playing = playing(IDLE, Map.of())) {
      place(spread(playing));
      playing.tick();
      float[] seen = playing.batch().observations();
      assertThat(seen).hasSize(3 * 18);
      // The overlap of 0.1 gives a velocity of 100 * 0.1 * 0.1; positions follow a step later.
      float[] first = {-1, 0, 0, 0, 0, 0.5f, 0.2f, -1, 1, 0.5f, 0.2f, 0, 1, 1, 0, 0, 0, 0};
      float[] second = {1, 0, 0.2f, 0, -0.2f, 0.5f, 0, -1, 0.8f, 0.5f, -0.2f, 0, 0.8f, 1};
      for (int i = 0; i < first.length; i++) {
        assertThat(seen[i]).as("number %d", i).isCloseTo(first[i], within(1e-6f));
      }
      for (int i = 0; i < second.length; i++) {
        assertThat(seen[18 + i]).as("number %d of 1", i).isCloseTo(second[i], within(1e-6f));
      }
    }
  }

  @Test
  void listsHaveTheNearestFirstAndLeaveRoomForMore() {
    try (Playing playing = playing(IDLE, Map.of(SimpleSpread.OBSERVATION, 1f))) {
      place(spread(playing));
      playing.tick();
      float[] seen = playing.batch().observations();
      int[] counts = playing.batch().observationCounts();
      // velocity, position, landmarks 0, 1 and 2 at distances 0.5, 1.02 and 1.12, others 1 and 2
      float[] first = new float[2 + 2 + 2 * 10 + 2 * 9];
      System.arraycopy(new float[] {-1, 0, 0, 0, 0, 0.5f, 0.2f, -1, 1, 0.5f}, 0, first, 0, 10);
      System.arraycopy(new float[] {0.2f, 0, 1, 1}, 0, first, 24, 4);
      assertThat(seen).hasSize(3 * first.length);
      for (int i = 0; i < first.length; i++) {
        assertThat(seen[i]).as("number %d", i).isCloseTo(first[i], within(1e-6f));
      }
      assertThat(counts).containsExactly(3, 2, 3, 2, 3, 2);
    }
    try (Playing playing =
        playing(IDLE, Map.of(SimpleSpread.OBSERVATION, 1f, SimpleSpread.N, 5f))) {
      assertThat(playing.batch().observationCounts()).startsWith(5, 4);
      assertThat(playing.batch().behavior().observations())
          .isEqualTo(
              GAME.behaviors(Parameters.of(GAME, Map.of(SimpleSpread.OBSERVATION, 1f)))
                  .get(0)
                  .observations());
    }
  }

  @ParameterizedTest
  @CsvSource({"0, 0, 0", "1, -0.5, 0", "2, 0.5, 0", "3, 0, -0.5", "4, 0, 0.5"})
  void optionsAreNothingLeftRightDownUp(int option, double vx, double vy) {
    try (Playing playing = playing(option(option), Map.of(SimpleSpread.N, 1f))) {
      playing.tick();
      Particle agent = spread(playing).agents[0];
      assertThat(agent.vx()).isCloseTo(vx, within(1e-12));
      assertThat(agent.vy()).isCloseTo(vy, within(1e-12));
    }
  }

  @Test
  void continuousActionsArePushesInTheSameOrder() {
    // published: nothing 0.9, left 0.25, right 0.75, down 1, up 0
    float[] numbers = {0.8f, -0.5f, 0.5f, 1, -1};
    Brain brain =
        new ScriptedBrain(
            (entity, random, action) -> {
              for (int i = 0; i < numbers.length; i++) {
                action.set(i, numbers[i]);
              }
            });
    Map<String, Float> continuous = Map.of(SimpleSpread.N, 1f, Movement.CONTINUOUS_ACTIONS, 1f);
    try (Playing playing = playing(brain, continuous)) {
      playing.tick();
      Particle agent = spread(playing).agents[0];
      assertThat(agent.vx()).isCloseTo(0.25, within(1e-6)); // 5 * (0.75 - 0.25) * 0.1
      assertThat(agent.vy()).isCloseTo(-0.5, within(1e-6));
    }
  }

  @Test
  void maxCyclesTruncate() {
    try (Playing playing = playing(IDLE, Map.of())) {
      for (int i = 0; i < 24; i++) {
        playing.tick();
        assertThat(playing.batch().endings()).containsOnly(Ending.RUNNING);
      }
      playing.tick();
      assertThat(playing.batch().endings()).containsOnly(Ending.TRUNCATED);
    }
  }

  @Test
  void everythingStartsAtRestWithinTheSquare() {
    try (Playing playing = playing(IDLE, Map.of(ParticleWorld.MAX_CYCLES, 1f))) {
      double farthest = 0;
      for (int episode = 0; episode < 300; episode++) {
        Spread spread = spread(playing);
        for (Particle agent : spread.agents) {
          assertThat(Math.max(Math.abs(agent.x()), Math.abs(agent.y()))).isLessThanOrEqualTo(1);
          assertThat(agent.vx()).isZero();
          farthest = Math.max(farthest, Math.abs(agent.y()));
        }
        playing.tick();
      }
      assertThat(farthest).isGreaterThan(0.99);
    }
  }

  @Test
  void noAssignmentIsShorter() {
    RandomStream random = new RandomStream(6);
    Spread spread = new Spread(5);
    for (int trial = 0; trial < 50; trial++) {
      spread.reset(random, Parameters.defaults(GAME));
      double length = 0;
      int taken = 0;
      for (Particle agent : spread.agents) {
        Particle goal = spread.goalOf(agent);
        length += agent.distanceTo(goal);
        taken |= 1 << goal.number();
      }
      assertThat(taken).isEqualTo(0b11111);
      assertThat(length).isCloseTo(shortest(spread, 0, 0), within(1e-12));
    }
  }

  /** Tries all ways to give landmarks that are not taken to the agents from one on. */
  private static double shortest(Spread spread, int agent, int taken) {
    if (agent == spread.agents.length) {
      return 0;
    }
    double least = Double.POSITIVE_INFINITY;
    for (int i = 0; i < spread.landmarks.length; i++) {
      if ((taken & 1 << i) == 0) {
        double way = spread.agents[agent].distanceTo(spread.landmarks[i]);
        least = Math.min(least, way + shortest(spread, agent + 1, taken | 1 << i));
      }
    }
    return least;
  }

  @ParameterizedTest
  @CsvSource({"0, 0.9", "1, 0.95"})
  void theScriptCoversNearlyAllLandmarks(float continuous, float leastCovered) {
    Brain script = new ScriptedBrain(GAME.scripts().get("scripted"));
    Map<String, Float> parameters = Map.of(Movement.CONTINUOUS_ACTIONS, continuous);
    try (Playing scripted = playing(script, parameters);
        Playing random = playing(new RandomBrain(), parameters)) {
      EpisodeLog log = scripted.play(200);
      assertThat(meanReturn(log)).isGreaterThan(meanReturn(random.play(200)) + 10);
      double covered = 0;
      for (int episode = 0; episode < 200; episode++) {
        covered += log.score(episode, 0) / 3 / 200;
      }
      assertThat(covered).isGreaterThan(leastCovered);
    }
  }

  private static double meanReturn(EpisodeLog log) {
    double sum = 0;
    for (int episode = 0; episode < 200; episode++) {
      sum += log.episodeReturn(episode, 0);
    }
    return sum / 200;
  }

  @Test
  void aPersonsDirectionBecomesAPush() {
    Entity seat;
    try (Playing playing = playing(IDLE, Map.of())) {
      seat = playing.arena().world().seat(0);
      Movement.choose(seat, 0.3, -1, playing.batch().action(0));
      assertThat(playing.batch().action(0).choice()).isEqualTo(3);
      Movement.choose(seat, 0.3, -0.4, playing.batch().action(0));
      assertThat(playing.batch().action(0).choice()).isZero();
    }
  }
}
