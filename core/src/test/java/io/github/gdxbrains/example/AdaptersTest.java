package io.github.gdxbrains.example;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** The examples of {@code docs/adapters.md} run. */
final class AdaptersTest {
  private static String output(Consumer<String[]> main) {
    PrintStream console = System.out;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
      main.accept(new String[0]);
    } finally {
      System.setOut(console);
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  @Test
  void everybodyPlaysSoccerAtOnce() {
    assertThat(output(AllAtOnce::main).lines())
        .hasSize(4)
        .allMatch(line -> line.matches("(blue|orange) [12] got -?[0-9.E-]+"));
  }

  @Test
  void oneWinsTicTacToeAndTheOtherLoses() {
    assertThat(output(OneByOne::main).lines())
        .containsExactlyInAnyOrder("cross got 1.0", "nought got -1.0");
  }
}
