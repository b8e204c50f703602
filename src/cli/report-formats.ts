import type { Diagnostic } from '../compiler/diagnostics/diagnostic.ts';
import type { Sources } from '../compiler/diagnostics/render/json.ts';
import { version } from '../runtime/train/version.ts';
import type { Console } from './console.ts';

/** Ways to say what is wrong, by the word of `--format`. */
export const reportFormats = ['pretty', 'concise', 'json', 'github', 'sarif'] as const;

export type ReportFormat = (typeof reportFormats)[number];

/**
 * Prints diagnostics: frames on the error stream, everything that another program reads on standard output.
 *
 * JSON and SARIF are printed also where nothing is wrong; `extra` are further fields of the JSON.
 */
export async function printReport(
  format: ReportFormat,
  diagnostics: readonly Diagnostic[],
  sources: Sources,
  console: Console,
  extra: Readonly<Record<string, unknown>> = {},
): Promise<void> {
  switch (format) {
    case 'json': {
      const { renderJson } = await import('../compiler/diagnostics/render/json.ts');
      return console.print(JSON.stringify({ ...renderJson(diagnostics, sources), ...extra }, null, 2));
    }
    case 'sarif': {
      const { renderSarif } = await import('../compiler/diagnostics/render/sarif.ts');
      const { explanations } = await import('../compiler/diagnostics/explanations.generated.ts');
      return console.print(JSON.stringify(renderSarif(diagnostics, sources, { version, explanations }), null, 2));
    }
  }
  if (diagnostics.length === 0) return;
  switch (format) {
    case 'concise': {
      const { renderConcise } = await import('../compiler/diagnostics/render/concise.ts');
      return console.print(renderConcise(diagnostics, sources));
    }
    case 'github': {
      const { renderGithub } = await import('../compiler/diagnostics/render/github.ts');
      return console.print(renderGithub(diagnostics, sources));
    }
    default: {
      const { showPretty } = await import('./show-diagnostics.ts');
      return showPretty(diagnostics, sources, console);
    }
  }
}
