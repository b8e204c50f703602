import type { Runtime } from '../backend.ts';
import { defineNode } from '../define-node.ts';
import { type DeviceValue, deviceValue, type HostValue, type ListValue, listValue, numberOf, type Value } from '../values.ts';

/** Lists of tensors, in which loops collect a result a step. All items have one shape. */
export const tensorList = defineNode({
  ops: ['TensorListReserve', 'TensorListFromTensor', 'TensorListGetItem', 'TensorListSetItem', 'TensorListStack'],
  device({ op, inputs, runtime }) {
    const [first, second, third] = inputs;
    if (op === 'TensorListReserve') return [listValue(new Array<null>(numberOf(second)).fill(null))];
    if (op === 'TensorListFromTensor') {
      const items = runtime.runAll('Unpack', { value: runtime.tensor(first) }, { axis: 0 });
      return [listValue(items.map(deviceValue))];
    }
    const { items } = asList(first);
    if (op === 'TensorListGetItem') return [at(items, numberOf(second))];
    if (op === 'TensorListSetItem') return [listValue(items.with(numberOf(second), third as DeviceValue | HostValue))];
    return [deviceValue(stack(runtime, items))];
  },
});

function asList(value: Value | undefined): ListValue {
  if (value?.place !== 'list') throw new Error('a list of tensors was expected (a bug of emoc)');
  return value;
}

function at(items: ListValue['items'], place: number): DeviceValue | HostValue {
  const found = items[place];
  if (found === undefined || found === null) throw new Error(`the list has no item ${place} (a bug of emoc)`);
  return found;
}

const stack = (runtime: Runtime, items: ListValue['items']) =>
  runtime.run(
    'Pack',
    items.map((_, place) => runtime.tensor(at(items, place))),
    { axis: 0 },
  );
