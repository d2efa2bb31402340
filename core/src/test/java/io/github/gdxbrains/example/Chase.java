package io.github.gdxbrains.example;

import com.badlogic.ashley.core.Engine;
import com.badlogic.ashley.core.Entity;
import com.badlogic.ashley.core.EntitySystem;
import com.badlogic.gdx.math.Vector2;
import io.github.gdxbrains.agent.Agent;
import io.github.gdxbrains.agent.Ending;
import io.github.gdxbrains.brain.BrainFile;
import io.github.gdxbrains.random.RandomStream;
import io.github.gdxbrains.reward.RewardTerm;
import io.github.gdxbrains.sensor.Sensor;
import io.github.gdxbrains.space.ActionSpace;
import io.github.gdxbrains.train.LiveLearner;
import java.nio.file.Path;
import java.util.Map;

/** A whole game: a wolf that learns to catch sheep. */
public final class Chase extends EntitySystem {
  final Vector2 wolf = new Vector2();
  final Vector2 sheep = new Vector2(1, 1);
  final RandomStream random = new RandomStream(7);
  final Agent npc =
      Agent.builder("Wolf", ActionSpace.continuous(2))
          .sense(Sensor.vector("sheep", 2, (me, o) -> o.put(sheep.x - wolf.x, sheep.y - wolf.y)))
          .act((me, action) -> wolf.add(0.1f * action.number(0), 0.1f * action.number(1)))
          .reward(RewardTerm.of("nearness", me -> -wolf.dst(sheep)), 0.1f)
          .build();
  int caught;

  @Override
  public void update(float deltaTime) {
    boolean isCaught = wolf.dst(sheep) < 0.2f;
    if (isCaught || npc.episodeTicks() == 100) {
      npc.end(isCaught ? Ending.TERMINATED : Ending.TRUNCATED);
      wolf.setZero();
      sheep.set(random.nextFloat(-2, 2), random.nextFloat(-2, 2));
      npc.begin();
      caught += isCaught ? 1 : 0;
    }
  }

  public static void main(String[] args) {
    Chase game = new Chase();
    Engine engine = new Engine();
    engine.addSystem(game);
    engine.addEntity(new Entity().add(game.npc));
    LiveLearner learner = LiveLearner.builder(game.npc.behavior()).start(engine);
    for (int tick = 1; tick <= 30_000; tick++) {
      engine.update(1 / 60f);
      if (tick % 5_000 == 0) {
        System.out.println(game.caught + " sheep caught by tick " + tick);
      }
    }
    new BrainFile("chase", learner.model(), Map.of()).write(Path.of("wolf.brain"));
  }
}
