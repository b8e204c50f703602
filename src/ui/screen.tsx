import { Box, Static, Text } from 'ink';
import { DataBars } from './components/data-bars.tsx';
import { EpochBar } from './components/epoch-bar.tsx';
import type { Frame } from './components/frame.ts';
import { HeadLines } from './components/head-lines.tsx';
import { Header } from './components/header.tsx';
import { Losses } from './components/losses.tsx';
import { epochLine } from './lines.ts';
import type { RunView } from './view.ts';

/** The whole screen of a run: finished epochs scroll away above, what changes stays below. It ends with the run. */
export function Screen({ view, frame, isEnded }: { readonly view: RunView; readonly frame: Frame; readonly isEnded: boolean }) {
  const { start, plan, epochs } = view;
  return (
    <>
      <Static items={[...epochs]}>
        {(end) => (
          <Text key={end.epoch} color={end.isBest ? 'green' : ''} wrap="truncate">
            {epochLine(end, start?.epochs ?? end.epoch, plan?.heads ?? [])}
          </Text>
        )}
      </Static>
      {isEnded ? null : (
        <Box flexDirection="column" width={frame.columns}>
          <Header view={view} />
          <DataBars view={view} frame={frame} />
          <EpochBar view={view} frame={frame} />
          <Losses view={view} frame={frame} />
          <HeadLines view={view} frame={frame} />
        </Box>
      )}
    </>
  );
}
