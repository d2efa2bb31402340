package io.github.gdxbrains.game.flappybird;

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
import io.github.gdxbrains.sensor.Camera;
import io.github.gdxbrains.space.ActionSpace;
import io.github.gdxbrains.space.ObservationSpace;
import io.github.gdxbrains.space.ObservationStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Flap through the gaps between pipes. Motion and geometry are those of the FlapPyBird clone
 * (github.com/sourabhv/FlapPyBird), course, observations and rewards those of flappy-bird-gymnasium
 * (github.com/markub3327/flappy-bird-gymnasium), with these differences: collisions are between
 * rectangles, whole pixels throughout; a frame in which a pipe is passed also counts as one alive;
 * a pipe counts in the frame in which it is passed, not the one after; the pipes go on above the
 * screen.
 *
 * <p>Actions: 0 does nothing, 1 flaps. Reward terms: {@code pipe}, 1 for each pipe passed; {@code
 * alive}, 1 for each frame without a crash (weight 0.1); {@code death}, -1 at a crash; {@code top},
 * -1 for each frame above the screen (weight 0; who flaps at random ends up there, and learns more
 * surely with 0.5, as in flappy-bird-gymnasium's later versions). An episode is terminated by a
 * crash and truncated after {@code max_pipes} pipes; the score is the number of pipes passed.
 *
 * <p>The observation is 12 features: left edge, upper and lower edge of the gap of each of the
 * three pipes from left to right, as shares of the screen (1, 0, 1 for one beyond the right edge);
 * then the bird's upper edge as a share of the screen's height, its velocity / 10 downwards, its
 * rotation / 90°. Or it is the last four frames of the screen without ground and score as 84 by 84
 * bytes of luminance.
 */
public final class FlappyBird implements Game {
  static final String BEHAVIOR = "FlappyBird";
  static final String OBSERVATION = "observation";
  static final String PIPE_GAP = "pipe_gap";
  static final String MAX_PIPES = "max_pipes";

  static final ObservationStream FEATURES = ObservationStream.vector("features", 12, -1, 1);

  /** The screen above the ground. */
  static final Camera CAMERA =
      new Camera(
          "pixels",
          84,
          84,
          true,
          Rules.SCREEN_WIDTH / 2f,
          Rules.SCREEN_HEIGHT - Rules.GROUND_Y / 2f,
          Rules.SCREEN_WIDTH,
          Rules.GROUND_Y);

  /** Moments that pixels show. */
  static final int FRAMES = 4;

  @Override
  public String name() {
    return "flappy-bird";
  }

  @Override
  public String description() {
    return "flap through the gaps between pipes, seen as numbers or as pixels";
  }

  @Override
  public List<ParameterSpec> parameters() {
    return List.of(
        new ParameterSpec(
                OBSERVATION, 0, 0, 1, "", "what the bird sees: 0 features, 1 pixels (four frames)")
            .fixed(),
        new ParameterSpec(PIPE_GAP, 100, 60, 200, "px", "height of the gaps"),
        new ParameterSpec(MAX_PIPES, 1000, 1, 1_000_000, "", "pipes until an episode is cut off"));
  }

  /** Whether the parameters ask for pixels. */
  static boolean seesPixels(Parameters parameters) {
    return parameters.count(OBSERVATION) == 1;
  }

  static BehaviorSpec behavior(boolean seesPixels) {
    return new BehaviorSpec(
        BEHAVIOR,
        ObservationSpace.of(seesPixels ? CAMERA.stream().stacked(FRAMES) : FEATURES),
        ActionSpace.discrete(2));
  }

  @Override
  public List<BehaviorSpec> behaviors(Parameters parameters) {
    return List.of(behavior(seesPixels(parameters)));
  }

  @Override
  public List<SeatSpec> seats(Parameters parameters) {
    return List.of(new SeatSpec("bird", BEHAVIOR, 0));
  }

  @Override
  public List<Class<? extends Component>> components() {
    return List.of(Bird.class, Course.class);
  }

  @Override
  public GameWorld world(Parameters parameters) {
    return new FlappyBirdWorld(seesPixels(parameters));
  }

  @Override
  public Map<String, Script> scripts() {
    return Map.of("scripted", FlappyBirdScript::decide);
  }

  @Override
  public Optional<HumanControl> human() {
    return Optional.of(FlappyBird::steer);
  }

  /** Flaps once each time that the button, or up, is pressed. */
  private static void steer(HumanControl.Controls controls, Entity entity, Action action) {
    Bird bird = Bird.of(entity);
    boolean isHeld = controls.button(0) || controls.y() > 0.5f;
    action.choose(0, isHeld && !bird.buttonHeld ? 1 : 0);
    bird.buttonHeld = isHeld;
  }
}
