#!/usr/bin/env bash
# Logs whether ND4J's CUDA build works on this machine's GPU, for docs/backends.md:
#
#   benchmarks/gpu.sh > gpu.log
#
# Needs an NVIDIA GPU of compute capability 3.7 to 8.9 with its driver, a JDK, Maven and 6 GB of disk.

cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit 1
exec 2>&1

step() {
  printf '\n== %s\n' "$*"
  "$@" || {
    printf 'gpu.sh: failed: %s\n' "$*"
    exit 1
  }
}

date -u '+%Y-%m-%d %H:%M UTC'
git log -1 --format='commit %h' 2> /dev/null
command -v nvidia-smi > /dev/null || {
  echo 'gpu.sh: there is no nvidia-smi: is the NVIDIA driver installed?'
  exit 1
}
step nvidia-smi --query-gpu=name,compute_cap,driver_version,memory.total --format=csv
step mvn -q -B -Pcuda -Dmaven.test.skip=true -Dmaven.source.skip=true -Dspotless.check.skip=true package
mkdir -p target && touch target/brains-built # what was built is what ./brains shall run

run=$(mktemp -d) || exit 1
trap 'rm -rf "$run"' EXIT

# What the GPU does while the network trains.
(
  sleep 20
  printf '\n== during training\n'
  nvidia-smi --query-gpu=utilization.gpu,memory.used --format=csv
  nvidia-smi --query-compute-apps=pid,process_name,used_memory --format=csv
) &
watcher=$!

large=(--set 'behaviors.*.network_settings.hidden_units=1024'
  --set 'behaviors.*.hyperparameters.batch_size=4096'
  --set 'behaviors.*.hyperparameters.buffer_size=16384'
  --set env_settings.num_envs=64)
step ./brains train cartpole --backend nd4j --seconds 60 --run "$run/nd4j" "${large[@]}"
wait "$watcher"
step ./brains train cartpole --backend simd --seconds 60 --run "$run/simd" "${large[@]}"

printf '\n== steps per second\n'
for backend in nd4j simd; do
  printf '%s %s\n' "$backend" \
    "$(sed -n 's/.*"steps_per_second" *: *\([0-9.]*\).*/\1/p' "$run/$backend/summary.json" | head -n 1)"
done
step ./brains bench train-step
