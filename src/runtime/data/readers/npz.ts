import { openNpz } from '../arrays/npz.ts';
import { arrayPart } from './_array-part.ts';
import { defineReader } from './_define.ts';
import { sourceFromFiles } from './_from-files.ts';

/** `npz(path)`: a zip of NumPy arrays, each a column. An array is inflated when it is asked for. */
export const npz = defineReader({
  name: 'npz',
  open: (settings, context) =>
    sourceFromFiles(settings, context, (bytes, file) => {
      const { names, describe, read } = openNpz(bytes, file);
      return arrayPart({ file, names, shapeOf: (name) => describe(name).shape, read });
    }),
});
