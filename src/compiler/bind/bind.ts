import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { nearest, rewording } from '../diagnostics/nearest.ts';
import { report } from '../diagnostics/report.generated.ts';
import type { Result } from '../diagnostics/result.ts';
import type { Declaration, Element, Name, Setting, Tree } from '../parse/ast.ts';
import { withBodies } from './bodies.ts';
import { copyOf } from './copies.ts';
import { sweepLeftovers } from './leftovers.ts';
import { type BoundSpec, blockWords, type NameSymbol, rolesByWord, withArticle } from './scope.ts';

/** Finds the names that a spec declares. A block that nobody knows, or a second meaning of a name, is reported here and nowhere else. */
export function bind(tree: Tree): Result<BoundSpec> {
  const diagnostics: Diagnostic[] = [];
  const symbols = new Map<string, NameSymbol>();
  const contested = new Set<string>();
  const declarations: Declaration[] = [];
  const settings: Setting[] = [];
  const isKnown = (element: Element): boolean => blockWords.includes(wordOf(element).text);
  const swept = sweepLeftovers(withBodies(tree.elements, isKnown, diagnostics), tree.text, isKnown);
  const { elements } = swept;
  for (const { stray, owner } of swept.strays) {
    const holes = { found: `\`${wordOf(stray).text}\``, owner: wordOf(owner).text };
    diagnostics.push(report.unexpectedElement(wordOf(stray).span, holes));
  }
  let isPartial = elements.some(({ isRecovered }) => isRecovered);

  for (const element of elements) {
    const word = wordOf(element);
    if (!isKnown(element)) {
      // A step among blocks is what is left of a line whose beginning has been reported.
      if (element.kind === 'step' && element.isRecovered) continue;
      const meant = nearest(word.text, blockWords);
      const fix = rewording(word.span, word.text, meant, blockWords);
      diagnostics.push(report.unknownBlock(word.span, { word: word.text, nearest: meant, known: blockWords.join(', ') }, fix));
      // The block is read as what was probably meant, so that its name is not reported as unknown wherever it is used.
      const name = { ...word, text: meant ?? '' };
      if (meant !== undefined && element.kind === 'declaration') declare({ ...element, word: name });
      else if (meant !== undefined && element.kind === 'setting') settings.push({ ...element, name });
      else isPartial = true;
    } else if (element.kind === 'setting') {
      settings.push(element);
    } else if (element.kind === 'step') {
      diagnostics.push(report.stepOutsidePipeline(element.span, { name: word.text }));
      isPartial = true;
    } else {
      declare(element);
    }
  }
  const top = { file: tree.file, start: 0, end: 0 };
  const isVersioned = [...declarations.map(({ word }) => word), ...settings.map(({ name }) => name)].some(
    ({ text }) => text === 'emo',
  );
  if (!isVersioned && elements[0]?.isRecovered !== true)
    diagnostics.unshift(report.missingVersion(top, {}, { fix: [{ span: top, text: 'emo 1\n\n' }], sure: true }));

  return { value: { text: tree.text, symbols, contested, declarations, settings, elements, isPartial }, diagnostics };

  function declare(declaration: Declaration): void {
    declarations.push(declaration);
    const role = rolesByWord.get(declaration.word.text);
    if (role === undefined) return;
    const name = nameOf(declaration);
    if (name === null) {
      // Whatever refers to the block would now be unknown, and what it uses unused.
      isPartial = true;
      const isReported = declaration.isRecovered || declaration.subject?.kind === 'missing';
      if (!isReported) diagnostics.push(report.unnamedBlock(declaration.word.span, { word: declaration.word.text }));
      return;
    }
    const earlier = symbols.get(name.text);
    if (earlier === undefined) symbols.set(name.text, { name, role, declaration });
    else {
      contested.add(name.text);
      const related = [{ at: earlier.name.span, label: `${withArticle(earlier.role)} of this name is declared here` }];
      const others = elements.flatMap((other) => (other.kind === 'declaration' ? (nameOf(other)?.text ?? []) : []));
      const copy = copyOf(earlier.declaration.span, declaration.span, name, others, tree.text);
      const holes = { name: name.text, role: withArticle(earlier.role), ...copy.holes };
      diagnostics.push(report.nameTaken(name.span, holes, { related, ...copy.more }));
    }
  }
}

/** The name a declaration gives: a bare word after its keyword. */
export function nameOf({ subject }: Declaration): Name | null {
  if (subject?.kind !== 'reference' || subject.path.length !== 1 || subject.version !== null) return null;
  return subject.path[0] ?? null;
}

/** The word that an element opens with. */
export function wordOf(element: Element): Name {
  if (element.kind === 'declaration') return element.word;
  if (element.kind === 'setting') return element.name;
  return element.call.callee.path[0] as Name;
}
