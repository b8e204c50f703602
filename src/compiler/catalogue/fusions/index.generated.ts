// Generated from the files of this folder by `npm run generate`. Do not edit.
import { early } from './early.ts';
import { joint } from './joint.ts';

export const fusions = [early, joint] as const;
