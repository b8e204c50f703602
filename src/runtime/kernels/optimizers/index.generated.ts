// Generated from the files of this folder by `npm run generate`. Do not edit.
import { adagrad } from './adagrad.ts';
import { adam } from './adam.ts';
import { adamw } from './adamw.ts';
import { rmsprop } from './rmsprop.ts';
import { sgd } from './sgd.ts';

export const updateRules = [adagrad, adam, adamw, rmsprop, sgd] as const;
