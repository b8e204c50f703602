import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { emoc } from './_emoc.ts';
import { smallProject } from './_project.ts';

test('a device said of an engine that has none is an error, from the command line and from the manifest', async () => {
  const { folder, spec } = smallProject({ epochs: 1 });
  const fromLine = await emoc(['train', spec, '--engine', 'cpu', '--device', 'cpu'], { cwd: folder });
  assert.is(fromLine.exitCode, 1);
  assert.match(fromLine.stderr, 'E0817');
  writeFileSync(join(folder, 'emoc.yaml'), 'engine: reference\nxla: true\n');
  const fromManifest = await emoc(['train', spec], { cwd: folder });
  assert.is(fromManifest.exitCode, 1);
  assert.match(fromManifest.stderr, 'the engine `reference` has no setting `xla`');
  const another = await emoc(['train', spec, '--engine', 'cpu', '--reporter', 'plain'], { cwd: folder });
  assert.is(another.exitCode, 0, another.stderr);
});

test('a device that does not exist is refused with what there is', async () => {
  const { folder, spec } = smallProject({ epochs: 1 });
  const { exitCode, stderr } = await emoc(['train', spec, '--engine', 'cuda', '--device', 'tpu'], { cwd: folder });
  assert.is(exitCode, 2);
  assert.match(stderr, 'gpu');
});

test.run();
