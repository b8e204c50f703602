import type { ElementCstNode } from '../../parse/cst.generated.d.ts';
import type { Column } from '../columns.ts';
import type { Doc } from '../doc.ts';
import type { Writing } from '../writing.ts';
import { declaration } from './declaration.ts';
import { setting } from './setting.ts';
import { step } from './step.ts';

export function element({ children }: ElementCstNode, writing: Writing, column: Column | null): Doc {
  if (children.setting?.[0] !== undefined) return setting(children.setting[0], writing, column);
  if (children.step?.[0] !== undefined) return step(children.step[0], writing);
  if (children.declaration?.[0] !== undefined) return declaration(children.declaration[0], writing, column);
  throw new Error('an element that is no setting, step or declaration (a bug of emoc)');
}
