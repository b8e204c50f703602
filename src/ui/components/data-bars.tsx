import { Text } from 'ink';
import { bar } from '../figures.ts';
import type { RunView } from '../view.ts';
import type { Frame } from './frame.ts';

/** How far the features of each encoder are computed; gone when training begins. */
export function DataBars({ view, frame }: { readonly view: RunView; readonly frame: Frame }) {
  if (view.plan !== null) return null;
  const width = Math.max(4, Math.min(30, frame.columns - 36));
  return view.data.map(({ encoder, done, total }) => (
    <Text key={encoder} wrap="truncate">
      {`features of ${encoder} ${bar(total === 0 ? 1 : done / total, width, frame.isUnicode)} ${done}/${total}`}
    </Text>
  ));
}
