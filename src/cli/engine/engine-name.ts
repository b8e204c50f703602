import { nearest } from '../../compiler/diagnostics/nearest.ts';
import { report } from '../../compiler/diagnostics/report.generated.ts';
import { engineVersions, type InstallableEngine } from '../../runtime/engines/engine-folder.ts';
import { UsageError } from '../usage-error.ts';

/** An engine that can be installed, by the word of a command line. Throws a `UsageError` (E0851) for any other. */
export function installableEngine(word: string): InstallableEngine {
  const names = Object.keys(engineVersions);
  if (names.includes(word)) return word as InstallableEngine;
  const known = names.map((name) => `\`${name}\``).join(' or ');
  throw new UsageError(report.notAnInstallableEngine(null, { engine: word, known, nearest: nearest(word, names) }));
}
