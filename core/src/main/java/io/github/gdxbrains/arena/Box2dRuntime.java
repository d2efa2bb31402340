package io.github.gdxbrains.arena;

import com.badlogic.gdx.math.Vector2;
import com.badlogic.gdx.physics.box2d.Body;
import com.badlogic.gdx.physics.box2d.BodyDef;
import com.badlogic.gdx.physics.box2d.Box2D;
import com.badlogic.gdx.physics.box2d.ChainShape;
import com.badlogic.gdx.physics.box2d.CircleShape;
import com.badlogic.gdx.physics.box2d.EdgeShape;
import com.badlogic.gdx.physics.box2d.PolygonShape;
import com.badlogic.gdx.physics.box2d.Shape;
import com.badlogic.gdx.physics.box2d.World;
import com.badlogic.gdx.utils.GdxNativesLoader;

/**
 * Box2D outside an application. A game on Box2D calls {@link #load} in a static initialiser of its
 * world, before it makes anything of Box2D's.
 *
 * <p>Box2D fills its tables of block sizes and contact kinds when they are first needed, without
 * synchronisation. Loading steps one world with contacts, so that the tables are full before
 * several threads make worlds.
 */
public final class Box2dRuntime {
  private Box2dRuntime() {}

  /** Loads the native library and fills Box2D's tables, once in a process. */
  public static void load() {
    Holder.touch();
  }

  private static final class Holder {
    static {
      GdxNativesLoader.load();
      Box2D.init();
      stepOneContact();
    }

    static void touch() {}
  }

  private static void stepOneContact() {
    World world = new World(new Vector2(), false);
    CircleShape circle = new CircleShape();
    circle.setRadius(1);
    PolygonShape box = new PolygonShape();
    box.setAsBox(1, 1);
    EdgeShape edge = new EdgeShape();
    edge.set(-1, 0, 1, 0);
    ChainShape chain = new ChainShape();
    chain.createChain(new float[] {-1, 0, 0, 0.1f, 1, 0});
    for (Shape shape : new Shape[] {circle, box, edge, chain}) {
      add(world, BodyDef.BodyType.StaticBody, shape);
    }
    add(world, BodyDef.BodyType.DynamicBody, circle);
    add(world, BodyDef.BodyType.DynamicBody, box);
    world.step(1 / 60f, 1, 1);
    for (Shape shape : new Shape[] {circle, box, edge, chain}) {
      shape.dispose();
    }
    world.dispose();
  }

  private static void add(World world, BodyDef.BodyType type, Shape shape) {
    BodyDef definition = new BodyDef();
    definition.type = type;
    Body body = world.createBody(definition);
    body.createFixture(shape, 1);
  }
}
