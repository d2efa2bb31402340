package io.github.gdxbrains.game.memory;

import com.badlogic.ashley.core.Component;
import io.github.gdxbrains.agent.Action;
import io.github.gdxbrains.agent.BehaviorSpec;
import io.github.gdxbrains.agent.HumanControl;
import io.github.gdxbrains.agent.Script;
import io.github.gdxbrains.arena.Game;
import io.github.gdxbrains.arena.GameWorld;
import io.github.gdxbrains.arena.ParameterSpec;
import io.github.gdxbrains.arena.Parameters;
import io.github.gdxbrains.arena.SeatSpec;
import io.github.gdxbrains.space.ActionSpace;
import io.github.gdxbrains.space.ObservationSpace;
import io.github.gdxbrains.space.ObservationStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Remember a symbol: it is shown in the first observation, then come {@code delay} steps on which
 * other symbols appear that mean nothing, then the action is the answer, worth 1 if it is the
 * symbol of the beginning and -1 if not. Earlier actions do nothing.
 *
 * <p>The question looks the same whatever the symbol was, so a policy without memory is right once
 * in {@code cues} times: a mean return of 0 with two. The observation is what is seen (nothing, or
 * one of the symbols) and the part of the episode, both one-hot vectors. The answer terminates an
 * episode. The script remembers.
 */
public final class Memory implements Game {
  static final String CUES = "cues";
  static final String DELAY = "delay";
  static final String NOISE = "noise";

  static final ObservationStream PHASE =
      ObservationStream.vector("phase", Hall.Phase.values().length, 0, 1);

  @Override
  public String name() {
    return "memory";
  }

  @Override
  public String description() {
    return "remember a symbol that is shown once and asked for later";
  }

  @Override
  public List<ParameterSpec> parameters() {
    return List.of(
        new ParameterSpec(CUES, 2, 2, 8, "", "symbols, and doors to answer with").fixed(),
        new ParameterSpec(DELAY, 8, 0, 10_000, "", "steps between the cue and the question"),
        new ParameterSpec(NOISE, 0.5f, 0, 1, "", "probability of a distracting symbol on a step"));
  }

  @Override
  public List<BehaviorSpec> behaviors(Parameters parameters) {
    return List.of(behavior(parameters));
  }

  private static BehaviorSpec behavior(Parameters parameters) {
    int cues = parameters.count(CUES);
    return new BehaviorSpec(
        "Memory",
        ObservationSpace.of(ObservationStream.vector("symbol", 1 + cues, 0, 1), PHASE),
        ActionSpace.discrete(cues));
  }

  @Override
  public List<SeatSpec> seats(Parameters parameters) {
    return List.of(new SeatSpec("walker", "Memory", 0));
  }

  @Override
  public List<Class<? extends Component>> components() {
    return List.of(Hall.class);
  }

  @Override
  public GameWorld world(Parameters parameters) {
    return new MemoryWorld(behavior(parameters), parameters.count(CUES));
  }

  @Override
  public Map<String, Script> scripts() {
    return Map.of("scripted", (entity, random, action) -> action.choose(0, Hall.of(entity).cue));
  }

  @Override
  public Optional<HumanControl> human() {
    return Optional.of(
        HumanControl.turnBased(
            (controls, entity, action) ->
                answer(controls.x(), controls.y(), Hall.of(entity).cues, action)));
  }

  /** Up is the first door, down the last one, sideways the one in the middle. */
  private static void answer(float x, float y, int cues, Action action) {
    boolean isMiddle = Math.abs(x) >= Math.abs(y);
    action.choose(0, isMiddle ? cues / 2 : y > 0 ? 0 : cues - 1);
  }

  @Override
  public OptionalDouble solvedReturn() {
    return OptionalDouble.of(0.95);
  }
}
