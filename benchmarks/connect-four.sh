#!/usr/bin/env bash
# connect-four learned against the script, which looks four moves ahead: five seeds, each tested in 400 games from 200
# distinct random openings of four moves, each opening played from both sides.
#   benchmarks/connect-four.sh [FOLDER] [OPTION…]     results go to FOLDER, runs/connect-four by default;
#                                                     OPTIONs to train
set -euo pipefail
cd "$(dirname "$0")/.."
out=${1:-runs/connect-four}
./brains train connect-four --seeds 5 --jobs 1 --backend simd --run "$out" "${@:2}"
for seed in 1 2 3 4 5; do
  ./brains evaluate connect-four --brain "$out/seed-$seed/best.brain" --opponent scripted --distinct \
    --episodes 400 --seed 100001 --parameter opening_moves=4 --parameter vary_first=0
done
