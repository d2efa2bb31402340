package io.github.gdxbrains.catalog;

import io.github.gdxbrains.arena.Game;
import io.github.gdxbrains.config.UserError;
import io.github.gdxbrains.learner.LearnerFactory;
import io.github.gdxbrains.reward.RewardTermFactory;
import io.github.gdxbrains.sensor.SensorFactory;
import java.io.IOException;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * Jars with further games, learners, sensors and reward terms, which {@link Games}, {@link
 * Learners} and {@link Extensions} find through their service files.
 */
public final class Plugins {
  private static final String SERVICES = "META-INF/services/";

  /** What a plugin may offer, and what it is called. */
  private static final Map<Class<?>, String> KINDS =
      Map.of(
          Game.class, "game",
          LearnerFactory.class, "learner",
          SensorFactory.class, "sensor",
          RewardTermFactory.class, "reward term");

  private Plugins() {}

  /**
   * A class loader that also sees some jars. It stays open for as long as the program runs.
   *
   * @throws UserError if one of them is no readable jar, or names a class in its service files that
   *     cannot be used
   */
  public static ClassLoader of(List<Path> jars) {
    ClassLoader own = Plugins.class.getClassLoader();
    if (jars.isEmpty()) {
      return own;
    }
    List<URL> urls = new ArrayList<>();
    Map<Path, Map<Class<?>, List<String>>> providers = new LinkedHashMap<>();
    for (Path jar : jars) {
      if (!Files.isRegularFile(jar)) {
        throw new UserError("cannot read plugin " + jar + ": there is no such file");
      }
      try (ZipFile zip = new ZipFile(jar.toFile())) {
        urls.add(jar.toUri().toURL());
        providers.put(jar, providers(zip));
      } catch (ZipException | MalformedURLException e) {
        throw new UserError("plugin " + jar + " is not a jar: " + e.getMessage(), e);
      } catch (IOException e) {
        throw new UserError("cannot read plugin " + jar, e);
      }
    }
    // one loader for all, so that a plugin's own libraries may lie beside it
    ClassLoader loader = new URLClassLoader("plugins", urls.toArray(new URL[0]), own);
    providers.forEach(
        (jar, byKind) ->
            byKind.forEach(
                (kind, names) -> names.forEach(name -> requireUsable(jar, kind, name, loader))));
    return loader;
  }

  /** The classes that a jar's service files name, by what they are. */
  private static Map<Class<?>, List<String>> providers(ZipFile zip) throws IOException {
    Map<Class<?>, List<String>> providers = new LinkedHashMap<>();
    for (Class<?> kind : KINDS.keySet()) {
      ZipEntry file = zip.getEntry(SERVICES + kind.getName());
      if (file != null) {
        try (InputStream in = zip.getInputStream(file)) {
          providers.put(
              kind,
              new String(in.readAllBytes(), StandardCharsets.UTF_8)
                  .lines()
                  .map(line -> line.replaceFirst("#.*", "").strip())
                  .filter(line -> !line.isEmpty())
                  .toList());
        }
      }
    }
    return providers;
  }

  /** ServiceLoader would fail as well, but would not name the jar. */
  private static void requireUsable(Path jar, Class<?> kind, String name, ClassLoader loader) {
    String what = "plugin " + jar + ": its " + KINDS.get(kind) + " " + name;
    try {
      Class<?> provider = Class.forName(name, true, loader);
      if (!kind.isAssignableFrom(provider)) {
        throw new UserError(what + " does not implement " + kind.getName());
      }
      provider.getConstructor().newInstance();
    } catch (NoSuchMethodException e) {
      throw new UserError(what + " has no public constructor without parameters", e);
    } catch (ReflectiveOperationException | LinkageError e) {
      throw new UserError(what + " cannot be loaded: " + Services.reason(e), e);
    }
  }

  /** Where a plugin's class comes from, in messages; empty for what is not from a plugin. */
  static String place(Class<?> type) {
    boolean isOurs = type.getClassLoader() == Plugins.class.getClassLoader();
    CodeSource source = isOurs ? null : type.getProtectionDomain().getCodeSource();
    return source == null ? "" : " in " + source.getLocation().getPath();
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
