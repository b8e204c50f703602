// Generated from the token list and the catalogue of emoc by `npm run generate`. Do not edit.
// The grammar of grammar/README.md, for editors. Block words are ordinary words here: the queries know them.

const list = (rule) => optional(seq(rule, repeat(seq(',', rule)), optional(',')));
const level = { either: 1, compare: 2, range: 3, sum: 4, product: 5, sign: 6, call: 7 };
const operators = [
  ['either', ['|']],
  ['compare', ['<', '<=', '>', '>=', '==', '!=']],
  ['range', ['..']],
  ['sum', ['+', '-']],
  ['product', ['*', '/', 'per']],
];

module.exports = grammar({
  name: 'emo',
  word: ($) => $.identifier,
  extras: ($) => [/[\s\u00A0\uFEFF]/, $.documentation, $.comment],
  conflicts: ($) => [
    [$.modifier, $.word],
    [$.declaration, $.path],
    [$.clause_word, $.word],
    [$.quantity],
    [$.declaration],
  ],

  rules: {
    spec: ($) => repeat($._element),

    _element: ($) => choice($.setting, $.step, $.declaration),

    setting: ($) => prec.dynamic(3, seq(field('name', $.word), '=', field('value', $._expression))),

    step: ($) => prec.dynamic(2, seq(field('name', $.path), field('arguments', $.arguments))),

    declaration: ($) =>
      seq(
        optional(field('modifier', $.modifier)),
        field('word', $.word),
        choice(
          seq(
            field('subject', $._expression),
            optional(seq(':', field('type', $.word))),
            repeat($.clause),
            optional(seq('=', field('value', $._expression), repeat($.clause))),
            optional(field('body', $.body)),
          ),
          seq(repeat1($.clause), optional(field('body', $.body))),
          field('body', $.body),
        ),
      ),

    clause: ($) => prec.dynamic(2, seq(repeat1($.clause_word), $._expression)),

    body: ($) => seq('{', repeat(seq(choice($._element, $.entry), optional(','))), '}'),

    entry: ($) => prec.dynamic(2, seq($.pattern, repeat(seq(',', $.pattern)), '->', field('target', $._operand))),

    pattern: ($) =>
      choice('*', $.word, $.text, seq(optional(choice('<', '<=', '>', '>=', '==', '!=')), optional('-'), $.quantity)),

    _expression: ($) => choice($.binary, $._operand),

    binary: ($) =>
      choice(
        ...operators.flatMap(([name, signs]) =>
          signs.map((sign) =>
            prec.left(
              level[name],
              prec.dynamic(1, seq(field('left', $._expression), field('operator', sign), field('right', $._expression))),
            ),
          ),
        ),
      ),

    _operand: ($) => choice($.negative, $.quantity, $.text, $.reference, $.call, $.list, $.group),

    negative: ($) => prec(level.sign, seq('-', $._operand)),

    reference: ($) => seq($.path, optional($.version)),

    version: (_) => seq('@', /\d+/),

    call: ($) => prec.dynamic(1, prec(level.call, seq(field('name', $.path), field('arguments', $.arguments)))),

    path: ($) => seq($.word, repeat(seq('.', $.word))),

    arguments: ($) => seq('(', list($.argument), ')'),

    argument: ($) => seq(optional(seq(field('name', $.word), '=')), field('value', $._expression)),

    list: ($) => seq('[', list($._expression), ']'),

    group: ($) => seq('(', $._expression, ')'),

    quantity: ($) => prec.dynamic(1, seq($.number, optional($.unit))),

    number: (_) => /\d+(\.\d+)?([eE][+-]?\d+)?/,

    unit: (_) => prec.dynamic(1, choice('%', 'ms', 's', 'min', 'Hz', 'kHz', 'deg', 'MB')),

    text: ($) => seq('"', repeat(choice($.escape, $.placeholder, $._characters, '{')), token.immediate('"')),

    _characters: (_) => token.immediate(prec(1, /[^"\\\n\r{]+/)),

    placeholder: (_) => token.immediate(prec(2, /\{\w+\}/)),

    escape: (_) => token.immediate(/\\(u\{[0-9a-fA-F]{1,6}\}|[^\n\r])/),

    modifier: (_) => 'optional',

    clause_word: (_) => choice('from', 'in', 'by', 'on', 'as', 'of', 'to', 'per', 'step', 'stratified'),

    // A reserved word is a name wherever it cannot be mistaken.
    word: ($) =>
      choice(
        $.identifier,
        ...['optional', 'ms', 's', 'min', 'Hz', 'kHz', 'deg', 'MB'].map((each) => alias(each, $.identifier)),
        ...['from', 'in', 'by', 'on', 'as', 'of', 'to', 'per', 'step', 'stratified'].map((each) => prec.dynamic(-5, alias(each, $.identifier))),
      ),

    identifier: (_) => /[A-Za-z_]\w*/,

    documentation: (_) => token(/\/\/\/([^\/\n\r][^\n\r]*)?/),

    // Two slashes, or four and more: three are documentation.
    comment: (_) => token(choice(/\/\/([^\/\n\r][^\n\r]*)?/, /\/\/\/\/[^\n\r]*/)),
  },
});
