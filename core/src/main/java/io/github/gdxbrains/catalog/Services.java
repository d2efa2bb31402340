package io.github.gdxbrains.catalog;

import io.github.gdxbrains.config.UserError;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.function.Function;

/** What service files name. */
final class Services {
  private Services() {}

  /**
   * The built-in ones, then one of each class that a class loader's service files name.
   *
   * @param kind of thing, in messages
   * @throws UserError if one of them cannot be loaded, or bears the name of another
   */
  static <T> List<T> load(
      Class<T> type, String kind, List<T> builtIn, Function<T, String> name, ClassLoader loader) {
    List<T> all = new ArrayList<>(builtIn);
    try {
      for (Iterator<T> found = ServiceLoader.load(type, loader).iterator(); found.hasNext(); ) {
        all.add(found.next());
      }
    } catch (ServiceConfigurationError | LinkageError broken) {
      throw new UserError("a " + kind + " cannot be loaded: " + reason(broken), broken);
    }
    Set<String> names = new HashSet<>();
    for (T one : all) {
      if (!names.add(name.apply(one))) {
        throw new UserError(
            "two "
                + kind
                + "s are named '"
                + name.apply(one)
                + "'; one of them is "
                + one.getClass().getName()
                + Plugins.place(one.getClass()));
      }
    }
    return List.copyOf(all);
  }

  /** What is wrong, in words, and what of it is missing. */
  static String reason(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    String detail = root.getMessage() == null ? "" : root.getMessage();
    if (root instanceof ClassNotFoundException || root instanceof NoClassDefFoundError) {
      return "there is no class " + detail.replace('/', '.');
    }
    String type = root.getClass().getSimpleName();
    return root instanceof ServiceConfigurationError ? detail : type + ": " + detail;
  }
}
