import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Failure } from '../../../../src/compiler/diagnostics/result.ts';
import { deviceFailure } from '../../../../src/runtime/engines/cuda/device-failure.ts';
import { loadFailure } from '../../../../src/runtime/engines/cuda/tensorflow-addon.ts';

const diagnosticOf = (message: string) =>
  (deviceFailure(new Error(message), 'a training step', { B: 64 }) as Failure).diagnostics?.[0];

test('a full device: which tensor, of which layer, and half the batch', () => {
  const diagnostic = diagnosticOf(
    'Session fail to run with error: OOM when allocating tensor with shape[64,128,24,24] and type float on ' +
      '/job:localhost/replica:0/task:0/device:GPU:0 by allocator GPU_0_bfc\n\t [[{{node step/face/conv_2/Conv2D}}]]',
  );
  assert.is(diagnostic?.code, 'E0815');
  assert.match(diagnostic?.message ?? '', '[64, 128, 24, 24] float of `face/conv_2/Conv2D`');
  assert.match(diagnostic?.help[0]?.text ?? '', 'train.batch=32');
});

test('a full device in words of XLA, or with none', () => {
  const compiled = diagnosticOf(
    'Session fail to run with error: Out of memory while trying to allocate 2147483648 bytes. [[{{node step}}]]',
  );
  assert.is(compiled?.code, 'E0815');
  assert.match(compiled?.message ?? '', '2048 MiB');
  assert.is(diagnosticOf('Session fail to run with error: RESOURCE_EXHAUSTED: failed')?.code, 'E0815');
});

test('a card that stopped', () => {
  const diagnostic = diagnosticOf(
    'Session fail to run with error: CUDA_ERROR_ILLEGAL_ADDRESS: an illegal memory access was encountered',
  );
  assert.is(diagnostic?.code, 'E0818');
  assert.match(diagnostic?.message ?? '', 'CUDA_ERROR_ILLEGAL_ADDRESS');
});

test('anything else is a bug and stays one', () => {
  const error = new Error('Session fail to run with error: No OpKernel was registered to support Op');
  assert.is(deviceFailure(error, 'a training step', {}), error);
});

test('what does not load: a library by its name, or a broken addon', () => {
  const missing = loadFailure('libtensorflow_cc.so.2: cannot open shared object file: No such file or directory').diagnostics[0];
  assert.is(missing?.code, 'E0812');
  assert.match(missing?.message ?? '', '`libtensorflow_cc.so.2`');
  const broken = loadFailure('/x/tfjs_binding.node: invalid ELF header\nmore').diagnostics[0];
  assert.is(broken?.code, 'E0866');
  assert.match(broken?.message ?? '', 'invalid ELF header');
});

test.run();
