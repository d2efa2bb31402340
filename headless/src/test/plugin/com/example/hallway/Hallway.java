package com.example.hallway;

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

/** Walk to the lamp: a game in a jar of its own. */
public final class Hallway implements Game {
  static final String TIME_LIMIT = "time_limit";
  static final ObservationStream LAMP = ObservationStream.vector("lamp", 1, -2, 2);
  static final BehaviorSpec BEHAVIOR =
      new BehaviorSpec("Walker", ObservationSpace.of(LAMP), ActionSpace.discrete(3));

  @Override
  public String name() {
    return "hallway";
  }

  @Override
  public String description() {
    return "walk to the lamp in a hallway";
  }

  @Override
  public List<ParameterSpec> parameters() {
    return List.of(
        new ParameterSpec(TIME_LIMIT, 40, 1, 1000, "", "ticks until an episode is cut off"));
  }

  @Override
  public List<BehaviorSpec> behaviors(Parameters parameters) {
    return List.of(BEHAVIOR);
  }

  @Override
  public List<SeatSpec> seats(Parameters parameters) {
    return List.of(new SeatSpec("walker", BEHAVIOR.name(), 0));
  }

  @Override
  public List<Class<? extends Component>> components() {
    return List.of(Walker.class);
  }

  @Override
  public GameWorld world(Parameters parameters) {
    return new HallwayWorld();
  }

  @Override
  public Map<String, Script> scripts() {
    return Map.of("scripted", Hallway::walk);
  }

  private static void walk(Entity entity, RandomStream random, Action action) {
    action.choose(0, Walker.of(entity).distance() > 0 ? 2 : 0);
  }

  @Override
  public Optional<HumanControl> human() {
    return Optional.of((controls, entity, action) -> action.choose(0, 1 + sign(controls.x())));
  }

  private static int sign(float x) {
    return x < 0 ? -1 : x > 0 ? 1 : 0;
  }
}
