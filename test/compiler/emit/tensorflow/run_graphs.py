"""Runs emitted graphs in TensorFlow: reads jobs from the JSON file of the first argument, writes their outputs to that of the second.

A job is {graph, feeds}: a TensorflowGraph as emoc has it, and arrays by the names of its inputs. Shapes, types and the names of results inside
functions are checked by TensorFlow when the graph is imported.
"""

import json
import os
import sys

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import numpy
import tensorflow
from tensorflow.core.framework import graph_pb2, types_pb2
from tensorflow.python.framework import op_def_registry

v1 = tensorflow.compat.v1
codes = {
    "f32": types_pb2.DT_FLOAT,
    "i32": types_pb2.DT_INT32,
    "bool": types_pb2.DT_BOOL,
    "u32": types_pb2.DT_UINT32,
    "variant": types_pb2.DT_VARIANT,
}
arrays = {"f32": numpy.float32, "i32": numpy.int32, "bool": numpy.bool_, "u32": numpy.uint32}


def set_shape(message, shape):
    if shape is None:
        message.unknown_rank = True
    else:
        for size in shape:
            message.dim.add().size = size


def set_attribute(message, value):
    (kind, content), = value.items()
    if kind == "int":
        message.i = content
    elif kind == "float":
        message.f = content
    elif kind == "bool":
        message.b = content
    elif kind == "string":
        message.s = content.encode()
    elif kind == "type":
        message.type = codes[content]
    elif kind == "types":
        message.list.type.extend(codes[one] for one in content)
        message.list.SetInParent()
    elif kind == "ints":
        message.list.i.extend(content)
        message.list.SetInParent()
    elif kind == "strings":
        message.list.s.extend(one.encode() for one in content)
        message.list.SetInParent()
    elif kind == "shape":
        set_shape(message.shape, content)
    elif kind == "shapes":
        message.list.SetInParent()
        for shape in content:
            set_shape(message.list.shape.add(), shape)
    elif kind == "tensor":
        array = numpy.array(content["values"], arrays[content["dtype"]]).reshape(content["shape"])
        message.tensor.CopyFrom(tensorflow.make_tensor_proto(array))
    elif kind == "function":
        message.func.name = content
    else:
        raise ValueError(kind)


def add_node(message, node, rename):
    message.name = node["name"]
    message.op = node["op"]
    message.input.extend(rename(one) for one in node["inputs"])
    for name, value in node["attributes"].items():
        set_attribute(message.attr[name], value)


def result_in_function(ops, inputs):
    """`node:1` of a graph as a function says it: `node:output:1`, the place counted within that output."""

    def rename(result):
        if result in inputs:
            return result
        name, _, place = result.partition(":")
        definition = op_def_registry.get(ops[name])
        place = int(place or 0)
        outputs = definition.output_arg
        is_list = len(outputs) == 1 and (outputs[0].number_attr or outputs[0].type_list_attr)
        return f"{name}:{outputs[0].name}:{place}" if is_list else f"{name}:{outputs[place].name}:0"

    return rename


def graph_def(graph):
    message = graph_pb2.GraphDef()
    message.versions.producer = 1087
    for node in graph["nodes"]:
        add_node(message.node.add(), node, lambda name: name)
    for function in graph["functions"]:
        written = message.library.function.add()
        written.signature.name = function["name"]
        for one in function["inputs"]:
            argument = written.signature.input_arg.add()
            argument.name, argument.type = one["name"], codes[one["dtype"]]
        rename = result_in_function(
            {node["name"]: node["op"] for node in function["nodes"]}, {one["name"] for one in function["inputs"]}
        )
        for one in function["outputs"]:
            argument = written.signature.output_arg.add()
            argument.name, argument.type = one["name"], codes[one["dtype"]]
            written.ret[one["name"]] = rename(one["from"])
        for node in function["nodes"]:
            add_node(written.node_def.add(), node, rename)
    return message


def run(job):
    graph = job["graph"]
    with tensorflow.Graph().as_default():
        v1.import_graph_def(graph_def(graph), name="")
        named = lambda result: result if ":" in result else f"{result}:0"
        feeds = {}
        for one in graph["inputs"]:
            given = job["feeds"][one["name"]]
            feeds[named(one["result"])] = numpy.array(given["data"], arrays[one["dtype"]]).reshape(given["shape"])
        with v1.Session() as session:
            results = session.run({one["name"]: named(one["result"]) for one in graph["outputs"]}, feeds)
    return {name: {"shape": list(value.shape), "data": value.astype(float).ravel().tolist()} for name, value in results.items()}


with open(sys.argv[1]) as file:
    jobs = json.load(file)
results = []
for job in jobs:
    try:
        results.append({"outputs": run(job)})
    except Exception as error:
        results.append({"error": f"{type(error).__name__}: {error}"})
with open(sys.argv[2], "w") as file:
    json.dump(results, file)
