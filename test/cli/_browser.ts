import { createReadStream, existsSync, statSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import type { Tensor } from '../../src/compiler/graph/tensor.ts';
import type { Answer } from './_exports.ts';

/**
 * A real browser, from the environment: EMOC_CHROMIUM is the program, EMOC_BROWSER_TOOLS a folder whose `node_modules` holds `playwright-core` and
 * `onnxruntime-web`. `null` where one of them is missing.
 */
export const browserTools = ((): { readonly chromium: string; readonly tools: string } | null => {
  const { EMOC_CHROMIUM: chromium, EMOC_BROWSER_TOOLS: tools } = process.env;
  return chromium === undefined || tools === undefined ? null : { chromium, tools };
})();

export const printSkipped = (): void =>
  console.log(
    'skipped: EMOC_CHROMIUM and EMOC_BROWSER_TOOLS name no browser and no folder with playwright-core and onnxruntime-web (npm install --prefix DIR playwright-core onnxruntime-web)',
  );

/** What is used of playwright-core. */
interface Page {
  goto(address: string): Promise<unknown>;
  addScriptTag(options: { readonly url: string }): Promise<unknown>;
  evaluate<Argument, Result>(run: (argument: Argument) => Promise<Result>, argument: Argument): Promise<Result>;
  on(event: 'pageerror', handler: (error: Error) => void): void;
}

interface Playwright {
  readonly chromium: {
    launch(options: object): Promise<{ newPage(): Promise<Page>; close(): Promise<void>; version(): string }>;
  };
}

const types: Readonly<Record<string, string>> = {
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.json': 'application/json',
  '.wasm': 'application/wasm',
  '.html': 'text/html',
};

/** Serves folders under names of their own: `/model/model.json`. */
async function serve(folders: Readonly<Record<string, string>>): Promise<{ server: Server; address: string }> {
  const server = createServer((request, response) => {
    const [, name = '', ...rest] = (request.url ?? '/').split('?')[0]!.split('/');
    if (name === '') return response.setHeader('content-type', 'text/html').end('<!doctype html><title>emoc</title>');
    const path = folders[name] === undefined ? '' : normalize(join(folders[name], ...rest.map(decodeURIComponent)));
    if (path === '' || !existsSync(path) || !statSync(path).isFile()) return response.writeHead(404).end();
    response.setHeader('content-type', types[extname(path)] ?? 'application/octet-stream');
    return createReadStream(path).pipe(response);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return { server, address: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

/** A tensor as it goes into a page and comes back. */
interface PlainTensor {
  readonly name: string;
  readonly dtype: 'float32' | 'int32';
  readonly shape: readonly number[];
  readonly data: readonly number[];
}

export interface BrowserModel {
  readonly run: (inputs: ReadonlyMap<string, Tensor>) => Promise<ReadonlyMap<string, Answer>>;
}

/** Opens a page that can load what lies in `folder`, does something with it, and closes the browser whatever happens. */
export async function inBrowser(
  folder: string,
  load: 'tfjs' | 'onnxruntime-web',
  use: (model: BrowserModel) => Promise<void>,
): Promise<void> {
  if (browserTools === null) throw new Error('there is no browser');
  const { chromium, tools } = browserTools;
  const require = createRequire(join(tools, 'package.json'));
  const { chromium: launcher } = require('playwright-core') as Playwright;
  const modules = { tensorflow: 'node_modules/@tensorflow', ort: join(tools, 'node_modules/onnxruntime-web/dist') };
  const { server, address } = await serve({ model: folder, ...modules });
  const browser = await launcher.launch({ executablePath: chromium, headless: true, args: ['--no-sandbox'] });
  try {
    const page = await browser.newPage();
    await page.goto(address);
    const scripts =
      load === 'tfjs'
        ? ['tfjs-core/dist/tf-core', 'tfjs-backend-cpu/dist/tf-backend-cpu', 'tfjs-converter/dist/tf-converter'].map(
            (script) => `/tensorflow/${script}.min.js`,
          )
        : ['/ort/ort.wasm.min.js'];
    for (const url of scripts) await page.addScriptTag({ url: `${address}${url}` });
    const call = load === 'tfjs' ? withTfjs : withOnnxRuntime;
    const run: BrowserModel['run'] = async (inputs) => {
      const given = [...inputs].map(([name, { dtype, shape, data }]): PlainTensor => {
        return { name, dtype: dtype === 'i32' ? 'int32' : 'float32', shape, data: Array.from(data as Float64Array) };
      });
      const answers = await page.evaluate(call, given);
      return new Map(answers.map(({ name, shape, data }) => [name, { shape, data }]));
    };
    await use({ run });
  } finally {
    await browser.close();
    server.close();
  }
}

/** What the page's scripts define, as far as it is used here. */
interface PageGlobals {
  readonly tf: {
    setBackend(name: string): Promise<boolean>;
    loadGraphModel(url: string): Promise<{
      executeAsync(inputs: object, outputs: readonly string[]): Promise<unknown>;
      readonly outputs: readonly { readonly name: string }[];
    }>;
    tensor(data: unknown, shape: readonly number[], dtype: string): unknown;
  };
  readonly ort: {
    readonly env: { readonly wasm: { wasmPaths: string; numThreads: number } };
    readonly InferenceSession: { create(url: string): Promise<{ run(feeds: object): Promise<object> }> };
    readonly Tensor: new (dtype: string, data: unknown, shape: readonly number[]) => unknown;
  };
}

type Answers = readonly { readonly name: string; readonly shape: readonly number[]; readonly data: readonly number[] }[];

/** Runs in the page. */
async function withTfjs(inputs: readonly PlainTensor[]): Promise<Answers> {
  const { tf } = globalThis as unknown as PageGlobals;
  await tf.setBackend('cpu');
  const model = await tf.loadGraphModel('/model/model.json');
  const given = Object.fromEntries(inputs.map(({ name, dtype, shape, data }) => [name, tf.tensor(data, shape, dtype)]));
  const names = model.outputs.map(({ name }) => name);
  const results = await model.executeAsync(given, names);
  const list = (Array.isArray(results) ? results : [results]) as { shape: number[]; data(): Promise<ArrayLike<number>> }[];
  return Promise.all(
    list.map(async (result, place) => ({
      name: (names[place] as string).replace(/:0$/, ''),
      shape: result.shape,
      data: Array.from(await result.data()),
    })),
  );
}

/** Runs in the page. */
async function withOnnxRuntime(inputs: readonly PlainTensor[]): Promise<Answers> {
  const { ort } = globalThis as unknown as PageGlobals;
  ort.env.wasm.wasmPaths = '/ort/';
  ort.env.wasm.numThreads = 1;
  const session = await ort.InferenceSession.create('/model/model.onnx');
  const feeds = inputs.map(({ name, dtype, shape, data }) => [
    name,
    new ort.Tensor(dtype, dtype === 'int32' ? Int32Array.from(data) : Float32Array.from(data), shape),
  ]);
  const results = Object.entries(await session.run(Object.fromEntries(feeds)));
  return results.map(([name, { dims, data }]) => ({ name, shape: dims as number[], data: Array.from(data as Float32Array) }));
}
