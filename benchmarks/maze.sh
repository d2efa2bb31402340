#!/usr/bin/env bash
# The largest maze, 25 by 25 cells with three doors, by five ways at 3,000,000 decisions each, five seeds:
#   plain       PPO
#   curriculum  PPO by lessons of larger and larger mazes
#   rnd         PPO with an LSTM and RND
#   hierarchy   a manager and three skills that learn together, each skill paid for what it is named after
#   scripts     a manager above three scripts
#   benchmarks/maze.sh [FOLDER] [OPTION…]     results go to FOLDER, runs/maze by default; OPTIONs to train
set -euo pipefail
cd "$(dirname "$0")/.."
out=${1:-runs/maze}
train() {
  ./brains train "$1" --run "$out/$2" --seeds 5 --jobs 1 --steps 3000000 --backend simd "${@:3}"
}
largest=(--set environment_parameters.size=25 --set environment_parameters.doors=3)
scripts=()
for skill in key door goal; do
  scripts+=(--set "behaviors.Maze.hyperparameters.skills.$skill.brain=to_$skill")
done
train assets/configs/maze-curriculum.yaml plain "${largest[@]}" "${@:2}"
train assets/configs/maze-curriculum.yaml curriculum "${@:2}"
train assets/configs/maze-rnd.yaml rnd "${largest[@]}" "${@:2}"
train assets/configs/maze-hierarchy.yaml hierarchy "${largest[@]}" "${@:2}"
train assets/configs/maze-hierarchy.yaml scripts "${largest[@]}" "${scripts[@]}" "${@:2}"
./brains compare "$out"/{plain,curriculum,rnd,hierarchy,scripts} --metric evaluation/mean_score --threshold 0.5 \
  --out "$out/compared"
