import { report } from '../../../compiler/diagnostics/report.generated.ts';
import { Failure } from '../../../compiler/diagnostics/result.ts';
import { readNpy } from '../arrays/npy.ts';
import { arrayPart } from './_array-part.ts';
import { defineReader } from './_define.ts';
import { sourceFromFiles } from './_from-files.ts';

/** `npy(path)`: one NumPy array, the column 0. */
export const npy = defineReader({
  name: 'npy',
  open: (settings, context) =>
    sourceFromFiles(settings, context, (bytes, file) => {
      const array = readNpy(bytes, file);
      const read = (name: string) => {
        if (name === '0') return array;
        throw new Failure(report.missingColumn({ file }, { file, column: name, columns: '1 column: 0' }));
      };
      return arrayPart({ file, names: ['0'], shapeOf: () => array.shape, read });
    }),
});
