/** Room and signs that a screen has. */
export interface Frame {
  readonly columns: number;
  readonly isUnicode: boolean;
}
