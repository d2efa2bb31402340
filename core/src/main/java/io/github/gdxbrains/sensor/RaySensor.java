package io.github.gdxbrains.sensor;

import com.badlogic.ashley.core.Entity;
import com.badlogic.gdx.math.Vector2;
import com.badlogic.gdx.physics.box2d.Body;
import com.badlogic.gdx.physics.box2d.Fixture;
import com.badlogic.gdx.physics.box2d.RayCastCallback;
import io.github.gdxbrains.canvas.Canvas;
import io.github.gdxbrains.space.ObservationStream;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * Looks along rays from the middle of an entity's Box2D body. For each ray it writes a one-hot code
 * of the tag of what the ray hits first (all 0 if nothing), then how far away that is as a share of
 * the ray's length (1 if nothing). The body's own fixtures are invisible, as are those of no tag. A
 * ray that starts inside a fixture does not see it.
 */
public final class RaySensor implements Sensor {
  private static final float IGNORE = -1;
  private static final int NOTHING = -1;
  private static final float AWAY_UNITS = 16;

  private final ObservationStream stream;
  private final Function<Entity, Body> bodyOf;
  private final ToDoubleFunction<Entity> headingOf;
  private final float[] cos;
  private final float[] sin;
  private final float length;
  private final int[] tags;
  private final RayCastCallback onHit = this::hit;
  private final List<String> names;
  private Body self;
  private float x;
  private float y;
  private float aheadX;
  private float aheadY;
  private float toX;
  private float toY;
  private int hitTag;
  private float hitFraction;

  /**
   * A sensor whose middle ray points to where the body's own angle does.
   *
   * @param bodyOf the body that an entity has now
   */
  public RaySensor(Rays rays, Function<Entity, Body> bodyOf) {
    this(rays, bodyOf, entity -> bodyOf.apply(entity).getAngle());
  }

  /**
   * A sensor whose middle ray points to a heading.
   *
   * @param bodyOf the body that an entity has now
   * @param headingOf angle of straight ahead in radians, counter-clockwise from +x
   */
  public RaySensor(Rays rays, Function<Entity, Body> bodyOf, ToDoubleFunction<Entity> headingOf) {
    stream = rays.stream();
    this.bodyOf = bodyOf;
    this.headingOf = headingOf;
    length = rays.lengthMetres();
    cos = new float[rays.count()];
    sin = new float[rays.count()];
    for (int ray = 0; ray < cos.length; ray++) {
      cos[ray] = (float) Math.cos(rays.angleRad(ray));
      sin[ray] = (float) Math.sin(rays.angleRad(ray));
    }
    names = rays.tagNames();
    tags = rays.tags().stream().mapToInt(Integer::intValue).toArray();
  }

  @Override
  public ObservationStream stream() {
    return stream;
  }

  @Override
  public void sense(Entity entity, ObservationWriter out) {
    aim(entity);
    for (int ray = 0; ray < cos.length; ray++) {
      cast(ray);
      for (int tag = 0; tag < tags.length; tag++) {
        out.put(tag == hitTag ? 1 : 0);
      }
      out.put(hitFraction);
    }
  }

  private void aim(Entity entity) {
    self = bodyOf.apply(entity);
    Vector2 position = self.getPosition();
    x = position.x;
    y = position.y;
    double heading = headingOf.applyAsDouble(entity);
    aheadX = length * (float) Math.cos(heading);
    aheadY = length * (float) Math.sin(heading);
  }

  private void cast(int ray) {
    hitTag = NOTHING;
    hitFraction = 1;
    toX = x + cos[ray] * aheadX - sin[ray] * aheadY;
    toY = y + sin[ray] * aheadX + cos[ray] * aheadY;
    self.getWorld().rayCast(onHit, x, y, toX, toY);
  }

  /**
   * A line for each ray up to what it hits, in the colour of its tag, in Box2D's metres. It begins
   * a little away from the middle, so that the entity can still be seen.
   */
  @Override
  public void draw(Entity entity, Canvas canvas, SensorStyle style) {
    aim(entity);
    float away = Math.min(1, AWAY_UNITS * style.unit() / length);
    for (int ray = 0; ray < cos.length; ray++) {
      cast(ray);
      float start = Math.min(hitFraction, away);
      float startX = x + start * (toX - x);
      float startY = y + start * (toY - y);
      float endX = x + hitFraction * (toX - x);
      float endY = y + hitFraction * (toY - y);
      if (hitTag == NOTHING) {
        canvas.line(startX, startY, endX, endY, style.unit(), SensorStyle.NOTHING);
      } else {
        style.line(canvas, startX, startY, endX, endY, 1.5f, style.color(hitTag));
        style.dot(canvas, endX, endY, 4, style.color(hitTag));
      }
    }
  }

  @Override
  public List<String> tags() {
    return names;
  }

  /** Box2D reports fixtures in any order; each answer shortens the ray to the hit. */
  private float hit(Fixture fixture, Vector2 point, Vector2 normal, float fraction) {
    if (fixture.getBody() == self) {
      return IGNORE;
    }
    int tag = tagOf(fixture.getFilterData().categoryBits);
    if (tag == NOTHING) {
      return IGNORE;
    }
    hitTag = tag;
    hitFraction = fraction;
    return fraction;
  }

  private int tagOf(int category) {
    for (int tag = 0; tag < tags.length; tag++) {
      if ((tags[tag] & category) != 0) {
        return tag;
      }
    }
    return NOTHING;
  }
}
