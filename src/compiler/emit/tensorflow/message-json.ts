import type protobuf from 'protobufjs/light.js';
import { dataTypeName, isDataTypeField } from './data-type-names.ts';
import type { Message } from './tensorflow-schema.ts';

export type Json = string | number | boolean | readonly Json[] | { readonly [name: string]: Json };

/**
 * A message in protobuf's JSON form: names in camel case, 64-bit integers and bytes (base64) as strings, data types by name. Keys of maps, as
 * the attributes of a node, stay as they are.
 */
export function messageJson(type: protobuf.Type, message: Message): { readonly [name: string]: Json } {
  const entries = Object.entries(message).map(([name, value]): [string, Json] => {
    const field = type.fields[name];
    if (field === undefined) throw new Error(`${type.name} has no field ${name} (a bug of emoc)`);
    const one = (content: unknown): Json => valueJson(field, content);
    if (field.map) {
      const mapped = Object.entries(value as Message).map(([key, content]): [string, Json] => [key, one(content)]);
      return [camelCase(name), Object.fromEntries(mapped)];
    }
    return [camelCase(name), field.repeated ? Array.from(value as readonly unknown[], one) : one(value)];
  });
  return Object.fromEntries(entries);
}

function valueJson({ name, type, resolvedType }: protobuf.Field, value: unknown): Json {
  if (resolvedType !== null) return messageJson(resolvedType as protobuf.Type, value as Message);
  if (type === 'bytes') return Buffer.from(value as Uint8Array).toString('base64');
  if (type === 'int64') return String(value);
  return isDataTypeField(name) ? dataTypeName(value as number) : (value as Json);
}

const camelCase = (name: string): string => name.replaceAll(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
