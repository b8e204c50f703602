import { nearest } from '../../diagnostics/nearest.ts';
import { report } from '../../diagnostics/report.generated.ts';
import type { Argument, Declaration } from '../../parse/ast.ts';
import type { CheckContext } from '../context.ts';

/** The settings in a block's body as arguments; anything else in there is reported. */
export function settingsOf(declaration: Declaration, known: readonly string[], context: CheckContext): Argument[] {
  const args: Argument[] = [];
  for (const element of declaration.body?.elements ?? []) {
    if (element.kind === 'setting') {
      args.push({ name: element.name, value: element.value, span: element.span });
    } else if (element.kind === 'declaration' && known.includes(element.word.text)) {
      // `seed 7`: the parser takes any word, so the missing `=` is known only here.
      const { subject, word } = element;
      const fix =
        subject === null
          ? {}
          : { fix: [{ span: { ...word.span, end: subject.span.start }, text: `${word.text} = ` }], sure: true };
      context.add(report.missingEquals(element.word.span, { name: word.text, owner: declaration.word.text }, fix));
      if (subject !== null) args.push({ name: word, value: { kind: 'missing', span: subject.span }, span: element.span });
    } else {
      const word = element.kind === 'step' ? element.call.callee.path[0] : element.word;
      if (word === undefined || element.isRecovered) continue;
      context.add(
        report.unexpectedElement(word.span, {
          found: `\`${word.text}\``,
          owner: declaration.word.text,
          expected: known.join(', '),
          nearest: nearest(word.text, known),
        }),
      );
    }
  }
  for (const entry of declaration.body?.entries ?? []) {
    context.add(
      report.unexpectedElement(entry.span, { found: 'a mapping', owner: declaration.word.text, expected: known.join(', ') }),
    );
  }
  return args;
}
