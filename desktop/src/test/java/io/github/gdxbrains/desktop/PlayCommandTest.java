package io.github.gdxbrains.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Wrong input gets one line and the exit code 2, before any window opens. */
final class PlayCommandTest {
  @TempDir private Path folder;

  @Test
  void aMissingCommandOrGameIsNamed() {
    complains("there is no command");
    complains("GAME", "play");
  }

  @Test
  void nearestNamesAreOffered() {
    complains("did you mean 'soccer'?", "play", "socer");
    complains("did you mean 'random'?", "play", "soccer", "--brain", "ramdom");
    complains("did you mean 'players'?", "play", "soccer", "--parameter", "player=2");
    complains("did you mean 'orange'?", "play", "soccer", "--human", "orang");
    complains("did you mean 'blue 2'?", "play", "soccer", "--follow", "blue2");
    complains("did you mean 'hard'?", "play", "soccer", "--level", "hart");
    complains("did you mean '--brain'?", "play", "soccer", "--brian", "random");
    complains("did you mean 'play'?", "pley", "soccer");
  }

  @Test
  void valuesThatDoNotFitAreNamed() {
    complains("within [1.0, 5.0]", "play", "soccer", "--parameter", "players=40");
    complains("players=NUMBER", "play", "soccer", "--parameter", "players=two");
    complains("--seed", "play", "soccer", "--seed", "x");
    complains("--frames is -1", "play", "soccer", "--frames", "-1");
    complains("--screenshot needs --frames", "play", "soccer", "--screenshot", "a.png");
    complains(
        "cannot write", "play", "soccer", "--frames", "1", "--screenshot", folder + "/no/a.png");
  }

  @Test
  void filesThatAreNoBrainsOrPluginsAreNamed() throws IOException {
    Path text = Files.writeString(folder.resolve("text.brain"), "hello");
    complains("text.brain is not a brain file", "play", "soccer", "--brain", text.toString());
    complains("no such file", "play", "soccer", "--opponent", folder + "/none.brain");
    complains("is not a jar", "play", "soccer", "--plugin", text.toString());
    complains("cannot read plugin", "play", "soccer", "--plugin", folder + "/none.jar");
  }

  private static void complains(String part, String... arguments) {
    PrintStream before = System.err;
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    System.setErr(new PrintStream(written, true, StandardCharsets.UTF_8));
    int code;
    try {
      code = DesktopMain.run(arguments);
    } finally {
      System.setErr(before);
    }
    String error = written.toString(StandardCharsets.UTF_8);
    assertThat(error).startsWith("brains: ").contains(part);
    assertThat(error.lines()).as(error).hasSize(1);
    assertThat(code).isEqualTo(2);
  }
}
