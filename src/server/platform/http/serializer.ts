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

/**
 * Compiles a zod schema into a serialiser: fast, and silent about every property the contract does not name. An answer of
 * several kinds is written by the one that it names: to find it by trying takes a validator of all.
 */
export function compileSerializer(schema: z.ZodType): Serialize {
  if (schema instanceof z.ZodDiscriminatedUnion) return serializerOfKinds(schema)
  const json = z.toJSONSchema(schema, { target: 'draft-7', io: 'output', unrepresentable: 'any' })
  return fastJson(withPlainNulls(json) as Schema)
}

function serializerOfKinds({ def }: z.ZodDiscriminatedUnion): Serialize {
  const kinds = def.options.map((option) => ({
    name: (option as z.ZodObject).shape[def.discriminator]!,
    serialize: compileSerializer(option as z.ZodObject),
  }))
  return (data) => {
    const named = (data as JsonSchema)[def.discriminator]
    const kind = kinds.find(({ name }) => name.safeParse(named).success)
    if (!kind) throw new Error(`an answer's ${def.discriminator} is none of the contract's`)
    return kind.serialize(data)
  }
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
