package io.github.gdxbrains.headless.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The code in the pages on extending is code that the tests compile and run. */
final class DocumentedPluginTest {
  private static final List<Path> SOURCES =
      List.of(
          Path.of("src/test/plugin"), Path.of("../core/src/test/java/io/github/gdxbrains/example"));

  /** Stands for lines that a page leaves out. */
  private static final String GAP = "// …\n";

  @ParameterizedTest
  @ValueSource(strings = {"adding-a-learner", "adding-a-sensor", "adding-a-reward-term"})
  void everyBlockIsPartOfASource(String page) throws IOException {
    String text = Files.readString(Path.of("../docs", page + ".md"));
    List<String> blocks =
        Pattern.compile("```java\n(.*?)```", Pattern.DOTALL)
            .matcher(text)
            .results()
            .map((MatchResult block) -> block.group(1))
            .toList();
    assertThat(blocks).isNotEmpty();
    List<String> sources = sources();
    for (String block : blocks) {
      for (String part : withoutIndent(block).split(Pattern.quote(GAP))) {
        assertThat(sources).as(part).anyMatch(source -> source.contains(part));
      }
    }
  }

  private static List<String> sources() throws IOException {
    StringBuilder all = new StringBuilder();
    for (Path root : SOURCES) {
      try (Stream<Path> files = Files.walk(root)) {
        for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
          all.append(withoutIndent(Files.readString(file))).append('\0');
        }
      }
    }
    return List.of(all.toString().split("\0"));
  }

  private static String withoutIndent(String text) {
    return text.lines().map(line -> line.strip() + "\n").collect(Collectors.joining());
  }
}
