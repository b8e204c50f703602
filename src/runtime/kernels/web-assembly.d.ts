/**
 * The part of the WebAssembly JavaScript interface that emoc uses. TypeScript has it in `lib.dom` only, which would also declare a
 * browser's globals; Node's types leave it out.
 */
declare namespace WebAssembly {
  type ExternalKind = 'function' | 'global' | 'memory' | 'table';

  class Memory {
    constructor(descriptor: { initial: number; maximum?: number; shared?: boolean });
    readonly buffer: ArrayBuffer;
  }

  class Module {
    constructor(bytes: Uint8Array);
    static imports(module: Module): { module: string; name: string; kind: ExternalKind }[];
    static exports(module: Module): { name: string; kind: ExternalKind }[];
  }

  class Instance {
    constructor(module: Module, imports: Readonly<Record<string, Readonly<Record<string, unknown>>>>);
    readonly exports: Readonly<Record<string, unknown>>;
  }
}
