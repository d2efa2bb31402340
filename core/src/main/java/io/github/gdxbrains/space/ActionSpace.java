package io.github.gdxbrains.space;

import java.util.List;

/**
 * What an agent can do: choices (branches of numbered options) and continuous numbers in [-1, 1].
 */
public sealed interface ActionSpace {
  /** Options of each branch; empty for continuous actions. */
  List<Integer> branches();

  /** How many continuous numbers. */
  int continuous();

  /** Options of all branches together. */
  default int options() {
    return branches().stream().mapToInt(Integer::intValue).sum();
  }

  /** The same choices, and more continuous numbers behind those that it has. */
  default ActionSpace withContinuous(int more) {
    if (more == 0) {
      return this;
    }
    int numbers = Math.addExact(continuous(), more);
    return branches().isEmpty() ? new Continuous(numbers) : new Hybrid(branches(), numbers);
  }

  /** One choice of {@code n} options. */
  static ActionSpace discrete(int n) {
    return new Discrete(n);
  }

  /** One choice for each branch. */
  static ActionSpace multiDiscrete(Integer... branches) {
    return new MultiDiscrete(List.of(branches));
  }

  /** Numbers in [-1, 1]. */
  static ActionSpace continuous(int size) {
    return new Continuous(size);
  }

  /** One choice. */
  record Discrete(int n) implements ActionSpace {
    /** Checks the size. */
    public Discrete {
      requireOptions(n);
    }

    @Override
    public List<Integer> branches() {
      return List.of(n);
    }

    @Override
    public int continuous() {
      return 0;
    }
  }

  /** Several choices made at once. */
  record MultiDiscrete(List<Integer> branches) implements ActionSpace {
    /** Copies the list and checks the sizes. */
    public MultiDiscrete {
      branches = List.copyOf(branches);
      requireBranches(branches);
    }

    @Override
    public int continuous() {
      return 0;
    }
  }

  /** Numbers in [-1, 1]. */
  record Continuous(int size) implements ActionSpace {
    /** Checks the size. */
    public Continuous {
      requireSize(size);
    }

    @Override
    public List<Integer> branches() {
      return List.of();
    }

    @Override
    public int continuous() {
      return size;
    }
  }

  /** Choices and numbers made at once. */
  record Hybrid(List<Integer> branches, int continuous) implements ActionSpace {
    /** Copies the list and checks the sizes. */
    public Hybrid {
      branches = List.copyOf(branches);
      requireBranches(branches);
      requireSize(continuous);
    }
  }

  private static void requireBranches(List<Integer> branches) {
    if (branches.isEmpty()) {
      throw new IllegalArgumentException("there must be at least one branch");
    }
    branches.forEach(ActionSpace::requireOptions);
  }

  private static void requireOptions(int n) {
    if (n < 2) {
      throw new IllegalArgumentException("a branch has " + n + " options, but needs at least 2");
    }
  }

  private static void requireSize(int size) {
    if (size < 1) {
      throw new IllegalArgumentException("size is " + size + ", but must be at least 1");
    }
  }
}
