import { bindings, elementEntry, type Shader } from './shader.ts';

/**
 * Gradient of the maxima of windows by the image `x [B, H, W, C]`, from `y` and `dy [B, H', W', C]`: the first maximum of a window, in reading
 * order, gets all of its gradient. tfjs's own kernel takes the last one.
 *
 * Uniforms: count, height, width, channels, rows and columns of `y`, height and width of a window, strides down and to the right (u32).
 */
export const maxPoolGradientShader: Shader = {
  label: 'maxPoolGradient',
  code: `struct Size {
  count: u32, height: u32, width: u32, channels: u32, rows: u32, columns: u32, tall: u32, wide: u32, down: u32, right: u32,
}
${bindings({ written: ['dx: array<f32>'], read: ['x: array<f32>', 'y: array<f32>', 'dy: array<f32>'], uniforms: 'size: Size' })}
${elementEntry}
  if (index >= size.count) { return; }
  let channel = index % size.channels;
  let column = (index / size.channels) % size.width;
  let row = (index / size.channels / size.width) % size.height;
  let image = index / size.channels / size.width / size.height;
  let value = x[index];
  var sum = 0.0;
  let firstRow = select((row - size.tall) / size.down + 1u, 0u, row < size.tall);
  let firstColumn = select((column - size.wide) / size.right + 1u, 0u, column < size.wide);
  for (var i = firstRow; i < size.rows && i * size.down <= row; i++) {
    for (var j = firstColumn; j < size.columns && j * size.right <= column; j++) {
      let window = ((image * size.rows + i) * size.columns + j) * size.channels + channel;
      if (value != y[window]) { continue; }
      var isFirst = true;
      for (var r = i * size.down; r <= row; r++) {
        let end = select(j * size.right + size.wide, column, r == row);
        for (var c = j * size.right; c < end; c++) {
          if (x[((image * size.height + r) * size.width + c) * size.channels + channel] == value) { isFirst = false; }
        }
      }
      if (isFirst) { sum += dy[window]; }
    }
  }
  dx[index] = sum;
}
`,
};
