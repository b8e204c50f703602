import type { TensorflowDtype } from '../../graph/tensorflow-writer.ts';
import { dataTypes } from './messages.ts';

/** Names of TensorFlow's `DataType`, as its JSON and text forms have them. */
export const dataTypeNames: Readonly<Record<TensorflowDtype, string>> = {
  f32: 'DT_FLOAT',
  i32: 'DT_INT32',
  string: 'DT_STRING',
  i64: 'DT_INT64',
  bool: 'DT_BOOL',
  resource: 'DT_RESOURCE',
  variant: 'DT_VARIANT',
  u32: 'DT_UINT32',
};

const byNumber = new Map(Object.entries(dataTypes).map(([dtype, number]) => [number, dataTypeNames[dtype as TensorflowDtype]]));

/** The name for a number of the enumeration. */
export function dataTypeName(number: number): string {
  const name = byNumber.get(number);
  if (name === undefined) throw new Error(`TensorFlow's type ${number} is not one that emoc writes (a bug of emoc)`);
  return name;
}

/** Fields of TensorFlow's schema that hold a `DataType`. */
export const isDataTypeField = (name: string): boolean => name === 'dtype' || name === 'type';
