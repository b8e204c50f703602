import type { BoundSpec, NameSymbol, Role } from '../bind/scope.ts';
import { withArticle } from '../bind/scope.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { nearest } from '../diagnostics/nearest.ts';
import { report } from '../diagnostics/report.generated.ts';
import type { Declaration, Expression, Name, Reference } from '../parse/ast.ts';

/**
 * What the rules of the checker share: the names, the places where they were used, and where mistakes go.
 *
 * `constants` and the results of earlier blocks are filled in the order of `check.ts`; a block that failed is absent, and whoever
 * refers to it stays silent.
 */
export class CheckContext {
  readonly bound: BoundSpec;
  readonly diagnostics: Diagnostic[] = [];
  readonly constants = new Map<string, number>();
  readonly labelSets = new Map<string, readonly string[]>();
  /** Names, and columns as `dataset.column`, that a misspelt word probably meant: nobody reports them as unused. */
  readonly presumed = new Set<string>();
  /** Columns whose own line is wrong: nobody reports them as unknown. */
  readonly brokenColumns = new Set<string>();

  constructor(bound: BoundSpec) {
    this.bound = bound;
  }

  add(diagnostic: Diagnostic): void {
    this.diagnostics.push(diagnostic);
  }

  declarationsOf(word: string): readonly Declaration[] {
    return this.bound.declarations.filter((declaration) => declaration.word.text === word);
  }

  /** The name of a declaration, unless the name was given away earlier. */
  ownName(declaration: Declaration): Name | null {
    for (const symbol of this.bound.symbols.values()) if (symbol.declaration === declaration) return symbol.name;
    return null;
  }

  namesOf(role: Role): readonly string[] {
    return [...this.bound.symbols.values()].filter((symbol) => symbol.role === role).map(({ name }) => name.text);
  }

  /** Finds a name that must have one of some roles, and reports it once if it is unknown or of another role. */
  resolve(name: Name, roles: readonly Role[]): NameSymbol | null {
    const symbol = this.bound.symbols.get(name.text);
    const wanted = roles.map(withArticle).join(' or ');
    if (symbol === undefined) {
      const candidates = [...this.bound.symbols.values()]
        .filter(({ role }) => roles.includes(role))
        .map((candidate) => candidate.name.text);
      const meant = nearest(name.text, candidates);
      if (meant !== undefined) this.presumed.add(meant);
      const fix = meant === undefined ? {} : { fix: [{ span: name.span, text: meant }] };
      this.add(
        report.unknownName(
          name.span,
          { name: name.text, wanted, nearest: meant, candidates: candidates.length === 0 ? undefined : candidates.join(', ') },
          fix,
        ),
      );
      return null;
    }
    if (roles.includes(symbol.role)) return symbol;
    if (this.bound.contested.has(name.text)) return null;
    const related = [{ at: symbol.name.span, label: `declared here as ${withArticle(symbol.role)}` }];
    this.add(report.wrongRole(name.span, { name: name.text, role: withArticle(symbol.role), wanted }, { related }));
    return null;
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
