import type { Line } from './line.ts';
import { dataset, datasetLines } from './lines/dataset.ts';
import { emo } from './lines/emo.ts';
import { encoder } from './lines/encoder.ts';
import { experiment } from './lines/experiment.ts';
import { fusion } from './lines/fusion.ts';
import { head } from './lines/head.ts';
import { labels } from './lines/labels.ts';
import { constantLine } from './lines/let.ts';
import { loss } from './lines/loss.ts';
import { train } from './lines/train.ts';

/** Lines of a spec, in the order in which data flows. */
export const specLines: readonly Line[] = [emo, experiment, constantLine, labels, dataset, encoder, fusion, head, loss, train];

/** Lines that have a body, by their words. */
export const bodies: ReadonlyMap<string, NonNullable<Line['body']>> = new Map(
  [...specLines, ...datasetLines].flatMap(({ word, body }) => (body === undefined ? [] : [[word, body] as const])),
);
