/** A figure as people read it: four decimals, scientific where these would show nothing. What is undefined is a dash. */
export function figure(value: number | null | undefined): string {
  if (value === null || value === undefined || Number.isNaN(value)) return '-';
  if (!Number.isFinite(value)) return value > 0 ? 'inf' : '-inf';
  if (value !== 0 && Math.abs(value) < 1e-3) return value.toExponential(1);
  return Math.abs(value) < 1000 ? value.toFixed(4) : value.toPrecision(5);
}

/** `1,158` */
export const grouped = (count: number): string => String(count).replace(/\B(?=(\d{3})+$)/g, ',');

/** `0.4 s`, `12 s`, `3:05`, `1:02:07` */
export function duration(seconds: number): string {
  if (!Number.isFinite(seconds)) return '-';
  if (seconds < 10) return `${seconds.toFixed(1)} s`;
  if (seconds < 60) return `${Math.round(seconds)} s`;
  const whole = Math.round(seconds);
  const two = (part: number): string => String(part).padStart(2, '0');
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60];
  return hours > 0 ? `${hours}:${two(minutes)}:${two(whole % 60)}` : `${minutes}:${two(whole % 60)}`;
}

const levels = { unicode: '▁▂▃▄▅▆▇█', ascii: '_.-=+*#@' } as const;

/** A row of bars, the last `width` values or, where there are more, means of neighbours; from the smallest to the largest of them. */
export function sparkline(values: readonly number[], width: number, isUnicode = true): string {
  const finite = values.filter(Number.isFinite);
  if (finite.length === 0 || width <= 0) return '';
  const count = Math.min(width, finite.length);
  const means = Array.from({ length: count }, (_, place) => {
    const part = finite.slice(Math.floor((place * finite.length) / count), Math.floor(((place + 1) * finite.length) / count));
    return part.reduce((sum, value) => sum + value, 0) / part.length;
  });
  const [low, high] = [Math.min(...means), Math.max(...means)];
  const signs = [...levels[isUnicode ? 'unicode' : 'ascii']];
  const level = (value: number): number => (high === low ? 0 : Math.round(((value - low) / (high - low)) * (signs.length - 1)));
  return means.map((value) => signs[level(value)] as string).join('');
}

/** `━━━━━━────` */
export function bar(share: number, width: number, isUnicode = true): string {
  const [full, empty] = isUnicode ? ['━', '─'] : ['=', '-'];
  const filled = Math.round(Math.min(Math.max(share, 0), 1) * Math.max(width, 0));
  return full.repeat(filled) + empty.repeat(Math.max(width, 0) - filled);
}
