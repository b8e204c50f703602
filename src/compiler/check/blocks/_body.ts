import { wordOf } from '../../bind/bind.ts';
import type { CalledElsewhere } from '../../catalogue/schema.ts';
import { rewording } from '../../diagnostics/nearest.ts';
import { report } from '../../diagnostics/report.generated.ts';
import type { Argument, Declaration, Element, Name } from '../../parse/ast.ts';
import { meantBy } from '../called-here.ts';
import type { CheckContext } from '../context.ts';
import { reportUnknown } from '../settings.ts';

/** The settings of a block by their names. */
type KnownSettings = Readonly<Record<string, CalledElsewhere>>;

/**
 * The settings in a block's body as arguments, each of a known name and at most once; anything else in there is reported. A setting whose
 * mistake is reported comes without a value, so that nobody misses it.
 */
export function settingsOf(declaration: Declaration, known: KnownSettings, context: CheckContext): Argument[] {
  const owner = declaration.word.text;
  const args: Argument[] = [];
  const elements = declaration.body?.elements ?? [];
  const isThere = (name: string): boolean => elements.some((element) => wordOf(element).text === name);
  for (const element of elements) {
    const argument = argumentOf(element, owner, known, isThere, context);
    if (argument === null) continue;
    const name = (argument.name as Name).text;
    const earlier = args.find((other) => other.name?.text === name);
    if (earlier === undefined) args.push(argument);
    else if (isSilent(earlier)) args[args.indexOf(earlier)] = argument;
    // Beside the setting that was meant, a misspelt one is one mistake and no second setting.
    else if (!isSilent(argument)) {
      const related = [{ at: earlier.span, label: 'first set here' }];
      const isCopy = context.textOf(earlier.span) === context.textOf(argument.span);
      const fix = { fix: [context.removalOf(argument.span)], sure: isCopy };
      context.add(report.settingTwice((argument.name as Name).span, { name, owner }, { related, ...fix }));
    }
  }
  return args;
}

const isSilent = ({ value }: Argument): boolean => value.kind === 'missing';

function argumentOf(
  element: Element,
  owner: string,
  known: KnownSettings,
  isThere: (name: string) => boolean,
  context: CheckContext,
): Argument | null {
  const { span } = element;
  const word = wordOf(element);
  const silent = (name: Name): Argument => ({ name, value: { kind: 'missing', span: name.span }, span });
  if (Object.hasOwn(known, word.text)) {
    // A part that the parser repaired would be reported a second time.
    if (element.kind === 'setting') return element.isRecovered ? silent(word) : { name: word, value: element.value, span };
    // `seed 7`, `adam(1e-3)`: the parser takes any word, so the missing `=` is known only here.
    const subject = element.kind === 'declaration' ? element.subject : null;
    const fix =
      subject === null ? {} : { fix: [{ span: { ...word.span, end: subject.span.start }, text: `${word.text} = ` }], sure: true };
    if (!element.isRecovered) context.add(report.missingEquals(word.span, { name: word.text }, fix));
    return silent(word);
  }
  if (element.kind === 'setting') {
    const meant = reportUnknown(owner, word, element.span, known, isThere, context);
    return meant === undefined ? null : silent({ ...word, text: meant });
  }
  if (element.isRecovered) return null;
  const names = Object.keys(known);
  const { meant } = meantBy(word.text, Object.entries(known));
  context.add(
    report.unexpectedElement(
      word.span,
      { found: `\`${word.text}\``, owner, expected: names.join(', '), nearest: meant },
      rewording(word.span, word.text, meant, names),
    ),
  );
  return meant === undefined ? null : silent({ ...word, text: meant });
}
