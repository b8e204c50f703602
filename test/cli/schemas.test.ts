import { readdirSync, readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import manifestSchema from '../../grammar/emoc.schema.json' with { type: 'json' };
import checkSchema from '../../grammar/emoc-check.schema.json' with { type: 'json' };
import diffSchema from '../../grammar/emoc-diff.schema.json' with { type: 'json' };
import planSchema from '../../grammar/emoc-plan.schema.json' with { type: 'json' };
import { analyse } from '../../src/compiler/compile.ts';
import { renderJson } from '../../src/compiler/diagnostics/render/json.ts';
import { diffJson } from '../../src/compiler/diff/diff-json.ts';
import { planJson } from '../../src/compiler/plan/plan-json.ts';
import { engines } from '../../src/runtime/engines/select.ts';
import { compared } from '../compiler/diff/_compared.ts';
import { samples } from '../compiler/plan/_plans.ts';

const test = suite('published schemas');

/** The schema with every object closed: what is printed must be described. Readers get it open, so that fields may be added. */
function closed(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(closed);
  if (typeof schema !== 'object' || schema === null) return schema;
  const parts = Object.fromEntries(Object.entries(schema).map(([key, part]) => [key, closed(part)]));
  return 'properties' in parts && !('additionalProperties' in parts) ? { ...parts, additionalProperties: false } : parts;
}

function mistakesIn(schema: object, printed: unknown): string {
  const validate = new Ajv2020({ allErrors: true, allowUnionTypes: true }).compile(schema);
  const isValid: boolean = validate(JSON.parse(JSON.stringify(printed)));
  return isValid ? '' : JSON.stringify(validate.errors?.slice(0, 3), null, 2);
}

function fits(schema: object, printed: unknown, what: string): void {
  for (const variant of [schema, closed(schema) as object]) assert.is(mistakesIn(variant, printed), '', what);
}

test('the manifest takes every engine that there is', () => {
  assert.equal([...manifestSchema.properties.engine.enum].sort(), ['auto', ...engines.map(({ name }) => name)].sort());
});

test('every plan fits its schema, with and without data', () => {
  for (const { name, planned } of samples()) fits(planSchema, planJson(planned.plan), name);
});

test('every comparison fits its schema', () => {
  const folder = 'test/compiler/diff/samples';
  for (const name of readdirSync(folder)) {
    const [before, after] = ['before', 'after'].map((side) => readFileSync(`${folder}/${name}/${side}.emo`, 'utf8')) as [
      string,
      string,
    ];
    fits(diffSchema, diffJson(compared(before, after).diff), name);
  }
});

test('every report fits its schema', () => {
  const folder = 'test/compiler/check/samples';
  for (const name of readdirSync(folder)) {
    const text = readFileSync(`${folder}/${name}/spec.emo`, 'utf8');
    fits(checkSchema, renderJson(analyse({ file: name, text }).diagnostics, new Map([[name, text]])), name);
  }
});

test('a field that is missing, or of another type, does not fit', () => {
  const [sample] = samples();
  const printed = JSON.parse(JSON.stringify(planJson((sample as NonNullable<typeof sample>).planned.plan)));
  for (const wrong of [
    { ...printed, totals: {} },
    { ...printed, format_version: 2 },
    { ...printed, symbols: 'none' },
  ])
    assert.is.not(mistakesIn(planSchema, wrong), '');
});

test.run();
