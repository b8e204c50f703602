// Generated from the files of this folder by `npm run generate`. Do not edit.
import { classify } from './classify.ts';
import { regress } from './regress.ts';

export const headKinds = [classify, regress] as const;
