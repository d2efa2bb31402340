package io.github.gdxbrains.headless.run;

import io.github.gdxbrains.config.AtomicFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** A table in a file that grows row by row; its first column is the step. */
public final class CsvFile {
  private final Path file;
  private boolean isStarted;

  /** A table that need not exist yet. */
  public CsvFile(Path file) {
    this.file = file;
  }

  /** Appends a row, after a header if the file is new; NaN becomes an empty cell. */
  void append(List<String> header, List<Double> row) {
    appendCells(header, row.stream().map(CsvFile::cell).toList());
  }

  /** Appends a row of cells as they are, after a header if the file is new. */
  void appendCells(List<String> header, List<String> row) {
    appendRows(header, List.of(row));
  }

  /** Appends rows of cells as they are, after a header if the file is new. */
  void appendRows(List<String> header, List<List<String>> rows) {
    List<String> lines = new ArrayList<>();
    if (!isStarted && !Files.exists(file)) {
      lines.add(String.join(",", header));
    }
    isStarted = true;
    rows.forEach(row -> lines.add(String.join(",", row)));
    try {
      Files.write(
          file,
          lines,
          StandardCharsets.UTF_8,
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file + ": " + e.getMessage(), e);
    }
  }

  /** A number as a cell; NaN is an empty one. */
  static String cell(double value) {
    if (Double.isNaN(value)) {
      return "";
    }
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : Float.toString((float) value); // seven digits are enough for all that is measured
  }

  /** Text as a cell: within quotes if it needs them. */
  public static String quoted(String text) {
    return text.matches("[^,\"\\r\\n]*") ? text : '"' + text.replace("\"", "\"\"") + '"';
  }

  /** Drops the rows after a step, and a last row that was half written. */
  void cutAfter(long step) {
    if (!Files.exists(file)) {
      return;
    }
    List<String> lines = lines();
    int columns = lines.isEmpty() ? 0 : cells(lines.get(0)).size();
    List<String> kept = new ArrayList<>(lines.subList(0, Math.min(1, lines.size())));
    for (String line : lines.subList(kept.size(), lines.size())) {
      List<String> cells = cells(line);
      if (cells.size() == columns && Double.parseDouble(cells.get(0)) <= step) {
        kept.add(line);
      }
    }
    String text = kept.isEmpty() ? "" : String.join("\n", kept) + "\n";
    AtomicFiles.write(file, text.getBytes(StandardCharsets.UTF_8));
  }

  /** The cells of a line: commas within quotes separate none. */
  private static List<String> cells(String line) {
    List<String> cells = new ArrayList<>();
    boolean isQuoted = false;
    int start = 0;
    for (int i = 0; i < line.length(); i++) {
      isQuoted ^= line.charAt(i) == '"';
      if (line.charAt(i) == ',' && !isQuoted) {
        cells.add(line.substring(start, i));
        start = i + 1;
      }
    }
    cells.add(line.substring(start));
    return cells;
  }

  /** The names of its columns; none if there is no such file. */
  public List<String> header() {
    List<String> lines = Files.exists(file) ? lines() : List.of();
    return lines.isEmpty() ? List.of() : List.of(lines.get(0).split(",", -1));
  }

  /**
   * One column; empty cells are NaN, and a last row that is half written is left out. Empty if
   * there is no such file or column.
   */
  public List<Double> column(String name) {
    List<Double> values = new ArrayList<>();
    List<String> names = header();
    int column = names.indexOf(name);
    if (column < 0) {
      return values;
    }
    List<String> lines = lines();
    for (String line : lines.subList(1, lines.size())) {
      String[] cells = line.split(",", -1);
      if (cells.length == names.size()) {
        values.add(cells[column].isEmpty() ? Double.NaN : Double.parseDouble(cells[column]));
      }
    }
    return values;
  }

  private List<String> lines() {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file + ": " + e.getMessage(), e);
    }
  }
}
