import { readdirSync, readFileSync } from 'node:fs';

export interface Spec {
  /** `specs/mosi-joint.emo` */
  readonly file: string;
  readonly text: string;
}

/** The specs that emoc ships. */
export const specs: readonly Spec[] = ['specs', 'examples'].flatMap((folder) =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.emo'))
    .map((name) => ({ file: `${folder}/${name}`, text: readFileSync(`${folder}/${name}`, 'utf8') })),
);
