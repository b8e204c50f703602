import type { LabelRange, Protocol, ScoredKind } from '../define-protocol.ts';
import { classification } from './classification.ts';
import { protocols } from './index.generated.ts';
import { vad } from './vad.ts';

/** A protocol as a spec names it: `mosi@1`. */
export const protocolId = ({ name, version }: Pick<Protocol, 'name' | 'version'>): string => `${name}@${version}`;

const byId: ReadonlyMap<string, Protocol> = new Map(protocols.map((protocol) => [protocolId(protocol), protocol]));

/** Every protocol's name with its version, for messages and completion. */
export const protocolIds: readonly string[] = [...byId.keys()];

/** The protocol with this name and version (`vad@1`), if there is one. */
export const findProtocol = (id: string): Protocol | undefined => byId.get(id);

/** Protocols of a head whose spec names none. */
const defaults: Readonly<Record<ScoredKind, Protocol>> = { classify: classification, regress: vad };

/** The protocol that scores a head of this kind when the spec names none: `classification@1` or `vad@1`. */
export const defaultProtocol = (headKind: ScoredKind): Protocol => defaults[headKind];

/** Whether a protocol can score a head, and if not, why: the head is of the other kind, or its labels may leave the protocol's range. */
export type Fit = 'fits' | 'wrong_kind' | 'wrong_range';

/**
 * Does the protocol fit a head?
 *
 * `labels` is the range declared for the head's target (`number sentiment = … in -3..3`). A protocol that depends on the scale does not
 * fit a target without a declared range: nothing would then say that its figures mean what they say.
 */
export function protocolFit(
  protocol: Protocol,
  head: { readonly kind: ScoredKind; readonly labels?: LabelRange | undefined },
): Fit {
  if (protocol.for !== head.kind) return 'wrong_kind';
  const { labelRange: wanted } = protocol;
  if (wanted === undefined) return 'fits';
  const declared = head.labels;
  return declared !== undefined && declared.minimum >= wanted.minimum && declared.maximum <= wanted.maximum
    ? 'fits'
    : 'wrong_range';
}
