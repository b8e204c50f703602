// The command `emoc lsp` from the sources, as a process of its own.
import { main } from '../../src/cli/main.ts';

await main(['lsp', '--stdio']);
