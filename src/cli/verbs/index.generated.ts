// Generated from the files of this folder by `npm run generate`. Do not edit.

export const verbs = [
  { name: 'check', summary: 'Finds the mistakes in specs without opening their data.', load: async () => (await import('./check.ts')).check },
  { name: 'help', summary: 'Shows what emoc can do, or what one verb takes.', load: async () => (await import('./help.ts')).help },
] as const;
