package io.github.gdxbrains.space;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What an agent sees: named streams. The floats of all float streams lie one after another in a row
 * of {@link #floats()} numbers, the bytes of all byte streams likewise, and the counts of all
 * counted streams, each in the order of the streams.
 *
 * @param streams at least one, with unique names
 */
public record ObservationSpace(List<ObservationStream> streams) {
  /** Copies the list and checks the names. */
  public ObservationSpace {
    streams = List.copyOf(streams);
    if (streams.isEmpty()) {
      throw new IllegalArgumentException("an observation space must have at least one stream");
    }
    Set<String> names = new HashSet<>();
    for (ObservationStream stream : streams) {
      if (!names.add(stream.name())) {
        throw new IllegalArgumentException("two observation streams are named " + stream.name());
      }
    }
  }

  /** A space of these streams. */
  public static ObservationSpace of(ObservationStream... streams) {
    return new ObservationSpace(List.of(streams));
  }

  /** Floats in a row. */
  public int floats() {
    return size(ElementType.FLOAT32);
  }

  /** Bytes in a row. */
  public int bytes() {
    return size(ElementType.UINT8);
  }

  /** Counts in a row: how many streams are counted. */
  public int counts() {
    return (int) streams.stream().filter(ObservationStream::counted).count();
  }

  /** Numbers in an observation as a network sees it: floats, bytes and counts together. */
  public int inputs() {
    return floats() + bytes() + counts();
  }

  /**
   * What each number of an observation is, in the order in which a network sees them: {@code
   * place[2]}, or {@code count of friends}.
   */
  public List<String> inputNames() {
    List<String> names = new ArrayList<>();
    for (ElementType type : ElementType.values()) {
      for (ObservationStream stream : streams) {
        for (int i = 0; i < stream.size() && stream.type() == type; i++) {
          names.add(stream.name() + "[" + i + "]");
        }
      }
    }
    streams.stream()
        .filter(ObservationStream::counted)
        .forEach(s -> names.add("count of " + s.name()));
    return names;
  }

  /** The streams' names and shapes, for messages. */
  public String inWords() {
    return streams.stream().map(s -> s.name() + s.shape()).toList().toString();
  }

  /**
   * Some of the streams, in their order here.
   *
   * @param names those of the streams, each one of this space's; empty for all
   */
  public ObservationSpace select(Collection<String> names) {
    return names.isEmpty()
        ? this
        : new ObservationSpace(streams.stream().filter(s -> names.contains(s.name())).toList());
  }

  /**
   * Where the numbers of another space stand among this one's, in the order in which a network sees
   * them.
   *
   * @param part whose streams are among this space's, in the same order
   * @return for each of its {@link #inputs} the index among this space's
   * @throws IllegalArgumentException if it has other streams
   */
  public int[] positions(ObservationSpace part) {
    if (!select(part.streams.stream().map(ObservationStream::name).toList()).equals(part)) {
      throw new IllegalArgumentException(part + " is no part of " + this);
    }
    int[] positions = new int[part.inputs()];
    int next = 0;
    int index = 0;
    for (ElementType type : ElementType.values()) {
      for (ObservationStream stream : streams) {
        for (int i = 0; i < stream.size() && stream.type() == type; i++, index++) {
          if (part.streams.contains(stream)) {
            positions[next++] = index;
          }
        }
      }
    }
    for (ObservationStream stream : streams) {
      if (stream.counted()) {
        if (part.streams.contains(stream)) {
          positions[next++] = index;
        }
        index++;
      }
    }
    return positions;
  }

  /**
   * The same where the other space has a further stream of floats, its last one, that is not among
   * this space's.
   *
   * @return for each of the other's inputs the index among this space's; -1, -2, ... for the
   *     numbers of the further stream
   */
  public int[] positionsBeside(ObservationSpace part) {
    List<ObservationStream> here = part.streams.subList(0, part.streams.size() - 1);
    ObservationSpace known = new ObservationSpace(here);
    int further = part.floats() - known.floats();
    int[] positions = new int[part.inputs()];
    int[] among = positions(known);
    System.arraycopy(among, 0, positions, 0, known.floats());
    for (int i = 0; i < further; i++) {
      positions[known.floats() + i] = -1 - i;
    }
    int rest = among.length - known.floats();
    System.arraycopy(among, known.floats(), positions, known.floats() + further, rest);
    return positions;
  }

  private int size(ElementType type) {
    return streams.stream()
        .filter(s -> s.type() == type)
        .mapToInt(ObservationStream::size)
        .reduce(0, Math::addExact);
  }

  /** The stream that number {@code index} of the float row belongs to. */
  public ObservationStream streamOfFloat(int index) {
    int end = 0;
    for (ObservationStream stream : streams) {
      if (stream.type() == ElementType.FLOAT32) {
        end += stream.size();
        if (index < end) {
          return stream;
        }
      }
    }
    throw new IndexOutOfBoundsException("index " + index + " of a row of " + end + " floats");
  }
}
