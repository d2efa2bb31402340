package io.github.gdxbrains.headless.nd4j;

import io.github.gdxbrains.nn.Activation;
import io.github.gdxbrains.nn.Layer;
import io.github.gdxbrains.nn.Sequences;
import io.github.gdxbrains.nn.Structure;
import java.util.List;
import java.util.OptionalInt;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.broadcast.BroadcastAddOp;
import org.nd4j.linalg.api.ops.impl.broadcast.BroadcastMulOp;
import org.nd4j.linalg.api.ops.impl.scalar.ScalarMultiplication;
import org.nd4j.linalg.api.ops.impl.transforms.pairwise.arithmetic.AddOp;
import org.nd4j.linalg.api.ops.impl.transforms.pairwise.arithmetic.MulOp;

/**
 * A {@link Layer.Attention}. All entities are computed, those that are not there as zeros ({@link
 * InputColumns}), with no weight in the softmax and in the pooling. As pooling is linear, the mean
 * goes ahead of the last matrix:
 *
 * <pre>
 * y = mean_i e_i + (mean_i a_i) W_o + b_o
 * mean_i a_i = Σ_j w_j v_j with w_j = mean_i P_ij and P_ij = softmax_j(q_i · k_j / √d)
 * </pre>
 *
 * <p>Inside, the numbers of an entity lie side by side, so that the heads of a row are small
 * matrices without copies: {@code [row][entity][unit]}, which {@link Affine} sees as {@code
 * [unit][row · entity]}.
 */
final class AttentionStage implements Stage {
  /** What an entity that is not there adds to its scores: exp makes it zero. */
  private static final float NEVER = -1e30f;

  private final Activations activations;
  private final OptionalInt countColumn;
  private final Signal input;
  private final Signal output;
  private final Workspace workspace;
  private final int most;
  private final int features;
  private final int units;
  private final int heads;
  private final Affine embed;
  private final Affine[] projections = new Affine[3];
  private final Affine last;

  // by entity
  private final INDArray entities;
  private final INDArray sums;
  private final INDArray embedded;
  private final INDArray[] projected = new INDArray[3];
  private final INDArray entityDeltas;
  private final INDArray embeddedDeltas;
  private final INDArray[] projectedDeltas = new INDArray[3];

  // by head and pair or entity
  private final INDArray attention;
  private final INDArray attentionDeltas;
  private final INDArray pool;
  private final INDArray shares;
  private final INDArray shareDeltas;
  private final INDArray means;

  // by row
  private final INDArray never;
  private final INDArray present;
  private final INDArray context;
  private final INDArray contextDeltas;
  private final INDArray mean;
  private final INDArray results;

  private final float[] host;

  /**
   * @param countColumn of the input row; none if all entities are there
   */
  AttentionStage(
      Parameters parameters,
      Activations activations,
      Structure.Place place,
      Layer.Attention layer,
      OptionalInt countColumn,
      Signal input,
      Signal output,
      Workspace workspace) {
    this.activations = activations;
    this.countColumn = countColumn;
    this.input = input;
    this.output = output;
    this.workspace = workspace;
    most = place.input().dimension(0);
    features = place.input().dimension(1);
    units = layer.units();
    heads = layer.heads();
    int rows = workspace.maxRows;
    int all = Math.multiplyExact(rows, most);
    int slice = place.firstSlice();
    embed = new Affine(parameters, slice, workspace, all);
    last = new Affine(parameters, slice + 4, workspace, rows);
    long numbers = (long) all * units;
    long pairs = (long) all * heads * most;
    boolean learns = workspace.training;
    workspace.reserveScratch(Math.multiplyExact(most, units));
    entities = workspace.allocate((long) all * features);
    sums = workspace.allocate(numbers);
    embedded = learns ? workspace.allocate(numbers) : sums;
    entityDeltas = workspace.allocate(learns ? (long) all * features : 1);
    embeddedDeltas = workspace.allocate(learns ? numbers : 1);
    for (int i = 0; i < 3; i++) {
      projections[i] = new Affine(parameters, slice + 1 + i, workspace, all);
      projected[i] = workspace.allocate(numbers);
      projectedDeltas[i] = workspace.allocate(learns ? numbers : 1);
    }
    attention = workspace.allocate(pairs);
    attentionDeltas = workspace.allocate(learns ? pairs : 1);
    pool = workspace.allocate((long) all * heads);
    shares = workspace.allocate((long) all * heads);
    shareDeltas = workspace.allocate(learns ? (long) all * heads : 1);
    means = workspace.allocate(learns ? (long) all * heads : 1);
    never = workspace.allocate(all);
    present = workspace.allocate(rows);
    context = workspace.allocate((long) rows * units);
    contextDeltas = workspace.allocate(learns ? (long) rows * units : 1);
    mean = workspace.allocate((long) rows * units);
    results = workspace.allocate((long) rows * units);
    host = new float[Math.multiplyExact(all, heads)];
  }

  /** How many entities of a row are there, if its count says so many. */
  static int count(float wanted, int most) {
    return Math.max(0, Math.min(most, (int) wanted));
  }

  /** {@code [units][rows · most]}. */
  private INDArray matrix(INDArray flat, int numbers, int rows) {
    return Memory.matrix(flat, 0, numbers, (long) rows * most);
  }

  /** {@code [rows][heads][most][units / heads]} of numbers by entity. */
  private INDArray byHead(INDArray flat, int rows) {
    long size = units / heads;
    long[] shape = {rows, heads, most, size};
    return Memory.view(flat, 0, shape, (long) most * units, size, units, 1);
  }

  /** {@code [rows][heads][most][most]}. */
  private INDArray pairs(INDArray flat, int rows) {
    long square = (long) most * most;
    long[] shape = {rows, heads, most, most};
    return Memory.view(flat, 0, shape, heads * square, square, most, 1);
  }

  /** A number of each entity, head by head, {@code [rows][heads][most][1]}. */
  private INDArray column(INDArray flat, int rows) {
    return Memory.view(flat, 0, new long[] {rows, heads, most, 1}, (long) heads * most, most, 1, 1);
  }

  /** The same as {@code [rows][heads][1][most]}. */
  private INDArray row(INDArray flat, int rows) {
    long[] shape = {rows, heads, 1, most};
    return Memory.view(flat, 0, shape, (long) heads * most, most, most, 1);
  }

  /** {@code [rows][heads][1][units / heads]} of numbers by row. */
  private INDArray pooled(INDArray flat, int rows) {
    long size = units / heads;
    return Memory.view(flat, 0, new long[] {rows, heads, 1, size}, units, size, size, 1);
  }

  /** {@code [units][rows]}. */
  private INDArray byRow(INDArray flat, int rows) {
    return Memory.matrix(flat, 0, units, rows);
  }

  /** The same as {@code [rows][units]}. */
  private INDArray transposed(INDArray flat, int rows) {
    return Memory.view(flat, 0, new long[] {rows, units}, units, 1);
  }

  /** {@code [rows][most][features]} of the input or its gradient. */
  private INDArray ofInput(INDArray flat, int rows) {
    long[] shape = {rows, most, features};
    return Memory.view(flat, input.offset(rows), shape, 1, (long) features * rows, rows);
  }

  /** {@code [rows][most][numbers]} of numbers by entity. */
  private INDArray ofEntities(INDArray flat, int numbers, int rows) {
    long[] shape = {rows, most, numbers};
    return Memory.view(flat, 0, shape, (long) most * numbers, numbers, 1);
  }

  /** A row's weights of entities in the mean, {@code [rows][1][most]}. */
  private INDArray poolOfRow(int rows) {
    return Memory.view(pool, 0, new long[] {rows, 1, most}, (long) heads * most, most, 1);
  }

  /** The same as {@code [rows][most][1]}. */
  private INDArray poolOfColumn(int rows) {
    return Memory.view(pool, 0, new long[] {rows, most, 1}, (long) heads * most, 1, 1);
  }

  private INDArray presentRows(int rows) {
    return Memory.view(present, 0, new long[] {rows}, 1);
  }

  /** {@code c = a · b} for each row and head, either transposed where asked. */
  private static Operation matmul(
      INDArray a, boolean transposeA, INDArray b, boolean transposeB, INDArray c) {
    return Operation.named(
        "matmul", new INDArray[] {a, b}, c, transposeA ? 1 : 0, transposeB ? 1 : 0, 0);
  }

  private static Operation scaled(INDArray x, float factor) {
    return Operation.of(new ScalarMultiplication(x, factor));
  }

  private float scale() {
    return (float) (1 / Math.sqrt((double) units / heads));
  }

  /** Writes who is there. */
  private void count(int rows) {
    Sequences batch = workspace.batch();
    int inputs = batch.inputs();
    for (int row = 0; row < rows; row++) {
      int count = count(row, batch, inputs);
      for (int i = 0; i < heads * most; i++) {
        host[row * heads * most + i] = i % most < count ? 1f / count : 0;
      }
    }
    Memory.write(host, rows * heads * most, pool);
    for (int row = 0; row < rows; row++) {
      int count = count(row, batch, inputs);
      for (int i = 0; i < most; i++) {
        host[row * most + i] = i < count ? 0 : NEVER;
      }
    }
    Memory.write(host, rows * most, never);
    for (int row = 0; row < rows; row++) {
      host[row] = count(row, batch, inputs) > 0 ? 1 : 0;
    }
    Memory.write(host, rows, present);
  }

  private int count(int row, Sequences batch, int inputs) {
    return countColumn.isPresent()
        ? count(batch.values()[row * inputs + countColumn.getAsInt()], most)
        : most;
  }

  @Override
  public void forward(BatchSize size, List<Operation> operations) {
    int rows = size.rows();
    INDArray x = matrix(entities, features, rows);
    INDArray e = matrix(embedded, units, rows);
    INDArray p = pairs(attention, rows);
    INDArray y = byRow(results, rows);
    operations.add(() -> count(rows));
    operations.add(
        Operation.copy(ofInput(input.values(), rows), ofEntities(entities, features, rows)));
    embed.forward(x, matrix(sums, units, rows), operations);
    operations.addAll(activations.forward(Activation.SILU, matrix(sums, units, rows), e));
    for (int i = 0; i < 3; i++) {
      projections[i].forward(e, matrix(projected[i], units, rows), operations);
    }
    INDArray q = byHead(projected[0], rows);
    INDArray k = byHead(projected[1], rows);
    INDArray v = byHead(projected[2], rows);
    operations.add(scaled(matrix(projected[0], units, rows), scale()));
    operations.add(matmul(q, false, k, true, p));
    if (countColumn.isPresent()) {
      INDArray mask = Memory.view(never, 0, new long[] {rows, most}, most, 1);
      operations.add(Operation.of(new BroadcastAddOp(p, mask, p, 0, 3)));
    }
    operations.add(Operation.named("softmax", new INDArray[] {p}, p, 3));
    operations.add(matmul(row(pool, rows), false, p, false, row(shares, rows)));
    operations.add(matmul(row(shares, rows), false, v, false, pooled(context, rows)));
    INDArray meanOfRow = Memory.view(mean, 0, new long[] {rows, 1, units}, units, units, 1);
    operations.add(
        matmul(poolOfRow(rows), false, ofEntities(embedded, units, rows), false, meanOfRow));
    last.forward(byRow(context, rows), y, operations);
    if (countColumn.isPresent()) {
      operations.add(Operation.of(new BroadcastMulOp(y, presentRows(rows), y, 1)));
    }
    operations.add(Operation.of(new AddOp(y, byRow(mean, rows), y)));
    operations.add(Operation.copy(transposed(results, rows), output.values(rows)));
  }

  /**
   * With the gradient c of the pooled value:
   *
   * <pre>
   * dv_j = w_j c
   * u_j = v_j · c
   * dS_ij = P_ij (u_j - Σ_k P_ik u_k) / count
   * dq_i = Σ_j dS_ij k_j / √d,  dk_j = Σ_i dS_ij q_i / √d
   * </pre>
   */
  @Override
  public void backward(BatchSize size, boolean wantInput, List<Operation> operations) {
    int rows = size.rows();
    INDArray dy = byRow(results, rows);
    operations.add(Operation.copy(output.gradients(rows), transposed(results, rows)));
    if (countColumn.isPresent()) {
      operations.add(Operation.of(new BroadcastMulOp(dy, presentRows(rows), dy, 1)));
    }
    last.addGradients(byRow(context, rows), dy, operations);
    last.back(dy, byRow(contextDeltas, rows), operations);
    INDArray c = pooled(contextDeltas, rows);
    INDArray p = pairs(attention, rows);
    INDArray ds = pairs(attentionDeltas, rows);
    INDArray u = column(shareDeltas, rows);
    INDArray t = column(means, rows);
    operations.add(matmul(column(shares, rows), false, c, false, byHead(projectedDeltas[2], rows)));
    operations.add(matmul(byHead(projected[2], rows), false, c, true, u));
    operations.add(matmul(p, false, u, false, t));
    operations.add(Operation.named("subtract", new INDArray[] {row(shareDeltas, rows), t}, ds));
    operations.add(Operation.of(new MulOp(ds, p, ds)));
    operations.add(Operation.named("multiply", new INDArray[] {ds, column(pool, rows)}, ds));
    operations.add(
        matmul(ds, false, byHead(projected[1], rows), false, byHead(projectedDeltas[0], rows)));
    operations.add(scaled(matrix(projectedDeltas[0], units, rows), scale()));
    operations.add(
        matmul(ds, true, byHead(projected[0], rows), false, byHead(projectedDeltas[1], rows)));
    INDArray de = matrix(embeddedDeltas, units, rows);
    INDArray e = matrix(embedded, units, rows);
    INDArray dyOfRow = Memory.view(results, 0, new long[] {rows, 1, units}, units, units, 1);
    operations.add(
        matmul(poolOfColumn(rows), false, dyOfRow, false, ofEntities(embeddedDeltas, units, rows)));
    for (int i = 0; i < 3; i++) {
      INDArray d = matrix(projectedDeltas[i], units, rows);
      projections[i].addGradients(e, d, operations);
      projections[i].addBack(d, de, operations);
    }
    operations.addAll(
        activations.backward(Activation.SILU, matrix(sums, units, rows), e, de, workspace));
    embed.addGradients(matrix(entities, features, rows), de, operations);
    if (wantInput) {
      embed.back(de, matrix(entityDeltas, features, rows), operations);
      operations.add(
          Operation.copy(
              ofEntities(entityDeltas, features, rows), ofInput(input.gradients(), rows)));
    }
  }
}
