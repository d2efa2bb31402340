"""Makes the table of docs/benchmarks.md from the figures that networks.sh collects."""

import json
import sys
from collections import defaultdict

torch_file, *json_files = sys.argv[1:]
cells = defaultdict(dict)  # (pass, rows) -> column -> (milliseconds, text)
columns = []


def add(key, column, milliseconds, text):
    if column not in columns:
        columns.append(column)
    if column not in cells[key] or milliseconds < cells[key][column][0]:
        cells[key][column] = (milliseconds, text)


for file in sorted(json_files, reverse=True):  # nature-cnn before lstm
    speed = {}
    for figure in json.load(open(file)):
        key = (figure["name"], figure["rows"])
        place = (*key, figure["backend"], figure["threads"])
        if figure["unit"] == "GFLOP/s":
            speed[place] = figure
        elif figure["unit"] == "ms/call":
            text = f"{figure['value']:.2f} ms, {speed[place]['value']:.0f} GFLOP/s"
            if speed[place]["share_of_peak"] is not None:
                text += f", {100 * speed[place]['share_of_peak']:.0f} %"
            add(key, f"`{figure['backend']}`, {figure['threads']}", figure["value"], text)
for line in open(torch_file):
    name, threads, rows, units, milliseconds = line.split("\t")
    value = float(milliseconds)
    add((name, int(rows)), "PyTorch", value, f"{value:.2f} ms on {threads}")

print()
print("| pass | rows | " + " | ".join(columns) + " | PyTorch / best `simd` |")
print("|---" * (len(columns) + 3) + "|")
for (name, rows), row in cells.items():
    simd = [value for column, (value, _) in row.items() if column.startswith("`simd`")]
    ratio = f"{row['PyTorch'][0] / min(simd):.1f}" if simd and "PyTorch" in row else ""
    texts = [row[column][1] if column in row else "" for column in columns]
    print(f"| {name} | {rows} | " + " | ".join(texts) + f" | {ratio} |")
