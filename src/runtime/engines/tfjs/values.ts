import type { TensorInfo } from '@tensorflow/tfjs-core';
import { sizeOf } from '../../../compiler/graph/tensor.ts';
import type { TensorflowDtype } from '../../../compiler/graph/tensorflow-writer.ts';

/**
 * Numbers that the executor knows: constants, shapes and what is computed from them. They never touch the device unless an operation there
 * wants them, and then they are uploaded once.
 */
export interface HostValue extends Held {
  readonly place: 'host';
  readonly dtype: TensorflowDtype;
  readonly shape: readonly number[];
  /** Row-major; booleans as 0 and 1. */
  readonly values: ArrayLike<number>;
  uploaded: TensorInfo | null;
}

/** A tensor of the backend. */
export interface DeviceValue extends Held {
  readonly place: 'device';
  readonly tensor: TensorInfo;
}

/** TensorFlow's list of tensors, which loops collect their results in. Never changed: setting an item makes a new list. */
export interface ListValue extends Held {
  readonly place: 'list';
  readonly items: readonly (DeviceValue | HostValue | null)[];
}

export type Value = HostValue | DeviceValue | ListValue;

/** How many registers and lists hold a value. The last one to let go disposes of its tensor. */
interface Held {
  holders: number;
}

export const hostValue = (dtype: TensorflowDtype, shape: readonly number[], values: ArrayLike<number>): HostValue => {
  if (sizeOf(shape) !== values.length) throw new Error(`${values.length} numbers for [${shape.join(', ')}] (a bug of emoc)`);
  return { place: 'host', dtype, shape, values, uploaded: null, holders: 0 };
};

export const hostVector = (values: readonly number[]): HostValue => hostValue('i32', [values.length], values);

export const hostNumber = (dtype: TensorflowDtype, value: number): HostValue => hostValue(dtype, [], [value]);

export const deviceValue = (tensor: TensorInfo): DeviceValue => ({ place: 'device', tensor, holders: 0 });

/** Makes a list; it holds its items. */
export function listValue(items: readonly (DeviceValue | HostValue | null)[]): ListValue {
  for (const item of items) if (item !== null) item.holders += 1;
  return { place: 'list', items, holders: 0 };
}

export function shapeOf(value: Value): readonly number[] {
  if (value.place === 'list') throw new Error('a list of tensors has no shape (a bug of emoc)');
  return value.place === 'host' ? value.shape : value.tensor.shape;
}

/** The numbers of a value that must be known before anything runs, as a shape. */
export function numbersOf(value: Value | undefined): readonly number[] {
  if (value?.place !== 'host') throw new Error('a shape or an axis is computed on the device (a bug of emoc)');
  return Array.from(value.values);
}

export function numberOf(value: Value | undefined): number {
  const [number, ...rest] = numbersOf(value);
  if (number === undefined || rest.length > 0) throw new Error('one number was expected (a bug of emoc)');
  return number;
}
