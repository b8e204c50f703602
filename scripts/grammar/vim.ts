import { blockKeywords, clauseWords, modifiers } from '../../src/compiler/parse/tokens.ts';
import { kindNames, lineWords, unitWords, valueWords } from './words.ts';

const folder = 'grammar/vim';
const note = '" Generated from the token list and the catalogue of emoc by `npm run generate`. Do not edit.';
const oneOf = (words: readonly string[]): string => `%(${words.join('|')})`;

const syntax = `${note}
if exists('b:current_syntax')
  finish
endif

syntax case match
" Later items win where several match at one place.
syntax match emoOperator "->\\|\\.\\.\\|[<>=!]=\\|[-+*/|<>=@]"
syntax match emoNumber "\\v<\\d+%(\\.\\d+)?%([eE][+-]?\\d+)?>"
syntax match emoNumber "\\v<\\d+%(\\.\\d+)?%([eE][+-]?\\d+)?\\s*\\%" contains=emoUnit
syntax match emoNumber "\\v<\\d+%(\\.\\d+)?%([eE][+-]?\\d+)?\\s*${oneOf(unitWords)}>%(\\s*%(\\=|[(:]))@!" contains=emoUnit
syntax match emoUnit "\\v%(\\%|${oneOf(unitWords)})$" contained
syntax match emoUnit "\\v\\d@<=\\s*%(\\%|${oneOf(unitWords)}>)" contained
syntax match emoConstant "\\v\\.@<!<${oneOf(valueWords)}>%(\\s*%(\\=|[(.:]))@!"
syntax match emoClause "\\v\\.@<!<${oneOf(clauseWords)}>%(\\s*%(\\=|-\\>|[(.,):]))@!"
syntax match emoFunction "\\v<\\h\\w*>\\ze\\s*\\("
syntax match emoKind "\\v<${oneOf(kindNames)}>\\ze\\s*\\("
syntax match emoSetting "\\v<\\h\\w*>\\ze\\s*\\=\\=@!"
syntax match emoLine "\\v^\\s*%(${modifiers.join('|')}\\s+)?${oneOf(lineWords)}>%(\\s*%(\\=|[(.:,)\\]]|-\\>))@!" contains=emoModifier
syntax match emoModifier "\\v<${oneOf(modifiers)}>" contained
syntax match emoBlock "\\v^%(\\s+%(\\w+\\s*\\=)@!)?${oneOf(blockKeywords)}>%(\\s*%([.(,]|-\\>))@!" nextgroup=emoName skipwhite
syntax match emoName "\\v<\\h\\w*>" contained
syntax region emoText start=+"+ skip=+\\\\.+ end=+"+ oneline contains=emoEscape,emoPlaceholder
syntax match emoEscape "\\v\\\\%([nrt\\"\\\\]|u\\{\\x{1,6}\\})" contained
syntax match emoPlaceholder "\\v\\{\\w+\\}" contained
syntax match emoComment "//.*$" contains=@Spell
syntax match emoDocumentation "\\v///%(/)@!.*$" contains=@Spell
syntax region emoBody start="{" end="}" transparent fold

highlight default link emoOperator Operator
highlight default link emoNumber Number
highlight default link emoUnit Type
highlight default link emoConstant Constant
highlight default link emoClause Statement
highlight default link emoFunction Function
highlight default link emoKind Function
highlight default link emoSetting Identifier
highlight default link emoLine Keyword
highlight default link emoModifier StorageClass
highlight default link emoBlock Keyword
highlight default link emoName Structure
highlight default link emoText String
highlight default link emoEscape SpecialChar
highlight default link emoPlaceholder Special
highlight default link emoComment Comment
highlight default link emoDocumentation SpecialComment

let b:current_syntax = 'emo'
`;

const detection = `${note}
autocmd BufRead,BufNewFile *.emo setfiletype emo
`;

const plugin = `${note}
if exists('b:did_ftplugin')
  finish
endif
let b:did_ftplugin = 1

setlocal comments=:///,:// commentstring=//\\ %s
setlocal expandtab shiftwidth=2 softtabstop=2 textwidth=0
setlocal formatprg=emoc\\ fmt\\ -
setlocal suffixesadd=.emo
let b:undo_ftplugin = 'setlocal comments< commentstring< expandtab< shiftwidth< softtabstop< textwidth< formatprg< suffixesadd<'
`;

/** A folder for Vim's and Neovim's runtime path. */
export const vimFiles = (): [string, string][] => [
  [`${folder}/syntax/emo.vim`, syntax],
  [`${folder}/ftdetect/emo.vim`, detection],
  [`${folder}/ftplugin/emo.vim`, plugin],
];
