package io.github.gdxbrains.game.cartpole;

import com.badlogic.ashley.core.Component;
import com.badlogic.ashley.core.Entity;
import io.github.gdxbrains.agent.Action;
import io.github.gdxbrains.agent.BehaviorSpec;
import io.github.gdxbrains.agent.HumanControl;
import io.github.gdxbrains.agent.Script;
import io.github.gdxbrains.arena.Game;
import io.github.gdxbrains.arena.GameWorld;
import io.github.gdxbrains.arena.ParameterSpec;
import io.github.gdxbrains.arena.Parameters;
import io.github.gdxbrains.arena.SeatSpec;
import io.github.gdxbrains.random.RandomStream;
import io.github.gdxbrains.space.ActionSpace;
import io.github.gdxbrains.space.ObservationSpace;
import io.github.gdxbrains.space.ObservationStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Balance a pole on a cart by pushing it left or right: Gymnasium's CartPole-v1, number for number.
 *
 * <p>Every tick is worth 1, the last one included. An episode is terminated when the cart leaves
 * the track or the pole leans by more than 12 degrees, and truncated after {@code max_steps} ticks.
 * The observation is x, x', θ, θ', each a stream of its own because their bounds differ.
 */
public final class CartPole implements Game {
  static final double TICK_SECONDS = 0.02;
  static final double X_LIMIT = 2.4;
  static final double THETA_LIMIT_RAD = 12 * 2 * Math.PI / 360;

  static final String MAX_STEPS = "max_steps";
  static final String GRAVITY = "gravity";
  static final String POLE_LENGTH = "pole_length";
  static final String FORCE = "force";

  static final ObservationStream X = bounded("x", 2 * X_LIMIT);
  static final ObservationStream X_DOT = ObservationStream.vector("x_dot", 1);
  static final ObservationStream THETA = bounded("theta", 2 * THETA_LIMIT_RAD);
  static final ObservationStream THETA_DOT = ObservationStream.vector("theta_dot", 1);

  static final BehaviorSpec BEHAVIOR =
      new BehaviorSpec(
          "CartPole", ObservationSpace.of(X, X_DOT, THETA, THETA_DOT), ActionSpace.discrete(2));

  private static ObservationStream bounded(String name, double limit) {
    return ObservationStream.vector(name, 1, (float) -limit, (float) limit);
  }

  @Override
  public String name() {
    return "cartpole";
  }

  @Override
  public String description() {
    return "balance a pole on a cart, exactly as in Gymnasium's CartPole-v1";
  }

  @Override
  public List<ParameterSpec> parameters() {
    return List.of(
        new ParameterSpec(MAX_STEPS, 500, 1, 1_000_000, "", "ticks until an episode is cut off"),
        new ParameterSpec(GRAVITY, 9.8f, 0, 100, "m/s²", "how fast things fall"),
        new ParameterSpec(POLE_LENGTH, 1, 0.5f, 10, "m", "length of the pole"),
        new ParameterSpec(FORCE, 10, 0.1f, 50, "N", "how hard a push is"));
  }

  @Override
  public List<BehaviorSpec> behaviors(Parameters parameters) {
    return List.of(BEHAVIOR);
  }

  @Override
  public List<SeatSpec> seats(Parameters parameters) {
    return List.of(new SeatSpec("cart", BEHAVIOR.name(), 0));
  }

  @Override
  public List<Class<? extends Component>> components() {
    return List.of(Cart.class);
  }

  @Override
  public GameWorld world(Parameters parameters) {
    return new CartPoleWorld();
  }

  @Override
  public Map<String, Script> scripts() {
    return Map.of("scripted", CartPole::balance);
  }

  /** Pushes towards where the pole is falling to, a little ahead of the cart's own drift. */
  private static void balance(Entity entity, RandomStream random, Action action) {
    Cart cart = Cart.of(entity);
    double lean = cart.theta + 0.3 * cart.thetaDot + 0.05 * cart.x + 0.1 * cart.xDot;
    action.choose(0, lean > 0 ? 1 : 0);
  }

  @Override
  public Optional<HumanControl> human() {
    return Optional.of(CartPole::steer);
  }

  /** Pushes to where the stick points; pushes to and fro while it is let go. */
  private static void steer(HumanControl.Controls controls, Entity entity, Action action) {
    float x = controls.x();
    int toAndFro = Cart.of(entity).steps & 1;
    action.choose(0, x < 0 ? 0 : x > 0 ? 1 : toAndFro);
  }

  @Override
  public OptionalDouble solvedReturn() {
    return OptionalDouble.of(475);
  }
}
