package io.github.gdxbrains.game.cartpole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.gdxbrains.agent.Brain;
import io.github.gdxbrains.agent.Ending;
import io.github.gdxbrains.arena.EpisodeLog;
import io.github.gdxbrains.arena.Parameters;
import io.github.gdxbrains.arena.Playing;
import io.github.gdxbrains.brain.RandomBrain;
import io.github.gdxbrains.brain.ScriptedBrain;
import io.github.gdxbrains.random.RandomStream;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class CartPoleTest {
  private static final CartPole GAME = new CartPole();

  /** Gymnasium's formulas evaluated with NumPy, from (0.01, -0.02, 0.03, 0.04). */
  private static final int[] PUSHES = {1, 1, -1, 1, -1, -1, 1};

  private static final double[][] STATES = {
    {0.009600000000000001, 0.17467919574755525, 0.030799999999999998, -0.2430687179600081},
    {0.013093583914951107, 0.3693479760579556, 0.025938625640799837, -0.5258796280501483},
    {0.02048054343611022, 0.17387081260481596, 0.01542103307979687, -0.22513741609237464},
    {0.02395795968820654, 0.3687690101747617, 0.010918284757949377, -0.5129163478026587},
    {0.03133333989170178, 0.17349499275068458, 0.0006599578018962032, -0.21681286835696195},
    {0.03480323974671547, -0.021636386741578473, -0.0036762995652430356, 0.07607816471983775},
    {0.034370512011883896, 0.17353807374944197, -0.0021547362708462803, -0.21776237729324466},
  };

  private static CartPoleWorld world(Map<String, Float> parameters) {
    CartPoleWorld world = new CartPoleWorld();
    world.reset(new RandomStream(3), Parameters.of(GAME, parameters));
    return world;
  }

  private static Cart cart(CartPoleWorld world) {
    return Cart.of(world.seat(0));
  }

  private static void put(Cart cart, double x, double xDot, double theta, double thetaDot) {
    cart.x = x;
    cart.xDot = xDot;
    cart.theta = theta;
    cart.thetaDot = thetaDot;
  }

  @Test
  void followsGymnasiumNumberForNumber() {
    Cart cart = cart(world(Map.of()));
    put(cart, 0.01, -0.02, 0.03, 0.04);
    for (int i = 0; i < PUSHES.length; i++) {
      cart.push = PUSHES[i];
      CartPhysics.step(cart);
      double[] now = {cart.x, cart.xDot, cart.theta, cart.thetaDot};
      for (int k = 0; k < 4; k++) {
        double expected = STATES[i][k];
        assertThat(now[k]).isCloseTo(expected, within(Math.abs(expected) * 1e-12));
      }
    }
  }

  @Test
  void startsWithinFiveHundredths() {
    CartPoleWorld world = world(Map.of());
    RandomStream random = new RandomStream(11);
    double least = 1;
    double most = -1;
    for (int i = 0; i < 1000; i++) {
      world.reset(random, Parameters.defaults(GAME));
      Cart cart = cart(world);
      for (double value : new double[] {cart.x, cart.xDot, cart.theta, cart.thetaDot}) {
        least = Math.min(least, value);
        most = Math.max(most, value);
      }
    }
    assertThat(least).isBetween(-0.05, -0.0499);
    assertThat(most).isBetween(0.0499, 0.05);
  }

  @Test
  void aFallTerminates() {
    CartPoleWorld world = world(Map.of());
    put(cart(world), 0, 0, 0.2094, 0);
    assertThat(world.ending()).isEqualTo(Ending.RUNNING);
    put(cart(world), 0, 0, 0.2095, 0);
    assertThat(world.ending()).isEqualTo(Ending.TERMINATED);
    put(cart(world), -2.41, 0, 0, 0);
    assertThat(world.ending()).isEqualTo(Ending.TERMINATED);
  }

  @Test
  void theTimeLimitTruncatesUnlessItFellAtTheSameTick() {
    CartPoleWorld world = world(Map.of(CartPole.MAX_STEPS, 7f));
    Cart cart = cart(world);
    put(cart, 0, 0, 0, 0);
    cart.steps = 6;
    assertThat(world.ending()).isEqualTo(Ending.RUNNING);
    cart.steps = 7;
    assertThat(world.ending()).isEqualTo(Ending.TRUNCATED);
    cart.theta = -0.21;
    assertThat(world.ending()).isEqualTo(Ending.TERMINATED);
  }

  @Test
  void everyStepIsWorthOneTheLastIncluded() {
    try (Playing playing = playing(new RandomBrain())) {
      EpisodeLog log = playing.play(200);
      double sum = 0;
      for (int i = 0; i < log.count(); i++) {
        assertThat(log.episodeReturn(i, 0)).isEqualTo(log.ticks(i)).isEqualTo(log.score(i, 0));
        sum += log.ticks(i);
      }
      // Gymnasium's CartPole-v1 lasts 22 steps on average under random actions.
      assertThat(sum / log.count()).isBetween(19.0, 26.0);
    }
  }

  @Test
  void finalObservationsTellWhyEachEpisodeEnded() {
    Parameters parameters = Parameters.of(GAME, Map.of(CartPole.MAX_STEPS, 20f));
    int[] endings = new int[Ending.values().length];
    try (Playing playing = new Playing(GAME, parameters, List.of(new RandomBrain()), 6)) {
      for (int i = 0; i < 20_000; i++) {
        playing.tick();
        Ending ending = playing.batch().endings()[0];
        endings[ending.ordinal()]++;
        if (ending != Ending.RUNNING) {
          float theta = playing.batch().finalObservations()[2];
          EpisodeLog log = playing.arena().log();
          int ticks = log.ticks(log.count() - 1);
          boolean fell = Math.abs(theta) > 0.2094395f;
          assertThat(ending).isEqualTo(fell ? Ending.TERMINATED : Ending.TRUNCATED);
          assertThat(fell || ticks == 20).isTrue();
          assertThat(Math.abs(playing.batch().observations()[2])).isLessThanOrEqualTo(0.05f);
        }
      }
    }
    assertThat(endings[Ending.TERMINATED.ordinal()]).isGreaterThan(300);
    assertThat(endings[Ending.TRUNCATED.ordinal()]).isGreaterThan(300);
  }

  @Test
  void theScriptBalances() {
    try (Playing playing = playing(new ScriptedBrain(GAME.scripts().get("scripted")))) {
      EpisodeLog log = playing.play(100);
      for (int i = 0; i < log.count(); i++) {
        assertThat(log.episodeReturn(i, 0)).isEqualTo(500);
      }
    }
  }

  private static Playing playing(Brain brain) {
    return new Playing(GAME, Parameters.defaults(GAME), List.of(brain), 5);
  }
}
