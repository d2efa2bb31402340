#!/usr/bin/env bash
# Who learns to be lost for the others: dungeon-escape by PPO, MAPPO and MA-POCA with the same hyperparameters,
# five seeds of 1,000,000 decisions each, from rewards of one's own.
#   benchmarks/dungeon-escape.sh [FOLDER] [OPTION…]     results go to FOLDER, runs/dungeon-escape by default;
#                                                       OPTIONs to train
set -euo pipefail
cd "$(dirname "$0")/.."
out=${1:-runs/dungeon-escape}
run() {
  ./brains train "assets/configs/$2.yaml" --seeds 5 --jobs 1 --backend simd --run "$out/$1" "${@:3}"
}
run ppo dungeon-escape-ppo "${@:2}"
run mappo dungeon-escape "${@:2}"
run poca dungeon-escape-poca "${@:2}"
./brains compare "$out"/{ppo,mappo,poca} --out "$out/compared" --threshold 0.55
