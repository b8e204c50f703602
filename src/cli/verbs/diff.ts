import { diffJson } from '../../compiler/diff/diff-json.ts';
import { diffMarkdown } from '../../compiler/diff/diff-markdown.ts';
import { printDiff } from '../../compiler/diff/print-diff.ts';
import { compare, type ReadSide, readSides } from '../compare-specs.ts';
import type { Console } from '../console.ts';
import { defineVerb } from '../define-verb.ts';
import { exitCodes } from '../exit-codes.ts';
import { oneFormat } from '../one-format.ts';
import { factsOf } from '../plan-facts.ts';
import { findProject } from '../project.ts';

/** As `terraform plan -detailed-exitcode` and `git diff --exit-code`: a script can tell a difference from a mistake. */
const differs = 2;

export const diff = defineVerb({
  name: 'diff',
  summary: 'Compares what two specs mean: data, model, cost, results, checkpoints.',
  doc: `OLD and NEW are files, or files of the history as REVISION:PATH (main:specs/vad.emo), the path from the top of the repository;
:PATH is what is staged. Comments and layout do not count. No data is read unless --data says where it is: then rows, steps an
epoch and vocabularies are compared, too. Exits 0 if they mean the same, 1 with diagnostics or a command line that is not
understood, 2 if they differ.`,
  operands: ['OLD', 'NEW'],
  usageExitCode: exitCodes.diagnostics,
  options: {
    json: { type: 'flag', doc: 'Prints the comparison as JSON.' },
    markdown: { type: 'flag', doc: 'Prints it as Markdown, for a comment on a pull request.' },
    data: { type: 'text', value: 'DIR', doc: 'Data root: reads the data of both, too.' },
  },

  async run({ json, markdown, data }, [before = '', after = ''], console) {
    const format = oneFormat({ json, markdown });
    const sides = await readSides(
      [before, after].map((name) => ({ name, overrides: [] })),
      console,
    );
    const [older, newer] = sides ?? [];
    if (older === undefined || newer === undefined) return exitCodes.diagnostics;
    const facts = data === undefined ? [] : [await known(older, data, console), await known(newer, data, console)];
    const result = compare([older, newer], [facts[0] ?? {}, facts[1] ?? {}]);
    if (format === 'json') console.print(JSON.stringify(diffJson(result), null, 2));
    else console.print(format === 'markdown' ? diffMarkdown(result) : printDiff(result, { isWhole: false }));
    return result.isSame ? exitCodes.success : differs;
  },
});

/** Facts about the data of one side. Data that was asked for and is not there is said, and the comparison is made without. */
async function known({ source, spec, folder, manifestOf }: ReadSide, data: string, console: Console) {
  const { facts, missing } = await factsOf(spec, folder, await findProject(manifestOf, data, console));
  if (missing !== null) console.warn(`${source.file}: compared without the data: ${missing}`);
  return facts;
}
