// Generated from the files of this folder by `npm run generate`. Do not edit.
import { elu } from './elu.ts';
import { gelu } from './gelu.ts';
import { leakyRelu } from './leaky-relu.ts';
import { linear } from './linear.ts';
import { relu } from './relu.ts';
import { selu } from './selu.ts';
import { sigmoid } from './sigmoid.ts';
import { softplus } from './softplus.ts';
import { swish } from './swish.ts';
import { tanh } from './tanh.ts';

export const activations = [elu, gelu, leakyRelu, linear, relu, selu, sigmoid, softplus, swish, tanh] as const;
