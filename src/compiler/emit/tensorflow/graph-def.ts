import { type Json, messageJson } from './message-json.ts';
import { messageText } from './message-text.ts';
import { functionMessage, nodeMessage } from './messages.ts';
import type { TensorflowGraph } from './tensorflow-graph.ts';
import { encodeMessage, lookupMessage, type Message } from './tensorflow-schema.ts';

/**
 * The version of graph semantics that emitted nodes are written for: that of TensorFlow 2.10, older than that of every library the engines
 * load (2.18 has 1994).
 */
const producer = 1087;

export const graphMessage = ({ nodes, functions }: Pick<TensorflowGraph, 'nodes' | 'functions'>): Message => ({
  node: nodes.map(nodeMessage),
  library: { function: functions.map(functionMessage) },
  versions: { producer },
});

/** The bytes of a `GraphDef`, as Netron and TensorBoard open it (`.pb`). The same graph gives the same bytes. */
export const encodeGraphDef = (graph: Pick<TensorflowGraph, 'nodes' | 'functions'>): Uint8Array =>
  encodeMessage('GraphDef', graphMessage(graph));

/** The same graph in protobuf's JSON form, as a tfjs `model.json` holds it. */
export const graphDefJson = (graph: Pick<TensorflowGraph, 'nodes' | 'functions'>): { readonly [name: string]: Json } =>
  messageJson(lookupMessage('GraphDef'), graphMessage(graph));

/** The same graph in protobuf's text form (`.pbtxt`), as TensorBoard's graph viewer uploads it. */
export const graphDefText = (graph: Pick<TensorflowGraph, 'nodes' | 'functions'>): string =>
  messageText(lookupMessage('GraphDef'), graphMessage(graph));
