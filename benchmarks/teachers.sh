#!/usr/bin/env bash
# Mazes of 5 to 17 cells with none to two doors, drawn alike or chosen by a teacher; success in mazes that are drawn
# anew, five seeds of 2,000,000 decisions each.
#   benchmarks/teachers.sh [FOLDER] [OPTION…]     results go to FOLDER, runs/teachers by default; OPTIONs to train
set -euo pipefail
cd "$(dirname "$0")/.."
out=${1:-runs/teachers}
train() {
  ./brains train assets/configs/maze-teacher.yaml --run "$out/$1" --seeds 5 --jobs 1 --backend simd "${@:2}"
}
train uniform --set teacher=null "${@:2}"
train widening "${@:2}"
train progress --set teacher='{learning_progress: {}}' "${@:2}"
train replay \
  --set teacher='{prioritized_level_replay: {levels: 500, score: max_monte_carlo, staleness_coefficient: 0.3}}' "${@:2}"
./brains compare "$out"/{uniform,widening,progress,replay} --metric evaluation/mean_score --threshold 0.5 \
  --out "$out/compared"
