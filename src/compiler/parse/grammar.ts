// The whole grammar is one class because Chevrotain's rules refer to each other as its members.
import type { CstNode } from 'chevrotain';
import { LookAhead } from './look-ahead.ts';
import {
  Arrow,
  At,
  BinaryOperator,
  ClauseWord,
  Colon,
  Comma,
  Comparison,
  Dot,
  Equals,
  LeftBrace,
  LeftBracket,
  LeftParenthesis,
  Loose,
  Minus,
  Modifier,
  NumberToken,
  RightBrace,
  RightBracket,
  RightParenthesis,
  Star,
  Text,
  Word,
} from './tokens.ts';

type Rule = () => CstNode;

/**
 * The grammar of `.emo`, as a parser that builds a concrete syntax tree.
 *
 * A `?` with an exclamation mark behind it (`value?!`) is a part that must be there: the rule goes on without it, and the phase that builds
 * the tree reports the gap. So the rules accept any sequence of tokens, and no mistake costs more than the statement it is in.
 */
export class Grammar extends LookAhead {
  constructor(options: { readonly skipValidations: boolean } = { skipValidations: true }) {
    super(options);
    this.performSelfAnalysis();
  }

  /** `spec ::= (element | debris)*` */
  readonly spec: Rule = this.RULE('spec', () => {
    this.MANY(() =>
      this.OR({
        MAX_LOOKAHEAD: 1,
        DEF: [{ ALT: () => this.SUBRULE(this.element) }, { ALT: () => this.SUBRULE(this.debris) }],
      }),
    );
  });

  /** `element ::= setting | step | declaration` — decided on the token behind the word. */
  readonly element: Rule = this.RULE('element', () => {
    this.OR({
      MAX_LOOKAHEAD: 1,
      DEF: [
        { GATE: () => this.isSetting(), ALT: () => this.SUBRULE(this.setting), IGNORE_AMBIGUITIES: true },
        { GATE: () => this.isStep(), ALT: () => this.SUBRULE(this.step), IGNORE_AMBIGUITIES: true },
        { ALT: () => this.SUBRULE(this.declaration), IGNORE_AMBIGUITIES: true },
      ],
    });
  });

  /** `setting ::= word '=' value?!` — a colon is taken for the `=` that was meant. */
  readonly setting: Rule = this.RULE('setting', () => {
    this.CONSUME(Word);
    this.OR([{ ALT: () => this.CONSUME(Equals) }, { ALT: () => this.CONSUME(Colon) }]);
    this.OPTION({ GATE: () => this.startsValue(), DEF: () => this.SUBRULE(this.expression) });
  });

  /** `step ::= path arguments?!` */
  readonly step: Rule = this.RULE('step', () => {
    this.SUBRULE(this.path);
    this.OPTION(() => this.SUBRULE(this.arguments));
  });

  /** `declaration ::= 'optional'? word subject? (':' word?!)? clause* ('=' value?!)? clause* body?` */
  readonly declaration: Rule = this.RULE('declaration', () => {
    this.OPTION({ GATE: () => this.isModifier(), DEF: () => this.CONSUME(Modifier) });
    this.CONSUME(Word);
    this.OPTION1({ GATE: () => this.startsSubject(), DEF: () => this.SUBRULE(this.expression, { LABEL: 'subject' }) });
    this.OPTION2(() => {
      this.CONSUME(Colon);
      this.OPTION3({ GATE: () => this.isName(), DEF: () => this.CONSUME1(Word, { LABEL: 'type' }) });
    });
    this.MANY({ GATE: () => this.startsClause(), DEF: () => this.SUBRULE(this.clause) });
    this.OPTION4(() => {
      this.CONSUME(Equals);
      this.OPTION5({ GATE: () => this.startsValue(), DEF: () => this.SUBRULE1(this.expression, { LABEL: 'value' }) });
    });
    this.MANY1({ GATE: () => this.startsClause(), DEF: () => this.SUBRULE1(this.clause) });
    this.OPTION6(() => this.SUBRULE(this.body));
  });

  /** `clause ::= clauseWord+ expression?!` — several words are one clause: `stratified on`. */
  readonly clause: Rule = this.RULE('clause', () => {
    this.CONSUME(ClauseWord);
    this.MANY({ GATE: () => this.startsClause() && this.isName(), DEF: () => this.CONSUME1(ClauseWord) });
    this.OPTION({ GATE: () => this.startsOperand(), DEF: () => this.SUBRULE(this.expression) });
  });

  /** `body ::= '{' ((entry | element) ','? | debris)* '}'?!` */
  readonly body: Rule = this.RULE('body', () => {
    const open = this.CONSUME(LeftBrace);
    this.MANY({ GATE: () => this.continuesBody(open), DEF: () => this.member() });
    this.OPTION({ GATE: () => this.closesBody(open), DEF: () => this.CONSUME(RightBrace) });
  });

  private member(): void {
    this.OR({
      MAX_LOOKAHEAD: 1,
      DEF: [
        { GATE: () => this.isEntry(), ALT: () => this.SUBRULE(this.entry), IGNORE_AMBIGUITIES: true },
        { ALT: () => this.SUBRULE(this.element), IGNORE_AMBIGUITIES: true },
        { ALT: () => this.SUBRULE(this.debris), IGNORE_AMBIGUITIES: true },
      ],
    });
    this.OPTION1(() => this.CONSUME(Comma));
  }

  /** `entry ::= pattern (',' pattern)* '->' operand?!` */
  readonly entry: Rule = this.RULE('entry', () => {
    this.SUBRULE(this.pattern);
    this.MANY(() => {
      this.CONSUME(Comma);
      this.SUBRULE1(this.pattern);
    });
    this.CONSUME(Arrow);
    this.OPTION({ GATE: () => this.startsTarget(), DEF: () => this.SUBRULE(this.operand) });
  });

  /** `pattern ::= '*' | word | text | '-'? number | comparison '-'? number` */
  readonly pattern: Rule = this.RULE('pattern', () => {
    this.OR([
      { ALT: () => this.CONSUME(Star) },
      { ALT: () => this.CONSUME(Word) },
      { ALT: () => this.CONSUME(Text) },
      {
        ALT: () => {
          this.OPTION(() => this.CONSUME(Comparison));
          this.OPTION1(() => this.CONSUME(Minus));
          this.CONSUME(NumberToken);
        },
      },
    ]);
  });

  /** `debris ::= body | any token that begins no element` — always reported. */
  readonly debris: Rule = this.RULE('debris', () => {
    this.OR([{ ALT: () => this.SUBRULE(this.body) }, { ALT: () => this.CONSUME(Loose) }]);
  });

  /** `expression ::= operand (operator operand?!)*` — a flat list; `precedence.ts` says what binds tighter. */
  readonly expression: Rule = this.RULE('expression', () => {
    this.SUBRULE(this.operand);
    this.MANY({ GATE: () => this.continuesExpression(), DEF: () => this.SUBRULE(this.operation) });
  });

  /** `operation ::= operator operand?!` */
  readonly operation: Rule = this.RULE('operation', () => {
    this.CONSUME(BinaryOperator);
    this.OPTION({ GATE: () => this.startsOperand(), DEF: () => this.SUBRULE(this.operand) });
  });

  /** `operand ::= '-'+ primary?! | primary` */
  readonly operand: Rule = this.RULE('operand', () => {
    this.OR([
      {
        ALT: () => {
          this.AT_LEAST_ONE(() => this.CONSUME(Minus));
          this.OPTION({ GATE: () => this.mayContinue(), DEF: () => this.SUBRULE(this.primary) });
        },
      },
      { ALT: () => this.SUBRULE1(this.primary) },
    ]);
  });

  /** `primary ::= number | text | reference | list | group` */
  readonly primary: Rule = this.RULE('primary', () => {
    this.OR([
      { ALT: () => this.CONSUME(NumberToken) },
      { ALT: () => this.CONSUME(Text) },
      { ALT: () => this.SUBRULE(this.reference) },
      { ALT: () => this.SUBRULE(this.list) },
      { ALT: () => this.SUBRULE(this.group) },
    ]);
  });

  /** `reference ::= path ('@' (number | word)?!)? arguments?` — only a whole number is a version. */
  readonly reference: Rule = this.RULE('reference', () => {
    this.SUBRULE(this.path);
    this.OPTION(() => {
      this.CONSUME(At);
      this.OPTION1({
        GATE: () => this.startsVersion(),
        DEF: () => this.OR([{ ALT: () => this.CONSUME(NumberToken) }, { ALT: () => this.CONSUME(Word) }]),
      });
    });
    this.OPTION2({ GATE: () => this.isOnSameLine(), DEF: () => this.SUBRULE(this.arguments) });
  });

  /** `path ::= word ('.' word?!)*` */
  readonly path: Rule = this.RULE('path', () => {
    this.CONSUME(Word);
    this.MANY(() => {
      this.CONSUME(Dot);
      this.OPTION({ GATE: () => this.isName(), DEF: () => this.CONSUME1(Word) });
    });
  });

  /** `arguments ::= '(' (argument (',' argument)* ','?)? ')'?!` — a comma that is missing or doubled is reported afterwards. */
  readonly arguments: Rule = this.RULE('arguments', () => {
    this.CONSUME(LeftParenthesis);
    this.MANY({
      GATE: () => this.startsArgument(),
      DEF: () => this.OR([{ ALT: () => this.SUBRULE(this.argument) }, { ALT: () => this.CONSUME(Comma) }]),
    });
    this.OPTION(() => this.CONSUME(RightParenthesis));
  });

  /** `argument ::= word '=' value?! | expression` */
  readonly argument: Rule = this.RULE('argument', () => {
    this.OR({
      MAX_LOOKAHEAD: 1,
      DEF: [
        {
          GATE: () => this.is(Equals, 2),
          ALT: () => {
            this.CONSUME(Word);
            this.CONSUME(Equals);
            this.OPTION({ GATE: () => this.startsValue(), DEF: () => this.SUBRULE(this.expression) });
          },
          IGNORE_AMBIGUITIES: true,
        },
        { ALT: () => this.SUBRULE1(this.expression), IGNORE_AMBIGUITIES: true },
      ],
    });
  });

  /** `list ::= '[' (expression (',' expression)* ','?)? ']'?!` */
  readonly list: Rule = this.RULE('list', () => {
    this.CONSUME(LeftBracket);
    this.MANY({
      GATE: () => this.startsArgument(),
      DEF: () => this.OR([{ ALT: () => this.SUBRULE(this.expression) }, { ALT: () => this.CONSUME(Comma) }]),
    });
    this.OPTION(() => this.CONSUME(RightBracket));
  });

  /** `group ::= '(' expression?! ')'?!` */
  readonly group: Rule = this.RULE('group', () => {
    this.CONSUME(LeftParenthesis);
    this.OPTION({ GATE: () => this.startsOperand(), DEF: () => this.SUBRULE(this.expression) });
    this.OPTION1(() => this.CONSUME(RightParenthesis));
  });
}
