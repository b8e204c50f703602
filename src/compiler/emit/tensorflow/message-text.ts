import type protobuf from 'protobufjs/light.js';
import { dataTypeName, isDataTypeField } from './data-type-names.ts';
import type { Message } from './tensorflow-schema.ts';

/** A message in protobuf's text form (`.pbtxt`), one field a line. */
export const messageText = (type: protobuf.Type, message: Message): string => `${linesOf(type, message, '').join('\n')}\n`;

function linesOf(type: protobuf.Type, message: Message, indent: string): string[] {
  return Object.entries(message).flatMap(([name, value]) => {
    const field = type.fields[name];
    if (field === undefined) throw new Error(`${type.name} has no field ${name} (a bug of emoc)`);
    if (field.map) {
      return Object.entries(value as Message).flatMap(([key, content]) => [
        `${indent}${name} {`,
        `${indent}  key: ${quoted(new TextEncoder().encode(key))}`,
        ...fieldLines(field, 'value', content, `${indent}  `),
        `${indent}}`,
      ]);
    }
    const values = field.repeated ? Array.from(value as readonly unknown[]) : [value];
    return values.flatMap((one) => fieldLines(field, name, one, indent));
  });
}

function fieldLines(field: protobuf.Field, label: string, value: unknown, indent: string): string[] {
  const { name, type, resolvedType } = field;
  if (resolvedType !== null)
    return [`${indent}${label} {`, ...linesOf(resolvedType as protobuf.Type, value as Message, `${indent}  `), `${indent}}`];
  if (type === 'bytes') return [`${indent}${label}: ${quoted(value as Uint8Array)}`];
  if (type === 'string') return [`${indent}${label}: ${quoted(new TextEncoder().encode(value as string))}`];
  return [`${indent}${label}: ${isDataTypeField(name) ? dataTypeName(value as number) : String(value)}`];
}

/** Bytes as a quoted string: what is not printable ASCII in octal. */
function quoted(bytes: Uint8Array): string {
  const characters = Array.from(bytes, (byte) => {
    if (byte === 0x22 || byte === 0x5c) return `\\${String.fromCharCode(byte)}`;
    return byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : `\\${byte.toString(8).padStart(3, '0')}`;
  });
  return `"${characters.join('')}"`;
}
