#!/usr/bin/env bash
# push-block by PPO with potential-based shaping, without any, and paid for touching the block as well; five seeds of
# 3,000,000 decisions each.
#   benchmarks/shaping.sh [FOLDER] [OPTION…]     results go to FOLDER, runs/shaping by default; OPTIONs to train
set -euo pipefail
cd "$(dirname "$0")/.."
out=${1:-runs/shaping}
train() {
  ./brains train push-block --seeds 5 --jobs 1 --backend simd "$@"
}
train --run "$out/potential" "${@:2}"
train --run "$out/plain" --set rewards.PushBlock.approach=0 --set rewards.PushBlock.push=0 "${@:2}"
train --run "$out/touch" --set rewards.PushBlock.touch=1 "${@:2}"
./brains compare "$out"/{potential,plain,touch} --metric evaluation/mean_score --threshold 0.9 --out "$out/compared"
