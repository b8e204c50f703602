/**
 * Names that the compiler's graphs and the runtime's batches agree on.
 *
 * `ENCODER` holds its field (`vec` [B, D] f32, `seq` [B, T, D] f32, `tokens` [B, T] i32, `image` [B, C, H, W] f32), `ENCODER/mask` the
 * mask [B, T] f32 of a sequence; `target/HEAD` the truth: label numbers [B] i32, or values [B, 1] f32.
 */
export const dataField = (encoder: string): string => encoder;
export const maskField = (encoder: string): string => `${encoder}/mask`;
export const targetField = (head: string): string => `target/${head}`;
/** [K] f32, bound once a run. */
export const classWeightsField = (head: string): string => `class-weights/${head}`;
export const outputField = (head: string): string => `output/${head}`;

/** Axis symbols: the length of a sequence of one encoder, and the size of its vocabulary (ids 0 = padding and 1 = unknown included). */
export const lengthSymbol = (encoder: string): string => `T_${encoder}`;
export const vocabularySymbol = (encoder: string): string => `V_${encoder}`;
