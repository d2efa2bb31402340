package io.github.gdxbrains.headless.nd4j;

import io.github.gdxbrains.nn.Network;
import io.github.gdxbrains.nn.NetworkSpec;
import io.github.gdxbrains.nn.Optimizer;
import io.github.gdxbrains.nn.ParameterLayout;
import io.github.gdxbrains.nn.Structure;
import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A network whose parameters are one array of ND4J, in the order of {@link ParameterLayout}. */
final class Nd4jNetwork implements Network {
  private final NetworkSpec spec;
  private final Structure structure;
  private final Nd4jRuntime runtime;
  private final boolean onlyOperations;
  private final int parameterCount;
  private final Normalizer normalizer;
  private final List<AutoCloseable> opened = new ArrayList<>();
  private INDArray parameters;
  private INDArray gradients;
  private boolean hasTraining;
  private boolean isClosed;

  /**
   * @param onlyOperations whether passes are made of operations of ND4J alone, as a GPU wants it;
   *     else some layers are computed in the Java heap
   */
  Nd4jNetwork(NetworkSpec spec, Nd4jRuntime runtime, boolean onlyOperations) {
    this.spec = spec;
    structure = spec.structure();
    this.runtime = runtime;
    this.onlyOperations = onlyOperations;
    parameterCount = new ParameterLayout(spec).size();
    normalizer = new Normalizer(spec);
    runtime.run(
        () -> {
          parameters = Memory.zeros(parameterCount);
          gradients = Memory.zeros(1); // until there is a training
        });
  }

  @Override
  public NetworkSpec spec() {
    return spec;
  }

  @Override
  public int parameterCount() {
    return parameterCount;
  }

  @Override
  public void getParameters(float[] target) {
    requireLength("target", target, parameterCount);
    runtime.run(() -> Memory.read(parameters, target, parameterCount));
  }

  @Override
  public void setParameters(float[] source) {
    requireLength("source", source, parameterCount);
    runtime.run(() -> Memory.write(source, parameterCount, parameters));
  }

  @Override
  public void setNormalizer(float[] mean, float[] scale) {
    requireLength("mean", mean, spec.inputs());
    requireLength("scale", scale, spec.inputs());
    runtime.run(() -> normalizer.set(mean, scale));
  }

  @Override
  public Inference inference(int maxRows) {
    requireRows(maxRows);
    return new Nd4jInference(this, maxRows);
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalStateException if the network has a training already
   */
  @Override
  public Training training(int maxRows, Optimizer optimizer) {
    requireRows(maxRows);
    if (hasTraining) {
      throw new IllegalStateException("this network has a training already");
    }
    hasTraining = true;
    run(() -> gradients = Memory.zeros(parameterCount));
    return new Nd4jTraining(this, maxRows, optimizer);
  }

  /** Frees the memory outside the Java heap; the network cannot be used afterwards. */
  @Override
  public void close() {
    run(
        () -> {
          if (!isClosed) {
            isClosed = true;
            for (AutoCloseable one : opened) {
              closeQuietly(one);
            }
            parameters.close();
            gradients.close();
          }
        });
  }

  private static void closeQuietly(AutoCloseable one) {
    try {
      one.close();
    } catch (Exception impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** Runs some work on the thread that calls ND4J. */
  void run(Runnable work) {
    runtime.run(work);
  }

  /** Memory for passes, freed with the network. */
  Passes passes(int maxRows, boolean training) {
    Passes passes = new Passes(this, maxRows, training);
    opened.add(passes);
    return passes;
  }

  boolean onlyOperations() {
    return onlyOperations;
  }

  void closeWithNetwork(AutoCloseable one) {
    opened.add(one);
  }

  INDArray flatParameters() {
    return parameters;
  }

  /** Views for passes; those for learning are made after {@link #training}. */
  Parameters parameters() {
    return new Parameters(new ParameterLayout(spec), parameters, gradients);
  }

  INDArray gradients() {
    return gradients;
  }

  Normalizer normalizer() {
    return normalizer;
  }

  Structure structure() {
    return structure;
  }

  private static void requireRows(int maxRows) {
    if (maxRows < 1) {
      throw new IllegalArgumentException("maxRows is " + maxRows + ", but must be at least 1");
    }
  }

  static void requireLength(String name, float[] array, int length) {
    if (array.length < length) {
      throw new IllegalArgumentException(
          name + " has room for " + array.length + " numbers, but needs " + length);
    }
  }
}
