import { defineNode } from '../define-node.ts';
import { deviceValue } from '../values.ts';

const kernels: Readonly<Record<string, string>> = {
  Abs: 'Abs',
  Erf: 'Erf',
  Exp: 'Exp',
  Log: 'Log',
  LogicalNot: 'LogicalNot',
  Neg: 'Neg',
  Relu: 'Relu',
  Sigmoid: 'Sigmoid',
  Sign: 'Sign',
  Sqrt: 'Sqrt',
  Tanh: 'Tanh',
};

/** Functions of one operand, element by element. */
export const functions = defineNode({
  ops: Object.keys(kernels),
  device: ({ op, inputs: [x], runtime }) => [deviceValue(runtime.run(kernels[op] as string, { x: runtime.tensor(x) }))],
});
