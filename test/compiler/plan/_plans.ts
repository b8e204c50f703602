import { existsSync, readdirSync, readFileSync } from 'node:fs';
import type { TypedSpec } from '../../../src/compiler/check/model.ts';
import { analyse } from '../../../src/compiler/compile.ts';
import { compileProgram } from '../../../src/compiler/compile-program.ts';
import { type PlanFacts, planOf } from '../../../src/compiler/plan/plan.ts';
import type { Plan } from '../../../src/compiler/plan/plan-model.ts';
import type { Program } from '../../../src/compiler/program.ts';

export interface Planned {
  readonly spec: TypedSpec;
  readonly program: Program;
  readonly plan: Plan;
}

/** The plan of a spec that has nothing wrong with it. */
export function planText(text: string, facts: PlanFacts = {}): Planned {
  const { value: spec, diagnostics } = analyse({ file: 'spec.emo', text });
  if (spec === null) throw new Error(diagnostics.map(({ message }) => message).join('; '));
  const program = compileProgram(spec);
  return { spec, program, plan: planOf(spec, program, facts) };
}

export interface Sample {
  readonly name: string;
  readonly facts: PlanFacts;
  readonly planned: Planned;
  readonly pathOf: (file: string) => string;
}

const folder = 'test/compiler/plan/samples';

/** The folders of `samples/`: a `spec.emo`, perhaps `facts.json`, and the plan that it gives. */
export const samples = (): Sample[] =>
  readdirSync(folder)
    .sort()
    .map((name) => {
      const pathOf = (file: string): string => `${folder}/${name}/${file}`;
      const facts = existsSync(pathOf('facts.json')) ? (JSON.parse(readFileSync(pathOf('facts.json'), 'utf8')) as PlanFacts) : {};
      return { name, facts, planned: planText(readFileSync(pathOf('spec.emo'), 'utf8'), facts), pathOf };
    });

/** The plan of one sample. */
export const planOfSample = (name: string, facts: PlanFacts = {}): Planned =>
  planText(readFileSync(`${folder}/${name}/spec.emo`, 'utf8'), facts);

/** A regression over features, with these steps in its encoder; `input` is the column line of the encoder's data. */
export const planSteps = (input: string, steps: string, batch = 1): Planned =>
  planText(`emo 1
experiment one { seed = 1 }
dataset clips {
  read npz("clips.npz")
  ${input}
  number valence = column(valence)
  split  80% / 10% / 10%
}
encoder tone from clips.x { ${steps} }
head valence from tone { regress(clips.valence) }
loss = mse(valence)
train { optimizer = adam(1e-3)  batch = ${batch}  epochs = 1 }
`);
