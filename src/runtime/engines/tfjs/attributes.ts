import type { TensorflowAttribute, TensorflowAttributes } from '../../../compiler/graph/tensorflow-writer.ts';

type KeyOf<A> = A extends unknown ? keyof A : never;
type Kind = KeyOf<TensorflowAttribute>;
type ValueOf<K extends Kind> = TensorflowAttribute extends infer A ? (A extends Readonly<Record<K, infer V>> ? V : never) : never;

/** The value of an attribute of the kind that TensorFlow's definition of the op gives it; `otherwise` where the node leaves it out. */
export function attribute<K extends Kind>(
  attributes: TensorflowAttributes,
  name: string,
  kind: K,
  otherwise?: ValueOf<K>,
): ValueOf<K> {
  const found = attributes[name];
  if (found === undefined && otherwise !== undefined) return otherwise;
  if (found === undefined || !(kind in found)) throw new Error(`the attribute ${name} is no ${kind} (a bug of emoc)`);
  return (found as unknown as Readonly<Record<K, ValueOf<K>>>)[kind];
}
