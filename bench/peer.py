"""The PyTorch side of the benchmark: one net, trained in several ways on one batch.

    python peer.py FOLDER NET THREADS VARIANT...

FOLDER holds what bench/exchange.ts wrote: the start of every parameter and the batch. After a line of JSON
with what it is, it reads one command a line on its input and answers each with one line of JSON:
{"run": VARIANT, "steps": N} gives {"ms": [...], "loss": loss of the last step, before its update}.
"""
import json
import os
import sys
import time

FOLDER, NET, THREADS, *VARIANTS = sys.argv[1:]
os.environ["OMP_NUM_THREADS"] = os.environ["MKL_NUM_THREADS"] = THREADS

import numpy as np  # noqa: E402
import torch  # noqa: E402
import torch.nn as nn  # noqa: E402
import torch.nn.functional as F  # noqa: E402

torch.set_num_threads(int(THREADS))
# Where it computes. On a GPU a batch comes from the processor's memory in every step, as in training.
DEVICE = os.environ.get("EMOC_BENCH_DEVICE", "cpu")
if os.environ.get("EMOC_BENCH_TF32") == "1":
    torch.set_float32_matmul_precision("high")
torch.set_flush_denormal(True)


class Joint(nn.Module):
    """Three dense encoders, their concatenation, one output."""

    def __init__(self, shapes, variant):
        super().__init__()
        for name in ("text", "audio", "video", "joint", "sentiment"):
            setattr(self, name, nn.Linear(*shapes[f"{name}.weight"]))

    def loss(self, batch):
        parts = [F.relu(getattr(self, name)(batch[name])) for name in ("text", "audio", "video")]
        return F.mse_loss(self.sentiment(F.relu(self.joint(torch.cat(parts, 1)))), batch["target"])


class DenseTall(nn.Module):
    """A trunk of two dense layers and three heads of two."""

    HEADS = ("valence", "arousal", "dominance")

    def __init__(self, shapes, variant):
        super().__init__()
        for name, shape in shapes.items():
            if name.endswith(".weight"):
                setattr(self, name[: -len(".weight")], nn.Linear(*shape))

    def loss(self, batch):
        x = F.relu(self.trunk_dense_2(F.relu(self.trunk_dense_1(batch["audio"]))))
        total = 0
        for head in self.HEADS:
            hidden = F.relu(getattr(self, f"{head}_dense_1")(x))
            total = total + F.mse_loss(getattr(self, f"{head}_dense_2")(hidden), batch[head])
        return total


class WordPool(nn.Module):
    """Trained word vectors, mean over the words that are there, one dense layer."""

    def __init__(self, shapes, variant):
        super().__init__()
        rows, width = shapes["words.weight"]
        is_sparse = "sparse" in variant
        self.is_bag = "bag" in variant
        if self.is_bag:
            self.words = nn.EmbeddingBag(rows, width, sparse=is_sparse, padding_idx=0, mode="mean")
        else:
            self.words = nn.Embedding(rows, width, sparse=is_sparse, padding_idx=0)
        self.emotion = nn.Linear(*shapes["emotion.weight"])

    def loss(self, batch):
        ids = batch["tokens"]
        if self.is_bag:
            pooled = self.words(ids)
        else:
            mask = batch["mask"]
            pooled = (self.words(ids) * mask.unsqueeze(-1)).sum(1) / mask.sum(1, keepdim=True)
        return F.cross_entropy(self.emotion(pooled), batch["label"])


class Recurrent(nn.Module):
    """One LSTM layer; the state after the last step, one output."""

    def __init__(self, shapes, variant):
        super().__init__()
        inputs, width = shapes["kernel"]
        self.lstm = nn.LSTM(inputs, width // 4, batch_first=True)
        self.lstm.bias_hh_l0.requires_grad_(False)
        self.sentiment = nn.Linear(*shapes["sentiment.weight"])

    def loss(self, batch):
        _, (last, _) = self.lstm(batch["audio"])
        return F.mse_loss(self.sentiment(last[0]), batch["target"])

    GATES = "ifgo"

    def place(self, arrays, gates):
        def to_torch(array):
            blocks = dict(zip(gates, np.split(array, 4, axis=-1)))
            return np.concatenate([blocks[gate] for gate in self.GATES], axis=-1).T

        with torch.no_grad():
            copy(self.lstm.weight_ih_l0, to_torch(arrays["kernel"]))
            copy(self.lstm.weight_hh_l0, to_torch(arrays["recurrent"]))
            copy(self.lstm.bias_ih_l0, to_torch(arrays["bias"]))
            self.lstm.bias_hh_l0.zero_()
            copy(self.sentiment.weight, arrays["sentiment.weight"].T)
            copy(self.sentiment.bias, arrays["sentiment.bias"])


class Faces(nn.Module):
    """Three blocks of convolution 3x3, ReLU and max pooling 2x2, one dense layer."""

    def __init__(self, shapes, variant):
        super().__init__()
        self.blocks = nn.ModuleList()
        for block in range(3):
            to, from_, *_ = shapes[f"blocks.{block}.weight"]
            self.blocks.append(nn.Conv2d(from_, to, 3, padding=1))
        self.emotion = nn.Linear(*shapes["emotion.weight"])
        self.is_last = "channels_last" in variant
        if self.is_last:
            self.to(memory_format=torch.channels_last)

    def prepare(self, batch):
        if self.is_last:
            batch["face"] = batch["face"].contiguous(memory_format=torch.channels_last)

    def loss(self, batch):
        x = batch["face"]
        for block in self.blocks:
            x = F.max_pool2d(F.relu(block(x)), 2)
        return F.cross_entropy(self.emotion(x.flatten(1)), batch["label"])


def copy(parameter, array):
    parameter.copy_(torch.from_numpy(np.ascontiguousarray(array)))


def read():
    """Parameters and fields as arrays, by the names that the nets have for them."""
    meta = json.load(open(f"{FOLDER}/meta.json"))
    raw = np.fromfile(f"{FOLDER}/data.bin", np.uint8)
    arrays = {}
    for entry in meta["arrays"]:
        part = raw[entry["at"] : entry["at"] + entry["bytes"]]
        arrays[entry["name"]] = (entry["role"], part.view(entry["dtype"]).reshape(entry["shape"]))
    return meta, arrays


def build(variant, meta, arrays):
    parameters = {name: array for name, (role, array) in arrays.items() if role == "parameter"}
    batch = {name: torch.from_numpy(array.copy()) for name, (role, array) in arrays.items() if role == "field"}
    for name, value in batch.items():
        if value.dtype == torch.int32:
            batch[name] = value.long()
    net = globals()[NET]({name: array.shape for name, array in parameters.items()}, variant)
    if hasattr(net, "place"):
        net.place(parameters, meta["gates"])
    else:
        with torch.no_grad():
            for name, parameter in net.named_parameters():
                array = parameters[name]
                is_linear = name.endswith(".weight") and array.ndim == 2 and parameter.shape == array.T.shape
                is_table = "words" in name
                copy(parameter, array.T if is_linear and not is_table else array)
    if hasattr(net, "prepare"):
        net.prepare(batch)
    net.to(DEVICE)
    if DEVICE != "cpu":
        batch = {name: value.pin_memory() for name, value in batch.items()}
    rate = meta["rate"]
    trained = [parameter for parameter in net.parameters() if parameter.requires_grad]
    optimizers = []
    if "sparse" in variant:
        table = net.words.weight
        optimizers.append(torch.optim.SparseAdam([table], lr=rate))
        trained = [parameter for parameter in trained if parameter is not table]
    optimizers.append(torch.optim.Adam(trained, lr=rate, fused=True))
    loss_of = torch.compile(net.loss) if "compiled" in variant else net.loss

    def step():
        for optimizer in optimizers:
            optimizer.zero_grad(set_to_none=True)
        on_device = batch if DEVICE == "cpu" else {name: value.to(DEVICE, non_blocking=True) for name, value in batch.items()}
        loss = loss_of(on_device)
        loss.backward()
        for optimizer in optimizers:
            optimizer.step()
        return loss

    return step


def main():
    if DEVICE == "cuda" and not torch.cuda.is_available():
        print(json.dumps({"skipped": f"PyTorch {torch.__version__} finds no GPU"}), flush=True)
        return
    meta, arrays = read()
    steps = {variant: build(variant, meta, arrays) for variant in VARIANTS}
    device = torch.cuda.get_device_name() if DEVICE == "cuda" else DEVICE
    print(json.dumps({"torch": torch.__version__, "detail": f"PyTorch {torch.__version__}, {device}"}), flush=True)
    for line in sys.stdin:
        command = json.loads(line)
        try:
            ms = []
            losses = []
            # "unread": the losses stay on the GPU, so that steps overlap; the time is that of all steps, shared among them.
            is_unread = "unread" in command["run"]
            start = time.perf_counter()
            for _ in range(command["steps"]):
                before = time.perf_counter()
                loss = steps[command["run"]]()
                losses.append(loss.detach() if is_unread or DEVICE == "cpu" else float(loss))
                ms.append((time.perf_counter() - before) * 1e3)
            if is_unread:
                torch.cuda.synchronize()
                ms = [(time.perf_counter() - start) * 1e3 / command["steps"]] * command["steps"]
            print(json.dumps({"ms": ms, "losses": [float(loss) for loss in losses]}), flush=True)
        except Exception as problem:  # a variant that does not run is reported, not hidden
            print(json.dumps({"error": f"{type(problem).__name__}: {problem}"[:400]}), flush=True)


main()
