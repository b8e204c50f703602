import type { Diagnostic } from '../diagnostic.ts';
import { renderJson, type Sources } from './json.ts';

/**
 * Workflow commands of GitHub Actions, one a diagnostic: printed by a step of a job, each becomes an annotation at its lines in the pull request.
 *
 * https://docs.github.com/en/actions/reference/workflow-commands-for-github-actions
 */
export function renderGithub(diagnostics: readonly Diagnostic[], sources: Sources): string {
  return renderJson(diagnostics, sources)
    .diagnostics.map(({ code, severity, message, help, file, line, column, endLine, endColumn }) => {
      const properties = { file, line, col: column, endLine, endColumn, title: `emoc ${code}` };
      const written = Object.entries(properties).flatMap(([name, value]) =>
        value === null || value === undefined ? [] : [`${name}=${escapedProperty(String(value))}`],
      );
      const text = [message, ...help.map((way) => `help: ${way.text}`), `explain: emoc explain ${code}`].join('\n');
      return `::${severity} ${written.join(',')}::${escaped(text)}`;
    })
    .join('\n');
}

const escaped = (text: string): string => text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');

const escapedProperty = (text: string): string => escaped(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
