package io.github.gdxbrains.sensor;

import com.badlogic.ashley.core.Entity;
import io.github.gdxbrains.canvas.Canvas;
import io.github.gdxbrains.space.ElementType;
import io.github.gdxbrains.space.ObservationStream;
import java.util.Arrays;
import java.util.List;

/**
 * Shows what another sensor saw at the agent's last decisions, so that a brain without memory sees
 * motion: frame stacking (Mnih et al., "Human-level control through deep reinforcement learning",
 * 2015; ML-Agents' {@code stackedVectors}, Stable-Baselines3's {@code VecFrameStack}). The frames
 * lie side by side along the last axis, oldest first, zeros before the episode's start; see {@link
 * ObservationStream}.
 */
public final class StackedSensor implements Sensor {
  private final Sensor sensor;
  private final ObservationStream stream;
  private final Frames frames;
  private final ObservationWriter writer = new ObservationWriter();

  /**
   * @param sensor of a stream that shows one moment and is not counted
   * @param frames how many moments to show, at least 1
   * @throws IllegalArgumentException if the sensor's stream cannot be stacked
   */
  public StackedSensor(Sensor sensor, int frames) {
    this.sensor = sensor;
    ObservationStream one = sensor.stream();
    stream = one.stacked(frames);
    int cell = one.shape().get(one.shape().size() - 1);
    this.frames =
        one.type() == ElementType.UINT8
            ? new Bytes(new byte[one.size()], new byte[stream.size()], cell)
            : new Floats(new float[one.size()], new float[stream.size()], cell);
  }

  @Override
  public ObservationStream stream() {
    return stream;
  }

  @Override
  public void reset() {
    sensor.reset();
    frames.clear();
  }

  @Override
  public void advance() {
    sensor.advance();
    frames.shift();
  }

  @Override
  public void sense(Entity entity, ObservationWriter out) {
    frames.moveToNewest(writer);
    sensor.sense(entity, writer);
    if (writer.remaining() != 0) {
      throw new IllegalStateException(
          String.format(
              "sensor %s left %d of %d numbers unwritten",
              stream.name(), writer.remaining(), stream.frameSize()));
    }
    frames.put(out);
  }

  /** Draws the present alone. */
  @Override
  public void draw(Entity entity, Canvas canvas, SensorStyle style) {
    sensor.draw(entity, canvas, style);
  }

  @Override
  public List<String> tags() {
    return sensor.tags();
  }

  /**
   * The newest frame by itself, and the stack. The last axis of a frame is a cell; a cell of the
   * stack is as many of them as there are frames.
   */
  private sealed interface Frames {
    void clear();

    /**
     * Moves each cell of the stack by one frame. All numbers move alike, so one copy does it; what
     * comes in from the next cell stands where the newest frame will be put.
     */
    void shift();

    void moveToNewest(ObservationWriter writer);

    /** Puts the newest frame into the stack and writes the stack. */
    void put(ObservationWriter out);
  }

  private record Bytes(byte[] newest, byte[] stack, int cell) implements Frames {
    @Override
    public void clear() {
      Arrays.fill(stack, (byte) 0);
    }

    @Override
    public void shift() {
      System.arraycopy(stack, cell, stack, 0, stack.length - cell);
    }

    @Override
    public void moveToNewest(ObservationWriter writer) {
      writer.moveToBytes(newest, 0, newest.length);
    }

    @Override
    public void put(ObservationWriter out) {
      int stackedCell = cell * (stack.length / newest.length);
      int to = stackedCell - cell;
      for (int from = 0; from < newest.length; from += cell) {
        for (int i = 0; i < cell; i++) {
          stack[to + i] = newest[from + i];
        }
        to += stackedCell;
      }
      out.put(stack);
    }
  }

  private record Floats(float[] newest, float[] stack, int cell) implements Frames {
    @Override
    public void clear() {
      Arrays.fill(stack, 0);
    }

    @Override
    public void shift() {
      System.arraycopy(stack, cell, stack, 0, stack.length - cell);
    }

    @Override
    public void moveToNewest(ObservationWriter writer) {
      writer.moveToFloats(newest, 0, newest.length);
    }

    @Override
    public void put(ObservationWriter out) {
      int stackedCell = cell * (stack.length / newest.length);
      int to = stackedCell - cell;
      for (int from = 0; from < newest.length; from += cell) {
        for (int i = 0; i < cell; i++) {
          stack[to + i] = newest[from + i];
        }
        to += stackedCell;
      }
      out.put(stack);
    }
  }
}
