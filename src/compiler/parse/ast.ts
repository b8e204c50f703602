import type { Span } from '../diagnostics/diagnostic.ts';

/**
 * The syntax tree of a spec.
 *
 * The language has one shape for everything: a spec is a list of elements, and an element is a setting (`batch = 32`), a step
 * (`dense(512, relu)`) or a declaration (`encoder tone from iemocap.speech { … }`). Which words exist, and what they take, is the
 * catalogue's business; so a new block or step kind needs no new grammar.
 *
 * Every node has a span. What the parser could not find is a `missing` expression: later phases stay silent about it.
 */
export interface Tree {
  readonly file: string;
  readonly text: string;
  readonly elements: readonly Element[];
  readonly comments: readonly Comment[];
}

export type Element = Setting | Step | Declaration;

/** A word of the spec with its place. */
export interface Name {
  readonly text: string;
  readonly span: Span;
}

/** `name = value` */
export interface Setting {
  readonly kind: 'setting';
  readonly doc: string | null;
  readonly name: Name;
  readonly value: Expression;
  readonly span: Span;
  /** True when the parser repaired something inside: nothing inside it may be reported as absent. */
  readonly isRecovered: boolean;
}

/** `name(argument, name = argument)` standing alone: a step of a pipeline. */
export interface Step {
  readonly kind: 'step';
  readonly doc: string | null;
  readonly call: Call;
  readonly span: Span;
  readonly isRecovered: boolean;
}

/**
 * `modifier word subject: type = value clause … { body }`, each part but the word optional.
 *
 * `audio speech = file("{wav}")` has the subject `speech` and a value; `split 80% / 10% / 10% by speaker` a subject and one clause;
 * `encoder tone from iemocap.speech { … }` a subject, a clause and a body; `label hate: hatefulness = column(hate) { 0 -> no }` all but clauses.
 */
export interface Declaration {
  readonly kind: 'declaration';
  /** Text of the `///` lines above, without the slashes, lines joined by newlines. */
  readonly doc: string | null;
  /** `optional` before the word, the only modifier there is. */
  readonly modifier: Name | null;
  readonly word: Name;
  readonly subject: Expression | null;
  readonly type: Name | null;
  readonly value: Expression | null;
  readonly clauses: readonly Clause[];
  readonly body: Body | null;
  readonly span: Span;
  readonly isRecovered: boolean;
}

/** `by speaker`, `in 1..5`, `from iemocap.speech`; `stratified on hate` is one clause with the word `stratified on`. */
export interface Clause {
  readonly word: Name;
  readonly value: Expression;
  readonly span: Span;
}

export interface Body {
  readonly elements: readonly Element[];
  /** `0 -> no, 1 -> yes` */
  readonly entries: readonly Entry[];
  readonly open: Span;
  /** `null` where the closing brace is missing. */
  readonly close: Span | null;
  readonly span: Span;
}

/** `anger, hate -> anger`: one or more patterns and what they become. */
export interface Entry {
  readonly patterns: readonly Pattern[];
  readonly target: Expression;
  readonly span: Span;
}

/** `*` matches anything; a comparison matches numbers; anything else matches the text of the field. */
export type Pattern =
  | { readonly kind: 'any'; readonly span: Span }
  | { readonly kind: 'text'; readonly text: string; readonly span: Span }
  | { readonly kind: 'compare'; readonly operator: Comparison; readonly bound: number; readonly span: Span };

export type Comparison = '<' | '<=' | '>' | '>=' | '==' | '!=';

export type Expression = NumberLiteral | StringLiteral | Reference | Call | Binary | Negative | Range | List | Missing;

/** `80%`, `50 ms`, `1e-3`: the value as written, before any conversion, and its unit (`%`, `ms`, `s`, `Hz`, `kHz`, `deg`) or `null`. */
export interface NumberLiteral {
  readonly kind: 'number';
  readonly value: number;
  readonly unit: string | null;
  readonly span: Span;
}

export interface StringLiteral {
  readonly kind: 'string';
  readonly value: string;
  readonly span: Span;
}

/** `tone`, `iemocap.speech`, `val.loss`, `vad@1` (`version` is 1). */
export interface Reference {
  readonly kind: 'reference';
  readonly path: readonly Name[];
  readonly version: number | null;
  readonly span: Span;
}

/** `dense(512, relu, init = he_normal)`; the callee may be a member: `text.columns(0..99)`. */
export interface Call {
  readonly kind: 'call';
  readonly callee: Reference;
  readonly arguments: readonly Argument[];
  readonly span: Span;
}

export interface Argument {
  readonly name: Name | null;
  readonly value: Expression;
  readonly span: Span;
}

/** `alpha * mse(valence)`, `no | yes`, `0.96 per epoch`, `a <= b`. */
export interface Binary {
  readonly kind: 'binary';
  readonly operator: '+' | '-' | '*' | '/' | '|' | 'per' | Comparison;
  readonly left: Expression;
  readonly right: Expression;
  readonly span: Span;
}

export interface Negative {
  readonly kind: 'negative';
  readonly operand: Expression;
  readonly span: Span;
}

/** `-1..1` */
export interface Range {
  readonly kind: 'range';
  readonly from: Expression;
  readonly to: Expression;
  readonly span: Span;
}

/** `[valence, arousal]` */
export interface List {
  readonly kind: 'list';
  readonly items: readonly Expression[];
  readonly span: Span;
}

/** Something the parser expected and did not find; it has been reported once, here. */
export interface Missing {
  readonly kind: 'missing';
  readonly span: Span;
}

export interface Comment {
  readonly text: string;
  readonly isDoc: boolean;
  readonly span: Span;
}
