import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Uri, workspace } from 'vscode';

export interface EmocCommand {
  readonly command: string;
  /** Windows starts `.cmd` files only through a shell. */
  readonly isShellNeeded: boolean;
}

/** The command that the settings name, the one installed in the workspace, or the one in the search path. */
export function emocFor(folder: Uri | undefined): EmocCommand {
  const isWindows = process.platform === 'win32';
  const configured = workspace.getConfiguration('emoc').get<string>('path', '').trim();
  const installed =
    folder === undefined ? undefined : join(folder.fsPath, 'node_modules', '.bin', isWindows ? 'emoc.cmd' : 'emoc');
  const command = configured !== '' ? configured : installed !== undefined && existsSync(installed) ? installed : 'emoc';
  return { command, isShellNeeded: isWindows };
}

/** One word for a shell, also where the path has blanks. */
export const shellWord = (text: string): string => (/\s/.test(text) ? `"${text}"` : text);
