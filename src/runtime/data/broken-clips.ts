import type { Diagnostic } from '../../compiler/diagnostics/diagnostic.ts';
import { report } from '../../compiler/diagnostics/report.generated.ts';
import { Failure } from '../../compiler/diagnostics/result.ts';
import { rootHoles } from '../files/read-checked.ts';
import type { RowPlace } from './source.ts';

/** A clip that is not there, and the first row that names it. */
export interface MissingClip {
  readonly place: RowPlace;
  /** As the user names it. */
  readonly file: string;
}

/** A clip that cannot be used, and the first row that names it. */
export interface BrokenClip {
  readonly place: RowPlace;
  /** What is wrong with the file. */
  readonly diagnostic: Diagnostic;
}

/** Rows that one diagnostic shows: enough to see what they have in common. */
const mostShown = 5;

/** One diagnostic for all clips that do not exist, E0659 for one and E0668 for several; `total` counts the clips of the column. */
export function missingClips(missing: readonly MissingClip[], total: number, dataRoot: string): Failure {
  const [first, ...others] = missing as readonly [MissingClip, ...MissingClip[]];
  const { file, line } = first.place;
  const holes = { file, line, clip: first.file, ...rootHoles(dataRoot) };
  if (others.length === 0) return new Failure(report.missingClip(first.place, holes));
  const related = others.slice(0, mostShown - 1).map((clip) => ({ at: clip.place, label: `its clip \`${clip.file}\`` }));
  return new Failure(report.missingClips(first.place, { ...holes, count: missing.length, total }, { related }));
}

/** One diagnostic for all clips that cannot be used: what is wrong with the clip, told at its row, for one, and E0714 for several. */
export function brokenClips(broken: readonly BrokenClip[], total: number): Failure {
  const [{ place, diagnostic }, ...others] = broken as readonly [BrokenClip, ...BrokenClip[]];
  const message = `\`${place.file}\`, line ${place.line}: ${diagnostic.message}`;
  if (others.length === 0) return new Failure({ ...diagnostic, at: place, message });
  const related = others.slice(0, mostShown - 1).map((clip) => ({ at: clip.place, label: clip.diagnostic.message }));
  const several = report.brokenClips(place, { count: broken.length, total, first: message }, { related });
  const isOneCause = others.every((clip) => clip.diagnostic.code === diagnostic.code);
  return new Failure(isOneCause ? { ...several, help: diagnostic.help } : several);
}
