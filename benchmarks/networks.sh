#!/usr/bin/env bash
# A convolutional and a recurrent network on every backend and, in the same minutes, on PyTorch's CPU:
#
#   benchmarks/networks.sh
#
# Prints the figures as they come, then the table of docs/benchmarks.md. PyTorch is the system's
# python3-torch; PYTHON names another Python that has it.
set -e
cd "$(dirname "${BASH_SOURCE[0]}")/.."
python=${PYTHON:-/usr/bin/python3}
if ! "$python" -c 'import torch' 2> /dev/null; then
  echo "networks.sh: $python has no torch (Debian: apt-get install python3-torch): the backends alone"
  exec ./brains bench nature-cnn lstm
fi
figures=$(mktemp -d)
trap 'rm -rf "$figures"' EXIT
date -u '+%Y-%m-%d %H:%M UTC'
"$python" -c 'import torch; print("PyTorch", torch.__version__)'
for case in nature-cnn lstm; do
  ./brains bench "$case" --json "$figures/$case.json"
  "$python" "benchmarks/torch_${case//-/_}.py" | tee -a "$figures/torch"
done
"$python" benchmarks/networks_table.py "$figures/torch" "$figures"/*.json
