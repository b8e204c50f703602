import { existsSync } from 'node:fs';

/** Path of a real data file, or undefined after printing why the test is skipped. */
export function realFile(name: string): string | undefined {
  const path = `../shared/${name}`;
  if (existsSync(path)) return path;
  console.log(`skipped: ${path} is not here`);
  return undefined;
}
