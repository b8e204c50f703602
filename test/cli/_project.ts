import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRandom } from '../../src/runtime/kernels/random.ts';

/** A small project that trains for as long as a test wants: two views of hidden states, a classifier and a regression. */
export const specText = ({ epochs, batch }: { readonly epochs: number; readonly batch: number }): string => `emo 1

experiment small { seed = 5 }

labels mood = calm | tense

dataset clips {
  read csv("clips.csv")
  vec    voice   = columns(0..5)
  vec    face    = columns(6..9)
  label  felt: mood = column(felt)
  number arousal = column(arousal) in -10..10
  split  60% / 20% / 20% stratified on felt
}

encoder tone from clips.voice { standardize() dense(24, relu) batch_norm() dropout(30%) }
encoder look from clips.face  { standardize() dense(12, relu) dropout(20%) }

fusion fused = joint(tone, look) { dense(16, relu) }

head felt    from fused { classify(clips.felt) }
head arousal from fused { regress(clips.arousal) }

loss = 0.6 * bce(felt) + 0.4 * mse(arousal)

train {
  optimizer = adam(1e-3)
  batch     = ${batch}
  epochs    = ${epochs}
}
`;

export interface SmallProject {
  readonly folder: string;
  readonly spec: string;
}

/** A new folder with the spec and its table. */
export function smallProject({ epochs = 3, batch = 8, rows = 400 } = {}): SmallProject {
  const folder = mkdtempSync(join(tmpdir(), 'emoc-cli-'));
  const random = createRandom(3);
  const names = [...Array.from({ length: 10 }, (_, column) => `x${column}`), 'felt', 'arousal'];
  const lines = Array.from({ length: rows }, () => {
    const hidden = random.normal();
    const values = Array.from({ length: 10 }, () => (hidden + random.normal()).toFixed(4));
    return [...values, hidden > 0 ? 'tense' : 'calm', (hidden + 0.1 * random.normal()).toFixed(4)].join(',');
  });
  writeFileSync(join(folder, 'clips.csv'), `${[names.join(','), ...lines].join('\n')}\n`);
  writeFileSync(join(folder, 'small.emo'), specText({ epochs, batch }));
  return { folder, spec: 'small.emo' };
}
