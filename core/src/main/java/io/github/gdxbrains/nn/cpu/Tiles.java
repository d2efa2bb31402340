package io.github.gdxbrains.nn.cpu;

/**
 * How a batch is cut: into tiles of consecutive rows, and these into groups of consecutive tiles. A
 * group is one task and has one sum of gradients. All of it depends on the network and on the
 * number of rows, never on the number of threads.
 */
final class Tiles {
  /** Multiplications of a tile's training pass: a fraction of a millisecond, worth a hand-over. */
  private static final long WORK = 6_000_000;

  private static final int MOST_ROWS = 128;
  private static final int FEWEST_ROWS = 32;

  /** Of networks whose gradients do not fit in a core's cache: each tile reads and writes them. */
  private static final int FEWEST_ROWS_OF_LARGE = 48;

  private static final int LARGE = 1 << 18;

  /** Where convolutions use each parameter many times for a row. */
  private static final int FEWEST_IMAGES = 16;

  /** Of a recurrent network whose sequences have more than one step. */
  private static final int FEWEST_SEQUENCES = 16;

  private static final int MOST_GROUPS = 16;

  /** Numbers that the groups' gradients may take, 128 MiB, unless two groups need more. */
  private static final long GRADIENT_NUMBERS = 1 << 25;

  private Tiles() {}

  /**
   * Rows of a tile, at most; a multiple of 8.
   *
   * @param work multiplications of a row's forward pass
   * @param parameterCount which tell how much memory a tile reads
   */
  static int rows(long work, int parameterCount) {
    long rows = WORK / (3 * work) / 8 * 8;
    int dense = parameterCount > LARGE ? FEWEST_ROWS_OF_LARGE : FEWEST_ROWS;
    int fewest = work > 4L * parameterCount ? FEWEST_IMAGES : dense;
    return (int) Math.max(fewest, Math.min(MOST_ROWS, rows));
  }

  /**
   * Rows of a tile, at most, if units of several rows may not be parted: a multiple of 8 units, at
   * least {@code tileRows}, and so many units that each step of a recurrent layer is a product of
   * matrices and not of single rows.
   *
   * @param tileRows rows of a tile if they may be parted
   * @param unit rows of a sequence
   */
  static int wholeUnits(int tileRows, int unit) {
    if (unit == 1) {
      return tileRows;
    }
    return Math.multiplyExact(unit, Math.max(FEWEST_SEQUENCES, (tileRows / unit + 7) / 8 * 8));
  }

  /** Groups of a batch, at most, for a network of so many packed parameters. */
  static int groups(int packedSize) {
    return (int) Math.max(2, Math.min(MOST_GROUPS, GRADIENT_NUMBERS / packedSize));
  }

  /** Into how many tiles a batch is cut. */
  static int count(int rows, int tileRows) {
    int size = size(rows, tileRows);
    return size == 0 ? 0 : (rows + size - 1) / size;
  }

  /** Rows of each tile but the last: as even as multiples of 8 allow. */
  static int size(int rows, int tileRows) {
    if (rows == 0) {
      return 0;
    }
    int count = (rows + tileRows - 1) / tileRows;
    return Math.min(tileRows, ((rows + count - 1) / count + 7) / 8 * 8);
  }
}
