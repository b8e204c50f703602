import { protocolIds } from '../../catalogue/protocols/_lookup.ts';
import { count, type Schema } from '../../catalogue/schema.ts';
import { nearest, rewording } from '../../diagnostics/nearest.ts';
import { report } from '../../diagnostics/report.generated.ts';
import type { Declaration } from '../../parse/ast.ts';
import { printExpression } from '../../parse/print-expression.ts';
import type { CheckContext } from '../context.ts';
import type { Experiment } from '../model.ts';
import { readSettings } from '../settings.ts';
import { settingsOf } from './_body.ts';

export const experimentSchema: Schema = {
  positional: [],
  parameters: {
    seed: count('Seed of everything random: splits, initial weights, dropout, order of batches.', {
      default: 1,
      minimum: 0,
      maximum: 4294967295,
    }),
  },
};

/** `experiment NAME { seed = 7  protocol = mosi@1 }` */
export function checkExperiment(declaration: Declaration, context: CheckContext): Experiment {
  const args = settingsOf(declaration, { ...experimentSchema.parameters, protocol: {} }, context);
  const protocol = args.find(({ name }) => name?.text === 'protocol');
  const { settings } = readSettings(
    'experiment',
    args.filter((argument) => argument !== protocol),
    experimentSchema,
    declaration.word.span,
    context,
  );
  return {
    name: context.ownName(declaration)?.text ?? 'experiment',
    doc: declaration.doc,
    seed: settings.seed as number,
    protocol: protocol === undefined ? null : protocolOf(protocol.value, context),
    span: protocol?.span ?? declaration.span,
  };
}

function protocolOf(value: Declaration['value'], context: CheckContext): string | null {
  if (value === null || value.kind === 'missing') return null;
  const found = printExpression(value);
  if (protocolIds.includes(found)) return found;
  const meant = nearest(found, protocolIds);
  const fix = rewording(value.span, found, meant, protocolIds);
  context.add(report.unknownProtocol(value.span, { name: found, nearest: meant, known: protocolIds.join(', ') }, fix));
  return null;
}
