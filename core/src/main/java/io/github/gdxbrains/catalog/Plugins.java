package io.github.gdxbrains.catalog;

import io.github.gdxbrains.config.UserError;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** Jars with further games, found by {@link Games} through their service files. */
public final class Plugins {
  private Plugins() {}

  /**
   * A class loader that also sees some jars. It stays open for as long as the program runs.
   *
   * @throws UserError if one of them is no readable jar
   */
  public static ClassLoader of(List<Path> jars) {
    List<URL> urls = new ArrayList<>();
    for (Path jar : jars) {
      if (!Files.isRegularFile(jar)) {
        throw new UserError("cannot read plugin " + jar + ": there is no such file");
      }
      try (ZipFile zip = new ZipFile(jar.toFile())) {
        urls.add(jar.toUri().toURL());
      } catch (ZipException | MalformedURLException e) {
        throw new UserError("plugin " + jar + " is not a jar: " + e.getMessage(), e);
      } catch (IOException e) {
        throw new UserError("cannot read plugin " + jar, e);
      }
    }
    ClassLoader own = Plugins.class.getClassLoader();
    return urls.isEmpty() ? own : new URLClassLoader("plugins", urls.toArray(new URL[0]), own);
  }

  /**
   * The given jars and those in the folders {@code plugins} of the project ({@code brains.home})
   * and of the working directory, each once.
   */
  public static List<Path> found(List<Path> given) {
    Set<Path> jars = new LinkedHashSet<>();
    given.forEach(jar -> jars.add(jar.toAbsolutePath().normalize()));
    for (Path home : List.of(Path.of(System.getProperty("brains.home", "")), Path.of(""))) {
      Path folder = home.toAbsolutePath().resolve("plugins").normalize();
      if (Files.isDirectory(folder)) {
        try (Stream<Path> files = Files.list(folder)) {
          files.filter(file -> file.toString().endsWith(".jar")).sorted().forEach(jars::add);
        } catch (IOException e) {
          throw new UserError("cannot read the folder " + folder, e);
        }
      }
    }
    return List.copyOf(jars);
  }
}
