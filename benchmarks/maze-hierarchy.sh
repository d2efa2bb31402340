#!/usr/bin/env bash
# Mazes with two doors, larger and larger, by four ways at 1,500,000 decisions each, ten seeds:
#   pretrained  three skills (300,000 decisions each, in mazes of 5 to 13 cells) and a manager above them (600,000)
#   joint       manager and skills learned together, each skill paid for what it is named after
#   flat        PPO with an LSTM and RND
#   terms       PPO paid for keys and doors as the skills are, without a hierarchy
#   benchmarks/maze-hierarchy.sh [FOLDER] [OPTION…]     results go to FOLDER, runs/maze-hierarchy by default; OPTIONs to train
set -euo pipefail
cd "$(dirname "$0")/.."
out=${1:-runs/maze-hierarchy}
train() {
  ./brains train "$@" --backend simd
}
for seed in {1..10}; do
  train assets/configs/maze-skill.yaml --seed "$seed" --run "$out/skills/key/seed-$seed" "${@:2}"
  train assets/configs/maze-skill.yaml --seed "$seed" --run "$out/skills/door/seed-$seed" \
    --set rewards.Maze.key=0 --set rewards.Maze.door=1 "${@:2}"
  train assets/configs/maze-goal.yaml --seed "$seed" --run "$out/skills/goal/seed-$seed" "${@:2}"
done
for size in 5 7 9 13; do
  for seed in {1..10}; do
    brains=()
    for skill in key door goal; do
      brains+=(--set "behaviors.Maze.hyperparameters.skills.$skill.brain=$out/skills/$skill/seed-$seed/best.brain")
    done
    train assets/configs/maze-hierarchy.yaml --seed "$seed" --steps 600000 --run "$out/pretrained/$size/seed-$seed" \
      --set environment_parameters.size=$size "${brains[@]}" "${@:2}"
  done
  train assets/configs/maze-hierarchy.yaml --seeds 10 --jobs 1 --run "$out/joint/$size" \
    --set environment_parameters.size=$size "${@:2}"
  train assets/configs/maze-rnd.yaml --seeds 10 --jobs 1 --run "$out/flat/$size" \
    --set environment_parameters.size=$size "${@:2}"
  train assets/configs/maze-curriculum.yaml --seeds 10 --jobs 1 --steps 1500000 --run "$out/terms/$size" \
    --set environment_parameters.size=$size --set environment_parameters.doors=2 \
    --set evaluation.environment_parameters='{}' --set rewards='{Maze: {key: 1, door: 1}}' "${@:2}"
  runs=()
  for way in pretrained joint flat terms; do
    runs+=("$way=$out/$way/$size")
  done
  ./brains compare "${runs[@]}" --metric evaluation/mean_score --threshold 0.9 --out "$out/compared-$size"
done
