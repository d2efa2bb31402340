package io.github.gdxbrains.game.duel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.badlogic.ashley.core.Entity;
import io.github.gdxbrains.agent.Action;
import io.github.gdxbrains.agent.Agent;
import io.github.gdxbrains.agent.Ending;
import io.github.gdxbrains.agent.HumanControl;
import io.github.gdxbrains.arena.EpisodeLog;
import io.github.gdxbrains.arena.Parameters;
import io.github.gdxbrains.arena.Playing;
import io.github.gdxbrains.brain.ScriptedBrain;
import io.github.gdxbrains.space.ActionSpace;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DuelTest {
  private static final Duel GAME = new Duel();
  private static final int WIN = 0;
  private static final int HIT = 1;
  private static final int HURT = 2;
  private static final int PICKUP = 3;
  private static final int AIM = 4;
  private static final int HEALTH_LEAD = 5;

  /** Numbers of an observation: 24 rays of 4 tags and a distance, then the vectors. */
  private static final int RAYS = 120;

  private static final int SELF = RAYS;
  private static final int OPPONENT = SELF + 11;
  private static final int BULLETS = OPPONENT + 10;
  private static final int PICKUPS = BULLETS + 10;
  private static final int OBSERVATION = PICKUPS + 12;

  /** What each team does: ahead, left, turn, and whether it shoots. */
  private final float[][] wishes = new float[2][3];

  private final boolean[] shoots = new boolean[2];

  /** A yard without crates in which both obey; blue starts as given, orange half a turn further. */
  private Playing yard(Map<String, Float> given, float x, float y, float heading) {
    Playing playing = obeying(given);
    Yard yard = yard(playing);
    yard.crates.clear();
    yard.place(0, -7, -4);
    yard.place(2, -7, 4);
    yard.start(x, y, heading);
    return playing;
  }

  private Playing obeying(Map<String, Float> given) {
    ScriptedBrain obeys =
        new ScriptedBrain(
            (entity, random, action) -> {
              int team = Fighter.of(entity).team;
              float[] wish = wishes[team];
              Duel.choose(entity, action, wish[0], wish[1], wish[2], shoots[team]);
            });
    return new Playing(GAME, Parameters.of(GAME, given), List.of(obeys, obeys), 1);
  }

  private static Yard yard(Playing playing) {
    return Fighter.of(playing.arena().world().seat(0)).yard;
  }

  private void wish(int team, float ahead, float left, float turn) {
    wishes[team] = new float[] {ahead, left, turn};
  }

  private static void play(Playing playing, int ticks) {
    for (int i = 0; i < ticks; i++) {
      playing.tick();
    }
  }

  private static void put(Fighter fighter, float x, float y) {
    fighter.body.setTransform(x, y, 0);
    fighter.x = x;
    fighter.y = y;
  }

  @Test
  void aBulletFlies12MetresPerSecondAndTakes20Health() {
    try (Playing playing = yard(Map.of(), -3, 0, 0)) {
      Yard yard = yard(playing);
      shoots[0] = true;
      play(playing, 1);
      shoots[0] = false;
      assertThat(yard.bullets[0].flies()).isTrue();
      assertThat(yard.bullets[0].x()).isCloseTo(-2.8f, within(1e-4f));
      // both radii together are 0.5 m, so it flies 5.5 m by 0.2 m a tick
      play(playing, 26);
      assertThat(yard.fighters[1].health()).isEqualTo(100);
      assertThat(yard.bullets[0].x()).isCloseTo(2.4f, within(1e-4f));
      play(playing, 1);
      assertThat(yard.fighters[1].health()).isEqualTo(80);
      assertThat(yard.bullets[0].flies()).isFalse();
      assertThat(yard.bullets[0].x()).isCloseTo(2.5f, within(1e-4f));
      assertThat(playing.arena().agent(0).termSum(HIT)).isCloseTo(0.2 * 0.2, within(1e-6));
      assertThat(playing.arena().agent(1).termSum(HURT)).isCloseTo(-0.2 * 0.2, within(1e-6));
    }
  }

  @Test
  void aBulletThatPassesBesideAFighterGoesOnToTheWall() {
    try (Playing playing = yard(Map.of("bullet_speed", 30f), -3, 0, 0)) {
      Yard yard = yard(playing);
      put(yard.fighters[1], 3, 0.51f);
      shoots[0] = true;
      play(playing, 1);
      shoots[0] = false;
      play(playing, 30);
      assertThat(yard.fighters[1].health()).isEqualTo(100);
      assertThat(yard.bullets[0].flies()).isFalse();
      assertThat(yard.bullets[0].x()).isCloseTo(8, within(0.5f));
      put(yard.fighters[1], 3, 0.49f);
      shoots[0] = true;
      play(playing, 30);
      assertThat(yard.fighters[1].health()).isEqualTo(80);
    }
  }

  @Test
  void aCrateStopsBulletsAndEyes() {
    try (Playing playing = yard(Map.of(), -3, 0, 0)) {
      Yard yard = yard(playing);
      assertThat(yard.fighters[0].seesOpponent()).isTrue();
      yard.crates.add(0, 0.8f, 0.5f, 0.75f); // its lower edge is 0.05 m above the line of fire
      yard.start(-3, 0, 0);
      assertThat(yard.fighters[0].seesOpponent()).isTrue();
      shoots[0] = true;
      play(playing, 1);
      shoots[0] = false;
      play(playing, 60);
      assertThat(yard.fighters[1].health()).isEqualTo(100);
      // the bullet's radius is 0.1 m
      assertThat(yard.bullets[0].x()).isCloseTo(-0.6f, within(1e-4f));
      yard.crates.add(0, -0.8f, 0.5f, 0.81f);
      yard.start(-3, 0, 0);
      assertThat(yard.fighters[0].seesOpponent()).isFalse();
    }
  }

  @Test
  void howFarAWayIsFreeIsExact() {
    Crates crates = new Crates();
    crates.add(2, 1, 0.5f, 1);
    assertThat(crates.reach(0, 0.5f, 4, 0.5f, 0)).isCloseTo(1.5f / 4, within(1e-6f));
    assertThat(crates.reach(4, 0.5f, 0, 0.5f, 0.1f)).isCloseTo(1.4f / 4, within(1e-6f));
    assertThat(crates.reach(2, 5, 2, -5, 0)).isCloseTo(0.3f, within(1e-6f));
    assertThat(crates.reach(0, 0, 1.4f, 1, 0)).isOne();
    assertThat(crates.reach(0, -0.1f, 4, -0.1f, 0)).isOne();
    // from within, so that who touches a crate can leave it
    assertThat(crates.reach(2, 1, 4, 1, 0)).isOne();
  }

  @Test
  void fourShotsEmptyTheMagazineWhichIsFilledFromThePocket() {
    try (Playing playing = yard(Map.of(), -3, 0, (float) (Math.PI / 2))) {
      Fighter blue = yard(playing).fighters[0];
      shoots[0] = true;
      // shots at ticks 1, 19, 37 and 55
      play(playing, 54);
      assertThat(blue.magazine()).isOne();
      play(playing, 1);
      assertThat(blue.magazine()).isZero();
      assertThat(blue.isReloading).isTrue();
      // 72 ticks later it is full, and shot from at once
      play(playing, 71);
      assertThat(blue.magazine()).isZero();
      assertThat(blue.reserve()).isEqualTo(8);
      play(playing, 1);
      assertThat(blue.magazine()).isEqualTo(3);
      assertThat(blue.reserve()).isEqualTo(4);
      // 12 shots are all there are: the last one at tick 55 + 2 · 126
      play(playing, 400);
      assertThat(blue.magazine() + blue.reserve()).isZero();
      assertThat(blue.isReloading).isFalse();
    }
  }

  @Test
  void fightersApproach4MetresPerSecondInAnyDirectionFromTheirAim() {
    try (Playing playing = yard(Map.of(), -3, 0, (float) (Math.PI / 2))) {
      Fighter blue = yard(playing).fighters[0];
      wish(0, 0, -1, 0);
      // each tick: (v + 4 · 8 / 60) / (1 + 8 / 60), that is 4 (1 - 1.1333^-n)
      play(playing, 5);
      assertThat(blue.vx()).isCloseTo(1.8607f, within(1e-3f));
      assertThat(blue.vy()).isCloseTo(0, within(1e-5f));
      wish(0, -1, 1, 0);
      play(playing, 60);
      assertThat(blue.vx()).isCloseTo(-2.8284f, within(0.01f));
      assertThat(blue.vy()).isCloseTo(-2.8284f, within(0.01f));
    }
  }

  @Test
  void theAimTurnsBy5RadiansPerSecond() {
    try (Playing playing = yard(Map.of(), -3, 0, 0)) {
      Fighter[] fighters = yard(playing).fighters;
      wish(0, 0, 0, -0.5f);
      wish(1, 0, 0, 1);
      play(playing, 30);
      assertThat(fighters[0].heading()).isCloseTo(-1.25f, within(1e-4f));
      assertThat(fighters[1].heading()).isCloseTo((float) (2.5 - Math.PI), within(1e-4f));
    }
  }

  @Test
  void healthIsGivenToWhoNeedsItAndComesBack() {
    try (Playing playing = yard(Map.of("pickup_seconds", 1f), -3, 0, 0)) {
      Yard yard = yard(playing);
      Fighter blue = yard.fighters[0];
      playing.arena().agent(0).weigh(Map.of("pickup", 1f));
      put(blue, -7, -4);
      play(playing, 5);
      assertThat(yard.pickups[0].isThere()).isTrue();
      blue.health = 30;
      play(playing, 1);
      assertThat(blue.health()).isEqualTo(70);
      assertThat(yard.pickups[0].isThere()).isFalse();
      assertThat(yard.pickups[1].isThere()).isTrue();
      play(playing, 59);
      assertThat(yard.pickups[0].isThere()).isFalse();
      play(playing, 1);
      assertThat(yard.pickups[0].isThere()).isTrue();
      play(playing, 1);
      assertThat(blue.health()).isEqualTo(100);
      assertThat(playing.arena().agent(0).termSum(PICKUP)).isEqualTo(2);
    }
  }

  @Test
  void ammoFillsThePocketUpTo12() {
    try (Playing playing = yard(Map.of(), -3, 0, 0)) {
      Yard yard = yard(playing);
      put(yard.fighters[0], -7, 4);
      put(yard.fighters[1], 7, -4);
      yard.fighters[1].reserve = 1;
      play(playing, 1);
      assertThat(yard.fighters[0].reserve()).isEqualTo(12);
      assertThat(yard.fighters[1].reserve()).isEqualTo(9);
    }
  }

  @Test
  void whoIsLeftWins() {
    try (Playing playing = yard(Map.of(), -3, 0, 0)) {
      Yard yard = yard(playing);
      yard.fighters[0].health = 15;
      shoots[1] = true;
      play(playing, 27);
      assertThat(playing.arena().world().ending()).isEqualTo(Ending.RUNNING);
      play(playing, 1);
      EpisodeLog log = playing.arena().log();
      assertThat(log.count()).isOne();
      assertThat(log.score(0, 0)).isZero();
      assertThat(log.score(0, 1)).isOne();
      assertThat(log.termSum(0, 0, WIN)).isEqualTo(-1);
      assertThat(log.termSum(0, 1, WIN)).isEqualTo(1);
      assertThat(playing.batch().endings()).containsOnly(Ending.TERMINATED);
    }
  }

  @Test
  void whenBothFallAtOnceNobodyWins() {
    try (Playing playing = yard(Map.of("damage", 100f), -3, 0, 0)) {
      shoots[0] = true;
      shoots[1] = true;
      play(playing, 28);
      EpisodeLog log = playing.arena().log();
      assertThat(log.count()).isOne();
      for (int team = 0; team < 2; team++) {
        assertThat(log.score(0, team)).isZero();
        assertThat(log.termSum(0, team, WIN)).isZero();
        assertThat(log.termSum(0, team, HIT)).isCloseTo(0.2, within(1e-6));
      }
      assertThat(playing.batch().endings()).containsOnly(Ending.TERMINATED);
    }
  }

  @Test
  void theTimeLimitTruncates() {
    try (Playing playing = yard(Map.of("time_limit", 2f), -3, 0, 0)) {
      play(playing, 119);
      assertThat(playing.arena().log().count()).isZero();
      play(playing, 1);
      assertThat(playing.arena().log().count()).isOne();
      assertThat(playing.batch().endings()).containsOnly(Ending.TRUNCATED);
    }
  }

  @Test
  void theTermsOfWeight0PayForAimAndForTheLeadInHealth() {
    try (Playing playing = yard(Map.of(), -3, 0, 0)) {
      Agent agent = playing.arena().agent(0);
      agent.weigh(Map.of("aim", 1f, "health_lead", 1f));
      assertThat(agent.termNames())
          .containsExactly("win", "hit", "hurt", "pickup", "aim", "health_lead");
      shoots[0] = true;
      play(playing, 5);
      shoots[0] = false;
      play(playing, 25);
      assertThat(agent.termSum(AIM)).isCloseTo(0.5, within(1e-5));
      // Φ becomes 0.2 in tick 28: 0.998 · 0.2, then twice (0.998 - 1) · 0.2
      assertThat(agent.termSum(HEALTH_LEAD)).isCloseTo(0.1988, within(1e-5));
      wish(0, 0, 0, 1);
      play(playing, 15);
      // 15 degrees are 3.14 ticks of 1 / 12 rad
      assertThat(agent.termSum(AIM)).isCloseTo(33 / 60.0, within(1e-5));
    }
  }

  @ParameterizedTest
  @ValueSource(floats = {0, 1})
  void shootingIsAChoiceOrANumberAboveZero(float actions) {
    Map<String, Float> given = Map.of("actions", actions);
    ActionSpace space = GAME.behaviors(Parameters.of(GAME, given)).get(0).actions();
    assertThat(space)
        .isEqualTo(
            actions == 0 ? new ActionSpace.Hybrid(List.of(2), 3) : ActionSpace.continuous(4));
    try (Playing playing = yard(given, -3, 0, 0)) {
      Action action = playing.batch().action(0);
      Fighter blue = yard(playing).fighters[0];
      for (boolean isShot : new boolean[] {false, true}) {
        action.set(Duel.AHEAD, 0.25f).set(Duel.LEFT, -0.5f).set(Duel.TURN, 0.75f);
        if (actions == 0) {
          action.choose(0, isShot ? 1 : 0);
        } else {
          action.set(Duel.SHOOT, isShot ? 0.01f : 0);
        }
        playing.arena().agent(0).act();
        assertThat(blue.ahead).isEqualTo(0.25f);
        assertThat(blue.left).isEqualTo(-0.5f);
        assertThat(blue.turn).isEqualTo(0.75f);
        assertThat(blue.wantsShot).isEqualTo(isShot);
      }
    }
  }

  @Test
  void aFighterSeesTheOtherAndItsBulletsFromItsOwnPlaceAndAim() {
    try (Playing playing = yard(Map.of(), -3, 0, (float) (Math.PI / 2))) {
      Yard yard = yard(playing);
      Fighter orange = yard.fighters[1];
      put(orange, -3, 4);
      orange.face(0);
      orange.health = 60;
      shoots[1] = true;
      play(playing, 5);
      float[] seen = Arrays.copyOf(playing.batch().observations(), OBSERVATION);
      assertThat(Arrays.copyOfRange(seen, SELF, OPPONENT))
          .containsExactly(
              new float[] {0, 0, -0.375f, 0, 0, 1, 1, 1, 8 / 12f, 0, 1 - 5 / 2400f}, within(1e-5f));
      assertThat(Arrays.copyOfRange(seen, OPPONENT, BULLETS))
          .containsExactly(new float[] {1, 4 / 18.868f, 1, 0, 0, 0, 0, 0, -1, 0.6f}, within(1e-5f));
      // the bullet has flown 1 m from (-3, 4) along x, which is to the right
      assertThat(Arrays.copyOfRange(seen, BULLETS, PICKUPS))
          .containsExactly(new float[] {1, 4 / 12f, -1 / 12f, 0, -1, 0, 0, 0, 0, 0}, within(1e-5f));
      // of the pickup at (-7, -4): 4 m behind, 4 m to the left
      assertThat(Arrays.copyOfRange(seen, PICKUPS, PICKUPS + 3))
          .containsExactly(new float[] {1, -4 / 18.868f, 4 / 18.868f}, within(1e-5f));
      // the middle one of 24 rays meets the opponent after 3.6 of 12 m
      assertThat(Arrays.copyOfRange(seen, 5 * 12, 5 * 13))
          .containsExactly(new float[] {0, 1, 0, 0, 0.3f}, within(1e-3f));
      yard.crates.add(-3, 2, 1, 0.5f);
      shoots[1] = false;
      play(playing, 5);
      seen = Arrays.copyOf(playing.batch().observations(), OBSERVATION);
      assertThat(Arrays.copyOfRange(seen, OPPONENT, BULLETS)).containsOnly(0);
    }
  }

  @Test
  void whatRaysTellApartHasNamesForTheWindow() {
    try (Playing playing = yard(Map.of(), -3, 0, 0)) {
      for (int seat = 0; seat < 2; seat++) {
        assertThat(playing.arena().agent(seat).sensors().get(0).tags())
            .containsExactly("cover", "opponent", "bullet", "pickup");
      }
    }
  }

  @Test
  void bothSeeAndDoTheSameFromTheirOwnSide() {
    try (Playing playing = obeying(Map.of())) {
      for (int seed = 0; seed < 5; seed++) {
        playing.arena().restart(seed);
        Fighter[] fighters = yard(playing).fighters;
        for (int decision = 0; decision < 24; decision++) {
          float ahead = (float) Math.sin(decision + seed);
          float turn = (float) Math.cos(0.7 * decision);
          for (int team = 0; team < 2; team++) {
            wish(team, ahead, 0.5f, turn);
            shoots[team] = decision % 3 == 0;
          }
          play(playing, 5);
          assertThat(fighters[1].x()).isCloseTo(-fighters[0].x(), within(1e-3f));
          assertThat(fighters[1].y()).isCloseTo(-fighters[0].y(), within(1e-3f));
          float[] both = playing.batch().observations();
          for (int i = SELF; i < OBSERVATION; i++) {
            assertThat(both[OBSERVATION + i]).as("number %d", i).isCloseTo(both[i], within(2e-3f));
          }
          double difference = 0;
          for (int i = 0; i < RAYS; i++) { // rays along an edge may differ
            difference += Math.abs(both[OBSERVATION + i] - both[i]) / RAYS;
          }
          assertThat(difference).isLessThan(0.03);
        }
      }
    }
  }

  @Test
  void yardsAreDrawnAnewWithPassagesAndNobodyInSight() {
    try (Playing playing = obeying(Map.of("crates", 6f))) {
      Yard yard = yard(playing);
      int crates = 0;
      for (int seed = 0; seed < 200; seed++) {
        playing.arena().restart(seed);
        Crates drawn = yard.crates;
        crates += drawn.count();
        assertThat(yard.inSight).isFalse();
        for (int i = 0; i < drawn.count(); i++) {
          int twin = i == 0 ? 0 : i % 2 == 1 ? i + 1 : i - 1;
          assertThat(drawn.x(twin)).isEqualTo(0 - drawn.x(i));
          assertThat(drawn.y(twin)).isEqualTo(0 - drawn.y(i));
          assertThat(Math.abs(drawn.y(i)) + drawn.halfY(i)).isLessThan(5 - 1.09f);
          assertThat(Math.abs(drawn.x(i)) + drawn.halfX(i)).isLessThan(8 - 2.19f);
          for (int k = 0; k < i; k++) {
            float besideX = Math.abs(drawn.x(i) - drawn.x(k)) - drawn.halfX(i) - drawn.halfX(k);
            float besideY = Math.abs(drawn.y(i) - drawn.y(k)) - drawn.halfY(i) - drawn.halfY(k);
            assertThat(Math.max(besideX, besideY)).isGreaterThan(1.09f);
          }
        }
        for (Pickup pickup : yard.pickups) {
          assertThat(drawn.isFree(pickup.x(), pickup.y(), 0.4f, 0.4f)).isTrue();
        }
      }
      assertThat(crates / 200.0).isBetween(7.0, 13.0);
    }
  }

  @Test
  void aPersonRunsAlongThePictureAndAimsWhereItRunsOrAtTheOpponent() {
    HumanControl human = GAME.human().orElseThrow();
    try (Playing playing = yard(Map.of(), -3, 0, 0)) {
      Entity seat = playing.arena().world().seat(0);
      Action action = playing.batch().action(0);
      Fighter blue = Fighter.of(seat);
      blue.face((float) (Math.PI / 2));
      human.decide(new Held(1, 0, List.of()), seat, action);
      assertThat(action.number(Duel.AHEAD)).isCloseTo(0, within(1e-6f));
      assertThat(action.number(Duel.LEFT)).isCloseTo(-1, within(1e-6f));
      assertThat(action.number(Duel.TURN)).isEqualTo(-1);
      assertThat(action.choice()).isZero();
      // up is where it aims already
      human.decide(new Held(0, 1, List.of(0)), seat, action);
      assertThat(action.number(Duel.TURN)).isCloseTo(0, within(1e-6f));
      assertThat(action.choice()).isOne();
      // orange is at (3, 0)
      human.decide(new Held(0, 1, List.of(1)), seat, action);
      assertThat(action.number(Duel.AHEAD)).isCloseTo(1, within(1e-6f));
      assertThat(action.number(Duel.TURN)).isEqualTo(-1);
      blue.face(0.2f);
      human.decide(new Held(0, 0, List.of(1)), seat, action);
      // 5 ticks of 1 / 12 rad would turn by 0.4167
      assertThat(action.number(Duel.TURN)).isCloseTo(-0.48f, within(1e-4f));
    }
  }

  private record Held(float x, float y, List<Integer> buttons) implements HumanControl.Controls {
    @Override
    public boolean button(int number) {
      return buttons.contains(number);
    }
  }
}
