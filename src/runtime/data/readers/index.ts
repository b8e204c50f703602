import { csv } from './csv.ts';
import { jsonl } from './jsonl.ts';
import { lines } from './lines.ts';
import { npy } from './npy.ts';
import { npz } from './npz.ts';
import { synthetic } from './synthetic.ts';
import { tsv } from './tsv.ts';

/** Every way to read rows; a spec finds them by name. */
export const readers = [csv, jsonl, lines, npy, npz, synthetic, tsv] as const;
