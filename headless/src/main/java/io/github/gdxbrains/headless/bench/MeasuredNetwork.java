package io.github.gdxbrains.headless.bench;

import io.github.gdxbrains.nn.Activation;
import io.github.gdxbrains.nn.Head;
import io.github.gdxbrains.nn.Initialization;
import io.github.gdxbrains.nn.Input;
import io.github.gdxbrains.nn.Layer;
import io.github.gdxbrains.nn.NetworkSpec;
import io.github.gdxbrains.nn.Structure;
import io.github.gdxbrains.nn.Trunk;
import io.github.gdxbrains.nn.Weights;
import java.util.List;

/** The networks that are measured. */
public enum MeasuredNetwork {
  /** Separate policy and value networks of two tanh layers, as PPO uses them. */
  POLICY_AND_VALUE(1) {
    @Override
    NetworkSpec spec(int units) {
      List<Layer> layers =
          List.of(
              new Layer.Dense(units, Activation.TANH, 1),
              new Layer.Dense(units, Activation.TANH, 1));
      return new NetworkSpec(
          INPUTS,
          false,
          List.of(
              new Trunk(layers, List.of(new Head("policy", OPTIONS, 0.01f))),
              new Trunk(layers, List.of(new Head("value", 1, 1)))));
    }
  },

  /**
   * The network of "Human-level control through deep reinforcement learning" (Mnih et al., Nature
   * 2015): four frames of 84 x 84 pixels, three convolutions, a layer of {@code units} (512 there).
   */
  NATURE_CNN(1) {
    @Override
    NetworkSpec spec(int units) {
      List<Layer> layers =
          List.of(
              convolution(32, 8, 4),
              convolution(64, 4, 2),
              convolution(64, 3, 1),
              new Layer.Dense(units, Activation.RELU, 1));
      return new NetworkSpec(
          List.of(new Input("frames", 84, 84, 4)),
          false,
          List.of(new Trunk(layers, List.of(new Head("q", OPTIONS, 1)))));
    }

    private static Layer convolution(int channels, int kernel, int stride) {
      return new Layer.Convolution(
          channels, kernel, stride, 0, Activation.RELU, Initialization.glorot());
    }
  },

  /** A long short-term memory over sequences of 64 steps of 32 inputs. */
  LSTM(64) {
    @Override
    NetworkSpec spec(int units) {
      return new NetworkSpec(
          32,
          false,
          List.of(new Trunk(List.of(new Layer.Lstm(units)), List.of(new Head("q", OPTIONS, 1)))));
    }
  };

  /** Inputs of {@link #POLICY_AND_VALUE}. */
  static final int INPUTS = 8;

  /** Outputs of every network's largest head. */
  static final int OPTIONS = 6;

  private final int steps;

  MeasuredNetwork(int steps) {
    this.steps = steps;
  }

  abstract NetworkSpec spec(int units);

  /** Rows of a sequence. */
  int steps() {
    return steps;
  }

  /** Floating-point operations of a forward pass, a row: two for each product with a weight. */
  double forwardFlops(int units) {
    double products = 0;
    Structure structure = spec(units).structure();
    for (Structure.Place place : structure.layers()) {
      for (Weights weights : place.layer().weights(place.input())) {
        products += products(place, weights);
      }
    }
    for (Structure.TrunkPlace trunk : structure.trunks()) {
      for (Structure.HeadPlace head : trunk.heads()) {
        products += (double) head.inputs() * head.head().units();
      }
    }
    return 2 * products;
  }

  /** Floating-point operations of forward, backward and weight gradients, a row. */
  double trainFlops(int units) {
    double unasked = 0; // nobody asks for the inputs' gradient
    for (Structure.TrunkPlace trunk : spec(units).structure().trunks()) {
      Structure.Place first = trunk.layers().get(0);
      unasked += products(first, first.layer().weights(first.input()).get(0));
    }
    return 3 * forwardFlops(units) - 2 * unasked;
  }

  /** A convolution's weights are used for each pixel of its results. */
  private static double products(Structure.Place place, Weights weights) {
    int positions =
        place.layer() instanceof Layer.Convolution
            ? place.output().dimension(0) * place.output().dimension(1)
            : 1;
    return (double) positions * weights.inputs() * weights.units();
  }
}
