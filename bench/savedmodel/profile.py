"""Runs emoc's SavedModel in a traced session and prints where a step's time goes.

    python profile.py FOLDER THREADS

FOLDER holds saved_model.pb and calls.json (profile.ts wrote them). Times are medians over steps of each op's own time on its thread, summed by op.
"""
import collections
import json
import sys
import time

import numpy as np
import tensorflow as tf

v1 = tf.compat.v1
FOLDER, THREADS = sys.argv[1], int(sys.argv[2])
CALLS = json.load(open(f"{FOLDER}/calls.json"))
STEPS = 200


def feeds(call):
    def values(entry):
        if entry["file"] is None:
            return np.zeros(entry["shape"], np.int32)
        return np.fromfile(f"{FOLDER}/{entry['file']}", np.int32).reshape(entry["shape"])

    return {entry["name"]: values(entry) for entry in call["inputs"]}


def medians_by_op(traces):
    """Milliseconds of a step by op, each the median over all steps."""
    by_op = collections.defaultdict(list)
    for trace in traces:
        total = collections.Counter()
        for device in trace.step_stats.dev_stats:
            for node in device.node_stats:
                op = node.timeline_label.split(" = ")[-1].split("(")[0]
                total[op] += (node.op_end_rel_micros - node.op_start_rel_micros) / 1000
        for op, ms in total.items():
            by_op[op].append(ms)
    return {op: float(np.median(times)) for op, times in by_op.items()}


config = v1.ConfigProto(intra_op_parallelism_threads=THREADS, inter_op_parallelism_threads=THREADS)
with v1.Session(graph=tf.Graph(), config=config) as session:
    v1.saved_model.load(session, ["serve"], FOLDER)
    session.run(CALLS["set"]["outputs"], feeds(CALLS["set"]))
    outputs, given = CALLS["step"]["outputs"], feeds(CALLS["step"])
    for _ in range(20):
        session.run(outputs, given)
    whole = []
    for _ in range(STEPS):
        start = time.perf_counter()
        session.run(outputs, given)
        whole.append(1000 * (time.perf_counter() - start))
    traces = []
    for _ in range(STEPS):
        trace = v1.RunMetadata()
        session.run(outputs, given, options=v1.RunOptions(trace_level=v1.RunOptions.FULL_TRACE), run_metadata=trace)
        traces.append(trace)

ops = medians_by_op(traces)
print(f"a step: {np.median(whole):.2f} ms, of which in ops {sum(ops.values()):.2f} ms")
for op, ms in sorted(ops.items(), key=lambda item: -item[1]):
    if ms >= 0.005:
        print(f"  {op:28} {ms:7.3f} ms  {100 * ms / sum(ops.values()):5.1f} %")
