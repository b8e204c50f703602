import { bindings, elementEntry, type Shader } from './shader.ts';

/** `target = source`, bit by bit. Uniforms: count (u32). */
export const copyShader: Shader = {
  label: 'copy',
  code: `struct Size { count: u32 }
${bindings({ written: ['copied: array<u32>'], read: ['source: array<u32>'], uniforms: 'size: Size' })}
${elementEntry}
  if (index >= size.count) { return; }
  copied[index] = source[index];
}
`,
};
