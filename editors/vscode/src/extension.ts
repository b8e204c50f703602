import { commands, type ExtensionContext, Uri, window, workspace } from 'vscode';
import { LanguageClient, TransportKind } from 'vscode-languageclient/node';
import { emocFor, shellWord } from './emoc-command.ts';

let client: LanguageClient | undefined;

/** Starts `emoc lsp` for specs. Everything that the editor shows of them comes from there; this file only passes it on. */
export async function activate(context: ExtensionContext): Promise<void> {
  context.subscriptions.push(
    commands.registerCommand('emoc.plan', (uri?: string | Uri) => runInTerminal('plan', uri)),
    commands.registerCommand('emoc.train', (uri?: string | Uri) => runInTerminal('train', uri)),
    commands.registerCommand('emoc.restart', restart),
    workspace.onDidGrantWorkspaceTrust(start),
    workspace.onDidChangeConfiguration(async (change) => {
      if (change.affectsConfiguration('emoc.path')) await restart();
    }),
  );
  await start();
}

export async function deactivate(): Promise<void> {
  await client?.stop();
  client = undefined;
}

async function restart(): Promise<void> {
  await deactivate();
  await start();
}

async function start(): Promise<void> {
  if (client !== undefined || !workspace.isTrusted) return;
  const { command, isShellNeeded } = emocFor(workspace.workspaceFolders?.[0]?.uri);
  const server = {
    command: isShellNeeded ? shellWord(command) : command,
    args: ['lsp'],
    transport: TransportKind.stdio,
    options: { shell: isShellNeeded },
  };
  const started = new LanguageClient('emoc', 'emoc', server, {
    documentSelector: [
      { scheme: 'file', language: 'emo' },
      { scheme: 'untitled', language: 'emo' },
    ],
  });
  client = started;
  try {
    await started.start();
  } catch (error) {
    client = undefined;
    const reason = error instanceof Error ? error.message : String(error);
    const choice = await window.showErrorMessage(`emoc did not start (${command}): ${reason}`, 'Choose emoc…');
    if (choice !== undefined) await commands.executeCommand('workbench.action.openSettings', 'emoc.path');
  }
}

/**
 * Runs a verb on a spec where its output can be read and stopped: in a terminal.
 *
 * @param given A URI from the code lens (text) or from a menu; without one it is the spec in front.
 */
async function runInTerminal(verb: 'plan' | 'train', given?: string | Uri): Promise<void> {
  const uri = typeof given === 'string' ? Uri.parse(given) : (given ?? window.activeTextEditor?.document.uri);
  if (uri === undefined || uri.scheme !== 'file' || !workspace.isTrusted) return;
  const document = workspace.textDocuments.find((open) => open.uri.toString() === uri.toString());
  if (document?.isDirty === true) await document.save();
  const folder = workspace.getWorkspaceFolder(uri)?.uri;
  const { command } = emocFor(folder);
  const terminal = window.createTerminal({ name: `emoc ${verb}`, ...(folder === undefined ? {} : { cwd: folder }) });
  // Through the shell, so that what was printed stays readable when the verb has ended.
  terminal.sendText([command, verb, uri.fsPath].map(shellWord).join(' '));
  terminal.show();
}
