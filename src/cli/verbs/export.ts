import { join, resolve } from 'node:path';
import { report } from '../../compiler/diagnostics/report.generated.ts';
import { byteSize } from '../../runtime/engines/install/byte-size.ts';
import { defineVerb } from '../define-verb.ts';
import { exitCodes } from '../exit-codes.ts';
import { named } from '../project.ts';
import { UsageError } from '../usage-error.ts';

export const exportModel = defineVerb({
  name: 'export',
  summary: 'Writes the best weights of a run as a model that runs without emoc.',
  doc: `Reads the spec, the lockfile and the best checkpoint of a run folder; the data are not needed. The folder that it writes holds the model and
manifest.json, which says what goes in and what comes out: shapes, labels, thresholds, and what must be done to data first.
Statistics such as those of standardize() are part of the model; words and sound are turned into numbers by whoever calls it.`,
  operands: ['RUN'],
  options: {
    to: { type: 'choice', of: ['savedmodel', 'graphmodel', 'onnx'], doc: 'TensorFlow, TensorFlow.js or ONNX. Must be said.' },
    out: { type: 'text', value: 'DIR', doc: 'Folder to write, new or empty; RUN/exports/FORM unless told.' },
    json: { type: 'flag', doc: 'Prints the manifest.' },
  },

  async run({ to, out, json }, [run = ''], console) {
    if (to === undefined) throw new UsageError(report.missingOperand(null, { verb: 'export', expected: '--to FORM' }));
    const { exportRun } = await import('../../runtime/export/export-run.ts');
    const { targets } = await import('../../runtime/export/targets/index.ts');
    const target = targets.find(({ name }) => name === to);
    if (target === undefined) throw new Error(`there is no form ${to} (a bug of emoc)`);
    const folder = out ?? join(run, 'exports', to);
    const place = { name: folder, path: resolve(console.workingFolder, folder) };
    const { manifest, sizeBytes } = exportRun(named(run, console.workingFolder), target, place);
    if (json) console.print(JSON.stringify(manifest, null, 2));
    else console.print(`${folder}: ${[...manifest.files, 'manifest.json'].join(', ')} (${byteSize(sizeBytes)})`);
    return exitCodes.success;
  },
});
