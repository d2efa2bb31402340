package io.github.gdxbrains.nn;

import java.util.List;

/**
 * One layer of a {@link Trunk} or {@link Encoder}. Layers that work on vectors take any other shape
 * as the vector of its numbers in order, so nothing needs to be flattened by hand.
 *
 * <p>Noise is an input, so that backends can be compared and a pass repeated: a layer says how many
 * numbers it wants, {@link Noise} draws them, {@link Sequences} carries them. Where all of them are
 * zero, or there are none, a layer computes what is best for evaluation.
 */
public sealed interface Layer {
  /** In names and messages, such as {@code dense}. */
  String kind();

  /**
   * What a row has after this layer.
   *
   * @throws IllegalArgumentException if the layer cannot take rows of that shape
   */
  Shape output(Shape input);

  /** Its parameters, for rows of this shape. */
  List<Weights> weights(Shape input);

  /** Recurrent numbers that it carries from step to step. */
  default int stateSize() {
    return 0;
  }

  /** Numbers of noise that it wants for each row. */
  default int rowNoise(Shape input) {
    return 0;
  }

  /** Numbers of noise that it wants for each pass, whatever the number of rows. */
  default int passNoise(Shape input) {
    return 0;
  }

  /**
   * A fully connected layer, {@code y = activation(x W + b)}.
   *
   * @param units how many outputs, at least 1
   * @param activation applied to each sum
   * @param initialization of W and b
   */
  record Dense(int units, Activation activation, Initialization initialization) implements Layer {
    /** Checks the sizes. */
    public Dense {
      require("units", units, 1);
    }

    /** With orthogonal weights; √2 is a usual gain for hidden layers. */
    public Dense(int units, Activation activation, float gain) {
      this(units, activation, Initialization.orthogonal(gain));
    }

    @Override
    public String kind() {
      return "dense";
    }

    @Override
    public Shape output(Shape input) {
      return Shape.of(units);
    }

    @Override
    public List<Weights> weights(Shape input) {
      return List.of(new Weights("", input.size(), units, true, initialization));
    }
  }

  /**
   * A 2-D convolution of images {@code [height, width, channels]}, stored row by row with the
   * channels of a pixel side by side:
   *
   * <pre>
   * y[i][j][c] = activation(b[c] + Σ_{u,v,d} x[i·stride + u - padding][j·stride + v - padding][d]
   *                                          · W[u][v][d][c])
   * </pre>
   *
   * with u and v in [0, kernel), and x zero outside the image (LeCun et al., "Gradient-based
   * learning applied to document recognition", 1998; it is a correlation, as in every framework).
   * The output's height is ⌊(height + 2 · padding - kernel) / stride⌋ + 1. W is the matrix {@code
   * [kernel · kernel · channels in][channels]}.
   *
   * @param channels of the output, at least 1
   * @param kernel side of the square that an output sees, at least 1
   * @param stride pixels between the squares of neighbouring outputs, at least 1
   * @param padding zeros around the image, at least 0 and less than the kernel
   * @param activation applied to each sum
   * @param initialization of W and b
   */
  record Convolution(
      int channels,
      int kernel,
      int stride,
      int padding,
      Activation activation,
      Initialization initialization)
      implements Layer {
    /** Checks the sizes. */
    public Convolution {
      require("channels", channels, 1);
      require("kernel", kernel, 1);
      require("stride", stride, 1);
      require("padding", padding, 0);
      if (padding >= kernel) {
        throw new IllegalArgumentException(
            "padding is " + padding + ", but must be less than the kernel of " + kernel);
      }
    }

    @Override
    public String kind() {
      return "convolution";
    }

    @Override
    public Shape output(Shape input) {
      if (input.rank() != 3) {
        throw new IllegalArgumentException(
            "wants images of height x width x channels, but gets " + input);
      }
      return Shape.of(side(input.dimension(0), input), side(input.dimension(1), input), channels);
    }

    private int side(int length, Shape input) {
      int room = length + 2 * padding - kernel;
      if (room < 0) {
        throw new IllegalArgumentException(
            "its kernel of "
                + kernel
                + " does not fit into "
                + input
                + " with a padding of "
                + padding);
      }
      return room / stride + 1;
    }

    @Override
    public List<Weights> weights(Shape input) {
      int patch = kernel * kernel * input.dimension(2);
      return List.of(new Weights("", patch, channels, true, initialization));
    }
  }

  /**
   * {@code y = g ∘ (x - mean x) / √(var x + epsilon) + b} over all numbers of a row
   * (arXiv:1607.06450 eq. 4); the variance is divided by their number.
   *
   * @param epsilon above 0; 1e-5 is usual
   */
  record LayerNorm(float epsilon) implements Layer {
    /** Checks the range. */
    public LayerNorm {
      if (!(epsilon > 0) || Float.isInfinite(epsilon)) {
        throw new IllegalArgumentException("epsilon is " + epsilon + ", but must be above 0");
      }
    }

    @Override
    public String kind() {
      return "layernorm";
    }

    @Override
    public Shape output(Shape input) {
      return input;
    }

    @Override
    public List<Weights> weights(Shape input) {
      Initialization ones = new Initialization.Constant(1, 0);
      return List.of(new Weights("", 1, input.size(), true, ones));
    }
  }

  /**
   * Inverted dropout (Srivastava et al., "Dropout", JMLR 2014): {@code y = x ∘ (1 + n)}, the noise
   * n of each number being -1 with probability {@code rate} and else {@code rate / (1 - rate)}.
   *
   * @param rate in [0, 1)
   */
  record Dropout(float rate) implements Layer {
    /** Checks the range. */
    public Dropout {
      if (!(rate >= 0 && rate < 1)) {
        throw new IllegalArgumentException("rate is " + rate + ", but must be in [0, 1)");
      }
    }

    @Override
    public String kind() {
      return "dropout";
    }

    @Override
    public Shape output(Shape input) {
      return input;
    }

    @Override
    public List<Weights> weights(Shape input) {
      return List.of();
    }

    @Override
    public int rowNoise(Shape input) {
      return input.size();
    }
  }

  /**
   * Looks up a vector for each input number, which is an index: {@code y[i] = E[x[i]]}. Only as the
   * first layer, on inputs that the normaliser leaves alone. Indices have no gradient; one outside
   * [0, count) is an {@link IllegalArgumentException} of the pass.
   *
   * @param count how many vectors there are, at least 1
   * @param size of a vector, at least 1
   */
  record Embedding(int count, int size) implements Layer {
    /** Checks the sizes. */
    public Embedding {
      require("count", count, 1);
      require("size", size, 1);
    }

    @Override
    public String kind() {
      return "embedding";
    }

    @Override
    public Shape output(Shape input) {
      return Shape.of(input.size(), size);
    }

    @Override
    public List<Weights> weights(Shape input) {
      return List.of(new Weights("", count, size, false, Initialization.glorot()));
    }
  }

  /**
   * A fully connected layer with factorised gaussian noise (arXiv:1706.10295 eq. 9 to 11): {@code y
   * = activation(x (μ + σ ∘ p qᵀ) + m + s ∘ q)}. The noise is, for each pass, p (a number per
   * input) and q (one per unit), each {@code sgn(e) √|e|} of a gaussian e. Its slices are {@code
   * mean} (μ and m) and {@code sigma} (σ and s).
   *
   * @param units how many outputs, at least 1
   * @param activation applied to each sum
   * @param sigma first value of σ and s, times √inputs; 0.5 in the paper
   */
  record NoisyDense(int units, Activation activation, float sigma) implements Layer {
    /** Checks the sizes. */
    public NoisyDense {
      require("units", units, 1);
      Initialization.noisyNet(sigma);
    }

    @Override
    public String kind() {
      return "noisydense";
    }

    @Override
    public Shape output(Shape input) {
      return Shape.of(units);
    }

    @Override
    public List<Weights> weights(Shape input) {
      return Weights.noisy("", input.size(), units, sigma);
    }

    @Override
    public int passNoise(Shape input) {
      return input.size() + units;
    }
  }

  /**
   * A long short-term memory (Hochreiter and Schmidhuber 1997, with the forget gate of Gers et al.
   * 2000):
   *
   * <pre>
   * [i f g o] = x W + h U + b
   * c ← σ(f) ∘ c + σ(i) ∘ tanh(g)
   * h ← σ(o) ∘ tanh(c),  y = h
   * </pre>
   *
   * The slices are {@code input} (W and b, the gates side by side in this order) and {@code
   * recurrent} (U). The state is h, then c. The forget gate's biases start at 1 (Jozefowicz et al.,
   * "An empirical exploration of recurrent network architectures", 2015).
   *
   * @param units how many outputs, at least 1
   */
  record Lstm(int units) implements Layer {
    /** Checks the sizes. */
    public Lstm {
      require("units", units, 1);
    }

    @Override
    public String kind() {
      return "lstm";
    }

    @Override
    public Shape output(Shape input) {
      return Shape.of(units);
    }

    @Override
    public List<Weights> weights(Shape input) {
      List<Float> biases = List.of(0f, 1f, 0f, 0f);
      return List.of(
          new Weights(
              "input", input.size(), 4 * units, true, gates(Initialization.glorot(), biases)),
          new Weights(
              "recurrent", units, 4 * units, false, gates(Initialization.orthogonal(1), biases)));
    }

    @Override
    public int stateSize() {
      return 2 * units;
    }
  }

  /**
   * A gated recurrent unit (arXiv:1406.1078, in the variant whose reset gate acts on the product,
   * arXiv:1412.3555 and cuDNN):
   *
   * <pre>
   * r = σ(x W_r + b_r + h U_r + d_r)
   * z = σ(x W_z + b_z + h U_z + d_z)
   * n = tanh(x W_n + b_n + r ∘ (h U_n + d_n))
   * h ← (1 - z) ∘ n + z ∘ h,  y = h
   * </pre>
   *
   * The slices are {@code input} (W and b) and {@code recurrent} (U and d), the gates side by side
   * in the order r, z, n. The state is h.
   *
   * @param units how many outputs, at least 1
   */
  record Gru(int units) implements Layer {
    /** Checks the sizes. */
    public Gru {
      require("units", units, 1);
    }

    @Override
    public String kind() {
      return "gru";
    }

    @Override
    public Shape output(Shape input) {
      return Shape.of(units);
    }

    @Override
    public List<Weights> weights(Shape input) {
      List<Float> biases = List.of(0f, 0f, 0f);
      return List.of(
          new Weights(
              "input", input.size(), 3 * units, true, gates(Initialization.glorot(), biases)),
          new Weights(
              "recurrent", units, 3 * units, true, gates(Initialization.orthogonal(1), biases)));
    }

    @Override
    public int stateSize() {
      return units;
    }
  }

  /**
   * Residual self-attention over a list of entities {@code [max, features]} of which the first
   * {@code count} are there, pooled into one vector (arXiv:1706.03762 eq. 1; pooled as in
   * arXiv:1909.07528). The order of the entities does not matter, and those that are not there have
   * no influence:
   *
   * <pre>
   * e_i = silu(x_i W_e + b_e)
   * q_i, k_i, v_i = e_i W_q + b_q, e_i W_k + b_k, e_i W_v + b_v, each cut into heads
   * a_i = Σ_j softmax_j(q_i · k_j / √(units / heads)) v_j   for each head, side by side
   * r_i = e_i + a_i W_o + b_o
   * y = Σ_i r_i / count, and zero where count is zero
   * </pre>
   *
   * i and j run over the entities that are there. The slices are {@code embed}, {@code query},
   * {@code key}, {@code value} and {@code output}. Only as the first layer of an {@link Encoder}
   * with one input; if that input is not counted, all of its entities are there.
   *
   * @param units of an entity and of the result; a multiple of the heads
   * @param heads at least 1
   */
  record Attention(int units, int heads) implements Layer {
    /** Checks the sizes. */
    public Attention {
      require("units", units, 1);
      require("heads", heads, 1);
      if (units % heads != 0) {
        throw new IllegalArgumentException(
            "units is " + units + ", but must be a multiple of the " + heads + " heads");
      }
    }

    @Override
    public String kind() {
      return "attention";
    }

    @Override
    public Shape output(Shape input) {
      if (input.rank() != 2) {
        throw new IllegalArgumentException(
            "wants a list of entities x features, but gets " + input);
      }
      return Shape.of(units);
    }

    @Override
    public List<Weights> weights(Shape input) {
      Initialization glorot = Initialization.glorot();
      return List.of(
          new Weights("embed", input.dimension(1), units, true, glorot),
          new Weights("query", units, units, true, glorot),
          new Weights("key", units, units, true, glorot),
          new Weights("value", units, units, true, glorot),
          new Weights("output", units, units, true, glorot));
    }
  }

  private static Initialization gates(Initialization weights, List<Float> biases) {
    return new Initialization.Gates(weights, biases);
  }

  private static void require(String name, int value, int least) {
    if (value < least) {
      throw new IllegalArgumentException(name + " is " + value + ", but must be at least " + least);
    }
  }
}
