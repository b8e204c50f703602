import type { Dataset, Encoder, Fusion, Head } from '../compiler/check/model.ts';
import type { Entity } from './names.ts';
import { typeShown } from './shown.ts';
import type { Snapshot } from './snapshot.ts';

/** Markdown about something that a spec names: how it is declared, its type, its size, its documentation. */
export function describeEntity(entity: Entity, snapshot: Snapshot): string {
  const { name, owner, kind } = entity;
  const { parts, bound, sizes } = snapshot;
  const head = (text: string): string => `\`\`\`emo\n${text}\n\`\`\``;
  const join = (...lines: readonly (string | null | undefined)[]): string => lines.filter(Boolean).join('\n\n');
  const doc = bound.symbols.get(name)?.declaration.doc;
  switch (kind) {
    case 'encoder':
    case 'fusion': {
      const node = parts.encoders.get(name) ?? parts.fusions.get(name);
      return join(head(`${kind} ${name}${originOf(node)}`), node && flowOf(node, sizes().of(name)), doc);
    }
    case 'head': {
      const node = parts.heads.get(name);
      return join(
        head(`head ${name}${node === undefined ? '' : ` from ${node.from}`}`),
        node && answersOf(node, sizes().of(name)),
        doc,
      );
    }
    case 'constant': {
      const value = parts.constants.get(name);
      const shown =
        value === undefined ? '' : ` = ${value.value}${value.unit === null ? '' : value.unit === '%' ? '%' : ` ${value.unit}`}`;
      return join(head(`let ${name}${shown}`), doc);
    }
    case 'label set':
      return join(head(`labels ${name} = ${(parts.labelSets.get(name) ?? []).join(' | ')}`), doc);
    case 'data set': {
      const dataset = parts.datasets.get(name);
      return join(head(`dataset ${name}`), dataset && columnsOf(dataset), doc);
    }
    case 'experiment':
      return join(head(`experiment ${name}`), doc);
    case 'column': {
      const column = parts.datasets.get(owner ?? '')?.columns.find((other) => other.name === name);
      const type = column?.type == null ? null : `\`${typeShown(column.type)}\``;
      const labels = column?.kind === 'label' ? `\`${column.labels.join(' | ')}\`` : null;
      const range = column?.kind === 'number' && column.minimum !== null ? `\`${column.minimum}..${column.maximum}\`` : null;
      return join(head(`${column?.kind ?? 'column'} ${owner}.${name}`), type ?? labels ?? range, column?.doc);
    }
    case 'read': {
      const read = parts.datasets.get(owner ?? '')?.reads.find((other) => other.name === name);
      const path = typeof read?.settings.path === 'string' ? `("${read.settings.path}")` : '';
      return head(`read ${read?.reader ?? ''}${path} as ${name}`);
    }
    case 'label':
      return head(`${name}: ${owner}`);
  }
}

function originOf(node: Encoder | Fusion | undefined): string {
  if (node === undefined) return '';
  return 'dataset' in node ? ` from ${node.dataset}.${node.column}` : ` = ${node.kind.name}(${node.inputs.join(', ')})`;
}

const flowOf = ({ output }: Encoder | Fusion, size: string | null): string =>
  `\`${typeShown(output)}\`${size === null ? '' : ` · ${size} parameters`}`;

function answersOf({ labels, kind, dataset, target, protocol }: Head, size: string | null): string {
  const type = labels === null ? 'number' : typeShown({ kind: 'scores', labels });
  return `\`${type}\`${size === null ? '' : ` · ${size} parameters`} · ${kind.name} \`${dataset}.${target}\` · judged by \`${protocol}\``;
}

const columnsOf = ({ columns }: Dataset): string =>
  columns
    .map(
      ({ kind, name, type }) => `- ${kind} \`${name}\`${type === null || type.kind === kind ? '' : `: \`${typeShown(type)}\``}`,
    )
    .join('\n');
