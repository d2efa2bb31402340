package com.example;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.gdxbrains.agent.Brain;
import io.github.gdxbrains.brain.BrainFile;
import io.github.gdxbrains.example.Chase;
import io.github.gdxbrains.nn.Backends;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The game of the documentation, in a project of its own. */
final class ConsumerTest {
  @Test
  void usesTheVectorApiWhereTheGameIsStartedWithIt() {
    assertEquals(System.getProperty("expected.backend"), Backends.best().name());
  }

  @Test
  void wolfLearnsAndItsBrainCanBeReadBack() throws Exception {
    Path file = Path.of("wolf.brain");
    Files.deleteIfExists(file);
    List<Integer> caught = new ArrayList<>();
    for (String line : output().lines().toList()) {
      caught.add(Integer.valueOf(line.substring(0, line.indexOf(" sheep caught"))));
    }
    int last = caught.size() - 1;
    int learned = caught.get(last) - caught.get(last - 1);
    assertTrue(learned > 200 && learned > 10 * caught.get(0), "sheep caught: " + caught);

    BrainFile brain = BrainFile.read(file);
    assertEquals("chase", brain.game());
    assertEquals("Wolf", brain.model().behavior().name());
    Brain player = brain.model().brain(1);
    assertEquals(0, player.columns());
  }

  /** What the game prints. */
  private static String output() {
    PrintStream console = System.out;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    System.setOut(new PrintStream(printed, true));
    try {
      Chase.main(new String[0]);
    } finally {
      System.setOut(console);
    }
    return printed.toString();
  }
}
