package io.github.gdxbrains.example;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the documentation shows is what the tests compile and run. */
final class DocumentedCodeTest {
  private static final Path DOCS = Path.of("..", "docs");
  private static final Path SOURCES = Path.of("src/test/java/io/github/gdxbrains/example");

  @Test
  void pageShowsTheWholeGame() throws IOException {
    List<String> blocks = javaBlocks(DOCS.resolve("your-own-game.md"));
    String source = Files.readString(SOURCES.resolve("Chase.java"));
    assertThat(blocks.get(0).strip()).isEqualTo(source.substring(source.indexOf("import")).strip());
  }

  @Test
  void pageShowsHowToPlayWithTheBrain() throws IOException {
    List<String> blocks = javaBlocks(DOCS.resolve("your-own-game.md"));
    assertThat(blocks.get(1).strip()).isEqualTo(shown("ChaseTest.java", "play"));
  }

  @Test
  void pageShowsAnotherLearner() throws IOException {
    List<String> blocks = javaBlocks(DOCS.resolve("your-own-game.md"));
    assertThat(blocks.get(2).strip()).isEqualTo(shown("ChaseTest.java", "learner"));
  }

  /** What a source shows under the name that the page's marker has. */
  private static String shown(String file, String name) throws IOException {
    String source = Files.readString(SOURCES.resolve(file));
    String marker = "// docs/your-own-game.md: " + name + "\n";
    int start = source.indexOf(marker) + marker.length();
    return source.substring(start, source.indexOf("// end", start)).stripTrailing().stripIndent();
  }

  @Test
  void pageShowsBothConventions() throws IOException {
    List<String> blocks = javaBlocks(DOCS.resolve("adapters.md"));
    List<String> shown = List.of("AllAtOnce.java", "OneByOne.java");
    for (int i = 0; i < shown.size(); i++) {
      String source = Files.readString(SOURCES.resolve(shown.get(i)));
      String program = source.substring(source.indexOf("import"));
      assertThat(blocks.get(i).strip()).isEqualTo(program.strip());
    }
  }

  @Test
  void readmeShowsThatGame() throws IOException {
    String source = Files.readString(SOURCES.resolve("Chase.java"));
    for (String block : javaBlocks(Path.of("..", "README.md"))) {
      assertThat(source).contains(block.strip());
    }
  }

  private static List<String> javaBlocks(Path page) throws IOException {
    return Pattern.compile("```java\n(.*?)```", Pattern.DOTALL)
        .matcher(Files.readString(page))
        .results()
        .map((MatchResult block) -> block.group(1))
        .toList();
  }
}
