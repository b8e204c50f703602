import type { Feature } from './feature.ts';
import { actions } from './features/actions.ts';
import { codeLens } from './features/code-lens.ts';
import { completion } from './features/completion.ts';
import { documentLinks } from './features/document-links.ts';
import { formatting } from './features/formatting.ts';
import { hover } from './features/hover.ts';
import { inlayHints } from './features/inlay-hints.ts';
import { navigation } from './features/navigation.ts';
import { rename } from './features/rename.ts';
import { semanticTokens } from './features/semantic-tokens.ts';
import { signature } from './features/signature.ts';
import { structure } from './features/structure.ts';
import { symbols } from './features/symbols.ts';

/** Everything that the server answers; diagnostics it sends by itself. */
export const features: readonly Feature[] = [
  completion,
  hover,
  signature,
  navigation,
  documentLinks,
  rename,
  symbols,
  structure,
  actions,
  formatting,
  inlayHints,
  codeLens,
  semanticTokens,
];
