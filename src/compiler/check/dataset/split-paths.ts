import { report } from '../../diagnostics/report.generated.ts';
import type { CheckContext } from '../context.ts';
import type { Dataset, Read } from '../model.ts';

/** What the names of `split by file` fill in. */
const placeholder = '{split}';

/** `split by file` and `{split}` in the path of a read go together: neither means anything alone. */
export function checkSplitPaths({ name, reads, joins, split }: Dataset, context: CheckContext): void {
  const isFilled = ({ settings }: Read): boolean => typeof settings.path === 'string' && settings.path.includes(placeholder);
  if (split.kind !== 'file') {
    const [path, ...others] = reads.filter(isFilled).map(({ pathSpan }) => pathSpan);
    const related = [...others.map((at) => ({ at, label: 'here, too' })), { at: split.span, label: 'split here' }];
    if (path !== undefined) context.add(report.splitNotByFile(path, { placeholder, dataset: name }, { related }));
    return;
  }
  // A joined read brings no rows of its own, so its files cannot say on which side a row is.
  const rowReads = reads.filter((read) => !joins.some((join) => join.read === read.name));
  const isReadable = rowReads.every(({ reader, settings }) => reader !== '' && settings.path !== null);
  if (isReadable && rowReads.length > 0 && !rowReads.some(isFilled))
    context.add(report.splitWithoutPath(split.span, { placeholder, dataset: name }));
  // The one whose path says on which side a row is has a use, even if no column is in it.
  const filled = rowReads.filter(isFilled);
  const [first] = filled;
  if (first !== undefined && !filled.some((read) => context.used.has(`${name}/${read.name}`)))
    context.used.add(`${name}/${first.name}`);
}
