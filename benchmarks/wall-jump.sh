#!/usr/bin/env bash
# Over a wall of 8 m, from a block that must be pushed to it: PPO on that wall alone and by lessons of higher and higher
# walls, five seeds of 3,000,000 decisions each.
#   benchmarks/wall-jump.sh [FOLDER] [OPTION…]     results go to FOLDER, runs/wall-jump by default; OPTIONs to train
set -euo pipefail
cd "$(dirname "$0")/.."
out=${1:-runs/wall-jump}
./brains train wall-jump --seeds 5 --jobs 1 --backend simd --run "$out/plain" "${@:2}"
./brains train assets/configs/wall-jump-curriculum.yaml --seeds 5 --jobs 1 --backend simd --run "$out/curriculum" "${@:2}"
./brains compare "$out"/{plain,curriculum} --metric evaluation/mean_score --threshold 0.9 --out "$out/compared"
