import { railroadPage } from './grammar/railroad.ts';
import { textMateGrammar } from './grammar/text-mate.ts';
import { treeSitterFiles } from './grammar/tree-sitter.ts';
import { vimFiles } from './grammar/vim.ts';

/** What editors and readers have of the syntax: colours, trees and pictures. */
export const generateGrammar = (): [string, string][] => [
  ['grammar/emo.tmLanguage.json', textMateGrammar()],
  ...treeSitterFiles(),
  ...vimFiles(),
  ['grammar/railroad.html', railroadPage()],
];
