import { byteSize } from '../runtime/engines/install/byte-size.ts';
import type { InstallEvent } from '../runtime/engines/install/events.ts';
import type { InstallPlan } from '../runtime/engines/install/install.ts';

/** What an installation is going to do, for people who are about to agree to it. */
export function planText({ recipe, steps, folder, downloadBytes, diskBytes, freeBytes, sources }: InstallPlan): string {
  const rows = steps
    .filter(({ kind }) => kind !== 'check')
    .map(({ name, downloadBytes: bytes }) => [name, bytes === 0 ? '' : byteSize(bytes)]);
  const width = Math.max(...rows.map(([name = '']) => name.length));
  const hasWheels = steps.some(({ kind }) => kind === 'wheel');
  return [
    `${recipe.engine} will be installed in ${folder}`,
    ...rows.map(([name = '', size = '']) => `  ${name.padEnd(width)}  ${size}`.trimEnd()),
    `npm packages from ${withoutSecrets(sources.registry.url)} (${sources.registry.saidBy})`,
    ...(hasWheels ? [`wheels from ${withoutSecrets(sources.index.url)} (${sources.index.saidBy})`] : []),
    `${byteSize(downloadBytes)} to download, up to ${byteSize(diskBytes)} of disk while installing, ${byteSize(freeBytes)} free`,
  ].join('\n');
}

/** Shows an installation: on a terminal one line that changes, elsewhere a line at the start of each step and every ten seconds. */
export interface InstallReporter {
  readonly event: (event: InstallEvent) => void;
  /** Ends the line that changes. May be called again. */
  readonly close: () => void;
}

const everyMs = { terminal: 100, plain: 10_000 } as const;

export function installReporter(
  errors: {
    readonly isTerminal: boolean;
    readonly columns: number | null;
    readonly stream: { readonly write: (text: string) => void };
  },
  warn: (text: string) => void,
  nowMs: () => number,
): InstallReporter {
  let [head, startedMs, shownMs, isLineOpen] = ['', 0, Number.NEGATIVE_INFINITY, false];
  const close = (): void => {
    if (isLineOpen) errors.stream.write('\r\x1b[2K');
    isLineOpen = false;
  };
  const say = (text: string): void => {
    close();
    warn(text);
  };
  const start = (name: string): void => {
    head = name;
    startedMs = nowMs();
    shownMs = errors.isTerminal ? Number.NEGATIVE_INFINITY : startedMs;
    if (!errors.isTerminal) return;
    errors.stream.write(`\r\x1b[2K${head.slice(0, (errors.columns ?? 80) - 3)} …`);
    isLineOpen = true;
  };
  const progress = (text: string): void => {
    if (nowMs() - shownMs < (errors.isTerminal ? everyMs.terminal : everyMs.plain)) return;
    shownMs = nowMs();
    if (errors.isTerminal) errors.stream.write(`\r\x1b[2K${`${head}: ${text}`.slice(0, (errors.columns ?? 80) - 1)}`);
    else warn(`  ${head}: ${text}`);
    isLineOpen = errors.isTerminal;
  };
  const event = (happened: InstallEvent): void => {
    if (happened.type === 'step_start') start(`${happened.number}/${happened.count} ${happened.name}`);
    else if (happened.type === 'progress') progress(progressText(happened));
    else if (happened.type === 'retry') say(`    ${happened.reason}; once more`);
    else say(`${head}: ${happened.wasDone ? 'done before' : `done in ${((nowMs() - startedMs) / 1000).toFixed(1)} s`}`);
  };
  return { event, close };
}

function progressText({ doing, bytes, totalBytes }: Extract<InstallEvent, { readonly type: 'progress' }>): string {
  const verb = doing === 'download' ? 'downloaded' : 'unpacked';
  return totalBytes === null ? `${byteSize(bytes)} ${verb}` : `${byteSize(bytes)} of ${byteSize(totalBytes)} ${verb}`;
}

/** An address without the name and password that it may carry. */
const withoutSecrets = (address: string): string => address.replace(/\/\/[^/@]*@/, '//');
