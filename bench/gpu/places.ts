import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Where the parts of the benchmark are: in the source tree, or in a carried folder, whose files lie beside the bundle. */
export interface Places {
  readonly isCarried: boolean;
  /** How the process of one engine is started: words for Node. */
  readonly child: readonly string[];
  readonly peer: string;
  /** Losses that the engine `cpu` computed when the folder was packed. */
  readonly expected: string | null;
  /** Engines of the carried folder. */
  readonly engines: string | null;
  /** A folder with a Vulkan loader. */
  readonly libraries: string | null;
  readonly results: string;
}

const here = fileURLToPath(new URL('.', import.meta.url));

export function findPlaces(): Places {
  if (!existsSync(join(here, 'child.mjs'))) {
    const root = join(here, '..', '..');
    return {
      isCarried: false,
      child: ['--import', 'tsx', join(here, 'child.ts')],
      peer: join(here, '..', 'peer.py'),
      expected: null,
      engines: null,
      libraries: null,
      results: join(root, 'bench', 'results'),
    };
  }
  return {
    isCarried: true,
    child: [join(here, 'child.mjs')],
    peer: join(here, 'peer.py'),
    expected: join(here, 'expected.json'),
    engines: join(here, 'engines'),
    libraries: join(here, 'lib'),
    results: join(here, 'results'),
  };
}
