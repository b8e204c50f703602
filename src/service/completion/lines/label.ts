import { defineLine } from '../line.ts';
import { entries, type Target } from '../map.ts';
import { anyWord, balanced, optional, sequence, sign } from '../rule.ts';
import { datasetAround, type Scope, wordAfter } from '../scope.ts';
import { columnsOf, newColumn, source } from '../source.ts';

export const label = defineLine({
  word: 'label',
  snippet: 'label <feeling>: <mood> = column(<emotion>)',
  rule: (scope) => sequence(newColumn, sign(':'), labelSet(scope), sign('='), source(['column'], scope), optional(balanced('{'))),
  body: (scope) =>
    entries(
      () => valuesOf(scope),
      () => targetsOf(scope),
    ),
});

const labelSet = ({ snapshot: { bound, parts } }: Scope) =>
  anyWord(() =>
    [...bound.symbols.values()]
      .filter(({ role }) => role === 'label set')
      .map(({ name }) => ({ kind: 'name', label: name.text, detail: (parts.labelSets.get(name.text) ?? []).join(' | ') })),
  );

function targetsOf({ heads, snapshot }: Scope): readonly Target[] {
  const set = wordAfter(heads.at(-1) ?? [], ':') ?? '';
  const labels = snapshot.parts.labelSets.get(set) ?? [];
  return [...labels.map((name) => ({ name, detail: `label of ${set}` })), { name: 'drop', detail: 'leaves the row out' }];
}

/** Values of the field that is mapped, and the labels' own names, which many files hold. */
function valuesOf(scope: Scope): readonly string[] {
  const head = scope.heads.at(-1) ?? [];
  const dataset = datasetAround(scope);
  const place = head.findIndex(({ image }) => image === 'column');
  const [before, field] = [head[place - 1], head[place + 2]];
  const name = before?.image === '.' ? head[place - 2]?.image : dataset?.reads[0]?.name;
  const columns = columnsOf(
    dataset?.reads.find((read) => read.name === name),
    scope,
  );
  const key = (field?.image ?? '').replace(/^"|"$/g, '');
  const column = columns?.find((other) => other.name === key || String(other.position) === key);
  return [
    ...(column?.values ?? []),
    ...targetsOf(scope)
      .slice(0, -1)
      .map((target) => target.name),
  ];
}
