import { defineVerbGroup } from '../define-verb.ts';
import { engineInstall } from '../engine/install.ts';
import { engineList } from '../engine/list.ts';
import { engineRemove } from '../engine/remove.ts';

export const engine = defineVerbGroup({
  name: 'engine',
  summary: 'Installs, lists and removes the engines that need large libraries.',
  doc: `Engines lie in the user's cache folder, or where EMOC_ENGINES says. The engine \`cpu\` comes with emoc.
\`emoc doctor\` says what each engine needs and what is there.`,
  verbs: [engineInstall, engineList, engineRemove],
});
