import { type ILexingResult, type IToken, Lexer } from 'chevrotain';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { report } from '../diagnostics/report.generated.ts';
import type { Result } from '../diagnostics/result.ts';
import type { Comment, Element, Tree } from './ast.ts';
import { readComments, readDocs } from './comments.ts';
import type { SpecCstNode } from './cst.generated.d.ts';
import type { TreeBuilding } from './cst-to-ast.ts';
import { spec } from './cst-to-ast.ts';
import { Grammar } from './grammar.ts';
import { deepestNesting, layOut, opensBlockAtMargin } from './layout.ts';
import { type Lines, readLines } from './lines.ts';
import { foreignComments, foreignNames, lexerMistakes, parserMistakes } from './messages.ts';
import { joinMisspeltUnits } from './misspelt-units.ts';
import { tokens } from './tokens.ts';

/** The text of a spec and the path that messages show for it. */
export interface Source {
  readonly file: string;
  readonly text: string;
}

/** Lexer and parser take some milliseconds to build, so they are built by the first spec and kept. */
const machine = lazily(() => ({
  lexer: new Lexer(tokens, { ensureOptimizations: true, positionTracking: 'full', skipValidations: true }),
  grammar: new Grammar(),
}));

function lazily<Made>(make: () => Made): () => Made {
  let made: Made | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

/** The tokens of a text, with its comments in the groups `comments` and `foreignComments`. */
export const tokenize = (text: string): ILexingResult => machine().lexer.tokenize(text);

/**
 * Reads a spec into its syntax tree.
 *
 * Never throws for a mistake in the text: whatever could be understood is in the tree, parts that are missing are `missing` expressions,
 * and each mistake is one diagnostic in the order of the text.
 */
export function parse(source: Source): Result<Tree> {
  const read = readTokens(source);
  return parseByBlocks(read) ?? parseWhole(read).result;
}

/** A spec as it was written, and the syntax tree that it became. */
export interface ConcreteSpec {
  /** Every rule and token of the grammar. It holds the whole spec where `result` has no diagnostics, and what was understood elsewhere. */
  readonly concrete: SpecCstNode;
  /** All tokens but blanks and comments, in the order of the text. */
  readonly tokens: readonly IToken[];
  readonly result: Result<Tree>;
}

/** Reads a spec into its syntax tree and keeps what the tree does not: signs, parentheses, how numbers are spelled. */
export const parseConcretely = (source: Source): ConcreteSpec => parseWhole(readTokens(source));

/** What the lexer makes of a spec. */
interface ReadTokens extends Source {
  readonly tokens: IToken[];
  readonly comments: readonly Comment[];
  readonly lines: Lines;
  /** The first token that is nested too deeply; the parser stops before it. */
  readonly tooDeep: IToken | undefined;
  /** What begins no token, or no name. */
  readonly skipped: readonly Diagnostic[];
  readonly foreign: readonly Diagnostic[];
}

function readTokens({ file, text }: Source): ReadTokens {
  const { tokens: written, groups, errors } = tokenize(text);
  const all = joinMisspeltUnits(text, written);
  return {
    file,
    text,
    tokens: all,
    comments: readComments(file, groups.comments ?? []),
    lines: readLines(text),
    tooDeep: layOut(all),
    skipped: [...lexerMistakes(file, text, errors), ...foreignNames(file, all)],
    foreign: foreignComments(file, groups.foreignComments ?? []),
  };
}

function parseWhole(read: ReadTokens): ConcreteSpec {
  const { file, text, tokens: all, comments, lines, tooDeep, skipped, foreign } = read;
  const { grammar } = machine();
  grammar.input = tooDeep === undefined ? all : all.slice(0, all.indexOf(tooDeep));
  const tree = grammar.spec() as SpecCstNode;
  const misread = parserMistakes(file, grammar.errors);
  const damage = [...skipped, ...misread].map(startOf).sort((one, other) => one - other);
  const building = buildingOf(read, damage);
  const elements = spec(tree, building);
  const diagnostics =
    tooDeep === undefined ? merged(lines, [skipped, building.mistakes, misread], foreign) : [nestedTooDeep(file, tooDeep)];
  return { concrete: tree, tokens: all, result: { value: { file, text, elements, comments }, diagnostics } };
}

/**
 * Reads block after block: the concrete tree of one is forgotten before the next is read, which takes half the time and a fraction of the memory
 * on a long spec. A word that opens a block at the margin ends whatever is open, so that nothing reaches over it. `null` where the parser
 * itself had to repair something: what it expected instead may be the block below.
 */
function parseByBlocks(read: ReadTokens): Result<Tree> | null {
  const { file, text, tokens: all, comments, lines, tooDeep, skipped, foreign } = read;
  if (tooDeep !== undefined) return null;
  const { grammar } = machine();
  const building = buildingOf(
    read,
    skipped.map(startOf).sort((one, other) => one - other),
  );
  const elements: Element[] = [];
  const starts = all.flatMap((token, index) => (index > 0 && opensBlockAtMargin(token, all[index + 1]) ? [index] : []));
  for (const [index, start] of [0, ...starts].entries()) {
    grammar.input = all.slice(start, starts[index]);
    const block = grammar.spec() as SpecCstNode;
    if (grammar.errors.length > 0) return null;
    for (const element of spec(block, building)) elements.push(element);
  }
  grammar.input = [];
  return { value: { file, text, elements, comments }, diagnostics: merged(lines, [skipped, building.mistakes], foreign) };
}

const buildingOf = ({ file, text, lines, comments }: ReadTokens, damage: readonly number[]): TreeBuilding => ({
  file,
  text,
  mistakes: [],
  damage,
  lines,
  docs: readDocs(lines, comments),
});

const startOf = ({ at }: Diagnostic): number => (at !== null && 'start' in at ? at.start : 0);

/** What could not be read explains what is missing on the same line, and both explain what the parser could not match. */
function merged(lines: Lines, causes: readonly (readonly Diagnostic[])[], others: readonly Diagnostic[]): Diagnostic[] {
  const lineOf = (diagnostic: Diagnostic): number => lines.startOf(startOf(diagnostic));
  const kept = [...others];
  const reported = new Set<number>();
  for (const cause of causes) {
    const fresh = cause.filter((diagnostic) => !reported.has(lineOf(diagnostic)));
    for (const diagnostic of fresh) reported.add(lineOf(diagnostic));
    for (const diagnostic of fresh) kept.push(diagnostic);
  }
  return kept.sort((one, other) => startOf(one) - startOf(other));
}

function nestedTooDeep(file: string, token: IToken): Diagnostic {
  return report.tooDeep(
    { file, start: token.startOffset, end: token.startOffset + token.image.length },
    { limit: deepestNesting },
  );
}
