import { version } from '../runtime/train/version.ts';
import type { OptionSpec, Verb, VerbGroup } from './define-verb.ts';
import { valueName } from './parse-arguments.ts';

/** What `emoc help` says. */
export function overview(verbs: readonly { readonly name: string; readonly summary: string }[]): string {
  return `emoc ${version}: from a readable spec of a multimodal model to a trained one.

Usage: emoc VERB [OPTIONS]

${table(verbs.map(({ name, summary }) => [name, summary]))}

\`emoc help VERB\` tells more. Exit codes: 0 success, 1 diagnostics, 2 the command line was not understood,
70 a bug of emoc, 129, 130 and 143 stopped by SIGHUP, Ctrl-C and SIGTERM.
`;
}

/** What `emoc help VERB` says. */
export function helpOf({ name, summary, doc, operands, options }: Verb): string {
  const rows = [
    ...Object.entries(options).map(([option, spec]) => [`--${option}${value(spec)}`, spec.doc]),
    ['--help', 'Shows this.'],
  ];
  return `emoc ${name}: ${summary}

Usage: emoc ${[name, ...operands].join(' ')} [OPTIONS]

${doc}

${table(rows as [string, string][])}
`;
}

/** What `emoc help GROUP` says. */
export const helpOfGroup = ({ name, summary, doc, verbs }: VerbGroup): string => `emoc ${name}: ${summary}

Usage: emoc ${name} VERB [OPTIONS]

${doc}

${table(verbs.map((verb) => [verb.name.slice(name.length + 1), verb.summary]))}

\`emoc help ${name} VERB\` tells more.
`;

const value = (spec: OptionSpec): string => (spec.type === 'flag' ? '' : ` ${valueName(spec)}`);

function table(rows: readonly (readonly [string, string])[]): string {
  const width = Math.max(...rows.map(([left]) => left.length));
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`).join('\n');
}
