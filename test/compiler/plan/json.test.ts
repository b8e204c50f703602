import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { planJson } from '../../../src/compiler/plan/plan-json.ts';
import { planOfSample, samples } from './_plans.ts';

const test = suite('plans as JSON');

/** The fields of each object by its place, as `name, kind, …`; items of a list have the same place. */
function fieldsByPlace(value: unknown, place = '', found: [place: string, fields: string][] = []): typeof found {
  if (typeof value !== 'object' || value === null) return found;
  if (Array.isArray(value)) for (const item of value) fieldsByPlace(item, `${place}[]`, found);
  else {
    found.push([place, Object.keys(value).join(', ')]);
    for (const [name, part] of Object.entries(value)) fieldsByPlace(part, `${place}.${name}`, found);
  }
  return found;
}

test('the format version is the first field', () => {
  const json = planJson(planOfSample('mosi-joint').plan);
  assert.is(Object.keys(json)[0], 'format_version');
  assert.is(json.format_version, 1);
});

test('an amount is a number where it is known, else its terms', () => {
  assert.is(planJson(planOfSample('mosi-joint').plan).totals.parameters, 42_497);
  assert.equal(planJson(planOfSample('carer-bilstm').plan).totals.parameters, {
    constant: 85_254,
    terms: [{ factor: 100, symbols: ['V_words'] }],
  });
});

test('nothing is lost on the way through text', () => {
  for (const { planned } of samples()) {
    const json = planJson(planned.plan);
    assert.equal(JSON.parse(JSON.stringify(json)), json);
  }
});

test('objects of one place have the same fields in the same order, in every spec', () => {
  const fieldsAt = new Map<string, string>();
  for (const { name, planned } of samples()) {
    for (const [place, fields] of fieldsByPlace(planJson(planned.plan))) {
      // A spec names its own constants.
      if (place === '.experiment.constants') continue;
      assert.is(fields, fieldsAt.get(place) ?? fields, `${name}: ${place}`);
      fieldsAt.set(place, fields);
    }
  }
  assert.ok(fieldsAt.size > 20);
});

test.run();
