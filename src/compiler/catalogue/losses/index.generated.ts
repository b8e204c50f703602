// Generated from the files of this folder by `npm run generate`. Do not edit.
import { bce } from './bce.ts';
import { ccc } from './ccc.ts';
import { crossEntropy } from './cross-entropy.ts';
import { huber } from './huber.ts';
import { mae } from './mae.ts';
import { mse } from './mse.ts';

export const lossKinds = [bce, ccc, crossEntropy, huber, mae, mse] as const;
