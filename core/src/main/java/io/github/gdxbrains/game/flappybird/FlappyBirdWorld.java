package io.github.gdxbrains.game.flappybird;

import com.badlogic.ashley.core.Engine;
import com.badlogic.ashley.core.Entity;
import io.github.gdxbrains.agent.Agent;
import io.github.gdxbrains.agent.Ending;
import io.github.gdxbrains.arena.GameWorld;
import io.github.gdxbrains.arena.Parameters;
import io.github.gdxbrains.canvas.Canvas;
import io.github.gdxbrains.random.RandomStream;
import io.github.gdxbrains.reward.RewardTerm;
import io.github.gdxbrains.sensor.CameraSensor;
import io.github.gdxbrains.sensor.ObservationWriter;
import io.github.gdxbrains.sensor.Sensor;
import io.github.gdxbrains.sensor.StackedSensor;

/** One bird on its course. */
final class FlappyBirdWorld implements GameWorld {
  private final Engine engine = new Engine();
  private final Entity entity = new Entity();
  private final Course course = new Course();
  private final Bird bird = new Bird(course);
  private final FlappyBirdView view = new FlappyBirdView();
  private int maxPipes;

  FlappyBirdWorld(boolean seesPixels) {
    Sensor sensor =
        seesPixels
            ? new StackedSensor(
                new CameraSensor(FlappyBird.CAMERA, (e, canvas) -> draw(canvas)), FlappyBird.FRAMES)
            : Sensor.of(FlappyBird.FEATURES, FlappyBirdWorld::features);
    entity.add(bird);
    entity.add(
        Agent.builder(FlappyBird.behavior(seesPixels))
            .sense(sensor)
            .act((e, action) -> Bird.of(e).flaps = action.choice() == 1)
            .reward(RewardTerm.of("pipe", e -> Bird.of(e).passes ? 1 : 0), 1)
            .reward(RewardTerm.of("alive", e -> Bird.of(e).crashed ? 0 : 1), 0.1f)
            .reward(RewardTerm.of("death", e -> Bird.of(e).crashed ? -1 : 0), 1)
            .reward(RewardTerm.of("top", e -> Bird.of(e).y < 0 ? -1 : 0), 0)
            .build());
    engine.addEntity(entity);
    engine.addEntity(new Entity().add(course));
    engine.addSystem(new FlightSystem());
  }

  private static void features(Entity entity, ObservationWriter out) {
    Bird bird = Bird.of(entity);
    Course course = bird.course;
    for (int number = 0; number < Course.PIPES; number++) {
      boolean isSeen = course.pipeX(number) <= Rules.SCREEN_WIDTH;
      out.put(isSeen ? share(course.pipeX(number), Rules.SCREEN_WIDTH) : 1);
      out.put(isSeen ? share(course.gapTop(number), Rules.SCREEN_HEIGHT) : 0);
      out.put(isSeen ? share(course.gapBottom(number), Rules.SCREEN_HEIGHT) : 1);
    }
    out.put(share(bird.y, Rules.SCREEN_HEIGHT));
    out.put(share(bird.velocity, Rules.MAX_FALL));
    out.put(share(bird.rotation, -Rules.LEAST_ROTATION));
  }

  private static float share(int part, int whole) {
    return (float) part / whole;
  }

  @Override
  public Engine engine() {
    return engine;
  }

  @Override
  public float tickSeconds() {
    return Rules.TICK_SECONDS;
  }

  @Override
  public void reset(RandomStream random, Parameters parameters) {
    course.begin(random, parameters.count(FlappyBird.PIPE_GAP));
    bird.begin();
    maxPipes = parameters.count(FlappyBird.MAX_PIPES);
  }

  @Override
  public Ending ending() {
    if (bird.crashed) {
      return Ending.TERMINATED;
    }
    return bird.passed >= maxPipes ? Ending.TRUNCATED : Ending.RUNNING;
  }

  @Override
  public Entity seat(int index) {
    return entity;
  }

  /** Pipes passed. */
  @Override
  public float score(int team) {
    return bird.passed;
  }

  @Override
  public void draw(Canvas canvas) {
    view.draw(canvas, bird);
  }

  @Override
  public void close() {}
}
