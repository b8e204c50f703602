import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The manual's page about diagnostics, as it is installed beside the sources or the bundle. */
const page = ['../../docs/reference/diagnostics.md', '../docs/reference/diagnostics.md']
  .map((path) => new URL(path, import.meta.url))
  .find((url) => existsSync(fileURLToPath(url)));

/** Where a code is explained; `null` where the manual is not installed. */
export const manualOf = (code: string): string | null => (page === undefined ? null : `${page.href}#${code.toLowerCase()}`);
