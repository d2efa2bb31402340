#!/usr/bin/env bash
# Two against two by a league of snapshots, five seeds: the curve of Elo, and each seed's best brain in 400 matches
# against the script, against the shipped brain, and against snapshots of its own past.
#   benchmarks/soccer-league.sh [FOLDER] [OPTION…]     results go to FOLDER, runs/soccer-league by default;
#                                                      OPTIONs to train
set -euo pipefail
cd "$(dirname "$0")/.."
out=${1:-runs/soccer-league}
./brains train assets/configs/soccer-league.yaml --seeds 5 --jobs 1 --backend simd --run "$out" "${@:2}"
./brains compare league="$out" --metric elo --metric evaluation/score_rate --out "$out/compared"
for seed in 1 2 3 4 5; do
  for opponent in scripted soccer; do
    ./brains evaluate soccer --brain "$out/seed-$seed/best.brain" --opponent "$opponent" --episodes 400 \
      --seed $((100 + seed))
  done
done
snapshots=$(ls "$out"/seed-1/league/snapshot-*.brain | awk 'NR % 20 == 1')
./brains tournament soccer best="$out/seed-1/best.brain" $snapshots scripted soccer --episodes 400 \
  --out "$out/tournament"
