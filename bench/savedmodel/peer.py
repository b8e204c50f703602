"""The Python side: the same net as one tf.function with ResourceApplyAdam, the fastest way that TensorFlow has to train it.

    python peer.py FOLDER

FOLDER holds what bench/exchange.ts wrote. Says its version as a line of JSON, then reads a number of steps a line and answers with
{"ms": time of a step, "cpuMs": time of all processors for a step, "losses": [...]}. Every step brings the batch from NumPy and reads the loss.
"""
import json
import sys
import time

import numpy as np
import tensorflow as tf

FOLDER = sys.argv[1]
META = json.load(open(f"{FOLDER}/meta.json"))
DATA = open(f"{FOLDER}/data.bin", "rb").read()


def array(entry):
    piece = DATA[entry["at"] : entry["at"] + entry["bytes"]]
    return np.frombuffer(piece, entry["dtype"]).reshape(entry["shape"]).copy()


FIELDS = {entry["name"]: array(entry) for entry in META["arrays"] if entry["role"] == "field"}
WEIGHTS = {entry["name"]: tf.Variable(array(entry)) for entry in META["arrays"] if entry["role"] == "parameter"}
MEANS = {name: tf.Variable(tf.zeros_like(value)) for name, value in WEIGHTS.items()}
SQUARES = {name: tf.Variable(tf.zeros_like(value)) for name, value in WEIGHTS.items()}
BETA1, BETA2, EPSILON = 0.9, 0.999, 1e-8
POWERS = [tf.Variable(1.0), tf.Variable(1.0)]
HEADS = ("valence", "arousal", "dominance")


def dense(x, name):
    return tf.nn.bias_add(tf.matmul(x, WEIGHTS[f"{name}.weight"]), WEIGHTS[f"{name}.bias"])


@tf.function
def step(audio, valence, arousal, dominance, rate):
    targets = dict(valence=valence, arousal=arousal, dominance=dominance)
    with tf.GradientTape() as tape:
        trunk = tf.nn.relu(dense(tf.nn.relu(dense(audio, "trunk_dense_1")), "trunk_dense_2"))
        loss = 0.0
        for head in HEADS:
            output = dense(tf.nn.relu(dense(trunk, f"{head}_dense_1")), f"{head}_dense_2")
            loss += tf.reduce_mean(tf.square(output - targets[head]))
    gradients = tape.gradient(loss, WEIGHTS)
    POWERS[0].assign(POWERS[0] * BETA1)
    POWERS[1].assign(POWERS[1] * BETA2)
    for name, weight in WEIGHTS.items():
        tf.raw_ops.ResourceApplyAdam(
            var=weight.handle,
            m=MEANS[name].handle,
            v=SQUARES[name].handle,
            beta1_power=POWERS[0].read_value(),
            beta2_power=POWERS[1].read_value(),
            lr=rate,
            beta1=BETA1,
            beta2=BETA2,
            epsilon=EPSILON,
            grad=gradients[name],
        )
    return loss


RATE = np.float32(META["rate"])
print(json.dumps({"version": tf.__version__}), flush=True)
for line in sys.stdin:
    count, losses = int(line), []
    start, start_cpu = time.perf_counter(), time.process_time()
    for _ in range(count):
        losses.append(float(step(*(tf.constant(FIELDS[name]) for name in ("audio", *HEADS)), tf.constant(RATE)).numpy()))
    ms, cpu_ms = (1000 * (end - begin) / count for end, begin in ((time.perf_counter(), start), (time.process_time(), start_cpu)))
    print(json.dumps({"ms": ms, "cpuMs": cpu_ms, "losses": losses}), flush=True)
