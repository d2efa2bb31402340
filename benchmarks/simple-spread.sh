#!/usr/bin/env bash
# Three agents share three landmarks out: PPO with one shared policy, MAPPO and MA-POCA with its hyperparameters,
# QMIX, and three DQNs that know nothing of each other; five seeds of 3,000,000 decisions each.
#   benchmarks/simple-spread.sh [FOLDER] [OPTION…]     results go to FOLDER, runs/simple-spread by default;
#                                                      OPTIONs to train
set -euo pipefail
cd "$(dirname "$0")/.."
out=${1:-runs/simple-spread}
run() {
  ./brains train "assets/configs/$2.yaml" --steps 3000000 --seeds 5 --jobs 1 --backend simd --run "$out/$1" "${@:3}"
}
run ppo simple-spread "${@:2}"
run mappo simple-spread --set behaviors.SimpleSpread.trainer_type=mappo "${@:2}"
run poca simple-spread --set behaviors.SimpleSpread.trainer_type=poca "${@:2}"
run qmix simple-spread-qmix "${@:2}"
run dqn simple-spread-dqn "${@:2}"
./brains compare "$out"/{ppo,mappo,poca,qmix,dqn} --reference random=-26.49 --reference script=-7.47 \
  --out "$out/compared"
