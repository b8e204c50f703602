// Generated from the pages beside this file by `npm run generate`. Do not edit.
import { type Diagnostic, type Hole, make, type More, type Place } from './diagnostic.ts';

const pages = {
  'missing-file': {"name":"missing-file","code":"E0601","severity":"error","message":"`{file}` does not exist","help":["relative paths are looked up in the data root `{root}`; change it with --data, EMOC_DATA or emoc.yaml"]},
} as const;

/** One typed constructor a diagnostic: the place, then the values of the page's holes. */
export const report = {
  /** E0601: `{file}` does not exist */
  missingFile: (at: Place, holes: { file: Hole; root?: Hole | undefined }, more?: More): Diagnostic => make(pages['missing-file'], at, holes, more),
};
