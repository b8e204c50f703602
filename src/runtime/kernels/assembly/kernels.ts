// The kernels of emoc, compiled by AssemblyScript to one WebAssembly module over a memory that the caller owns.
//
// Every pointer is a byte offset into that memory and every count is a number of elements. The module has no static data, no stack in
// memory and no heap: it touches the ranges it is given and nothing else. Offset 0 stands for an absent range, so a caller places its
// first range at 16 or later. Results depend on the arguments alone: no kernel reads a clock, and every sum has a fixed order.
export { sgd, sgdRows } from './sgd';
export { adam, adamRows } from './adam';
export { rmsprop, rmspropRows } from './rmsprop';
export { adagrad, adagradRows } from './adagrad';
export { accumulateTokens, accumulateOuter, releaseMarks } from './accumulate';
export { sumOfSquares } from './sum-of-squares';
export { allFinite } from './all-finite';
export { scale } from './scale';
export { clampValues } from './clamp-values';
export { axpy } from './axpy';
export { keepMask } from './keep-mask';
