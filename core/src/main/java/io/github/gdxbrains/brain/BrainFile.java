package io.github.gdxbrains.brain;

import io.github.gdxbrains.agent.BehaviorSpec;
import io.github.gdxbrains.config.AtomicFiles;
import io.github.gdxbrains.config.UserError;
import io.github.gdxbrains.nn.NetworkSpec;
import io.github.gdxbrains.policy.ActionValues;
import io.github.gdxbrains.space.ActionSpace;
import io.github.gdxbrains.space.ElementType;
import io.github.gdxbrains.space.GoalSpace;
import io.github.gdxbrains.space.ObservationSpace;
import io.github.gdxbrains.space.ObservationStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A brain in one file: {@code "GDXBRAIN"}, a format version, the game, the {@link Model} and where
 * it came from, and the SHA-256 of all that. Big-endian, strings in modified UTF-8. Version 1 knew
 * only dense layers on one vector; version 2 knows every {@link
 * io.github.gdxbrains.nn.NetworkSpec}; version 3 also networks that give the values of actions, and
 * tables, and how many frames a stream shows; version 4 also options, and hierarchies of skills or
 * goals, each level with its own behavior and model. A file has the oldest version that knows all
 * that is in it.
 *
 * @param game which game it plays
 * @param model what it knows
 * @param provenance where it came from: {@code steps}, {@code seed}, {@code command}, the
 *     experiment's {@code config} and the like
 */
public record BrainFile(String game, Model model, Map<String, String> provenance) {
  /** The newest version that this program writes and reads. */
  public static final int VERSION = 4;

  private static final int VERSION_WITHOUT_HIERARCHIES = 3;

  private static final byte[] MAGIC = "GDXBRAIN".getBytes(StandardCharsets.UTF_8);
  private static final int DIGEST = 32;

  // kinds of models
  private static final String NETWORK = "network";
  private static final String TABLE = "table";
  private static final String HIERARCHY = "hierarchy";
  private static final String GOALS = "goals";
  private static final String SCRIPT = "script";
  private static final String RANDOM = "random";
  private static final String TREE = "tree";
  private static final String OPTIONS = "options";

  // what a network's outputs tell
  private static final String POLICY = "policy";
  private static final String EXPECTED = "expected";
  private static final String CATEGORICAL = "categorical";
  private static final String QUANTILE = "quantile";

  /** Copies the map. */
  public BrainFile {
    provenance = Map.copyOf(provenance);
  }

  /** Writes the file so that it is there whole or not at all. */
  public void write(Path file) {
    AtomicFiles.write(file, toBytes());
  }

  /** The file's content. */
  public byte[] toBytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.write(MAGIC);
      boolean isFlat = model instanceof NeuralModel || model instanceof TableModel;
      out.writeInt(isFlat ? VERSION_WITHOUT_HIERARCHIES : VERSION);
      out.writeUTF(game);
      writeModel(out, model);
      out.writeInt(provenance.size());
      for (Map.Entry<String, String> entry : new TreeMap<>(provenance).entrySet()) {
        out.writeUTF(entry.getKey());
        byte[] value = entry.getValue().getBytes(StandardCharsets.UTF_8);
        out.writeInt(value.length);
        out.write(value);
      }
      out.flush();
      out.write(sha256(bytes.toByteArray()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /**
   * Reads a brain.
   *
   * @throws UserError if there is no such file, or it is not a whole, unaltered brain of a version
   *     that this program knows
   */
  public static BrainFile read(Path file) {
    byte[] bytes;
    try {
      bytes = Files.readAllBytes(file);
    } catch (NoSuchFileException e) {
      throw new UserError("cannot read the brain " + file + ": there is no such file", e);
    } catch (IOException e) {
      throw new UserError("cannot read the brain " + file + ": " + e.getMessage(), e);
    }
    return parse(bytes, file.toString());
  }

  /**
   * Reads a brain from a file's content.
   *
   * @param place named in errors
   */
  public static BrainFile parse(byte[] bytes, String place) {
    if (bytes.length < MAGIC.length + 4 + DIGEST
        || !Arrays.equals(bytes, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
      throw new UserError(place + " is not a brain file");
    }
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      in.skipBytes(MAGIC.length);
      int version = in.readInt();
      if (version > VERSION) {
        throw new UserError(
            place
                + " has format version "
                + version
                + ", but this program reads up to "
                + VERSION
                + ": use a newer gdx-brains");
      }
      byte[] body = Arrays.copyOf(bytes, bytes.length - DIGEST);
      byte[] digest = Arrays.copyOfRange(bytes, bytes.length - DIGEST, bytes.length);
      if (!Arrays.equals(sha256(body), digest)) {
        throw new UserError(place + " is truncated or was altered: its checksum does not match");
      }
      if (version < 1) {
        throw new UserError(place + " has the unknown format version " + version);
      }
      String game = in.readUTF();
      Model model = readModel(in, version);
      Map<String, String> provenance = new TreeMap<>();
      int entries = in.readInt();
      for (int i = 0; i < entries; i++) {
        String key = in.readUTF();
        byte[] value = new byte[in.readInt()];
        in.readFully(value);
        provenance.put(key, new String(value, StandardCharsets.UTF_8));
      }
      return new BrainFile(game, model, provenance);
    } catch (IOException | IllegalArgumentException | NegativeArraySizeException e) {
      throw new UserError(place + " is not a valid brain file: " + e.getMessage(), e);
    }
  }

  /**
   * Checks that the brain fits a game's behavior.
   *
   * @throws UserError if it is of another game, behavior, observation or action space
   */
  public void requireFits(String place, String game, BehaviorSpec behavior) {
    BehaviorSpec own = model.behavior();
    if (!this.game.equals(game)) {
      throw new UserError(place + " is a brain for " + this.game + ", not for " + game);
    }
    if (!own.name().equals(behavior.name())) {
      throw new UserError(
          place + " is a brain for the behavior " + own.name() + ", not for " + behavior.name());
    }
    if (!own.observations().equals(behavior.observations())) {
      throw new UserError(
          place
              + " observes "
              + own.observations().inWords()
              + ", but the game's "
              + behavior.name()
              + " observes "
              + behavior.observations().inWords());
    }
    if (!own.actions().equals(behavior.actions())) {
      throw new UserError(
          place
              + " acts by "
              + own.actions()
              + ", but the game's "
              + behavior.name()
              + " by "
              + behavior.actions());
    }
  }

  private static void writeBehavior(DataOutputStream out, BehaviorSpec behavior)
      throws IOException {
    out.writeUTF(behavior.name());
    out.writeBoolean(behavior.masked());
    out.writeInt(behavior.decisionPeriod());
    List<ObservationStream> streams = behavior.observations().streams();
    out.writeInt(streams.size());
    for (ObservationStream stream : streams) {
      out.writeUTF(stream.name());
      out.writeUTF(stream.type().name());
      writeInts(out, stream.shape());
      out.writeBoolean(stream.counted());
      out.writeFloat(stream.low());
      out.writeFloat(stream.high());
      out.writeInt(stream.frames());
    }
    ActionSpace actions = behavior.actions();
    out.writeUTF(actions.getClass().getSimpleName());
    writeInts(out, actions.branches());
    out.writeInt(actions.continuous());
  }

  private static BehaviorSpec readBehavior(DataInputStream in, int version) throws IOException {
    String name = in.readUTF();
    boolean masked = in.readBoolean();
    int period = in.readInt();
    int count = in.readInt();
    List<ObservationStream> streams = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      streams.add(
          new ObservationStream(
              in.readUTF(),
              ElementType.valueOf(in.readUTF()),
              readInts(in),
              in.readBoolean(),
              in.readFloat(),
              in.readFloat(),
              version < 3 ? 1 : in.readInt()));
    }
    String kind = in.readUTF();
    List<Integer> branches = readInts(in);
    int continuous = in.readInt();
    ActionSpace actions =
        switch (kind) {
          case "Discrete" -> ActionSpace.discrete(branches.get(0));
          case "MultiDiscrete" -> new ActionSpace.MultiDiscrete(branches);
          case "Continuous" -> ActionSpace.continuous(continuous);
          case "Hybrid" -> new ActionSpace.Hybrid(branches, continuous);
          default -> throw new IllegalArgumentException("unknown action space " + kind);
        };
    return new BehaviorSpec(name, new ObservationSpace(streams), actions, masked, period);
  }

  private static void writeModel(DataOutputStream out, Model model) throws IOException {
    writeBehavior(out, model.behavior());
    if (model instanceof NeuralModel neural) {
      out.writeUTF(NETWORK);
      writeNetwork(out, neural);
    } else if (model instanceof TableModel table) {
      out.writeUTF(TABLE);
      table.table().write(out);
    } else if (model instanceof HierarchicalModel hierarchy) {
      out.writeUTF(HIERARCHY);
      out.writeInt(hierarchy.period());
      writeModel(out, hierarchy.manager());
      out.writeInt(hierarchy.skills().size());
      for (HierarchicalModel.Skill skill : hierarchy.skills()) {
        out.writeUTF(skill.name());
        writeModel(out, skill.model());
      }
    } else if (model instanceof GoalModel goals) {
      out.writeUTF(GOALS);
      out.writeInt(goals.period());
      writeGoals(out, goals.goals());
      writeModel(out, goals.manager());
      writeModel(out, goals.worker());
    } else if (model instanceof OptionModel options) {
      out.writeUTF(OPTIONS);
      writeNetwork(out, options.network());
      out.writeInt(options.options());
      out.writeFloat(options.epsilon());
    } else if (model instanceof ScriptedModel script) {
      out.writeUTF(SCRIPT);
      out.writeUTF(script.name());
    } else if (model instanceof RandomModel) {
      out.writeUTF(RANDOM);
    } else if (model instanceof TreeModel tree) {
      out.writeUTF(TREE);
      out.writeUTF(tree.text());
      out.writeInt(tree.options().size());
      for (String option : tree.options()) {
        out.writeUTF(option);
      }
    }
  }

  private static Model readModel(DataInputStream in, int version) throws IOException {
    BehaviorSpec behavior = readBehavior(in, version);
    String kind = version < 3 ? NETWORK : in.readUTF();
    return switch (kind) {
      case NETWORK -> readNetwork(in, version, behavior);
      case TABLE -> new TableModel(behavior, ValueTable.read(in, Integer.MAX_VALUE));
      case HIERARCHY -> readHierarchy(in, version, behavior);
      case GOALS ->
          new GoalModel(
              behavior,
              in.readInt(),
              readGoals(in),
              readModel(in, version),
              readModel(in, version));
      case OPTIONS ->
          new OptionModel(readNetwork(in, version, behavior), in.readInt(), in.readFloat());
      case SCRIPT -> new ScriptedModel(behavior, in.readUTF(), Optional.empty());
      case RANDOM -> new RandomModel(behavior);
      case TREE -> readTree(in, behavior);
      default -> throw new IllegalArgumentException("unknown kind of model " + kind);
    };
  }

  private static void writeGoals(DataOutputStream out, GoalSpace goals) throws IOException {
    out.writeUTF(goals.stream());
    writeInts(out, goals.indices());
    for (int i = 0; i < goals.size(); i++) {
      out.writeFloat(goals.low().get(i));
      out.writeFloat(goals.high().get(i));
      out.writeFloat(goals.tolerances().get(i));
    }
    out.writeInt(goals.cells());
    out.writeBoolean(goals.relative());
  }

  private static GoalSpace readGoals(DataInputStream in) throws IOException {
    String stream = in.readUTF();
    List<Integer> indices = readInts(in);
    List<Float> low = new ArrayList<>();
    List<Float> high = new ArrayList<>();
    List<Float> tolerances = new ArrayList<>();
    for (int i = 0; i < indices.size(); i++) {
      low.add(in.readFloat());
      high.add(in.readFloat());
      tolerances.add(in.readFloat());
    }
    return new GoalSpace(stream, indices, low, high, in.readInt(), tolerances, in.readBoolean());
  }

  private static TreeModel readTree(DataInputStream in, BehaviorSpec behavior) throws IOException {
    String text = in.readUTF();
    int count = in.readInt();
    List<String> options = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      options.add(in.readUTF());
    }
    return new TreeModel(behavior, text, options);
  }

  private static HierarchicalModel readHierarchy(
      DataInputStream in, int version, BehaviorSpec behavior) throws IOException {
    int period = in.readInt();
    Model manager = readModel(in, version);
    int count = in.readInt();
    List<HierarchicalModel.Skill> skills = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      skills.add(new HierarchicalModel.Skill(in.readUTF(), readModel(in, version)));
    }
    return new HierarchicalModel(behavior, period, manager, skills);
  }

  private static void writeNetwork(DataOutputStream out, NeuralModel model) throws IOException {
    NetworkFormat.write(out, model.network());
    writeFloats(out, model.parameters());
    writeFloats(out, model.mean());
    writeFloats(out, model.scale());
    if (model.values().isEmpty()) {
      out.writeUTF(POLICY);
      return;
    }
    ActionValues values = model.values().get();
    if (values instanceof ActionValues.Categorical categorical) {
      out.writeUTF(CATEGORICAL);
      out.writeInt(categorical.atoms());
      out.writeFloat(categorical.low());
      out.writeFloat(categorical.high());
    } else if (values instanceof ActionValues.Quantile quantile) {
      out.writeUTF(QUANTILE);
      out.writeInt(quantile.atoms());
    } else {
      out.writeUTF(EXPECTED);
    }
  }

  private static NeuralModel readNetwork(DataInputStream in, int version, BehaviorSpec behavior)
      throws IOException {
    NetworkSpec network = NetworkFormat.read(in, version);
    float[] parameters = readFloats(in);
    float[] mean = readFloats(in);
    float[] scale = readFloats(in);
    String tells = version < 3 ? POLICY : in.readUTF();
    int options = behavior.actions().options();
    Optional<ActionValues> values =
        switch (tells) {
          case POLICY -> Optional.empty();
          case EXPECTED -> Optional.of(new ActionValues.Expected(options));
          case CATEGORICAL ->
              Optional.of(
                  new ActionValues.Categorical(
                      options, in.readInt(), in.readFloat(), in.readFloat()));
          case QUANTILE -> Optional.of(new ActionValues.Quantile(options, in.readInt()));
          default -> throw new IllegalArgumentException("unknown kind of outputs " + tells);
        };
    return new NeuralModel(behavior, network, parameters, mean, scale, values);
  }

  private static void writeInts(DataOutputStream out, List<Integer> values) throws IOException {
    out.writeInt(values.size());
    for (int value : values) {
      out.writeInt(value);
    }
  }

  private static List<Integer> readInts(DataInputStream in) throws IOException {
    int size = in.readInt();
    List<Integer> values = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      values.add(in.readInt());
    }
    return values;
  }

  private static void writeFloats(DataOutputStream out, float[] values) throws IOException {
    out.writeInt(values.length);
    for (float value : values) {
      out.writeFloat(value);
    }
  }

  private static float[] readFloats(DataInputStream in) throws IOException {
    float[] values = new float[in.readInt()];
    for (int i = 0; i < values.length; i++) {
      values[i] = in.readFloat();
    }
    return values;
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
