package io.github.gdxbrains.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.gdxbrains.arena.Game;
import io.github.gdxbrains.config.UserError;
import io.github.gdxbrains.game.cartpole.CartPole;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Games in jars of their own. */
final class PluginsTest {
  @TempDir private Path folder;

  @Test
  void twoGamesOfOneNameAreRefused() throws IOException {
    Path jar = jar("extra.jar", CartPole.class.getName());
    ClassLoader loader = Plugins.of(List.of(jar));
    assertThatThrownBy(() -> new Games(loader))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("two games are named 'cartpole'");
  }

  @Test
  void serviceFileThatNamesNoUsableClassIsAUserErrorThatNamesTheJar() throws IOException {
    assertRefused("no.such.Game # gone", "no.such.Game cannot be loaded: there is no class");
    assertRefused("java.lang.String", "does not implement " + Game.class.getName());
  }

  private void assertRefused(String provider, String message) throws IOException {
    Path jar = jar("broken.jar", provider);
    assertThatThrownBy(() -> Plugins.of(List.of(jar)))
        .isInstanceOf(UserError.class)
        .hasMessageStartingWith("plugin " + jar + ": its game ")
        .hasMessageContaining(message);
  }

  private Path jar(String name, String provider) throws IOException {
    Path jar = folder.resolve(name);
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file)) {
      out.putNextEntry(new JarEntry("META-INF/services/" + Game.class.getName()));
      out.write(provider.getBytes(StandardCharsets.UTF_8));
    }
    return jar;
  }

  @Test
  void whatIsNoJarIsAUserError() throws IOException {
    Path text = Files.writeString(folder.resolve("text.jar"), "hello");
    assertThatThrownBy(() -> Plugins.of(List.of(text)))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("is not a jar");
    assertThatThrownBy(() -> Plugins.of(List.of(folder.resolve("none.jar"))))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("no such file");
  }

  @Test
  void thePluginsFolderOfTheHomeIsSearchedAndNothingIsFoundTwice() throws IOException {
    String before = System.getProperty("brains.home", "");
    System.setProperty("brains.home", folder.toString());
    try {
      Path plugins = Files.createDirectory(folder.resolve("plugins"));
      Path jar = Files.createFile(plugins.resolve("a.jar"));
      Files.createFile(plugins.resolve("notes.txt"));
      assertThat(Plugins.found(List.of(jar))).containsOnlyOnce(jar).doesNotHaveDuplicates();
      assertThat(Plugins.found(List.of())).contains(jar);
    } finally {
      System.setProperty("brains.home", before);
    }
  }
}
