package io.github.gdxbrains.train;

import io.github.gdxbrains.config.AtomicFiles;
import io.github.gdxbrains.config.UserError;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.CheckedOutputStream;

/**
 * The checkpoints of a run: files {@code <steps>.checkpoint}, each {@code "GDXCHECK"}, a format
 * version, the length of its content, the content and its CRC-32, written atomically. The newest
 * few are kept. Beside the newest there may be a file {@code <steps>.replay} of transitions that
 * learners keep, with its CRC-32 at the end.
 */
public final class Checkpoints {
  private static final byte[] MAGIC = "GDXCHECK".getBytes(StandardCharsets.UTF_8);
  private static final int VERSION = 1;
  private static final String ENDING = ".checkpoint";
  private static final String REPLAY = ".replay";
  private static final int CRC_BYTES = 8;
  private static final int BUFFER = 1 << 16;

  private final Path folder;
  private final int keep;

  /**
   * The checkpoints of a folder, which need not exist yet.
   *
   * @param keep how many of the newest are kept
   */
  public Checkpoints(Path folder, int keep) {
    this.folder = folder;
    this.keep = keep;
  }

  /** What a checkpoint holds, and where it was. */
  public record Checkpoint(Path file, byte[] content) {}

  /**
   * Writes a checkpoint and deletes those that are too old to keep. Ones of more steps, which are
   * damaged or another run's, are left alone and do not count.
   */
  public Path write(long steps, byte[] content) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(content.length + 64);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.write(MAGIC);
      out.writeInt(VERSION);
      out.writeInt(content.length);
      out.write(content);
      out.writeLong(crc(content));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Path file = file(steps);
    AtomicFiles.write(file, bytes.toByteArray());
    List<Path> all = files();
    List<Path> files = all.subList(all.indexOf(file), all.size());
    delete(files.subList(Math.min(keep, files.size()), files.size()));
    delete(files(REPLAY).stream().filter(old -> !old.equals(replayOf(file))).toList());
    return file;
  }

  private static void delete(List<Path> files) {
    for (Path file : files) {
      try {
        Files.deleteIfExists(file);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** Writes the transitions of a checkpoint that is written next. */
  public void writeReplay(long steps, ReplayWriter writer) {
    AtomicFiles.write(
        replayOf(file(steps)),
        out -> {
          CheckedOutputStream checked = new CheckedOutputStream(out, new CRC32());
          DataOutputStream data = new DataOutputStream(new BufferedOutputStream(checked, BUFFER));
          writer.write(data);
          data.flush();
          data.writeLong(checked.getChecksum().getValue());
          data.flush();
        });
  }

  /** Writes transitions. */
  @FunctionalInterface
  public interface ReplayWriter {
    /** Writes all of them. */
    void write(DataOutput out) throws IOException;
  }

  /** Reads transitions. */
  @FunctionalInterface
  public interface ReplayReader {
    /** Reads all of them. */
    void read(DataInput in) throws IOException;
  }

  /**
   * Reads the transitions of a checkpoint.
   *
   * @return false if they are not there, or not whole: then nothing was read
   * @throws IOException if they belong to another experiment
   */
  public static boolean readReplay(Checkpoint checkpoint, ReplayReader reader) throws IOException {
    Path file = replayOf(checkpoint.file());
    if (!Files.isRegularFile(file) || !isWhole(file)) {
      return false;
    }
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file), BUFFER))) {
      reader.read(in);
    }
    return true;
  }

  private static boolean isWhole(Path file) throws IOException {
    long rest = Files.size(file) - CRC_BYTES;
    CRC32 crc = new CRC32();
    byte[] buffer = new byte[BUFFER];
    try (DataInputStream in = new DataInputStream(Files.newInputStream(file))) {
      while (rest > 0) {
        int count = in.read(buffer, 0, (int) Math.min(buffer.length, rest));
        if (count < 0) {
          return false;
        }
        crc.update(buffer, 0, count);
        rest -= count;
      }
      return rest == 0 && in.readLong() == crc.getValue();
    }
  }

  private Path file(long steps) {
    return folder.resolve(String.format(Locale.ROOT, "%012d%s", steps, ENDING));
  }

  private static Path replayOf(Path checkpoint) {
    String name = checkpoint.getFileName().toString();
    return checkpoint.resolveSibling(name.substring(0, name.length() - ENDING.length()) + REPLAY);
  }

  /** All checkpoint files, the newest first. */
  public List<Path> files() {
    return files(ENDING);
  }

  private List<Path> files(String ending) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.getFileName().toString().endsWith(ending))
          .sorted(Comparator.comparing((Path file) -> file.getFileName().toString()).reversed())
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The newest checkpoint that is whole; damaged ones are passed over. */
  public Optional<Checkpoint> newest() {
    for (Path file : files()) {
      Optional<byte[]> content = read(file);
      if (content.isPresent()) {
        return Optional.of(new Checkpoint(file, content.get()));
      }
    }
    return Optional.empty();
  }

  private static Optional<byte[]> read(Path file) {
    try {
      byte[] bytes = Files.readAllBytes(file);
      DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
      byte[] magic = new byte[MAGIC.length];
      in.readFully(magic);
      int version = in.readInt();
      if (!Arrays.equals(magic, MAGIC)) {
        return Optional.empty();
      }
      if (version > VERSION) {
        throw new UserError(
            file
                + " has format version "
                + version
                + ", but this program reads up to "
                + VERSION
                + ": use a newer gdx-brains");
      }
      int length = in.readInt();
      if (length != bytes.length - MAGIC.length - 16) {
        return Optional.empty();
      }
      byte[] content = new byte[length];
      in.readFully(content);
      return in.readLong() == crc(content) ? Optional.of(content) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static long crc(byte[] content) {
    CRC32 crc = new CRC32();
    crc.update(content);
    return crc.getValue();
  }
}
