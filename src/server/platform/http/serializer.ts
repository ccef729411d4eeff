import fastJson, { type Schema } from 'fast-json-stringify'
import type { FastifySerializerCompiler } from 'fastify'
import { z } from 'zod'

type JsonSchema = Record<string, unknown>

/** `anyOf: [T, null]` as `type: [T, null]`, which compiles to a plain check instead of a validator. */
function withPlainNulls(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(withPlainNulls)
  if (typeof node !== 'object' || node === null) return node
  const { anyOf, ...rest } = node as JsonSchema & { anyOf?: JsonSchema[] }
  const options = anyOf?.filter((option) => option.type !== 'null')
  if (anyOf && options?.length === 1 && typeof options[0]!.type === 'string') {
    const { enum: _, const: __, ...only } = options[0]!
    return withPlainNulls({ ...rest, ...only, type: [only.type, 'null'] })
  }
  const entries = Object.entries(anyOf ? { ...rest, anyOf } : rest)
  return Object.fromEntries(entries.map(([key, value]) => [key, withPlainNulls(value)]))
}

type Serialize = (data: unknown) => string

/** Compiles a zod schema into a serialiser: fast, and silent about every property the contract does not name. */
export function compileSerializer(schema: z.ZodType): Serialize {
  const json = z.toJSONSchema(schema, { target: 'draft-7', io: 'output', unrepresentable: 'any' })
  return fastJson(withPlainNulls(json) as Schema)
}

const compiled = new WeakMap<z.ZodType, Serialize>()

/** The first answer of a schema compiles it: all of them, most never sent by a process, take seconds and 50 MB. */
export const serializerCompiler: FastifySerializerCompiler<z.ZodType> =
  ({ schema }) =>
  (data) => {
    let serialize = compiled.get(schema)
    if (!serialize) {
      serialize = compileSerializer(schema)
      compiled.set(schema, serialize)
    }
    return serialize(data)
  }
