import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as assert from 'uvu/assert';
import { decodeSafetensors } from '../../src/runtime/train/safetensors.ts';

/** Files of a run that must be equal, to the byte, however often it was interrupted. */
export const lastingFiles = [
  'spec.emo',
  'lock.json',
  'plan.json',
  'metrics.json',
  'predictions.train.csv',
  'predictions.validation.csv',
  'predictions.test.csv',
  'checkpoints/best.safetensors',
  'checkpoints/last.safetensors',
] as const;

export function assertSameRun(found: string, expected: string, message: string): void {
  for (const file of lastingFiles) {
    assert.ok(readFileSync(join(found, file)).equals(readFileSync(join(expected, file))), `${message}: ${file} differs`);
  }
  assert.equal(epochsIn(found), epochsIn(expected), `${message}: the record of epochs differs`);
}

/** What the record says about epochs, without times. */
export function epochsIn(run: string): unknown[] {
  const lines = readFileSync(join(run, 'events.jsonl'), 'utf8')
    .split('\n')
    .filter((line) => line !== '');
  return lines.flatMap((line) => {
    const { time: _, seconds: __, ...event } = JSON.parse(line);
    return event.type === 'epoch_end' ? [event] : [];
  });
}

/** Every file under its own name is whole. What a killed process was about to write has another name, with a dot before it. */
export function assertNothingHalfWritten(run: string): void {
  const files = readdirSync(run, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  for (const { name, parentPath, path } of files) {
    if (name.startsWith('.')) continue;
    const full = join(parentPath ?? path, name);
    const bytes = readFileSync(full);
    if (name.endsWith('.json')) JSON.parse(bytes.toString());
    if (name.endsWith('.safetensors')) decodeSafetensors(bytes, full);
    if (name.endsWith('.csv') || name.endsWith('.emo')) assert.is(bytes.at(-1), 10, `${full} ends in the middle of a line`);
  }
}
