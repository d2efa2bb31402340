#!/usr/bin/env bash
# Training with more and more agents in an arena, 1024 in all: agents' decisions a second.
#   benchmarks/battle.sh [FILE] [OPTION…]     figures go to FILE, runs/battle.json by default, and
#                                             a picture of them beside it; OPTIONs to bench
set -euo pipefail
cd "$(dirname "$0")/.."
out=${1:-runs/battle.json}
mkdir -p "$(dirname "$out")"
./brains bench battle --json "$out" --chart "${out%.json}.png" "${@:2}"
