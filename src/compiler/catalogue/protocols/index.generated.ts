// Generated from the files of this folder by `npm run generate`. Do not edit.
import { classification } from './classification.ts';
import { hate } from './hate.ts';
import { mosi } from './mosi.ts';
import { regression } from './regression.ts';
import { vad } from './vad.ts';

export const protocols = [classification, hate, mosi, regression, vad] as const;
