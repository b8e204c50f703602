import { Text } from 'ink';
import type { RunView } from '../view.ts';

/** Which experiment runs, where, and into which folder. */
export function Header({ view }: { readonly view: RunView }) {
  const { start, plan } = view;
  const where = plan === null ? 'reading data' : `${plan.engine} ${plan.threads} threads · ${plan.run}`;
  return (
    <Text wrap="truncate">
      <Text bold>{start?.experiment ?? 'emoc'}</Text>
      <Text dimColor>{` · ${where}`}</Text>
    </Text>
  );
}
