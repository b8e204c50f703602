import { defineNode } from '../define-node.ts';
import { type HostValue, hostValue, numberOf } from '../values.ts';

export const range = defineNode({
  ops: ['Range'],
  host({ inputs: [start, limit, delta] }) {
    const [from, to, by] = [start, limit, delta].map(numberOf) as [number, number, number];
    const count = Math.max(0, Math.ceil((to - from) / by));
    return [
      hostValue(
        (start as HostValue).dtype,
        [count],
        Array.from({ length: count }, (_, place) => from + place * by),
      ),
    ];
  },
});
