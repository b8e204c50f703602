import { test } from 'uvu';
import { conformance } from './_conformance.ts';
import { cudaOnProcessor, isCudaThere } from './_cuda.ts';

if (await isCudaThere()) conformance(cudaOnProcessor);

test.run();
