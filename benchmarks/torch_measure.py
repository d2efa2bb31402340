"""Times a network's passes on PyTorch's CPU, for networks.sh.

A training step is what `./brains bench` does in one: forward, the gradient of a loss that costs
nothing, backward, clipping to a norm of 0.5, Adam. A figure is the best of several stretches.
Prints lines of: name, threads, rows, units, milliseconds a call.
"""

import sys
import time

import torch

STRETCHES = 5
SECONDS = 0.6 / STRETCHES  # of a stretch, as in ./brains bench


def best_milliseconds(call):
    end = time.perf_counter() + 1
    while time.perf_counter() < end:  # warm-up
        call()
    best = float("inf")
    for _ in range(STRETCHES):
        calls = 0
        start = time.perf_counter()
        while calls == 0 or time.perf_counter() - start < SECONDS:
            call()
            calls += 1
        best = min(best, (time.perf_counter() - start) / calls)
    return 1e3 * best


def measure(name, network, make_input, rows, units):
    """Measures `network` on `make_input()`, which holds `rows` rows, on one thread and on two."""
    optimizer = torch.optim.Adam(network.parameters(), lr=3e-4, eps=1e-5)
    parameters = list(network.parameters())
    batch = make_input()
    scale = 1e-3 / rows

    def forward():
        with torch.inference_mode():
            network(batch)

    def train_step():
        optimizer.zero_grad(set_to_none=True)
        outputs = network(batch)
        outputs.backward(scale * outputs.detach())
        torch.nn.utils.clip_grad_norm_(parameters, 0.5)
        optimizer.step()

    for threads in (1, 2):
        torch.set_num_threads(threads)
        for kind, call in (("forward", forward), ("train-step", train_step)):
            print(f"{name} {kind}\t{threads}\t{rows}\t{units}\t{best_milliseconds(call):.3f}")
            sys.stdout.flush()
