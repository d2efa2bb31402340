package io.github.gdxbrains.desktop;

/** Of whom the window shows what they sense. */
enum Sensing {
  /** Of nobody. */
  OFF,
  /** Of the agent that is played or followed. */
  FOLLOWED,
  /** Of everyone. */
  ALL;

  /** What comes after this at a key's press. */
  Sensing next() {
    return values()[(ordinal() + 1) % values().length];
  }
}
