import type { Settings } from '../../../compiler/catalogue/schema.ts';
import type { Diagnostic } from '../../../compiler/diagnostics/diagnostic.ts';
import { type ClipFeatures, type ClipFrontEnd, type FrontEnd, isClipFrontEnd } from '../../features/define-front-end.ts';
import { frontEnds } from '../../features/front-ends/index.generated.ts';
import { readFileChecked } from '../../files/read-checked.ts';
import { readWav } from '../audio/wav.ts';
import { writeFeatures } from './feature-cache.ts';

/** What to extract from every clip, and where to keep it. Plain data: it travels to worker threads. */
export interface ExtractionPlan {
  /** Name of a clip front end. */
  readonly frontEnd: string;
  readonly settings: Settings;
  readonly cacheFolder: string;
  readonly dataRoot: string;
}

/** One clip to extract. */
export interface ClipTask {
  readonly index: number;
  /** As the user names it. */
  readonly file: string;
  readonly path: string;
  /** Name of its cache entry. */
  readonly key: string;
}

export interface ClipResult {
  readonly index: number;
  readonly features: ClipFeatures;
  readonly warning: Diagnostic | null;
}

/** A clip that cannot be used, and what is wrong with it. */
export interface FailedClip {
  readonly index: number;
  readonly diagnostics: readonly Diagnostic[];
}

/** Makes the function that reads a wav file, extracts its features and writes the cache entry. The same in this thread and in workers. */
export function clipExtractor({
  frontEnd: name,
  settings,
  cacheFolder,
  dataRoot,
}: ExtractionPlan): (task: ClipTask) => ClipResult {
  const extract = frontEndCalled(name).extractor(settings);
  return ({ index, file, path, key }) => {
    const features = extract(readWav(readFileChecked(path, { file, root: dataRoot }), file), file);
    return { index, features, warning: writeFeatures(cacheFolder, key, features) };
  };
}

/** Makes the function that fails where the extractor would, in a fraction of its time. */
export function clipChecker({ frontEnd, settings, dataRoot }: ExtractionPlan): (task: ClipTask) => void {
  const { check } = frontEndCalled(frontEnd);
  return ({ file, path }) => check(readWav(readFileChecked(path, { file, root: dataRoot }), file), settings, file);
}

function frontEndCalled(name: string): ClipFrontEnd {
  const frontEnd: FrontEnd | undefined = frontEnds.find((kind) => kind.name === name);
  if (frontEnd === undefined || !isClipFrontEnd(frontEnd)) throw new Error(`${name} extracts nothing from clips (a bug of emoc)`);
  return frontEnd;
}
