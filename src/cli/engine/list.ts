import { enginesFolder, engineVersions, processSurroundings } from '../../runtime/engines/engine-folder.ts';
import { inspectInstallation, otherVersions } from '../../runtime/engines/install/installed.ts';
import { recipes } from '../../runtime/engines/install/recipes.ts';
import { defineVerb } from '../define-verb.ts';
import { exitCodes } from '../exit-codes.ts';

export const engineList = defineVerb({
  name: 'engine list',
  summary: 'Shows which engines are installed, and where.',
  doc: 'Compares the files of installed engines with what was installed; loads none of them. Exits 0, also where one is damaged.',
  operands: [],
  options: { json: { type: 'flag', doc: 'Prints the list as JSON.' } },

  async run({ json }, _, console) {
    const surroundings = processSurroundings();
    const folder = enginesFolder(surroundings);
    const engines = await Promise.all(
      Object.values(recipes).map(async ({ engine, summary }) => {
        const { state, ...rest } = await inspectInstallation(engine, surroundings);
        const { record, ...known } = { record: undefined, ...rest };
        const made = record === undefined ? {} : { device: record.device, details: record.details };
        return { engine, version: engineVersions[engine], summary, state, ...known, ...made };
      }),
    );
    const others = otherVersions(surroundings);
    if (json) {
      console.print(JSON.stringify({ format_version: 1, folder, engines, others }, null, 2));
      return exitCodes.success;
    }
    const width = Math.max(...engines.map(({ engine }) => engine.length));
    const lines = engines.flatMap((entry) => {
      const head = `  ${entry.engine.padEnd(width)}  ${stateText(entry)}`;
      return [head, `${' '.repeat(width + 4)}${entry.summary}`];
    });
    const rest = others.length === 0 ? [] : [`of other versions of emoc: ${others.join(', ')}`];
    console.print([`engines in ${folder}`, ...lines, ...rest].join('\n'));
    return exitCodes.success;
  },
});

interface Entry {
  readonly engine: string;
  readonly version: string;
  readonly state: string;
  readonly reason?: string;
  readonly device?: string;
  readonly details?: Readonly<Record<string, string>>;
}

function stateText({ engine, version, state, reason, device, details = {} }: Entry): string {
  if (state === 'absent') return `not installed; type: emoc engine install ${engine}`;
  if (state === 'unfinished') return `half installed; type: emoc engine install ${engine}`;
  if (state === 'damaged') return `damaged: ${reason}; type: emoc engine install ${engine}`;
  const said = Object.entries(details).map(([name, value]) => `${name} ${value}`);
  return `${version} installed${device === 'cpu' ? ' without a GPU' : ''} (${said.join(', ')})`;
}
