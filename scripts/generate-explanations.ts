import { analyse } from '../src/compiler/compile.ts';
import type { Explanation } from '../src/compiler/diagnostics/explanation.ts';
import { type DiagnosticPage, readPages, wholeSpec } from './diagnostic-pages.ts';

/** What the fix of a page's own example is worth: it is asked of the compiler. */
function fixOf({ name, example }: DiagnosticPage): Explanation['fix'] {
  if (example === null) return null;
  const { diagnostics } = analyse({ file: 'example.emo', text: wholeSpec(example) });
  const fixes = diagnostics.filter((diagnostic) => diagnostic.name === name).flatMap(({ help }) => help.filter(({ fix }) => fix));
  if (fixes.length === 0) return null;
  return fixes.some(({ sure }) => sure === true) ? 'sure' : 'maybe';
}

/** The texts of `emoc explain` and `emoc rules`: they are loaded by these commands alone. */
export function generateExplanations(): [string, string][] {
  const rows = readPages().map((page): string => {
    const { label, ...rest } = page;
    const explanation: Explanation = { ...rest, label: label ?? null, fix: fixOf(page) };
    return `  ${JSON.stringify(explanation)},`;
  });
  const text = `// Generated from the pages beside this file by \`npm run generate\`. Do not edit.
import type { Explanation } from './explanation.ts';

/** In the order of the codes. */
export const explanations: readonly Explanation[] = [
${rows.join('\n')}
];
`;
  return [['src/compiler/diagnostics/explanations.generated.ts', text]];
}
