// Generated from the files of this folder by `npm run generate`. Do not edit.
import { glorotNormal } from './glorot-normal.ts';
import { glorotUniform } from './glorot-uniform.ts';
import { heNormal } from './he-normal.ts';
import { heUniform } from './he-uniform.ts';
import { lecunNormal } from './lecun-normal.ts';
import { orthogonal } from './orthogonal.ts';
import { torchUniform } from './torch-uniform.ts';
import { zeros } from './zeros.ts';

export const initializers = [glorotNormal, glorotUniform, heNormal, heUniform, lecunNormal, orthogonal, torchUniform, zeros] as const;
