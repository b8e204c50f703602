import type { Line } from './line.ts';
import { columnLines } from './lines/columns.ts';
import { dataset } from './lines/dataset.ts';
import { emo } from './lines/emo.ts';
import { encoder } from './lines/encoder.ts';
import { experiment } from './lines/experiment.ts';
import { fusion } from './lines/fusion.ts';
import { head } from './lines/head.ts';
import { holdout } from './lines/holdout.ts';
import { join } from './lines/join.ts';
import { label } from './lines/label.ts';
import { labels } from './lines/labels.ts';
import { constantLine } from './lines/let.ts';
import { loss } from './lines/loss.ts';
import { read } from './lines/read.ts';
import { split } from './lines/split.ts';
import { train } from './lines/train.ts';

/** Lines of a data set. */
export const datasetLines: readonly Line[] = [read, join, ...columnLines, label, split, holdout];

/** Lines of a spec, in the order in which data flows. */
export const specLines: readonly Line[] = [emo, experiment, constantLine, labels, dataset, encoder, fusion, head, loss, train];

/** Lines that have a body, by their words. */
export const bodies: ReadonlyMap<string, NonNullable<Line['body']>> = new Map(
  [...specLines, ...datasetLines].flatMap(({ word, body }) => (body === undefined ? [] : [[word, body] as const])),
);
