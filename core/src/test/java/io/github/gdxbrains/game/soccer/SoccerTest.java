package io.github.gdxbrains.game.soccer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.badlogic.ashley.core.Entity;
import io.github.gdxbrains.agent.Action;
import io.github.gdxbrains.agent.Agent;
import io.github.gdxbrains.agent.AgentBatch;
import io.github.gdxbrains.agent.Brain;
import io.github.gdxbrains.agent.Ending;
import io.github.gdxbrains.agent.HumanControl;
import io.github.gdxbrains.arena.EpisodeLog;
import io.github.gdxbrains.arena.Parameters;
import io.github.gdxbrains.arena.Playing;
import io.github.gdxbrains.brain.RandomBrain;
import io.github.gdxbrains.brain.ScriptedBrain;
import io.github.gdxbrains.random.RandomStream;
import io.github.gdxbrains.sensor.ObservationWriter;
import io.github.gdxbrains.sensor.Sensor;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class SoccerTest {
  private static final Soccer GAME = new Soccer();

  /** Nobody does anything. */
  private static final Brain IDLE =
      (batch, rows, count) -> {
        for (int i = 0; i < count; i++) {
          batch.action(rows[i]).choose(0, 1).choose(1, 1).choose(2, 0);
        }
      };

  private static Parameters parameters(Map<String, Float> given) {
    return Parameters.of(GAME, given);
  }

  private static Playing idle(Map<String, Float> given) {
    return new Playing(GAME, parameters(given), List.of(IDLE, IDLE), 8);
  }

  private static Match match(Playing playing) {
    return Player.of(playing.arena().world().seat(0)).match;
  }

  private static void put(Player player, float x, float y) {
    player.body.setTransform(x, y, 0);
    player.body.setLinearVelocity(0, 0);
    player.x = x;
    player.y = y;
  }

  private static void putBall(Match match, float x, float y, float vx, float vy) {
    match.ball.body.setTransform(x, y, 0);
    match.ball.body.setLinearVelocity(vx, vy);
  }

  private static void clearPitch(Match match) {
    for (Player player : match.players) {
      put(player, -player.side * 5, player.side * (player.number == 1 ? 4.4f : -4.4f));
    }
  }

  @Test
  void bothTeamsSeeTheSameFromTheirOwnSide() {
    float[][] places = {{-3, 1, 2, -1}, {-6, -2, 0.5f, 0}, {4, 2, -3, 0.25f}, {1, -3, -1, 4}};
    Match match = new Match(2, 0);
    Match turned = new Match(2, 0);
    match.tickLimit = 100;
    turned.tickLimit = 100;
    match.ball.x = 1.5f;
    match.ball.vy = 9;
    turned.ball.x = -1.5f;
    turned.ball.vy = -9;
    for (int i = 0; i < 4; i++) {
      set(match.players[i], places[i], 1);
      set(turned.players[(i + 2) % 4], places[i], -1);
    }
    for (int i = 0; i < 4; i++) {
      assertThat(sense(match.players[i])).isEqualTo(sense(turned.players[(i + 2) % 4]));
    }
    assertThat(sense(match.players[0])).isNotEqualTo(sense(turned.players[0]));
    // The first player's view: position, velocity, facing, can kick, time left, ball …
    float[] view = sense(match.players[0]);
    assertThat(view).hasSize(30);
    assertThat(view).startsWith(-3 / 8f, 1 / 8f, 2 / 5f, -1 / 5f, 0.6f, 0.8f, 1, 1);
    assertThat(view[8]).isEqualTo(4.5f / 8);
    assertThat(view[10]).isEqualTo(1);
    assertThat(view[13]).isCloseTo(0.9f, within(1e-6f));
    assertThat(view[14]).isEqualTo(11 / 8f);
    // … its mate 4.24 m away, then the opponent at (1, -3) before the one at (4, 2).
    assertThat(view[18]).isEqualTo(-3 / 8f);
    assertThat(view[22]).isEqualTo(4 / 8f);
    assertThat(view[26]).isEqualTo(7 / 8f);
  }

  private static void set(Player player, float[] place, float sign) {
    player.x = sign * place[0];
    player.y = sign * place[1];
    player.vx = sign * place[2];
    player.vy = sign * place[3];
    player.faceX = sign * 0.6f;
    player.faceY = sign * 0.8f;
  }

  private static float[] sense(Player player) {
    Sensor sensor = new SoccerSensor(2);
    float[] row = new float[sensor.stream().size()];
    ObservationWriter writer = new ObservationWriter();
    writer.moveToFloats(row, 0, row.length);
    sensor.sense(new Entity().add(player), writer);
    for (int i = 0; i < row.length; i++) {
      row[i] += 0f; // -0 and 0 are the same
    }
    return row;
  }

  @Test
  void aGoalTerminatesAndIsWorthOneToItsTeamAndMinusOneToTheOther() {
    try (Playing playing = idle(Map.of())) {
      Match match = match(playing);
      clearPitch(match);
      putBall(match, 7.9f, 0.3f, 20, 0);
      playing.tick();
      playing.tick();
      AgentBatch batch = playing.batch();
      assertThat(batch.endings()).containsOnly(Ending.TERMINATED);
      EpisodeLog log = playing.arena().log();
      assertThat(log.score(0, 0)).isEqualTo(1);
      assertThat(log.score(0, 1)).isZero();
      for (int seat = 0; seat < 4; seat++) {
        assertThat(log.termSum(0, seat, 0)).isEqualTo(seat < 2 ? 1 : -1);
      }
    }
  }

  @Test
  void timeRunningOutTruncates() {
    try (Playing playing = idle(Map.of(Soccer.TIME_LIMIT, 0.5f))) {
      Match match = match(playing);
      putBall(match, 0, 4, 0, 0);
      for (int i = 0; i < 29; i++) {
        playing.tick();
        assertThat(playing.batch().endings()).containsOnly(Ending.RUNNING);
      }
      playing.tick();
      assertThat(playing.batch().endings()).containsOnly(Ending.TRUNCATED);
      assertThat(playing.arena().log().ticks(0)).isEqualTo(30);
    }
  }

  @Test
  void rewardsOfBothTeamsAddUpToZeroButForAnIdleBall() {
    Brain scripted = new ScriptedBrain(GAME.scripts().get("scripted"));
    List<Brain> brains = List.of(scripted, new RandomBrain());
    try (Playing playing = new Playing(GAME, parameters(Map.of()), brains, 4)) {
      double most = 0;
      for (int i = 0; i < 3000; i++) {
        playing.tick();
        float[] rewards = playing.batch().rewards();
        Ball ball = match(playing).ball;
        boolean isIdle = Math.hypot(ball.vx, ball.vy) < Rules.IDLE_SPEED;
        // after the last tick of a match the ball is that of the next one
        if (playing.batch().endings()[0] == Ending.RUNNING) {
          float idle = isIdle ? -4 * 0.2f * Rules.TICK_SECONDS : 0;
          assertThat(rewards[0] + rewards[1] + rewards[2] + rewards[3])
              .isCloseTo(idle, within(1e-5f));
        }
        most = Math.max(most, rewards[0]);
      }
      assertThat(most).isGreaterThan(0.9);
    }
  }

  @Test
  void aKickSendsTheBallWhereThePlayerLooksOncePerPause() {
    try (Playing playing = idle(Map.of(Soccer.PLAYERS, 1f))) {
      Match match = match(playing);
      clearPitch(match);
      Player player = match.players[0];
      put(player, -2, 0);
      player.faceX = 1;
      player.faceY = 0;
      putBall(match, -2 + Rules.PLAYER_RADIUS + Rules.BALL_RADIUS + 0.05f, 0, 0, 0);
      playing.tick();
      assertThat(match.ball.vx).isZero();
      AgentBatch batch = playing.batch();
      batch.action(0).choose(Soccer.KICK, 1);
      batch.beginTick(0, 2);
      playing.arena().tick();
      assertThat(match.ball.vx).isCloseTo(8, within(0.2f));
      assertThat(match.ball.vy).isCloseTo(0, within(1e-3f));
      assertThat(player.kickPause).isEqualTo(Rules.KICK_PAUSE_TICKS);
    }
  }

  @Test
  void aBallBehindThePlayerCannotBeKicked() {
    Match match = new Match(1, 0);
    Player player = match.players[0];
    player.faceX = 1;
    match.ball.x = 0.7f;
    assertThat(player.reaches(match.ball)).isTrue();
    match.ball.x = -0.7f;
    assertThat(player.reaches(match.ball)).isFalse();
    match.ball.x = 0.9f;
    assertThat(player.reaches(match.ball)).isFalse();
  }

  @Test
  void runningReachesTopSpeedAndThePitchHoldsPlayersButNotTheBall() {
    try (Playing playing = idle(Map.of(Soccer.PLAYERS, 1f, Soccer.PLAYER_SPEED, 4f))) {
      Match match = match(playing);
      clearPitch(match);
      Player player = match.players[0];
      put(player, -7, 0);
      putBall(match, 0, -4, 0, 0);
      float fastest = 0;
      playing.tick();
      for (int i = 0; i < 300; i++) {
        playing.batch().action(0).choose(Soccer.ALONG, 2);
        playing.batch().beginTick(0, 2);
        playing.arena().tick();
        fastest = Math.max(fastest, player.vx);
      }
      assertThat(fastest).isCloseTo(4, within(0.01f));
      assertThat(player.x).isCloseTo(Rules.HALF_LENGTH - Rules.PLAYER_RADIUS, within(0.03f));
    }
  }

  @Test
  void kickOffsAreSymmetricAndClear() {
    SoccerWorld world = (SoccerWorld) GAME.world(parameters(Map.of(Soccer.PLAYERS, 3f)));
    RandomStream random = new RandomStream(9);
    double[] sum = new double[3];
    int rounds = 2000;
    for (int i = 0; i < rounds; i++) {
      world.reset(random, parameters(Map.of(Soccer.PLAYERS, 3f)));
      Match match = Player.of(world.seat(0)).match;
      for (Player player : match.players) {
        assertThat(player.side * player.x).isNegative();
        sum[player.team] += player.side * player.x / (3 * rounds);
        for (Player other : match.players) {
          if (other != player) {
            assertThat(player.distanceTo(other.x, other.y)).isGreaterThan(0.8f);
          }
        }
      }
      sum[2] += match.ball.x / rounds;
    }
    assertThat(sum[0]).isCloseTo(sum[1], within(0.1));
    assertThat(sum[2]).isCloseTo(0, within(0.02));
    world.close();
  }

  @Test
  void seatsFollowTheNumberOfPlayers() {
    for (int players = 1; players <= 3; players++) {
      Parameters parameters = parameters(Map.of(Soccer.PLAYERS, (float) players));
      assertThat(GAME.seats(parameters)).hasSize(2 * players);
      int floats = GAME.behaviors(parameters).get(0).observations().floats();
      assertThat(floats).isEqualTo(18 + 4 * (2 * players - 1));
    }
    Parameters rays = parameters(Map.of(Soccer.OBSERVATION, 1f));
    assertThat(GAME.behaviors(rays).get(0).observations().floats()).isEqualTo(36 * 7 + 6);
  }

  @Test
  void aPersonSteersAsThePitchIsDrawnOnBothTeams() {
    HumanControl.Controls rightAndKick =
        new HumanControl.Controls() {
          @Override
          public float x() {
            return 1;
          }

          @Override
          public float y() {
            return 0;
          }

          @Override
          public boolean button(int number) {
            return number == 0;
          }
        };
    try (Playing playing = idle(Map.of(Soccer.PLAYERS, 1f))) {
      for (int team = 0; team < 2; team++) {
        Entity entity = playing.arena().world().seat(team);
        Action action = playing.batch().action(Agent.of(entity).row());
        GAME.human().orElseThrow().decide(rightAndKick, entity, action);
        assertThat(action.choice(Soccer.ALONG)).isEqualTo(team == 0 ? 2 : 0);
        assertThat(action.choice(Soccer.ACROSS)).isEqualTo(1);
        assertThat(action.choice(Soccer.KICK)).isEqualTo(1);
      }
    }
  }
}
