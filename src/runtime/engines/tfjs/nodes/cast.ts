import { attribute } from '../attributes.ts';
import { defineNode } from '../define-node.ts';
import { tfjsDtype } from '../runtime.ts';
import { deviceValue, type HostValue, hostValue } from '../values.ts';

export const cast = defineNode({
  ops: ['Cast'],
  host({ inputs: [x], attributes }) {
    const { shape, values } = x as HostValue;
    const dtype = attribute(attributes, 'DstT', 'type');
    const converted = Array.from(values, (value) =>
      dtype === 'bool' ? Number(value !== 0) : dtype === 'f32' ? Math.fround(value) : Math.trunc(value),
    );
    return [hostValue(dtype, shape, converted)];
  },
  device({ inputs: [x], attributes, runtime }) {
    const dtype = tfjsDtype(attribute(attributes, 'DstT', 'type'));
    return [deviceValue(runtime.run('Cast', { x: runtime.tensor(x) }, { dtype }))];
  },
});
