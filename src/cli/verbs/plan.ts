import { resolve } from 'node:path';
import type { TypedSpec } from '../../compiler/check/model.ts';
import { analyse } from '../../compiler/compile.ts';
import { compileProgram } from '../../compiler/compile-program.ts';
import { Failure } from '../../compiler/diagnostics/result.ts';
import type { PlanFacts } from '../../compiler/plan/plan.ts';
import { planOf } from '../../compiler/plan/plan.ts';
import { planJson } from '../../compiler/plan/plan-json.ts';
import { printPlan } from '../../compiler/plan/print-plan.ts';
import { applyOverrides } from '../../runtime/train/overrides.ts';
import { readSpec } from '../../runtime/train/read-spec.ts';
import { defineVerb } from '../define-verb.ts';
import { exitCodes } from '../exit-codes.ts';
import { findProject, type Project } from '../project.ts';

export const plan = defineVerb({
  name: 'plan',
  summary: 'Shows what a spec is going to do and what it costs.',
  doc: `Types and shapes of every declaration, parameters, operations, memory, every setting that was not written.
Where the data is there it is read, so that rows, steps an epoch and vocabularies are known; where it is not, that is said.
Nothing is trained and nothing is written but the feature cache and, with --graph, the graph.`,
  operands: ['SPEC'],
  options: {
    json: { type: 'flag', doc: 'Prints the plan as JSON.' },
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

  async run({ json, set, data, graph }, [file = ''], console) {
    // Comes with the writers of protocol buffers, which nobody else needs.
    const write = graph === undefined ? null : (await import('../write-graph.ts')).graphWriter(graph, console.workingFolder);
    const path = resolve(console.workingFolder, file);
    const source = applyOverrides(readSpec(path, file), set);
    const { value: spec, diagnostics } = analyse(source);
    if (diagnostics.length > 0) {
      const { showPretty } = await import('../show-diagnostics.ts');
      showPretty(diagnostics, new Map([[file, source.text]]), console);
    }
    if (spec === null) return exitCodes.diagnostics;
    const program = compileProgram(spec);
    const { facts, missing } = await factsOf(spec, resolve(path, '..'), await findProject(file, data, console));
    const result = planOf(spec, program, facts);
    console.print(json ? JSON.stringify(planJson(result), null, 2) : printPlan(result));
    if (missing !== null) console.warn(`planned without the data: ${missing}`);
    if (write !== null) console.warn(write(program));
    return exitCodes.success;
  },
});

/** What the data tells; where it is not there or wrong, why. `emoc train` says the same in full. */
async function factsOf(
  spec: TypedSpec,
  folder: string,
  project: Project,
): Promise<{ readonly facts: PlanFacts; readonly missing: string | null }> {
  const { prepareData } = await import('../../runtime/data/prepare.ts');
  const { dataFacts } = await import('../../runtime/train/data-facts.ts');
  const { seed } = spec.experiment;
  try {
    const dataRoot = project.dataRoot ?? folder;
    const prepared = await prepareData(spec, { dataRoot, cacheFolder: project.cacheFolder, seed, threads: 1 });
    return { facts: dataFacts(prepared), missing: null };
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return { facts: {}, missing: error.message };
  }
}
