package io.github.gdxbrains.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.gdxbrains.config.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CheckpointsTest {
  private static final byte[] OLD = {1, 2, 3};
  private static final byte[] NEW = {9, 8, 7, 6, 5};

  @TempDir private Path folder;

  private byte[] newest() {
    return new Checkpoints(folder, 9).newest().orElseThrow().content();
  }

  private List<String> names() {
    return new Checkpoints(folder, 9)
        .files().stream().map(file -> file.getFileName().toString()).toList();
  }

  @Test
  void theNewestIsTheOneOfMostSteps() {
    Checkpoints checkpoints = new Checkpoints(folder, 9);
    assertThat(checkpoints.newest()).isEmpty();
    checkpoints.write(90_000, OLD);
    checkpoints.write(1_000_000, NEW);
    assertThat(newest()).isEqualTo(NEW);
    assertThat(checkpoints.newest().orElseThrow().file())
        .isEqualTo(folder.resolve("000001000000.checkpoint"));
  }

  @Test
  void namesAreTheSameInEveryCountry() {
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
    try {
      new Checkpoints(folder, 9).write(42, OLD);
    } finally {
      Locale.setDefault(before);
    }
    assertThat(names()).containsExactly("000000000042.checkpoint");
  }

  @Test
  void aFileCutOffAnywhereIsPassedOver() throws IOException {
    Checkpoints checkpoints = new Checkpoints(folder, 9);
    checkpoints.write(1, OLD);
    Path file = checkpoints.write(2, NEW);
    byte[] whole = Files.readAllBytes(file);
    for (int length = 0; length < whole.length; length++) {
      Files.write(file, Arrays.copyOf(whole, length));
      assertThat(newest()).isEqualTo(OLD);
    }
    Files.write(file, Arrays.copyOf(whole, whole.length + 1));
    assertThat(newest()).isEqualTo(OLD);
    Files.write(file, whole);
    assertThat(newest()).isEqualTo(NEW);
  }

  @Test
  void aFileWithOneWrongByteIsPassedOver() throws IOException {
    Checkpoints checkpoints = new Checkpoints(folder, 9);
    checkpoints.write(1, OLD);
    Path file = checkpoints.write(2, NEW);
    byte[] whole = Files.readAllBytes(file);
    for (int i = 0; i < whole.length; i++) {
      if (i >= 8 && i < 12) {
        continue; // the version
      }
      byte[] altered = whole.clone();
      altered[i] ^= 4;
      Files.write(file, altered);
      assertThat(newest()).isEqualTo(OLD);
    }
  }

  @Test
  void aNewerVersionIsRefusedInOneLine() throws IOException {
    Path file = new Checkpoints(folder, 9).write(2, NEW);
    byte[] bytes = Files.readAllBytes(file);
    bytes[11] = 2;
    Files.write(file, bytes);
    assertThatThrownBy(this::newest)
        .isInstanceOf(UserError.class)
        .hasMessage(
            file + " has format version 2, but this program reads up to 1: use a newer gdx-brains");
  }

  @Test
  void leftoversOfAnInterruptedWriteAreIgnored() throws IOException {
    Checkpoints checkpoints = new Checkpoints(folder, 2);
    checkpoints.write(1, OLD);
    Files.write(folder.resolve("000000000002.checkpoint.tmp"), NEW);
    Files.write(folder.resolve("notes.txt"), NEW);
    assertThat(newest()).isEqualTo(OLD);
    checkpoints.write(2, NEW); // over the leftover
    assertThat(newest()).isEqualTo(NEW);
    assertThat(names()).containsExactly("000000000002.checkpoint", "000000000001.checkpoint");
    assertThat(folder.resolve("000000000002.checkpoint.tmp")).doesNotExist();
  }

  @Test
  void onlyTheNewestAreKept() {
    Checkpoints checkpoints = new Checkpoints(folder, 2);
    for (int steps = 1; steps <= 5; steps++) {
      checkpoints.write(steps, OLD);
    }
    assertThat(names()).containsExactly("000000000005.checkpoint", "000000000004.checkpoint");
  }

  @Test
  void whatIsWrittenIsKeptWhateverLiesBeforeIt() throws IOException {
    Files.write(folder.resolve("000000000009.checkpoint"), new byte[] {1});
    Checkpoints checkpoints = new Checkpoints(folder, 1);
    checkpoints.write(3, OLD);
    checkpoints.write(4, NEW);
    assertThat(newest()).isEqualTo(NEW);
    assertThat(names()).containsExactly("000000000009.checkpoint", "000000000004.checkpoint");
  }
}
