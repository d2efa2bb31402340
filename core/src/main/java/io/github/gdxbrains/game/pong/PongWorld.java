package io.github.gdxbrains.game.pong;

import com.badlogic.ashley.core.Engine;
import com.badlogic.ashley.core.Entity;
import com.badlogic.ashley.core.EntitySystem;
import io.github.gdxbrains.agent.Agent;
import io.github.gdxbrains.agent.Ending;
import io.github.gdxbrains.arena.GameWorld;
import io.github.gdxbrains.arena.Parameters;
import io.github.gdxbrains.canvas.Canvas;
import io.github.gdxbrains.random.RandomStream;
import io.github.gdxbrains.reward.RewardTerm;
import io.github.gdxbrains.sensor.ObservationWriter;
import io.github.gdxbrains.sensor.Sensor;

/** One court with two players. */
final class PongWorld implements GameWorld {
  private final Engine engine = new Engine();
  private final Court court = new Court();
  private final Entity[] seats = new Entity[2];
  private final PongView view = new PongView();

  PongWorld() {
    for (int i = 0; i < seats.length; i++) {
      seats[i] = new Entity();
      seats[i].add(court.paddles[i]);
      seats[i].add(
          Agent.builder(Pong.BEHAVIOR)
              .team(i)
              .sense(Sensor.of(Pong.PADDLES, PongWorld::sensePaddles))
              .sense(Sensor.of(Pong.BALL, PongWorld::senseBall))
              .act((entity, action) -> Paddle.of(entity).move = action.choice() - Pong.STAY)
              .reward(RewardTerm.of("point", PongWorld::point), 1)
              .build());
      engine.addEntity(seats[i]);
    }
    Entity ground = new Entity();
    ground.add(court);
    engine.addEntity(ground);
    engine.addSystem(
        new EntitySystem() {
          @Override
          public void update(float deltaTime) {
            court.step();
          }
        });
  }

  private static void sensePaddles(Entity entity, ObservationWriter out) {
    Paddle own = Paddle.of(entity);
    Paddle other = own.court.paddles[1 - own.team];
    out.put(own.y / Rules.HALF_WIDTH, other.y / Rules.HALF_WIDTH);
  }

  /** Mirrored for the player on the right. */
  private static void senseBall(Entity entity, ObservationWriter out) {
    Paddle own = Paddle.of(entity);
    Court court = own.court;
    float x = -own.side * court.x / Rules.HALF_LENGTH;
    out.put(Math.max(-1, Math.min(1, x)), court.y / Rules.HALF_WIDTH);
    out.put(-own.side * court.vx / Rules.TOP_SPEED, court.vy / Rules.TOP_SPEED);
  }

  private static double point(Entity entity) {
    Paddle own = Paddle.of(entity);
    int scorer = own.court.scorer;
    return scorer == Court.NOBODY ? 0 : scorer == own.team ? 1 : -1;
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
    court.begin(random, parameters);
  }

  @Override
  public Ending ending() {
    if (court.isWon()) {
      return Ending.TERMINATED;
    }
    return court.ticks >= court.tickLimit ? Ending.TRUNCATED : Ending.RUNNING;
  }

  @Override
  public Entity seat(int index) {
    return seats[index];
  }

  /** Points. */
  @Override
  public float score(int team) {
    return court.points[team];
  }

  @Override
  public void draw(Canvas canvas) {
    view.draw(canvas, court);
  }

  @Override
  public void highlight(int seat, Canvas canvas) {
    view.highlight(canvas, court.paddles[seat]);
  }

  @Override
  public void close() {}
}
