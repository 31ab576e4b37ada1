"""Tiny ONNX models of the shapes that OpenCV's classes ask for. They compute something, and know nothing."""

import math
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from onnx import ModelProto, NodeProto, TensorProto, helper, numpy_helper

FACE_AT = (320.0, 240.0)
FACE_PX = 160.0
_STRIDES = (8, 16, 32)
_SIZE = (640, 480)
POINTS = np.array([[-32, -24], [32, -24], [0, 8], [-24, 44], [24, 44]], np.float32) + np.array(FACE_AT, np.float32)
"""Where the tiny detector says eyes, nose and mouth are."""


def detector(file: Path) -> Path:
    """Write a model of YuNet's shape: one face in the middle of any bright 640 x 480 picture, none in a dark one."""
    nodes: list[NodeProto] = [
        helper.make_node("GlobalAveragePool", ["input"], ["mean"]),
        helper.make_node("Conv", ["mean", "to_one"], ["bright"]),
        helper.make_node("Clip", ["bright", "zero", "one"], ["light"]),
        helper.make_node("Reshape", ["light", "scalar"], ["lit"]),
    ]
    constants: dict[str, NDArray[Any]] = {
        "to_one": np.full((1, 3, 1, 1), 1 / 3 / 100, np.float32),
        "zero": np.array(0, np.float32),
        "one": np.array(1, np.float32),
        "scalar": np.array([1, 1, 1], np.int64),
    }
    for stride in _STRIDES:
        for name, values in _cells(stride).items():
            constants[f"{name}_{stride}_at"] = values
            nodes.append(helper.make_node("Mul", ["lit", f"{name}_{stride}_at"], [f"{name}_{stride}"]))
    wide = {"cls": 1, "obj": 1, "bbox": 4, "kps": 10}
    outputs = {
        f"{name}_{stride}": [1, _SIZE[0] * _SIZE[1] // stride**2, columns]
        for name, columns in wide.items()
        for stride in _STRIDES
    }
    return _write(file, nodes, constants, outputs, (3, _SIZE[1], _SIZE[0]))


def recogniser(file: Path) -> Path:
    """Write a model of SFace's shape, whose vector is the picture itself, made small."""
    nodes = [
        helper.make_node("AveragePool", ["input"], ["small"], kernel_shape=[16, 16], strides=[16, 16]),
        helper.make_node("Flatten", ["small"], ["vector"]),
    ]
    return _write(file, nodes, {}, {"vector": [1, 147]}, (3, 112, 112))


def passive(file: Path) -> Path:
    """Write a passive scorer: the bluer, the more live."""
    nodes = [
        helper.make_node("GlobalAveragePool", ["input"], ["mean"]),
        helper.make_node("Conv", ["mean", "weights"], ["three"]),
        helper.make_node("Flatten", ["three"], ["classes"]),
    ]
    weights = np.array([[0, 0, 0.02], [0.02, 0, 0], [0, 0.005, 0]], np.float32).reshape(3, 3, 1, 1)
    return _write(file, nodes, {"weights": weights}, {"classes": [1, 3]}, (3, 80, 80))


def _cells(stride: int) -> dict[str, NDArray[np.float32]]:
    """Return what one of YuNet's three heads says of each cell: its face sits in one cell of the middle head."""
    columns, rows = _SIZE[0] // stride, _SIZE[1] // stride
    cells = {
        "cls": np.zeros((1, rows * columns, 1), np.float32),
        "obj": np.zeros((1, rows * columns, 1), np.float32),
        "bbox": np.zeros((1, rows * columns, 4), np.float32),
        "kps": np.zeros((1, rows * columns, 10), np.float32),
    }
    if stride == _STRIDES[1]:
        column, row = int(FACE_AT[0]) // stride, int(FACE_AT[1]) // stride
        at = row * columns + column
        corner = np.array([column, row], np.float32)
        side = math.log(FACE_PX / stride)
        cells["cls"][0, at] = cells["obj"][0, at] = 0.95
        cells["bbox"][0, at] = [*(np.array(FACE_AT) / stride - corner), side, side]
        cells["kps"][0, at] = (POINTS / stride - corner).reshape(-1)
    return cells


def _write(
    file: Path,
    nodes: list[NodeProto],
    constants: dict[str, NDArray[Any]],
    outputs: dict[str, list[int]],
    size: tuple[int, int, int],
) -> Path:
    graph = helper.make_graph(
        nodes,
        "tiny",
        [helper.make_tensor_value_info("input", TensorProto.FLOAT, [1, *size])],
        [helper.make_tensor_value_info(name, TensorProto.FLOAT, shape) for name, shape in outputs.items()],
        [numpy_helper.from_array(values, name) for name, values in constants.items()],
    )
    model: ModelProto = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 13)], ir_version=8)
    file.write_bytes(model.SerializeToString())
    return file
