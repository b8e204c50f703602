import type { BoundSpec, NameSymbol, Role } from '../bind/scope.ts';
import { withArticle } from '../bind/scope.ts';
import type { Diagnostic, More, Place, Span, TextEdit } from '../diagnostics/diagnostic.ts';
import { nearest, rewording } from '../diagnostics/nearest.ts';
import { removalOf } from '../diagnostics/removal.ts';
import { report } from '../diagnostics/report.generated.ts';
import type { Declaration, Expression, Name, Reference } from '../parse/ast.ts';
import type { TypedStep } from './model.ts';
import type { Measured } from './quantities.ts';

type Related = { readonly at: Place; readonly label: string }[];

/** Roles of blocks that every spec has. */
const requiredRoles: readonly Role[] = ['data set', 'encoder', 'head'];

/**
 * What the rules of the checker share: the names, the places where they were used, and where mistakes go.
 *
 * `constants` and the results of earlier blocks are filled in the order of `check.ts`; a block that failed is absent, and whoever
 * refers to it stays silent.
 */
export class CheckContext {
  readonly bound: BoundSpec;
  readonly diagnostics: Diagnostic[] = [];
  /** By name: `open` while its own expression is read, `null` where that failed. */
  readonly constants = new Map<string, Measured | 'open' | null>();
  readonly labelSets = new Map<string, readonly string[]>();
  /** Every step that got its types, in the order in which pipelines are checked. */
  readonly typedSteps: TypedStep[] = [];
  /** Names, and columns as `dataset.column`, that something refers to. */
  readonly used = new Set<string>();
  /** Names, and columns as `dataset.column`, that a misspelt word probably meant: nobody reports them as unused. */
  readonly presumed = new Set<string>();
  /** Columns whose own line is wrong: nobody reports them as unknown. */
  readonly brokenColumns = new Set<string>();
  /** Whether something is absent that could use a name: nobody then reports names as unused. */
  isPartial: boolean;
  /** Data sets of which lines are missing or not understood: a column that they lack may be there. */
  readonly partialDatasets = new Set<string>();
  readonly #furtherUses = new Map<string, Related>();
  readonly #ownNames: ReadonlyMap<Declaration, Name>;

  constructor(bound: BoundSpec) {
    this.bound = bound;
    this.isPartial = bound.isPartial;
    this.#ownNames = new Map([...bound.symbols.values()].map(({ name, declaration }) => [declaration, name]));
  }

  add(diagnostic: Diagnostic): void {
    this.diagnostics.push(diagnostic);
  }

  /** Reports that something is absent. */
  addAbsence(diagnostic: Diagnostic): void {
    this.isPartial = true;
    this.add(diagnostic);
  }

  /** Reports what a name lacks where it is first used; every later use becomes a related place of that one diagnostic. */
  addOnce(name: string, at: Span, diagnosticOf: (related: Related) => Diagnostic): void {
    const uses = this.#furtherUses.get(name);
    if (uses !== undefined) {
      uses.push({ at, label: 'and used here' });
      return;
    }
    const related: Related = [];
    this.#furtherUses.set(name, related);
    this.add(diagnosticOf(related));
  }

  textOf({ start, end }: Span): string {
    return this.bound.text.slice(start, end);
  }

  /** The edit that takes a piece out of the spec. */
  removalOf(span: Span): TextEdit {
    return removalOf(this.bound.text, span);
  }

  /**
   * As `rewording`, for a name that the spec itself gives. Where it is written but once, as its declaration, that may be the slip, and the use
   * be right: then the edit is not sure.
   */
  renaming(at: Span, word: string, meant: string | undefined, candidates: Iterable<string>): Pick<More, 'fix' | 'sure'> {
    const edit = rewording(at, word, meant, candidates);
    const code = this.bound.text.replace(/\/\/.*/g, '');
    const isUsed = meant !== undefined && (code.match(new RegExp(`\\b${meant}\\b`, 'g')) ?? []).length > 1;
    return edit.sure === true && !isUsed ? { ...edit, sure: false } : edit;
  }

  declarationsOf(word: string): readonly Declaration[] {
    return this.bound.declarations.filter((declaration) => declaration.word.text === word);
  }

  /** The name of a declaration, unless the name was given away earlier. */
  ownName(declaration: Declaration): Name | null {
    return this.#ownNames.get(declaration) ?? null;
  }

  namesOf(role: Role): readonly string[] {
    return [...this.bound.symbols.values()].filter((symbol) => symbol.role === role).map(({ name }) => name.text);
  }

  /** Finds a name that must have one of some roles, and reports it once if it is unknown or of another role. */
  resolve(name: Name, roles: readonly Role[]): NameSymbol | null {
    const symbol = this.bound.symbols.get(name.text);
    const wanted = roles.map(withArticle).join(' or ');
    if (symbol === undefined) {
      const candidates = roles.flatMap((role) => this.namesOf(role));
      // Where there is no such block at all, that is what is reported.
      if (candidates.length > 0 || !roles.some((role) => requiredRoles.includes(role)))
        this.#reportUnknown(name, wanted, candidates);
      return null;
    }
    this.used.add(name.text);
    if (roles.includes(symbol.role)) return symbol;
    if (this.bound.contested.has(name.text)) return null;
    const related = [{ at: symbol.name.span, label: `declared here as ${withArticle(symbol.role)}` }];
    this.add(report.wrongRole(name.span, { name: name.text, role: withArticle(symbol.role), wanted }, { related }));
    return null;
  }

  #reportUnknown(name: Name, wanted: string, candidates: readonly string[]): void {
    const meant = nearest(name.text, candidates);
    this.presumeMeant(meant);
    const fix = this.renaming(name.span, name.text, meant, candidates);
    const known = candidates.length === 0 ? undefined : candidates.join(', ');
    const holes = { name: name.text, wanted, nearest: meant, candidates: known };
    this.addOnce(name.text, name.span, (related) => report.unknownName(name.span, holes, { ...fix, related }));
  }

  /** What an unknown name probably meant is not unused. If it meant nothing near, something is absent that may use other names. */
  presumeMeant(key: string | undefined): void {
    if (key === undefined) this.isPartial = true;
    else this.presumed.add(key);
  }

  /** Takes a reference inside of something unknown for a use: what it names is not unused. */
  presume(value: Expression | undefined): void {
    if (value?.kind === 'reference') this.presumed.add(value.path.map(({ text }) => text).join('.'));
  }

  /** A bare word, or `null` after reporting what was found instead. */
  wordOf(expression: Expression | null, expected: string): Name | null {
    if (expression === null || expression.kind === 'missing') return null;
    if (expression.kind === 'reference' && expression.path.length === 1 && expression.version === null)
      return expression.path[0] ?? null;
    this.add(report.expectedName(expression.span, { expected }));
    return null;
  }

  /** `dataset.column`, both parts as names. */
  memberOf(expression: Expression | null, expected: string): readonly [Name, Name] | null {
    if (expression === null || expression.kind === 'missing') return null;
    const path = (expression as Reference).path;
    if (expression.kind === 'reference' && path.length === 2 && expression.version === null)
      return [path[0] as Name, path[1] as Name];
    this.add(report.expectedName(expression.span, { expected }));
    return null;
  }
}
