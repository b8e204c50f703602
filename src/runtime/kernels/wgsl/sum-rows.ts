import { bindings, elementEntry, type Shader } from './shader.ts';

const head = (...operands: readonly string[]): string => `struct Size { rows: u32, width: u32, length: u32 }
${bindings({ written: ['sums: array<f32>'], read: ['rows: array<f32>', 'touched: array<u32>', 'starts: array<u32>', 'tokens: array<u32>', ...operands], uniforms: 'size: Size' })}
${elementEntry}
  let row = index / size.width;
  let column = index % size.width;
  if (row >= size.rows) { return; }
  var sum = 0.0;
  if (row < touched[0]) {
    for (var place = starts[row]; place < starts[row + 1u]; place++) {
      let token = tokens[place];`;

const tail = `
    }
  }
  sums[index] = sum;
}
`;

/**
 * Sums of gradient rows by id, in the order of the tokens: row `k` of the sums gets the rows of the tokens `tokens[starts[k]]` to before
 * `starts[k + 1]`. Rows behind the touched ones are zeros. Uniforms: rows, width, length (u32).
 */
export const sumTokenRows: Shader = {
  label: 'sumRows, tokens',
  code: `${head()}
      sum += rows[token * size.width + column];${tail}`,
};

/** The same where the row of a token is its scale times the row of its sample. */
export const sumScaledRows: Shader = {
  label: 'sumRows, scaled',
  code: `${head('scales: array<f32>')}
      sum += scales[token] * rows[(token / size.length) * size.width + column];${tail}`,
};
