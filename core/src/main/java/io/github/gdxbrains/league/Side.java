package io.github.gdxbrains.league;

import io.github.gdxbrains.brain.Model;
import io.github.gdxbrains.learner.SelfPlaySettings;
import io.github.gdxbrains.nn.Backend;
import io.github.gdxbrains.random.RandomStream;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Policies that play in the same teams, which are rated and kept together: in a symmetric game the
 * only one, which plays all teams; in an asymmetric one each team's own.
 */
public final class Side {
  /** The most points that a match moves a rating: ML-Agents'. */
  private static final double K = 1;

  private final Map<String, Set<Integer>> policies;
  private final SelfPlaySettings settings;
  private final List<Snapshot> snapshots = new ArrayList<>();
  private final List<Map<String, Opponent>> opponents = new ArrayList<>();

  /** Who each of {@link #opponents} is: empty for the policies as they were when it was drawn. */
  private final List<Optional<Snapshot>> drawn = new ArrayList<>();

  private double elo;
  private double information;
  private long matches;
  private long steps;
  private long savedAt;

  /**
   * A side at the beginning of a run, which is its first snapshot.
   *
   * @param policies the teams that each of them plays, by their names
   * @param settings of all of them
   * @param slots how many opponents of this side there may be at once
   * @param backend computes their networks
   * @param latest what a policy knows now, by its name
   */
  public Side(
      Map<String, Set<Integer>> policies,
      SelfPlaySettings settings,
      int slots,
      Backend backend,
      Function<String, Model> latest) {
    this.policies = new TreeMap<>(policies);
    this.settings = settings;
    elo = settings.initialElo();
    Map<String, Model> models = models(latest);
    for (int slot = 0; slot < slots; slot++) {
      Map<String, Opponent> team = new TreeMap<>();
      models.forEach((policy, model) -> team.put(policy, new Opponent(backend, model)));
      opponents.add(team);
      drawn.add(Optional.empty());
    }
    keep(0, latest);
  }

  /** Its policies' names, joined by {@code +}. */
  public String name() {
    return String.join("+", policies.keySet());
  }

  /** Names of its policies, sorted. */
  public Set<String> policies() {
    return policies.keySet();
  }

  /** How its policies learn by self-play. */
  public SelfPlaySettings settings() {
    return settings;
  }

  /** How strong its policies are now; for the margin older matches count less and less. */
  public Rating rating() {
    return Rating.followed(elo, information);
  }

  /** Matches that count for the rating: of learning policies, and of ones as they are now. */
  public long matches() {
    return matches;
  }

  /** All snapshots so far; only those of the {@link #window} still know what they knew. */
  public List<Snapshot> snapshots() {
    return List.copyOf(snapshots);
  }

  /** The newest snapshots, which opponents are drawn from. */
  public List<Snapshot> window() {
    int size = Math.min(snapshots.size(), settings.window());
    return List.copyOf(snapshots.subList(snapshots.size() - size, snapshots.size()));
  }

  /** Who plays the seats of a policy as one of its opponents. */
  public Opponent opponent(String policy, int slot) {
    return opponents.get(slot).get(policy);
  }

  boolean plays(String policy, int team) {
    return policies.containsKey(policy) && policies.get(policy).contains(team);
  }

  private Map<String, Model> models(Function<String, Model> latest) {
    Map<String, Model> models = new TreeMap<>();
    policies.keySet().forEach(policy -> models.put(policy, latest.apply(policy)));
    return models;
  }

  /** Its policies have learned from so many decisions: now and then a snapshot is kept of them. */
  void trained(long decisions, long totalSteps, Function<String, Model> latest) {
    steps += decisions;
    if (steps - savedAt >= settings.saveSteps()) {
      keep(totalSteps, latest);
      savedAt = steps;
    }
  }

  private void keep(long totalSteps, Function<String, Model> latest) {
    snapshots.add(new Snapshot(snapshots.size(), totalSteps, models(latest), elo, information));
    int left = snapshots.size() - settings.window() - 1;
    if (left >= 0) {
      snapshots.get(left).leaveWindow();
    }
  }

  /** Draws who an opponent is from now on. */
  void draw(int slot, RandomStream random, Function<String, Model> latest) {
    boolean isLatest = random.nextFloat() < settings.playAgainstLatestModelRatio();
    Optional<Snapshot> snapshot = isLatest ? Optional.empty() : Optional.of(pick(random));
    Map<String, Model> models = snapshot.isPresent() ? snapshot.get().models() : models(latest);
    opponents.get(slot).forEach((policy, opponent) -> opponent.become(models.get(policy)));
    drawn.set(slot, snapshot);
  }

  private Snapshot pick(RandomStream random) {
    List<Snapshot> window = window();
    double sum = 0;
    for (Snapshot snapshot : window) {
      sum += settings.matchmaking().weight(snapshot.winShare());
    }
    if (sum == 0) { // all of them are always beaten
      return window.get(random.nextInt(window.size()));
    }
    double left = random.nextDouble() * sum;
    for (Snapshot snapshot : window) {
      left -= settings.matchmaking().weight(snapshot.winShare());
      if (left < 0) {
        return snapshot;
      }
    }
    return window.get(window.size() - 1); // the sum was rounded
  }

  /** Who an opponent is now: empty for the policies as they were when it was drawn. */
  Optional<Snapshot> drawn(int slot) {
    return drawn.get(slot);
  }

  /**
   * Rates a match of one of this side's opponents. Policies that meet what they have just been
   * learn nothing of their strength.
   *
   * @param learner the side that learned in it
   * @param score of the learner, from 0 to 1
   */
  void played(Side learner, int slot, double score) {
    Optional<Snapshot> snapshot = drawn.get(slot);
    if (snapshot.isEmpty() && learner == this) {
      return;
    }
    double opponent = snapshot.isPresent() ? snapshot.get().elo() : elo;
    double expected = Elo.expectedScore(learner.elo, opponent);
    double change = Elo.change(learner.elo, opponent, score, K);
    double known = expected * (1 - expected);
    learner.rate(change, known);
    if (snapshot.isPresent()) {
      snapshot.get().played(score, -change, known);
    } else {
      rate(-change, known);
    }
  }

  private void rate(double change, double known) {
    elo += change;
    information = Snapshot.DECAY * information + known; // who learns is soon somebody else
    matches++;
  }

  void save(DataOutput out) throws IOException {
    out.writeUTF(name());
    out.writeDouble(elo);
    out.writeDouble(information);
    out.writeLong(matches);
    out.writeLong(steps);
    out.writeLong(savedAt);
    out.writeInt(snapshots.size());
    for (Snapshot snapshot : snapshots) {
      snapshot.save(out);
    }
  }

  void load(DataInput in) throws IOException {
    String name = in.readUTF();
    if (!name.equals(name())) {
      throw new IOException("the side " + name + " instead of " + name());
    }
    elo = in.readDouble();
    information = in.readDouble();
    matches = in.readLong();
    steps = in.readLong();
    savedAt = in.readLong();
    int count = in.readInt();
    snapshots.clear();
    for (int i = 0; i < count; i++) {
      snapshots.add(Snapshot.load(in));
    }
  }
}
