package io.github.gdxbrains.space;

/** How one number of an observation stream is stored. */
public enum ElementType {
  /** 32-bit float. */
  FLOAT32,
  /** Unsigned byte, 0 to 255: pixels. A network sees it divided by 255. */
  UINT8
}
