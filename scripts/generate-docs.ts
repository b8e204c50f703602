// Longer than most files: one function a page of the reference, all of the same few Markdown helpers, and nothing else uses them.
import { activations } from '../src/compiler/catalogue/activations/index.generated.ts';
import type { HeadKind } from '../src/compiler/catalogue/define-head.ts';
import type { LossKind } from '../src/compiler/catalogue/define-loss.ts';
import type { OptimizerKind } from '../src/compiler/catalogue/define-optimizer.ts';
import type { Protocol } from '../src/compiler/catalogue/define-protocol.ts';
import type { StepKind } from '../src/compiler/catalogue/define-step.ts';
import { fusions } from '../src/compiler/catalogue/fusions/index.generated.ts';
import { headKinds } from '../src/compiler/catalogue/heads/index.generated.ts';
import { initializers } from '../src/compiler/catalogue/initializers/index.generated.ts';
import { lossKinds } from '../src/compiler/catalogue/losses/index.generated.ts';
import { optimizers } from '../src/compiler/catalogue/optimizers/index.generated.ts';
import { protocols } from '../src/compiler/catalogue/protocols/index.generated.ts';
import { readers } from '../src/compiler/catalogue/readers/index.generated.ts';
import { schedules } from '../src/compiler/catalogue/schedules/index.generated.ts';
import type { CalledElsewhere, Parameter, Quantity, Schema, Setting, Settings } from '../src/compiler/catalogue/schema.ts';
import { steps } from '../src/compiler/catalogue/steps/index.generated.ts';
import type { Metric } from '../src/runtime/metrics/define-metric.ts';
import { metrics } from '../src/runtime/metrics/metrics/index.generated.ts';
import { type DiagnosticPage, readPages } from './diagnostic-pages.ts';

// The reference: one page a list of the catalogue, made of what the kinds say of themselves. More than 150 lines, because each list has
// something of its own to say, and all of them share one way of showing settings.

const folder = 'docs/reference';

/** How a quantity is written: the units that the checker takes, and a value as a spec would have it. */
export const quantities: Readonly<
  Record<Quantity, { readonly what: string; readonly units: readonly string[]; readonly show: (value: number) => string }>
> = {
  count: { what: 'whole number', units: [], show: String },
  number: { what: 'number', units: [], show: (value) => (value !== 0 && value < 1e-3 ? value.toExponential() : String(value)) },
  duration: {
    what: 'duration',
    units: ['ms', 's', 'min'],
    show: (value) => (value < 1000 ? `${value} ms` : `${value / 1000} s`),
  },
  frequency: { what: 'frequency', units: ['Hz', 'kHz'], show: (value) => (value < 1000 ? `${value} Hz` : `${value / 1000} kHz`) },
  share: { what: 'share', units: ['%'], show: (value) => `${Number((value * 100).toPrecision(12))}%` },
  angle: { what: 'angle', units: ['deg'], show: (value) => `${value} deg` },
};

const code = (text: string): string => `\`${text}\``;
const codes = (names: readonly string[]): string => listed(names.map(code), 'and');

function listed(parts: readonly string[], word: 'and' | 'or'): string {
  const last = parts.at(-1) ?? '';
  return parts.length < 2 ? last : `${parts.slice(0, -1).join(', ')} ${word} ${last}`;
}

const defaultOf = (parameter: Parameter): Setting | undefined => ('default' in parameter ? parameter.default : undefined);

const defaultsOf = ({ parameters }: Pick<Schema, 'parameters'>): Settings =>
  Object.fromEntries(Object.entries(parameters).map(([name, parameter]) => [name, defaultOf(parameter) ?? null]));

function groupBy<Item>(items: readonly Item[], keyOf: (item: Item) => string): ReadonlyMap<string, readonly Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return groups;
}

/** A doc text as one paragraph. */
const prose = (doc: string): string => doc.replace(/\s*\n\s*/g, ' ');

const isQuantity = (parameter: Parameter): parameter is Extract<Parameter, { type: Quantity }> => parameter.type in quantities;

function acceptedBy(parameter: Parameter): string {
  if (isQuantity(parameter)) return `${quantities[parameter.type].what}${unitsOf(parameter)}${rangeOf(parameter)}`;
  switch (parameter.type) {
    case 'flag':
      return 'flag';
    case 'text':
      return 'text';
    case 'choice':
      return optionsOf(parameter.of);
    case 'interval':
      return 'range of numbers';
    case 'rate':
      return 'factor `per epoch` or `per step`';
    case 'reference':
      return '`val.loss` or `val.HEAD.METRIC`';
  }
}

/** Lists that have a page of their own are not repeated. */
function optionsOf(options: readonly string[]): string {
  const isList = (kinds: readonly { readonly name: string }[]): boolean => kinds.every(({ name }, at) => name === options[at]);
  if (isList(activations)) return 'an [activation](activations.md)';
  if (isList(initializers)) return 'an [initializer](initializers.md)';
  return listed(options.map(code), 'or');
}

function unitsOf({ type }: { readonly type: Quantity }): string {
  const taken = quantities[type].units.map(code);
  if (taken.length === 0) return '';
  // Of all quantities a share alone may also be written without a unit.
  return ` in ${listed(type === 'share' ? [...taken, 'as a fraction'] : taken, 'or')}`;
}

function rangeOf(parameter: Extract<Parameter, { type: Quantity }>): string {
  const { minimum, maximum, isMinimumExcluded = false } = parameter;
  const show = quantities[parameter.type].show;
  if (minimum === undefined) return maximum === undefined ? '' : `, at most ${show(maximum)}`;
  if (isMinimumExcluded) return `, above ${show(minimum)}${maximum === undefined ? '' : ` and at most ${show(maximum)}`}`;
  return maximum === undefined ? `, at least ${show(minimum)}` : `, ${show(minimum)} to ${show(maximum)}`;
}

function shown(parameter: Parameter, value: Setting): string {
  if (typeof value === 'number' && isQuantity(parameter)) return quantities[parameter.type].show(value);
  if (typeof value === 'object' && value !== null && 'from' in value) return `${value.from}..${value.to}`;
  return parameter.type === 'text' ? JSON.stringify(value) : String(value);
}

function defaultText(name: string, parameter: Parameter, { oneOf }: Schema): string {
  const value = defaultOf(parameter);
  if (value !== undefined) return code(shown(parameter, value));
  return parameter.isOptional === true ? (oneOf?.includes(name) === true ? 'one of them' : 'left out') : 'required';
}

/** A table; `|` would end a cell. */
function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/** All that a schema says: the table of settings, which may stand without a name, and which exclude each other. */
function settingsOf(schema: Schema): string[] {
  const entries = Object.entries(schema.parameters);
  if (entries.length === 0) return ['It has no settings.'];
  const rows = entries.map(([name, parameter]) => [
    code(name),
    acceptedBy(parameter),
    defaultText(name, parameter, schema),
    prose(parameter.doc),
  ]);
  const { positional, oneOf } = schema;
  const notes: string[] = [];
  if (positional.length > 0)
    notes.push(
      `${codes(positional)} may be written without ${positional.length > 1 ? 'their names, in this order' : 'its name'}.`,
    );
  if (oneOf !== undefined) notes.push(`Exactly one of ${codes(oneOf)} is written.`);
  notes.push(...idleNotes(schema));
  return [table(['setting', 'value', 'default', 'meaning'], rows), ...(notes.length === 0 ? [] : [notes.join(' ')])];
}

/** Which settings are errors because they would change nothing: asked of the schema for its defaults and for each option of each choice. */
function idleNotes({ idle, parameters }: Schema): string[] {
  if (idle === undefined) return [];
  const defaults = defaultsOf({ parameters });
  const variants = Object.entries(parameters).flatMap(([name, parameter]) =>
    parameter.type === 'choice' ? parameter.of.map((option) => ({ name, option })) : [],
  );
  return [
    ...errorsWhen('With the defaults', idle(defaults)),
    ...variants.flatMap(({ name, option }) =>
      errorsWhen(`With ${code(`${name} = ${option}`)}`, idle({ ...defaults, [name]: option })),
    ),
  ];
}

function errorsWhen(condition: string, reasons: Readonly<Record<string, string>>): string[] {
  const byReason = groupBy(Object.keys(reasons), (name) => reasons[name] as string);
  return [...byReason].map(([reason, names]) => `${condition}, writing ${listed(names.map(code), 'or')} is an error: ${reason}.`);
}

const example = (text: string): string => `\`\`\`emo fragment\n${text}\n\`\`\``;

/** One kind: its name, what it does, how it is written, what else is to be said of it, its settings. */
function section(
  kind: { readonly name: string; readonly doc: string; readonly example: string; readonly schema: Schema } & CalledElsewhere,
  facts: string,
): string {
  const { elsewhere = [] } = kind;
  return [
    `## ${kind.name}`,
    prose(kind.doc),
    example(kind.example),
    ...(facts === '' ? [] : [facts]),
    ...(elsewhere.length === 0 ? [] : [`Known elsewhere as ${listed(elsewhere.map(code), 'or')}.`]),
    ...settingsOf(kind.schema),
  ].join('\n\n');
}

interface Page {
  readonly file: string;
  readonly source: string;
  readonly title: string;
  readonly intro: string;
  readonly body: readonly string[];
}

const places: Readonly<Record<StepKind['runs'], string>> = {
  data: 'Runs on data, once, before training.',
  graph: 'Runs in the graph, at each training step, forward and backward.',
  either: 'Runs on data if a step below it does, else in the graph.',
};

const stepFacts = ({ accepts, runs, isFitted }: StepKind): string =>
  `Takes ${listed(accepts.map(code), 'or')}. ${places[runs]}${isFitted === true ? ' What it learns comes from the training split alone.' : ''}`;

function headFacts({ target, idle }: HeadKind): string {
  const notes = idle === undefined ? [] : errorsWhen('With more than two labels', idle(3));
  return [`Takes \`vec\`, and a ${code(target)} column as the truth.`, ...notes].join(' ');
}

const lossFacts = (kind: LossKind): string =>
  `Judges heads that ${kind.for === 'label' ? '[`classify`](heads.md#classify)' : '[`regress`](heads.md#regress)'}${kind.labelCount === undefined ? '' : ` between ${kind.labelCount} labels`}.`;

function optimizerFacts({ slots, schema }: OptimizerKind): string {
  const count = slots(defaultsOf(schema)).length;
  return `With the defaults it keeps ${count === 0 ? 'nothing' : `${count} number${count === 1 ? '' : 's'}`} beside each trained one.`;
}

const readerColumns = {
  named: 'A column is named by its name, or by its number from 0.',
  numbered: 'A column is named by its number from 0.',
  arrays: 'A column is an array: its first axis counts the rows.',
} as const;

const settingsIntro = 'A flag and an option of a choice may stand as a bare word: `dense(64, relu)`, `lstm(64, bidirectional)`.';

function metricSection(metric: Metric): string {
  const [low, high] = metric.range.map((end) => (Number.isFinite(end) ? String(end) : end < 0 ? '−∞' : '∞'));
  const users = (protocols as readonly Protocol[]).filter((protocol) => protocol.metrics.includes(metric.name));
  const links = users.map(
    (protocol) => `[${code(`${protocol.name}@${protocol.version}`)}](protocols.md#${protocol.name}${protocol.version})`,
  );
  const head = metric.for === 'classify' ? '[`classify`](heads.md#classify)' : '[`regress`](heads.md#regress)';
  const facts = `Of heads that ${head}; from ${low} to ${high}, ${metric.better} is better. In ${listed(links, 'and')}.`;
  return [`## ${metric.name}`, prose(metric.doc), facts].join('\n\n');
}

function protocolSection(protocol: Protocol): string {
  const { name, version, labelRange } = protocol;
  const range =
    labelRange === undefined
      ? ''
      : `, whose column declares a range within ${code(`${labelRange.minimum}..${labelRange.maximum}`)}`;
  const links = protocol.metrics.map((metric) => `[${code(metric)}](metrics.md#${metric})`);
  return [
    `## ${name}@${version}`,
    prose(protocol.doc),
    example(`experiment NAME { protocol = ${name}@${version} }`),
    `Scores heads that [${code(protocol.for)}](heads.md#${protocol.for})${range}. First figure: ${code(protocol.primary)}.`,
    `Metrics, in the order of a report: ${links.join(', ')}.`,
  ].join('\n\n');
}

/** Subjects of the diagnostics, by the first two digits of their codes. */
const subjects: Readonly<Record<string, string>> = {
  '01': 'Syntax',
  '02': 'Names',
  '03': 'Settings',
  '04': 'Types',
  '05': 'Structure',
  '06': 'Files, tables, columns and splits',
  '07': 'Sound, arrays and word vectors',
  '08': 'Engines',
  '09': 'Runs and checkpoints',
  '10': 'Command line and project',
};

/** The page as a section: message and ways out, the reason, the mistake and its correction. Specs are shown as far as the page does. */
function diagnosticSection({ code: id, message, help, why, example: wrong, corrected: right }: DiagnosticPage): string {
  // A hole outside of code would read as plain text.
  const lines = help.map((line) => `> - help: ${line}`);
  const quote = [`> ${message}`, ...(lines.length === 0 ? [] : ['>', ...lines])].join('\n');
  return [`### ${id}`, quote, why, ...shownPart('Example', wrong), ...shownPart('Corrected', right)].join('\n\n');
}

function shownPart(title: string, part: DiagnosticPage['example']): string[] {
  if (part === null) return [];
  const files = part.files.flatMap(({ path, format, text }) => [`\`${path}\`:`, `\`\`\`${format}\n${text}\`\`\``]);
  return [`#### ${title}`, `\`\`\`emo fragment\n${part.spec}\`\`\``, ...files];
}

function diagnosticSections(): string[] {
  const bySubject = groupBy(readPages(), (page) => page.code.slice(1, 3));
  return [...bySubject]
    .sort(([one], [other]) => one.localeCompare(other))
    .flatMap(([digits, members]) => {
      const subject = subjects[digits];
      if (subject === undefined) throw new Error(`no subject for diagnostics that begin with ${digits}`);
      return [`## ${subject}`, ...members.map(diagnosticSection)];
    });
}

const catalogue = 'src/compiler/catalogue';

const pages = (): readonly Page[] => [
  {
    file: 'steps',
    source: `${catalogue}/steps`,
    title: 'Steps',
    intro: `What stands in the body of an encoder, a fusion or a head. Each step takes the type that the one above it gives. ${settingsIntro}`,
    body: (steps as readonly StepKind[]).map((kind) => section(kind, stepFacts(kind))),
  },
  {
    file: 'fusions',
    source: `${catalogue}/fusions`,
    title: 'Fusions',
    intro:
      'Ways to make one representation of several. A fusion takes two or more encoders or fusions of one data set; the steps in its body work on the result.',
    body: fusions.map((kind) => section(kind, `Takes ${listed(kind.accepts.map(code), 'or')}.`)),
  },
  {
    file: 'heads',
    source: `${catalogue}/heads`,
    title: 'Heads',
    intro: 'The last element of a head: what it predicts. The first argument is the column that holds the truth.',
    body: (headKinds as readonly HeadKind[]).map((kind) => section(kind, headFacts(kind))),
  },
  {
    file: 'losses',
    source: `${catalogue}/losses`,
    title: 'Losses',
    intro:
      'A loss judges one head, its first argument. A spec has one loss: a sum of `weight * loss(head)`, which `weighted_sum(…)` holds to weights from 0 to 1 whose sum is at most 1.',
    body: (lossKinds as readonly LossKind[]).map((kind) => section(kind, lossFacts(kind))),
  },
  {
    file: 'optimizers',
    source: `${catalogue}/optimizers`,
    title: 'Optimizers',
    intro:
      'The setting `optimizer` of `train`: how weights follow from gradients. `decay` is the short form of the schedule [`exponential`](schedules.md#exponential).',
    body: (optimizers as readonly OptimizerKind[]).map((kind) => section(kind, optimizerFacts(kind))),
  },
  {
    file: 'schedules',
    source: `${catalogue}/schedules`,
    title: 'Schedules',
    intro:
      'The setting `schedule` of `train`: a factor of the learning rate. Several are multiplied: `schedule = warm_up(500) * cosine()`.',
    body: schedules.map((kind) => section({ ...kind, example: `schedule = ${kind.example}` }, '')),
  },
  {
    file: 'activations',
    source: `${catalogue}/activations`,
    title: 'Activations',
    intro:
      'Functions of each element: an option of the layers, as in `dense(64, relu)`, and of the step [`activation`](steps.md#activation).',
    body: [
      table(
        ['name', 'function'],
        activations.map(({ name, doc }) => [code(name), prose(doc)]),
      ),
    ],
  },
  {
    file: 'initializers',
    source: `${catalogue}/initializers`,
    title: 'Initializers',
    intro:
      'How weights start: the setting `init` of the layers, as in `dense(64, relu, init = he_normal)`. `fan_in` counts the values that go into one result, `fan_out` the results that one value goes to. Truncated normals are cut at two standard deviations.',
    body: [
      table(
        ['name', 'start'],
        initializers.map(({ name, doc }) => [code(name), prose(doc)]),
      ),
    ],
  },
  {
    file: 'readers',
    source: `${catalogue}/readers`,
    title: 'Readers',
    intro: 'What stands behind `read` in a data set. [Data](../data.md) says more of formats and encodings.',
    body: readers.map((kind) => section(kind, readerColumns[kind.columns])),
  },
  {
    file: 'protocols',
    source: `${catalogue}/protocols`,
    title: 'Protocols',
    intro:
      'Metrics under which results of a field are comparable, by name and version; what a version means never changes. Without `protocol`, heads that classify are scored by `classification@1` and heads that regress by `vad@1`.',
    body: (protocols as readonly Protocol[]).map(protocolSection),
  },
  {
    file: 'metrics',
    source: 'src/runtime/metrics/metrics',
    title: 'Metrics',
    intro:
      'Figures about the answers of one head on one split, in double precision. `val.HEAD.METRIC` names one as what training watches.',
    body: (metrics as readonly Metric[]).map(metricSection),
  },
  {
    file: 'diagnostics',
    source: 'src/compiler/diagnostics/pages',
    title: 'Diagnostics',
    intro:
      'Everything that emoc may find wrong, by code: `E` stops, `W` warns. What stands in braces is filled in. Below each message: why it is one, and for mistakes in a spec an example of one and its correction.',
    body: diagnosticSections(),
  },
];

/** The reference pages of `docs/reference`. Kinds come in the order of their names. */
export function generateDocs(): [string, string][] {
  return pages().map(({ file, source, title, intro, body }) => [
    `${folder}/${file}.md`,
    [`<!-- Generated from ${source} by \`npm run generate\`. Do not edit. -->`, `# ${title}`, intro, ...body]
      .join('\n\n')
      .concat('\n'),
  ]);
}
