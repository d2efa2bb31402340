package io.github.gdxbrains.game.soccer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.gdxbrains.agent.BehaviorSpec;
import io.github.gdxbrains.arena.Arena;
import io.github.gdxbrains.arena.Parameters;
import io.github.gdxbrains.arena.SeatSpec;
import io.github.gdxbrains.random.RandomStream;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Soccer with one goalkeeper a side. */
class GoalkeeperTest {
  private static final Soccer GAME = new Soccer();

  private static Parameters parameters(float players) {
    return Parameters.of(GAME, Map.of(Soccer.PLAYERS, players, Soccer.GOALKEEPERS, 1f));
  }

  private static Match match() {
    Match match = new Match(3, 1);
    match.goalWidth = 4;
    match.kickSpeed = 8;
    match.tickLimit = 100;
    for (Player player : match.players) {
      player.topSpeed = 5;
      player.faceX = player.side;
    }
    return match;
  }

  @Test
  void theFirstPlayerOfEachTeamKeepsAndTheOthersStrike() {
    List<SeatSpec> seats = GAME.seats(parameters(3));
    assertThat(seats.stream().map(SeatSpec::behavior))
        .containsExactly("Goalkeeper", "Striker", "Striker", "Goalkeeper", "Striker", "Striker");
    assertThat(GAME.behaviors(parameters(3)).stream().map(BehaviorSpec::name))
        .containsExactly("Goalkeeper", "Striker");
    assertThat(GAME.behaviors(parameters(1)).stream().map(BehaviorSpec::name))
        .containsExactly("Goalkeeper");
    assertThat(GAME.behaviors(parameters(5)).get(0).actions().branches())
        .containsExactly(3, 3, 2, 2);
    assertThat(GAME.behaviors(parameters(5)).get(1).actions().branches()).containsExactly(3, 3, 2);
  }

  @Test
  void aBallThatComesIsSeenWhereItWillCrossTheLine() {
    Match match = match();
    match.ball.x = -4; // 4 m from blue's line, at 2 m/s: 2 s
    match.ball.vx = -2;
    match.ball.y = 1;
    match.ball.vy = -0.25f;
    assertThat(match.secondsToLine(0)).isEqualTo(2);
    assertThat(match.secondsToLine(1)).isInfinite();
    match.ball.vx = 3; // 12 m from orange's line, at 3 m/s: 4 s
    assertThat(match.secondsToLine(1)).isEqualTo(4);
    assertThat(match.secondsToLine(0)).isInfinite();
  }

  @Test
  void aGoalkeeperIsSlowOutsideOfItsAreaAndFastInADive() {
    Match match = match();
    Player keeper = match.players[0];
    keeper.x = -7;
    assertThat(keeper.isInArea()).isTrue();
    assertThat(keeper.speed()).isEqualTo(5);
    keeper.x = -5; // the area ends at -8 + 2.2
    assertThat(keeper.isInArea()).isFalse();
    assertThat(keeper.speed()).isEqualTo(3);
    keeper.divePause = Rules.DIVE_PAUSE_TICKS;
    assertThat(keeper.speed()).isEqualTo(10);
    keeper.divePause = Rules.DIVE_PAUSE_TICKS - Rules.DIVE_TICKS;
    assertThat(keeper.dives()).isFalse();
    match.players[1].x = -5;
    assertThat(match.players[1].speed()).isEqualTo(5);
  }

  @Test
  void theDistanceToTheBallIsTheStrikers() {
    Match match = match();
    match.players[0].x = -7;
    match.players[1].x = -4;
    match.players[2].x = -6;
    match.ball.x = -8;
    assertThat(match.distanceToBall(0)).isEqualTo(2);
  }

  @Test
  void goalkeepersStandInTheirGoalsAtTheKickOff() {
    try (SoccerWorld world = world()) {
      RandomStream random = new RandomStream(3);
      for (int i = 0; i < 50; i++) {
        world.reset(random, parameters(3));
        Player keeper = Player.of(world.seat(3));
        assertThat(keeper.x).isEqualTo(Rules.HALF_LENGTH - 0.7f, within(1e-5f));
        assertThat(Math.abs(keeper.y)).isLessThanOrEqualTo(0.25f * 3.5f);
      }
    }
  }

  private static SoccerWorld world() {
    Arena.registerComponents(GAME);
    return (SoccerWorld) GAME.world(parameters(3));
  }
}
