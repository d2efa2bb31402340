package io.github.gdxbrains.catalog;

import io.github.gdxbrains.config.UserError;
import io.github.gdxbrains.reward.RewardTermFactory;
import io.github.gdxbrains.sensor.SensorFactory;
import java.util.ArrayList;
import java.util.List;

/** Sensors and reward terms that plugins offer to games that do not have them. */
public final class Extensions {
  private final List<SensorFactory> sensors;
  private final List<RewardTermFactory> terms;

  /**
   * Those that a class loader's service files name.
   *
   * @throws UserError if one of them cannot be loaded, or bears the name of another
   */
  public Extensions(ClassLoader loader) {
    sensors = Services.load(SensorFactory.class, "sensor", List.of(), SensorFactory::name, loader);
    terms =
        Services.load(
            RewardTermFactory.class, "reward term", List.of(), RewardTermFactory::name, loader);
  }

  /** All sensors. */
  public List<SensorFactory> sensors() {
    return sensors;
  }

  /** All reward terms. */
  public List<RewardTermFactory> terms() {
    return terms;
  }

  /**
   * The sensor of a name that fits a behavior.
   *
   * @throws UserError if there is none, with the nearest name
   */
  public SensorFactory sensor(String name, String game, String behavior) {
    return sensors.stream()
        .filter(sensor -> sensor.name().equals(name) && sensor.fits(game, behavior))
        .findFirst()
        .orElseThrow(
            () ->
                UserError.unknown(
                    "sensor for " + game + "'s " + behavior,
                    name,
                    sensors.stream()
                        .filter(sensor -> sensor.fits(game, behavior))
                        .map(SensorFactory::name)
                        .toList()));
  }

  /**
   * The reward term of a name that fits a behavior.
   *
   * @param own names that the game itself has, for the suggestion
   * @throws UserError if there is none, with the nearest name
   */
  public RewardTermFactory term(String name, String game, String behavior, List<String> own) {
    List<String> valid = new ArrayList<>(own);
    for (RewardTermFactory term : terms) {
      if (term.fits(game, behavior)) {
        if (term.name().equals(name)) {
          return term;
        }
        valid.add(term.name());
      }
    }
    throw UserError.unknown("reward term of " + game + "'s " + behavior, name, valid);
  }
}
