import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { denseTall32, denseTall128 } from '../../../../bench/cases/dense-tall.ts';
import { faces } from '../../../../bench/cases/faces.ts';
import { mosiJoint } from '../../../../bench/cases/mosi-joint.ts';
import { stepsACall } from '../../../../src/runtime/engines/cuda/steps-a-call.ts';

const onProcessor = (one: typeof mosiJoint, batch?: number): number => {
  const { program, limits } = one.make(batch);
  return stepsACall(program, limits, 'cpu');
};

test('many small steps are one call, and one large step is one', () => {
  assert.is(onProcessor(mosiJoint), 16);
  assert.is(onProcessor(faces), 1);
});

test('the more a step computes the fewer are one call, and more of them on a graphics card', () => {
  const [small, large] = [onProcessor(denseTall32), onProcessor(denseTall128)];
  assert.ok(1 < small && small < 16, `${small}`);
  assert.ok(1 <= large && large < small, `${large}`);
  const { program, limits } = denseTall32.make();
  assert.is(stepsACall(program, limits, 'gpu'), 16);
});

test('batches of one call have room in 4 MiB', () => {
  const { program, limits } = mosiJoint.make(2000);
  const bytes = 4 * 2000 * (100 + 73 + 100 + 1);
  assert.is(stepsACall(program, limits, 'gpu'), Math.floor((4 * 2 ** 20) / bytes));
});

test.run();
