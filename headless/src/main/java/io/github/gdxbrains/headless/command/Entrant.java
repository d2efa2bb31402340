package io.github.gdxbrains.headless.command;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Who enters a tournament.
 *
 * @param name unlike all others'
 * @param brain as a person calls it
 */
record Entrant(String name, String brain) {
  private static final String SUFFIX = ".brain";

  /**
   * All who enter. A name is what stands before {@code =}; else that of the brain's file or folder,
   * or, where these are alike, its path as given. Names that are still alike are numbered.
   */
  static List<Entrant> all(List<String> arguments) {
    List<String> brains = arguments.stream().map(Entrant::brainIn).toList();
    List<String> shortNames = arguments.stream().map(Entrant::nameIn).toList();
    List<Entrant> entrants = new ArrayList<>();
    Set<String> taken = new HashSet<>();
    for (int i = 0; i < arguments.size(); i++) {
      boolean isAlone = Collections.frequency(shortNames, shortNames.get(i)) == 1;
      String wish = isAlone || isLabelled(arguments.get(i)) ? shortNames.get(i) : brains.get(i);
      String name = wish;
      for (int n = 2; !taken.add(name); n++) {
        name = wish + " (" + n + ")";
      }
      entrants.add(new Entrant(name, brains.get(i)));
    }
    return List.copyOf(entrants);
  }

  private static boolean isLabelled(String argument) {
    return argument.indexOf('=') > 0 && !Files.exists(Path.of(argument));
  }

  private static String brainIn(String argument) {
    return isLabelled(argument) ? argument.substring(argument.indexOf('=') + 1) : argument;
  }

  private static String nameIn(String argument) {
    if (isLabelled(argument)) {
      return argument.substring(0, argument.indexOf('='));
    }
    String name = Path.of(argument).toAbsolutePath().normalize().getFileName().toString();
    return name.endsWith(SUFFIX) ? name.substring(0, name.length() - SUFFIX.length()) : name;
  }
}
