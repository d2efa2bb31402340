package io.github.gdxbrains.nn.cpu;

import io.github.gdxbrains.nn.Activation;
import java.util.Arrays;
import java.util.OptionalInt;

/**
 * A {@link io.github.gdxbrains.nn.Layer.Attention}. The entities that are there, of all rows, are
 * gathered into one list, so that those that are not cost nothing. As pooling is linear, the mean
 * goes ahead of the last matrix:
 *
 * <pre>
 * y = mean_i e_i + (mean_i a_i) W_o + b_o
 * mean_i a_i = Σ_j w_j v_j with w_j = mean_i P_ij and P_ij = softmax_j(q_i · k_j / √d)
 * </pre>
 *
 * <p>P is kept transposed, so that the sums of its softmax run down columns, whole vectors at a
 * time.
 */
final class AttentionStage implements Stage {
  /** As in {@link DenseStage}. */
  private static final int BLOCK_ROWS = 64;

  private final Kernels kernels;
  private final Memory memory;
  private final AttentionMatrices matrices;
  private final Rows row;
  private final OptionalInt countColumn;
  private final Rows input;
  private final int most;
  private final int features;
  private final int output;
  private final int counts;
  private final int entities;
  private final int embedded;
  private final int slope;
  private final int projected;
  private final int attention;
  private final int shares;
  private final int context;
  private final int contextDelta;
  private final int projectedDelta;
  private final int embeddedDelta;
  private final int entityDelta;

  // strides, and where things lie in the scratch
  private final int heads;
  private final int width;
  private final int headStride;
  private final int contextStride;
  private final int projectedStride;
  private final float scale;
  private final int second;
  private final int third;

  /**
   * Reserves its buffers.
   *
   * @param row the network's input row
   * @param countColumn of the input row; none if all entities are there
   * @param most entities
   */
  AttentionStage(
      Kernels kernels,
      Memory memory,
      AttentionMatrices matrices,
      Rows row,
      OptionalInt countColumn,
      Rows input,
      Rows output,
      int most,
      Plan plan) {
    this.kernels = kernels;
    this.memory = memory;
    this.matrices = matrices;
    this.row = row;
    this.countColumn = countColumn;
    this.input = input;
    this.most = most;
    this.output = output.buffer();
    features = matrices.embed().rows();
    heads = matrices.heads();
    width = output.stride();
    headStride = matrices.headStride();
    contextStride = heads * headStride;
    projectedStride = 3 * contextStride;
    scale = (float) (1 / Math.sqrt((double) output.width() / heads));
    int mostStride = plan.pad(most);
    counts = plan.buffer(1, false);
    entities = plan.buffer(most * features, false);
    embedded = plan.buffer(most * width, false);
    slope = plan.buffer(most * width, true);
    projected = plan.buffer(most * projectedStride, false);
    attention = plan.buffer(heads * most * mostStride, false);
    shares = plan.buffer(heads * most, false);
    context = plan.buffer(contextStride, false);
    contextDelta = plan.buffer(contextStride, true);
    projectedDelta = plan.buffer(most * projectedStride, true);
    embeddedDelta = plan.buffer(most * width, true);
    entityDelta = plan.buffer(most * matrices.embed().transposeStride(), true);
    second = most * mostStride;
    third = 2 * second;
    int transposedQueries = headStride * mostStride;
    int backward = third + most + mostStride;
    plan.scratch(Math.max(Math.max(transposedQueries, backward), width));
  }

  /** Entities of a row that are there. */
  private int count(Workspace workspace, int index) {
    return (int) workspace.buffers[counts][index];
  }

  /** Gathers the entities that are there; returns how many. */
  private int gather(Workspace workspace, int rows) {
    float[] x = workspace.buffers[input.buffer()];
    float[] all = workspace.buffers[row.buffer()];
    float[] target = workspace.buffers[entities];
    int total = 0;
    for (int i = 0; i < rows; i++) {
      float wanted = most;
      if (countColumn.isPresent()) {
        wanted = all[i * row.stride() + countColumn.getAsInt()];
      }
      int count = Math.max(0, Math.min(most, (int) wanted));
      workspace.buffers[counts][i] = count;
      int from = i * input.stride();
      System.arraycopy(x, from, target, total * features, count * features);
      total += count;
    }
    return total;
  }

  @Override
  public void forward(Workspace workspace, int rows) {
    int total = gather(workspace, rows);
    float[] x = workspace.buffers[entities];
    float[] e = workspace.buffers[embedded];
    float[] qkv = workspace.buffers[projected];
    float[] pooled = workspace.buffers[context];
    for (int first = 0; first < total; first += BLOCK_ROWS) {
      int count = Math.min(BLOCK_ROWS, total - first);
      int from = first * width;
      matrices.embed().affine(kernels, memory, count, x, first * features, features, e, from);
      if (workspace.training) {
        kernels.siluWithSlope(e, workspace.buffers[slope], from, from + count * width);
      } else {
        kernels.activate(Activation.SILU, e, from, from + count * width);
      }
      matrices
          .projection()
          .affine(kernels, memory, count, e, from, width, qkv, first * projectedStride);
    }
    Arrays.fill(pooled, 0, rows * contextStride, 0);
    int start = 0;
    for (int i = 0; i < rows; i++) {
      int count = count(workspace, i);
      for (int head = 0; head < heads && count > 0; head++) {
        attend(workspace, i, start, count, head);
      }
      start += count;
    }
    float[] y = workspace.buffers[output];
    matrices.output().affine(kernels, memory, rows, pooled, 0, contextStride, y, 0);
    addMeans(workspace, rows, e, y);
  }

  /** One head of one row: P and the pooled value. */
  private void attend(Workspace workspace, int index, int start, int count, int head) {
    float[] qkv = workspace.buffers[projected];
    float[] p = workspace.buffers[attention];
    float[] w = workspace.buffers[shares];
    float[] queries = workspace.scratch;
    int query = start * projectedStride + head * headStride;
    int key = query + contextStride;
    int value = key + contextStride;
    int stride = stride(count);
    int p0 = attentionOffset(index, head);
    int w0 = (index * heads + head) * most;
    kernels.transpose(count, headStride, qkv, query, projectedStride, queries, 0, stride);
    for (int k = 0; k < headStride * stride; k++) {
      queries[k] *= scale;
    }
    kernels.affine(
        count, headStride, qkv, key, projectedStride, queries, 0, memory.zeros, 0, stride, p, p0);
    kernels.softmaxColumns(count, p, p0, stride);
    for (int j = 0; j < count; j++) {
      float sum = 0;
      int at = p0 + j * stride;
      for (int i = 0; i < count; i++) {
        sum += p[at + i];
      }
      w[w0 + j] = sum / count;
    }
    kernels.addProduct(
        1,
        count,
        headStride,
        w,
        w0,
        most,
        qkv,
        value,
        projectedStride,
        workspace.buffers[context],
        index * contextStride + head * headStride,
        contextStride);
  }

  /** Numbers in a row of P for so many entities. */
  private int stride(int count) {
    int lanes = kernels.lanes();
    return (count + lanes - 1) / lanes * lanes;
  }

  private int attentionOffset(int index, int head) {
    return (index * heads + head) * most * stride(most);
  }

  /** Adds the mean of each row's entities; a row without any becomes zero. */
  private void addMeans(Workspace workspace, int rows, float[] e, float[] y) {
    float[] sum = workspace.scratch;
    int start = 0;
    for (int i = 0; i < rows; i++) {
      int count = count(workspace, i);
      int to = i * width;
      if (count == 0) {
        Arrays.fill(y, to, to + width, 0);
      } else {
        Arrays.fill(sum, 0, width, 0);
        kernels.addColumnSums(count, e, start * width, width, sum, 0);
        float factor = 1f / count;
        for (int j = 0; j < width; j++) {
          y[to + j] += factor * sum[j];
        }
      }
      start += count;
    }
  }

  @Override
  public void backward(Workspace workspace, int rows, float[] gradients, boolean wantInput) {
    float[] d = workspace.delta;
    float[] dContext = workspace.buffers[contextDelta];
    float[] dqkv = workspace.buffers[projectedDelta];
    float[] de = workspace.buffers[embeddedDelta];
    int total = 0;
    for (int i = 0; i < rows; i++) {
      int count = count(workspace, i);
      if (count == 0) {
        Arrays.fill(d, i * width, (i + 1) * width, 0);
      }
      total += count;
    }
    float[] pooled = workspace.buffers[context];
    addGradients(matrices.output(), rows, pooled, contextStride, d, gradients);
    matrices.output().carryBack(kernels, memory, rows, d, dContext);
    Arrays.fill(dqkv, 0, total * projectedStride, 0);
    int start = 0;
    for (int i = 0; i < rows; i++) {
      int count = count(workspace, i);
      for (int head = 0; head < heads && count > 0; head++) {
        attendBackward(workspace, i, start, count, head);
      }
      start += count;
    }
    float[] e = workspace.buffers[embedded];
    addGradients(matrices.projection(), total, e, width, dqkv, gradients);
    matrices.projection().carryBack(kernels, memory, total, dqkv, de);
    addMeanDeltas(workspace, rows, d, de);
    kernels.multiplySlope(Activation.SILU, workspace.buffers[slope], de, 0, total * width);
    float[] x = workspace.buffers[entities];
    addGradients(matrices.embed(), total, x, features, de, gradients);
    if (wantInput) {
      matrices.embed().carryBack(kernels, memory, total, de, workspace.buffers[entityDelta]);
      scatter(workspace, rows);
    }
  }

  private void addGradients(
      Matrix matrix, int rows, float[] x, int xStride, float[] d, float[] gradients) {
    int stride = matrix.stride();
    for (int first = 0; first < rows; first += BLOCK_ROWS) {
      int count = Math.min(BLOCK_ROWS, rows - first);
      kernels.addOuter(
          count,
          matrix.rows(),
          x,
          first * xStride,
          xStride,
          d,
          first * stride,
          stride,
          gradients,
          matrix.weights());
      kernels.addColumnSums(count, d, first * stride, stride, gradients, matrix.biases());
    }
  }

  /**
   * One head of one row. With the gradient c of the pooled value:
   *
   * <pre>
   * dv_j = w_j c
   * dP_ij = u_j = v_j · c / count
   * dS_ij = P_ij (u_j - Σ_k P_ik u_k) / √d
   * dq_i = Σ_j dS_ij k_j,  dk_j = Σ_i dS_ij q_i
   * </pre>
   */
  private void attendBackward(Workspace workspace, int index, int start, int count, int head) {
    float[] qkv = workspace.buffers[projected];
    float[] dqkv = workspace.buffers[projectedDelta];
    float[] p = workspace.buffers[attention];
    float[] w = workspace.buffers[shares];
    float[] c = workspace.buffers[contextDelta];
    float[] scratch = workspace.scratch;
    int query = start * projectedStride + head * headStride;
    int key = query + contextStride;
    int value = key + contextStride;
    int stride = stride(count);
    int p0 = attentionOffset(index, head);
    int w0 = (index * heads + head) * most;
    int c0 = index * contextStride + head * headStride;
    int u = third;
    int t = third + most;
    for (int j = 0; j < count; j++) {
      int v = value + j * projectedStride;
      float share = w[w0 + j];
      float sum = 0;
      for (int k = 0; k < headStride; k++) {
        sum += qkv[v + k] * c[c0 + k];
      }
      for (int k = 0; k < headStride; k++) {
        dqkv[v + k] = share * c[c0 + k];
      }
      scratch[u + j] = sum / count;
    }
    kernels.affine(1, count, scratch, u, most, p, p0, memory.zeros, 0, stride, scratch, t);
    for (int j = 0; j < count; j++) {
      float uj = scratch[u + j];
      int from = p0 + j * stride;
      int to = j * stride;
      for (int i = 0; i < stride; i++) {
        scratch[to + i] = p[from + i] * (uj - scratch[t + i]) * scale;
      }
    }
    kernels.transpose(count, count, scratch, 0, stride, scratch, second, stride);
    addProduct(count, scratch, 0, stride, qkv, query, dqkv, key);
    addProduct(count, scratch, second, stride, qkv, key, dqkv, query);
  }

  private void addProduct(
      int count, float[] a, int a0, int aStride, float[] b, int b0, float[] c, int c0) {
    kernels.addProduct(
        count, count, headStride, a, a0, aStride, b, b0, projectedStride, c, c0, projectedStride);
  }

  /** The entities' part in the mean. */
  private void addMeanDeltas(Workspace workspace, int rows, float[] d, float[] de) {
    int to = 0;
    for (int i = 0; i < rows; i++) {
      int count = count(workspace, i);
      float factor = 1f / count;
      int from = i * width;
      for (int entity = 0; entity < count; entity++) {
        for (int j = 0; j < width; j++) {
          de[to + j] += factor * d[from + j];
        }
        to += width;
      }
    }
  }

  /** Puts the entities' gradients in their places; those that are not there have none. */
  private void scatter(Workspace workspace, int rows) {
    float[] from = workspace.buffers[entityDelta];
    float[] to = workspace.delta;
    int fromStride = matrices.embed().transposeStride();
    int next = 0;
    Arrays.fill(to, 0, rows * input.stride(), 0);
    for (int i = 0; i < rows; i++) {
      int count = count(workspace, i);
      for (int entity = 0; entity < count; entity++) {
        int target = i * input.stride() + entity * features;
        System.arraycopy(from, next * fromStride, to, target, features);
        next++;
      }
    }
  }

  @Override
  public void parametersChanged() {
    matrices.transpose(kernels, memory);
  }
}
