#!/usr/bin/env bash
# DQN's options on cartpole, each alone against plain DQN, and all together: ten seeds of 100,000 decisions
# each, their best brains tested on 100 fresh episodes, and the curves compared.
#   benchmarks/dqn-options.sh [FOLDER]     results go to FOLDER, runs/dqn-options by default
set -euo pipefail
cd "$(dirname "$0")/.."
out=${1:-runs/dqn-options}
h=behaviors.CartPole.hyperparameters
run() {
  local name=$1
  shift
  local sets=()
  for set in "$@"; do sets+=(--set "$h.$set"); done
  ./brains train assets/configs/cartpole-dqn.yaml --seeds 10 --run "$out/$name" "${sets[@]}"
}
run plain double_q=false
run double double_q=true
run dueling double_q=false dueling=true
run prioritized double_q=false prioritized_replay=true
run n-step double_q=false n_step=3
run noisy double_q=false noisy_networks=true exploration_initial_eps=null exploration_final_eps=null \
  exploration_steps=null
run categorical double_q=false distribution=categorical v_min=0 v_max=100
run quantile double_q=false distribution=quantile
run all dueling=true prioritized_replay=true n_step=3 noisy_networks=true exploration_initial_eps=null \
  exploration_final_eps=null exploration_steps=null distribution=categorical v_min=0 v_max=100
./brains compare "$out"/{plain,double,dueling,prioritized,n-step,noisy,categorical,quantile,all} \
  --out "$out/compared" --threshold 475
