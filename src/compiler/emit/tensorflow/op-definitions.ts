import type { TensorflowDtype } from '../../graph/tensorflow-writer.ts';

/**
 * What emitted graphs need to know of TensorFlow's definition of an op.
 *
 * Element types are said once: `types` says which attribute is the type of which input (-1 is the last one), `outputs` names the results and
 * says the type of each, an attribute's name or a type itself. A function refers to results by these names: `node:product:0`.
 */
export interface OpDefinition {
  readonly types: Readonly<Record<string, number>>;
  readonly outputs: Readonly<Record<string, string | { readonly dtype: TensorflowDtype }>>;
  /** Its one output is a list, as that of `Split`: result `i` is `node:i` in a graph and `node:output:i` in a function. */
  readonly hasListOutput?: boolean;
  /** An attribute that counts the inputs, but for so many at the end. */
  readonly inputCount?: { readonly attribute: string; readonly others: number };
}

const unary = (output = 'y'): OpDefinition => ({ types: { T: 0 }, outputs: { [output]: 'T' } });
const binary: OpDefinition = { types: { T: 0 }, outputs: { z: 'T' } };
const comparison: OpDefinition = { types: { T: 0 }, outputs: { z: { dtype: 'bool' } } };
const reduction: OpDefinition = { types: { T: 0, Tidx: 1 }, outputs: { output: 'T' } };
const list = (type: string, types: OpDefinition['types'] = {}): OpDefinition => ({
  types,
  outputs: { output: type },
  hasListOutput: true,
});

/** Every TensorFlow op that emitted graphs use, by name. */
export const opDefinitions: Readonly<Record<string, OpDefinition>> = {
  Placeholder: { types: {}, outputs: { output: 'dtype' } },
  Const: { types: {}, outputs: { output: 'dtype' } },
  Identity: unary('output'),
  Cast: { types: { SrcT: 0 }, outputs: { y: 'DstT' } },
  Bitcast: { types: { T: 0 }, outputs: { output: 'type' } },

  Abs: unary(),
  Erf: unary(),
  Exp: unary(),
  Log: unary(),
  LogSoftmax: unary('logsoftmax'),
  LogicalNot: { types: {}, outputs: { y: { dtype: 'bool' } } },
  Neg: unary(),
  Relu: unary('activations'),
  Sigmoid: unary(),
  Sign: unary(),
  Softmax: unary('softmax'),
  Sqrt: unary(),
  Tanh: unary(),

  AddV2: binary,
  BitwiseOr: binary,
  BitwiseXor: binary,
  FloorDiv: binary,
  LeftShift: binary,
  Maximum: binary,
  Minimum: binary,
  Mul: binary,
  RealDiv: binary,
  RightShift: binary,
  Sub: binary,
  Equal: comparison,
  Greater: comparison,
  GreaterEqual: comparison,
  Less: comparison,
  LessEqual: comparison,
  LogicalAnd: { types: {}, outputs: { z: { dtype: 'bool' } } },
  SelectV2: { types: { T: 1 }, outputs: { output: 'T' } },

  BatchMatMulV2: unary('output'),
  BiasAdd: unary('output'),
  Conv2D: unary('output'),
  Conv2DBackpropFilter: unary('output'),
  Conv2DBackpropInput: { types: { T: 1 }, outputs: { output: 'T' } },
  MatMul: unary('product'),
  MaxPool: unary('output'),
  MaxPoolGrad: unary('output'),

  Max: reduction,
  Mean: reduction,
  Prod: reduction,
  Sum: reduction,

  BroadcastTo: reduction,
  ConcatV2: { types: { T: 0, Tidx: -1 }, outputs: { output: 'T' }, inputCount: { attribute: 'N', others: 1 } },
  Fill: { types: { T: 1, index_type: 0 }, outputs: { output: 'T' } },
  GatherV2: { types: { Tparams: 0, Tindices: 1, Taxis: 2 }, outputs: { output: 'Tparams' } },
  OneHot: { types: { TI: 0, T: 2 }, outputs: { output: 'T' } },
  Pack: { types: { T: 0 }, outputs: { output: 'T' }, inputCount: { attribute: 'N', others: 0 } },
  Pad: { types: { T: 0, Tpaddings: 1 }, outputs: { output: 'T' } },
  PadV2: { types: { T: 0, Tpaddings: 1 }, outputs: { output: 'T' } },
  Range: { types: { Tidx: 0 }, outputs: { output: 'Tidx' } },
  Reshape: { types: { T: 0, Tshape: 1 }, outputs: { output: 'T' } },
  ReverseV2: reduction,
  Shape: { types: { T: 0 }, outputs: { output: { dtype: 'i32' } } },
  Slice: { types: { T: 0, Index: 1 }, outputs: { output: 'T' } },
  Split: list('T', { T: 1 }),
  SplitV: list('T', { T: 0, Tlen: 1 }),
  StridedSlice: { types: { T: 0, Index: 1 }, outputs: { output: 'T' } },
  Transpose: { types: { T: 0, Tperm: 1 }, outputs: { y: 'T' } },
  UnsortedSegmentSum: { types: { T: 0, Tindices: 1, Tnumsegments: 2 }, outputs: { output: 'T' } },

  TensorListFromTensor: { types: { element_dtype: 0, shape_type: 1 }, outputs: { output_handle: { dtype: 'variant' } } },
  TensorListGetItem: { types: {}, outputs: { item: 'element_dtype' } },
  TensorListReserve: { types: { shape_type: 0 }, outputs: { handle: { dtype: 'variant' } } },
  TensorListSetItem: { types: { element_dtype: 2 }, outputs: { output_handle: { dtype: 'variant' } } },
  TensorListStack: { types: {}, outputs: { tensor: 'element_dtype' } },

  Expm1: unary(),
  IsFinite: { types: { T: 0 }, outputs: { y: { dtype: 'bool' } } },
  L2Loss: unary('output'),
  AddN: { types: { T: 0 }, outputs: { sum: 'T' }, inputCount: { attribute: 'N', others: 0 } },
  ExpandDims: { types: { T: 0, Tdim: 1 }, outputs: { output: 'T' } },
  NotEqual: comparison,
  Unique: { types: { T: 0 }, outputs: { y: 'T', idx: { dtype: 'i32' } } },
  Where: { types: { T: 0 }, outputs: { index: { dtype: 'i64' } } },

  VarHandleOp: { types: {}, outputs: { resource: { dtype: 'resource' } } },
  ReadVariableOp: { types: {}, outputs: { value: 'dtype' } },
  AssignVariableOp: { types: { dtype: 1 }, outputs: {} },
  ResourceGather: { types: { Tindices: 1 }, outputs: { output: 'dtype' } },
  ResourceScatterUpdate: { types: { Tindices: 1, dtype: 2 }, outputs: {} },
  ResourceApplyAdagradV2: { types: { T: 2 }, outputs: {} },
  ResourceApplyAdam: { types: { T: 3 }, outputs: {} },
  ResourceApplyGradientDescent: { types: { T: 1 }, outputs: {} },
  ResourceApplyMomentum: { types: { T: 2 }, outputs: {} },

  If: list('Tout', { Tcond: 0 }),
  PartitionedCall: list('Tout'),
  StatefulPartitionedCall: list('Tout'),
  While: list('T'),
};
