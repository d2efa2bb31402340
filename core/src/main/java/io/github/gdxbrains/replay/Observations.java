package io.github.gdxbrains.replay;

import io.github.gdxbrains.space.ElementType;
import io.github.gdxbrains.space.ObservationSpace;
import io.github.gdxbrains.space.ObservationStream;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Observations in slots: floats as floats, bytes as bytes, and of stacked frames only the newest; a
 * stack is put together from the slots before it.
 *
 * <p>A row as a network sees it is {@code [float streams | byte streams / 255 | counts]}.
 */
final class Observations {
  /**
   * A stream's place.
   *
   * @param isBytes whether it is stored as bytes
   * @param column in a row as a network sees it
   * @param stored place of its newest frame among a slot's stored floats or bytes
   * @param groups rows of the last axis: {@code size / (last axis)}
   * @param depth numbers of one frame along the last axis
   * @param frames how many moments it shows
   */
  private record Place(boolean isBytes, int column, int stored, int groups, int depth, int frames) {
    int frameSize() {
      return groups * depth;
    }
  }

  private final List<Place> places = new ArrayList<>();
  private final int inputs;
  private final int floatsPerSlot;
  private final int bytesPerSlot;
  private final int frames;
  private float[] floats = {};
  private byte[] bytes = {};

  Observations(ObservationSpace space) {
    int column = 0;
    int storedFloats = 0;
    int storedBytes = 0;
    int most = 1;
    for (ElementType type : List.of(ElementType.FLOAT32, ElementType.UINT8)) {
      boolean isBytes = type == ElementType.UINT8;
      for (ObservationStream stream : space.streams()) {
        if (stream.type() == type) {
          int last = stream.shape().get(stream.shape().size() - 1);
          Place place =
              new Place(
                  isBytes,
                  column,
                  isBytes ? storedBytes : storedFloats,
                  stream.size() / last,
                  last / stream.frames(),
                  stream.frames());
          places.add(place);
          column += stream.size();
          storedFloats += isBytes ? 0 : place.frameSize();
          storedBytes += isBytes ? place.frameSize() : 0;
          most = Math.max(most, stream.frames());
        }
      }
    }
    for (int i = 0; i < space.counts(); i++) {
      places.add(new Place(false, column++, storedFloats++, 1, 1, 1));
    }
    inputs = column;
    floatsPerSlot = storedFloats;
    bytesPerSlot = storedBytes;
    frames = most;
  }

  /** Numbers in a row as a network sees it. */
  int inputs() {
    return inputs;
  }

  /** The most moments that a stream shows. */
  int frames() {
    return frames;
  }

  long bytesPerSlot() {
    return 4L * floatsPerSlot + bytesPerSlot;
  }

  void allocate(int slots) {
    floats = new float[Math.multiplyExact(slots, floatsPerSlot)];
    bytes = new byte[Math.multiplyExact(slots, bytesPerSlot)];
  }

  /** Keeps row {@code index} of {@code rows} in a slot. */
  void put(int slot, float[] rows, int index) {
    int row = index * inputs;
    for (int p = 0; p < places.size(); p++) {
      Place place = places.get(p);
      int depth = place.depth();
      int axis = depth * place.frames();
      int from = row + place.column() + axis - depth;
      int to = slot * (place.isBytes() ? bytesPerSlot : floatsPerSlot) + place.stored();
      for (int g = 0; g < place.groups(); g++, from += axis) {
        for (int d = 0; d < depth; d++, to++) {
          if (place.isBytes()) {
            bytes[to] = (byte) Math.round(rows[from + d] * 255);
          } else {
            floats[to] = rows[from + d];
          }
        }
      }
    }
  }

  /**
   * Puts a row together.
   *
   * @param history how many slots before it are of the same episode, as far as they matter
   * @param perLane slots of the ring that it is in
   */
  void get(int slot, int history, int perLane, float[] target, int offset) {
    for (int p = 0; p < places.size(); p++) {
      Place place = places.get(p);
      int source = slot;
      for (int age = 0; age < place.frames(); age++) {
        int to = offset + place.column() + (place.frames() - 1 - age) * place.depth();
        frame(place, source, age <= history, target, to);
        source = source % perLane == 0 ? source + perLane - 1 : source - 1;
      }
    }
  }

  private void frame(Place place, int slot, boolean isThere, float[] target, int to) {
    int depth = place.depth();
    int axis = depth * place.frames();
    int from = slot * (place.isBytes() ? bytesPerSlot : floatsPerSlot) + place.stored();
    for (int g = 0; g < place.groups(); g++, to += axis, from += depth) {
      for (int d = 0; d < depth; d++) {
        target[to + d] =
            !isThere ? 0 : place.isBytes() ? (bytes[from + d] & 0xFF) / 255f : floats[from + d];
      }
    }
  }

  void save(int slot, DataOutput out) throws IOException {
    for (int i = 0; i < floatsPerSlot; i++) {
      out.writeFloat(floats[slot * floatsPerSlot + i]);
    }
    out.write(bytes, slot * bytesPerSlot, bytesPerSlot);
  }

  void load(int slot, DataInput in) throws IOException {
    for (int i = 0; i < floatsPerSlot; i++) {
      floats[slot * floatsPerSlot + i] = in.readFloat();
    }
    in.readFully(bytes, slot * bytesPerSlot, bytesPerSlot);
  }
}
