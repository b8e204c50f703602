import type { Diagnostic } from '../compiler/diagnostics/diagnostic.ts';
import type { Sources } from '../compiler/diagnostics/render/json.ts';
import { renderPretty } from '../compiler/diagnostics/render/pretty.ts';
import type { FrameStyle } from '../compiler/diagnostics/render/style.ts';
import type { Console, Stream } from './console.ts';

/** Prints diagnostics as frames on the error stream. */
export function showPretty(diagnostics: readonly Diagnostic[], sources: Sources, console: Console): void {
  console.warn(renderPretty(diagnostics, sources, frameStyle(console.errors, console.environment)));
}

/**
 * How frames look on a stream: colours only on a terminal, and not where `NO_COLOR` is set (no-color.org) unless `FORCE_COLOR` is;
 * box-drawing characters where the locale knows UTF-8.
 */
export function frameStyle({ isTerminal, columns }: Stream, environment: Console['environment']): FrameStyle {
  const { NO_COLOR, FORCE_COLOR, TERM } = environment;
  const isForced = FORCE_COLOR !== undefined && FORCE_COLOR !== '' && FORCE_COLOR !== '0';
  const isWelcome = isTerminal && TERM !== 'dumb' && (NO_COLOR ?? '') === '' && FORCE_COLOR !== '0';
  return { isColored: isForced || isWelcome, isUnicode: isUnicodeLocale(environment), columns };
}

/** POSIX: the first of LC_ALL, LC_CTYPE and LANG that is set decides. Nothing set says nothing against UTF-8. */
export function isUnicodeLocale({ LC_ALL, LC_CTYPE, LANG }: Console['environment']): boolean {
  const locale = [LC_ALL, LC_CTYPE, LANG].find((value) => value !== undefined && value !== '');
  return locale === undefined || /utf-?8/i.test(locale);
}
