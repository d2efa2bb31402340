package io.github.gdxbrains.headless.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Compiles {@code src/test/plugin}, which the build does not know, into a jar. */
final class PluginJar {
  private static final Path SOURCES = Path.of("src", "test", "plugin");

  private PluginJar() {}

  /** The whole plugin. */
  static Path build(Path folder) throws IOException {
    return build(folder.resolve("hallway.jar"), file -> true);
  }

  /** A plugin that lacks some of its files. */
  static Path build(Path jar, Predicate<String> isKept) throws IOException {
    Path classes = Files.createDirectories(jar.resolveSibling(jar.getFileName() + ".classes"));
    compile(classes);
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file)) {
      for (Path root : List.of(classes, SOURCES)) {
        for (Path path : files(root)) {
          String name = root.relativize(path).toString().replace('\\', '/');
          if (!name.endsWith(".java") && isKept.test(name)) {
            out.putNextEntry(new JarEntry(name));
            Files.copy(path, out);
          }
        }
      }
    }
    return jar;
  }

  /** A jar with nothing but one service file. */
  static Path naming(Path jar, Class<?> service, String provider) throws IOException {
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file)) {
      out.putNextEntry(new JarEntry("META-INF/services/" + service.getName()));
      out.write(provider.getBytes(StandardCharsets.UTF_8));
    }
    return jar;
  }

  private static void compile(Path classes) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter messages = new StringWriter();
    List<Path> sources = new ArrayList<>(files(SOURCES));
    sources.removeIf(file -> !file.toString().endsWith(".java"));
    try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
      List<String> options =
          List.of(
              "-d",
              classes.toString(),
              "-cp",
              System.getProperty("java.class.path"),
              "-proc:none",
              "--release",
              "17");
      boolean isCompiled =
          compiler
              .getTask(
                  messages,
                  manager,
                  null,
                  options,
                  null,
                  manager.getJavaFileObjectsFromPaths(sources))
              .call();
      assertThat(isCompiled).as(messages.toString()).isTrue();
    }
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }
}
