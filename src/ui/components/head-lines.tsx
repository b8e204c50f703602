import { Text } from 'ink';
import { figure, sparkline } from '../figures.ts';
import type { RunView } from '../view.ts';
import type { Frame } from './frame.ts';

/** A line a head: its protocol's first metric on the validation split, the course of it, and its best value so far. */
export function HeadLines({ view, frame }: { readonly view: RunView; readonly frame: Frame }) {
  const heads = view.plan?.heads ?? [];
  const scored = view.epochs.filter(({ validation }) => validation !== null);
  if (scored.length === 0) return null;
  const longest = Math.max(...heads.map(({ name }) => name.length));
  const width = Math.max(4, Math.min(24, frame.columns - longest - 40));
  return heads.map(({ name, primary, better }) => {
    const values = scored.flatMap(({ validation }) => validation?.heads[name]?.[primary] ?? []);
    const known = values.filter(Number.isFinite);
    const best = known.length === 0 ? null : better === 'higher' ? Math.max(...known) : Math.min(...known);
    const course = sparkline(values, width, frame.isUnicode);
    return (
      <Text key={name} wrap="truncate">
        {`${name.padEnd(longest)}  val ${primary} ${figure(values.at(-1))}  best ${figure(best)}  ${course}`}
      </Text>
    );
  });
}
