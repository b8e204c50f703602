import type { Body, Declaration, Element, Entry, Expression, Pattern, Tree } from '../../../src/compiler/parse/ast.ts';

/** A syntax tree as indented lines, expressions in prefix form, so that a sample shows how the text was understood. */
export const treeText = ({ elements }: Tree): string => `${elements.flatMap((element) => elementLines(element)).join('\n')}\n`;

const indented = (lines: readonly string[]): string[] => lines.map((line) => `  ${line}`);

function elementLines(element: Element): string[] {
  const mark = element.isRecovered ? ' (recovered)' : '';
  const doc = element.doc === null ? [] : element.doc.split('\n').map((line) => `/// ${line}`);
  if (element.kind === 'setting') return [...doc, `setting ${element.name.text} ${expressionText(element.value)}${mark}`];
  if (element.kind === 'step') return [...doc, `step ${expressionText(element.call)}${mark}`];
  return [
    ...doc,
    `declaration ${element.modifier === null ? '' : `${element.modifier.text} `}${element.word.text}${mark}`,
    ...indented(partLines(element)),
  ];
}

function partLines({ subject, type, value, clauses, body }: Declaration): string[] {
  return [
    ...(subject === null ? [] : [`subject ${expressionText(subject)}`]),
    ...(type === null ? [] : [`type ${type.text}`]),
    ...(value === null ? [] : [`value ${expressionText(value)}`]),
    ...clauses.map((clause) => `clause ${clause.word.text} ${expressionText(clause.value)}`),
    ...(body === null ? [] : bodyLines(body)),
  ];
}

function bodyLines(body: Body): string[] {
  const inside = [...body.elements.flatMap(elementLines), ...body.entries.map(entryText)];
  return [body.close === null ? 'body (unclosed)' : 'body', ...indented(inside)];
}

const entryText = ({ patterns, target }: Entry): string =>
  `entry ${patterns.map(patternText).join(', ')} -> ${expressionText(target)}`;

function patternText(pattern: Pattern): string {
  if (pattern.kind === 'any') return '*';
  return pattern.kind === 'text' ? JSON.stringify(pattern.text) : `${pattern.operator} ${pattern.bound}`;
}

export function expressionText(expression: Expression): string {
  switch (expression.kind) {
    case 'number':
      return `${expression.value}${expression.unit ?? ''}`;
    case 'string':
      return JSON.stringify(expression.value);
    case 'reference':
      return `${expression.path.map(({ text }) => text).join('.')}${expression.version === null ? '' : `@${expression.version}`}`;
    case 'call': {
      const given = expression.arguments.map(
        ({ name, value }) => `${name === null ? '' : `${name.text}=`}${expressionText(value)}`,
      );
      return `(${[expressionText(expression.callee), ...given].join(' ')})`;
    }
    case 'binary':
      return `(${expression.operator} ${expressionText(expression.left)} ${expressionText(expression.right)})`;
    case 'negative':
      return `(- ${expressionText(expression.operand)})`;
    case 'range':
      return `(.. ${expressionText(expression.from)} ${expressionText(expression.to)})`;
    case 'list':
      return `[${expression.items.map(expressionText).join(' ')}]`;
    case 'missing':
      return '<missing>';
  }
}
