const units = ['bytes', 'kB', 'MB', 'GB', 'TB'] as const;

/** A size as people say it, by powers of 1000: `63 MB`, `2.4 GB`. */
export function byteSize(bytes: number): string {
  let [value, place] = [bytes, 0];
  while (value >= 999.5 && place < units.length - 1) [value, place] = [value / 1000, place + 1];
  const isWhole = place === 0 || value >= 9.95;
  return `${isWhole ? Math.round(value) : value.toFixed(1)} ${units[place]}`;
}
