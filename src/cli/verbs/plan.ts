import { compileProgram } from '../../compiler/compile-program.ts';
import { diffJson } from '../../compiler/diff/diff-json.ts';
import { diffMarkdown } from '../../compiler/diff/diff-markdown.ts';
import { printDiff } from '../../compiler/diff/print-diff.ts';
import { planOf } from '../../compiler/plan/plan.ts';
import { planJson } from '../../compiler/plan/plan-json.ts';
import { planMarkdown } from '../../compiler/plan/plan-markdown.ts';
import { printPlan } from '../../compiler/plan/print-plan.ts';
import { compare, type ReadSide, readSides } from '../compare-specs.ts';
import type { Console } from '../console.ts';
import { defineVerb } from '../define-verb.ts';
import { exitCodes } from '../exit-codes.ts';
import { oneFormat } from '../one-format.ts';
import { factsOf } from '../plan-facts.ts';
import { findProject } from '../project.ts';

export const plan = defineVerb({
  name: 'plan',
  summary: 'Shows what a spec is going to do and what it costs.',
  doc: `Types and shapes of every declaration, parameters, operations, memory, every setting that was not written.
Where the data is there it is read, so that rows, steps an epoch and vocabularies are known; where it is not, that is said.
With --against it is a table with signs: + is new, - is gone, ~ is changed. Nothing is trained and nothing is written but the
feature cache and, with --graph, the graph of SPEC. SPEC and OLD may be files of the history, as main:specs/vad.emo.`,
  operands: ['SPEC'],
  options: {
    json: { type: 'flag', doc: 'Prints the plan as JSON.' },
    markdown: { type: 'flag', doc: 'Prints the plan as Markdown.' },
    against: { type: 'text', value: 'OLD', doc: 'Compares with another spec: this one is the newer.' },
    set: {
      type: 'text',
      value: 'PATH=VALUE',
      doc: 'Changes a setting of the spec, as in `emoc train`; may be repeated.',
      isRepeatable: true,
    },
    data: { type: 'text', value: 'DIR', doc: 'Data root: where relative paths of the spec are looked up.' },
    graph: {
      type: 'text',
      value: 'FILE',
      doc: 'Also writes the training graph as a TensorFlow GraphDef (.pb, .pbtxt or .json), for Netron or the graph viewer of TensorBoard.',
    },
  },

  async run({ json, markdown, against, set, data, graph }, [file = ''], console) {
    const format = oneFormat({ json, markdown });
    // Comes with the writers of protocol buffers, which nobody else needs.
    const write = graph === undefined ? null : (await import('../write-graph.ts')).graphWriter(graph, console.workingFolder);
    const names = [...(against === undefined ? [] : [{ name: against, overrides: [] }]), { name: file, overrides: set }];
    const sides = await readSides(names, console);
    if (sides === null) return exitCodes.diagnostics;
    const known = [];
    for (const side of sides) known.push(await factsFor(side, data, console));
    const facts = known.map((one) => one.facts);
    const [first, second] = sides as [ReadSide, ReadSide | undefined];
    if (second === undefined) {
      const result = planOf(first.spec, compileProgram(first.spec), facts[0]);
      if (format === 'json') console.print(JSON.stringify(planJson(result), null, 2));
      else console.print(format === 'markdown' ? planMarkdown(result) : printPlan(result));
    } else {
      const result = compare([first, second], [facts[0] ?? {}, facts[1] ?? {}]);
      if (format === 'json') console.print(JSON.stringify(diffJson(result), null, 2));
      else console.print(format === 'markdown' ? diffMarkdown(result, true) : printDiff(result, { isWhole: true }));
    }
    for (const { missing, name } of known) {
      const whose = second === undefined ? '' : `${name}: `;
      if (missing !== null) console.warn(`${whose}planned without the data: ${missing}`);
    }
    if (write !== null) console.warn(write(compileProgram((second ?? first).spec)));
    return exitCodes.success;
  },
});

async function factsFor({ spec, source, folder, manifestOf }: ReadSide, data: string | undefined, console: Console) {
  return { name: source.file, ...(await factsOf(spec, folder, await findProject(manifestOf, data, console))) };
}
