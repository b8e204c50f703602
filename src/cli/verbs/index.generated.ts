// Generated from the files of this folder by `npm run generate`. Do not edit.

export const verbs = [
  { name: 'check', summary: 'Finds the mistakes in specs without opening their data.', load: async () => (await import('./check.ts')).check },
  { name: 'diff', summary: 'Compares what two specs mean: data, model, cost, results, checkpoints.', load: async () => (await import('./diff.ts')).diff },
  { name: 'doctor', summary: 'Says which engines can run here, why the others cannot, and what to type.', load: async () => (await import('./doctor.ts')).doctor },
  { name: 'engine', summary: 'Installs, lists and removes the engines that need large libraries.', load: async () => (await import('./engine.ts')).engine },
  { name: 'evaluate', summary: 'Scores the best weights of a run anew, from its checkpoint.', load: async () => (await import('./evaluate.ts')).evaluate },
  { name: 'explain', summary: 'Tells what a diagnostic means, with an example and its correction.', load: async () => (await import('./explain.ts')).explain },
  { name: 'export', summary: 'Writes the best weights of a run as a model that runs without emoc.', load: async () => (await import('./export.ts')).exportModel },
  { name: 'fmt', summary: 'Lays out specs in the one way there is.', load: async () => (await import('./fmt.ts')).fmt },
  { name: 'help', summary: 'Shows what emoc can do, or what one verb takes.', load: async () => (await import('./help.ts')).help },
  { name: 'init', summary: 'Writes a first project with generated clips, to be replaced by your own.', load: async () => (await import('./init.ts')).init },
  { name: 'lsp', summary: 'Serves editors: diagnostics, completion, hover, rename, formatting and more.', load: async () => (await import('./lsp.ts')).lsp },
  { name: 'plan', summary: 'Shows what a spec is going to do and what it costs.', load: async () => (await import('./plan.ts')).plan },
  { name: 'rules', summary: 'Lists every diagnostic: code, severity, what it says, whether a fix exists.', load: async () => (await import('./rules.ts')).rules },
  { name: 'train', summary: 'Trains the model of a spec and scores it.', load: async () => (await import('./train.ts')).train },
] as const;
