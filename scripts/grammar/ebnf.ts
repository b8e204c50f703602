/** A part of a rule. */
export type Part =
  | { readonly kind: 'literal'; readonly text: string }
  | { readonly kind: 'rule'; readonly name: string }
  | { readonly kind: 'sequence' | 'choice'; readonly parts: readonly Part[] }
  | { readonly kind: 'optional' | 'any' | 'some'; readonly part: Part };

export interface Rule {
  readonly name: string;
  readonly part: Part;
}

const repetitions = { '?': 'optional', '*': 'any', '+': 'some' } as const;

/**
 * Reads the grammar in `grammar/README.md`: rules `name = … ;` of literals in quotes, names, parentheses, `|`, `?`, `*` and `+`.
 *
 * Throws where the text has another form, so that the page and everything made of it stay in step.
 */
export function readEbnf(text: string): readonly Rule[] {
  const words = [...text.matchAll(/"[^"]*"|\w+|[=;|()?*+]|\S/g)].map(([word]) => word);
  const rules: Rule[] = [];
  let at = 0;
  const take = (expected?: string): string => {
    const word = words[at];
    if (word === undefined || (expected !== undefined && word !== expected))
      throw new Error(`the grammar has ${word ?? 'its end'} where ${expected ?? 'something'} should be`);
    at += 1;
    return word;
  };

  function choice(): Part {
    const parts = [sequence()];
    while (words[at] === '|') {
      take('|');
      parts.push(sequence());
    }
    return parts.length === 1 ? (parts[0] as Part) : { kind: 'choice', parts };
  }

  function sequence(): Part {
    const parts: Part[] = [];
    while (!['|', ')', ';', undefined].includes(words[at])) parts.push(repeated());
    if (parts.length === 0) throw new Error('the grammar has an empty alternative');
    return parts.length === 1 ? (parts[0] as Part) : { kind: 'sequence', parts };
  }

  function repeated(): Part {
    let part = single();
    for (let sign = words[at]; sign === '?' || sign === '*' || sign === '+'; sign = words[at]) {
      take();
      part = { kind: repetitions[sign], part };
    }
    return part;
  }

  function single(): Part {
    const word = take();
    if (word.startsWith('"')) return { kind: 'literal', text: word.slice(1, -1) };
    if (/^\w+$/.test(word)) return { kind: 'rule', name: word };
    if (word !== '(') throw new Error(`the grammar has ${word} where a part of a rule should be`);
    const part = choice();
    take(')');
    return part;
  }

  while (at < words.length) {
    const name = take();
    take('=');
    rules.push({ name, part: choice() });
    take(';');
  }
  return rules;
}
