package io.github.gdxbrains.headless.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CsvFileTest {
  @TempDir Path folder;

  @Test
  void rowsGrowUnderOneHeaderAndNanIsEmpty() throws IOException {
    Path file = folder.resolve("a.csv");
    new CsvFile(file).append(List.of("step", "x"), List.of(10.0, Double.NaN));
    new CsvFile(file).append(List.of("step", "x"), List.of(20.0, 0.1));

    assertThat(Files.readString(file)).isEqualTo("step,x\n10,\n20,0.1\n".replace("\n", nl()));
    assertThat(new CsvFile(file).column("x")).containsExactly(Double.NaN, 0.1);
    assertThat(new CsvFile(file).column("y")).isEmpty();
  }

  @Test
  void rowsAfterAStepAreCut() throws IOException {
    Path file = folder.resolve("a.csv");
    Files.writeString(file, "step,x\n10,1\n20,2\n30,3\n4");

    new CsvFile(file).cutAfter(20);

    assertThat(Files.readString(file)).isEqualTo("step,x\n10,1\n20,2\n");
    new CsvFile(folder.resolve("none.csv")).cutAfter(20);
    assertThat(folder.resolve("none.csv")).doesNotExist();
  }

  @Test
  void aCommaWithinQuotesSeparatesNoCells() throws IOException {
    Path file = folder.resolve("a.csv");
    CsvFile table = new CsvFile(file);
    for (int step = 10; step <= 30; step += 10) {
      table.appendCells(
          List.of("step", "name", "x"),
          List.of(Integer.toString(step), CsvFile.quoted("a \"wide\", long one"), "1"));
    }
    table.cutAfter(20);
    assertThat(Files.readAllLines(file))
        .containsExactly(
            "step,name,x",
            "10,\"a \"\"wide\"\", long one\",1",
            "20,\"a \"\"wide\"\", long one\",1");
  }

  private static String nl() {
    return System.lineSeparator();
  }
}
