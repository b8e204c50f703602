/** How a frame may look: colours only on a terminal that wants them, lines only where the locale has them. */
export interface FrameStyle {
  readonly isColored: boolean;
  /** Box-drawing characters; ASCII otherwise. */
  readonly isUnicode: boolean;
  /** Width of the terminal in columns; `null` where there is none, then lines keep their length. */
  readonly columns: number | null;
}

export const plainStyle: FrameStyle = { isColored: false, isUnicode: true, columns: null };

/** SGR codes by meaning: https://en.wikipedia.org/wiki/ANSI_escape_code#SGR */
const codes = { error: '1;31', warning: '1;33', note: '34', help: '32', bold: '1', dim: '2' } as const;

export type Tone = keyof typeof codes;

export type Paint = (tone: Tone, text: string) => string;

export const painter =
  ({ isColored }: FrameStyle): Paint =>
  (tone, text) =>
    isColored && text !== '' ? `\u001b[${codes[tone]}m${text}\u001b[0m` : text;

/** Signs a frame is drawn with. */
export interface Signs {
  readonly corner: string;
  readonly bar: string;
  readonly primary: string;
  readonly secondary: string;
  readonly ellipsis: string;
}

export const signsOf = ({ isUnicode }: FrameStyle): Signs =>
  isUnicode
    ? { corner: '┌─', bar: '│', primary: '━', secondary: '─', ellipsis: '…' }
    : { corner: '-->', bar: '|', primary: '^', secondary: '-', ellipsis: '...' };
