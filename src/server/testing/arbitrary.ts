import fc from 'fast-check'

export interface JsonSchema {
  $ref?: string
  type?: string | string[]
  format?: string
  pattern?: string
  enum?: unknown[]
  const?: unknown
  anyOf?: JsonSchema[]
  oneOf?: JsonSchema[]
  allOf?: JsonSchema[]
  items?: JsonSchema
  properties?: Record<string, JsonSchema>
  required?: string[]
  additionalProperties?: boolean | JsonSchema
  minLength?: number
  maxLength?: number
  minItems?: number
  maxItems?: number
  minimum?: number
  maximum?: number
  exclusiveMinimum?: number
  exclusiveMaximum?: number
  multipleOf?: number
}

export type Resolve = (ref: string) => JsonSchema

const awkwardText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.constantFrom(
    '',
    ' ',
    "'; DROP TABLE person; --",
    '=1+1',
    '\u0000',
    '💥',
    '../../etc/passwd',
    '%',
    '_',
    '\\',
    '{"a":1}',
  ),
)

const thisCentury = { noInvalidDate: true, min: new Date('2000-01-01'), max: new Date('2100-01-01') }

function texts({ format, pattern, minLength = 0, maxLength = 60 }: JsonSchema): fc.Arbitrary<unknown> {
  if (format === 'uuid') return fc.uuid()
  if (format === 'date-time') return fc.date(thisCentury).map((date) => date.toISOString())
  if (format === 'date') return fc.date(thisCentury).map((date) => date.toISOString().slice(0, 10))
  if (format === 'email') return fc.emailAddress()
  if (pattern) return fc.stringMatching(new RegExp(pattern))
  return fc.oneof(
    fc.string({ unit: 'grapheme', minLength, maxLength: Math.max(minLength, Math.min(maxLength, 60)) }),
    awkwardText,
  )
}

function numbers(schema: JsonSchema, whole: boolean): fc.Arbitrary<unknown> {
  const min = schema.minimum ?? (schema.exclusiveMinimum !== undefined ? schema.exclusiveMinimum + 1 : -1e6)
  const max = schema.maximum ?? (schema.exclusiveMaximum !== undefined ? schema.exclusiveMaximum - 1 : 1e6)
  const low = Math.min(min, max)
  const step = whole ? undefined : schema.multipleOf
  if (step) {
    const steps = fc.integer({ min: Math.ceil(low / step), max: Math.floor(max / step) })
    return steps.map((count) => Number((count * step).toFixed(6)))
  }
  return whole
    ? fc.integer({ min: Math.ceil(Math.max(low, -2_147_483_648)), max: Math.floor(Math.min(max, 2_147_483_647)) })
    : fc.double({ min: low, max, noNaN: true })
}

/** Values that a JSON schema accepts, or nearly: enough to get past validation and deep into the product. */
export function arbitraryOf(schema: JsonSchema, resolve: Resolve): fc.Arbitrary<unknown> {
  if (schema.$ref) return arbitraryOf(resolve(schema.$ref), resolve)
  if ('const' in schema) return fc.constant(schema.const)
  if (schema.enum) return fc.constantFrom(...schema.enum)
  const options = schema.anyOf ?? schema.oneOf
  if (options) return fc.oneof(...options.map((option) => arbitraryOf(option, resolve)))
  if (schema.allOf) return arbitraryOf(schema.allOf[0]!, resolve)
  if (Array.isArray(schema.type))
    return fc.oneof(...schema.type.map((type) => arbitraryOf({ ...schema, type }, resolve)))
  switch (schema.type) {
    case 'string':
      return texts(schema)
    case 'integer':
      return numbers(schema, true)
    case 'number':
      return numbers(schema, false)
    case 'boolean':
      return fc.boolean()
    case 'null':
      return fc.constant(null)
    case 'array':
      return fc.array(arbitraryOf(schema.items ?? {}, resolve), {
        minLength: schema.minItems ?? 0,
        maxLength: Math.max(4, schema.minItems ?? 0),
      })
    case 'object': {
      const shape = Object.entries(schema.properties ?? {}).map(([key, value]) => [key, arbitraryOf(value, resolve)])
      return fc.record(Object.fromEntries(shape), { requiredKeys: (schema.required ?? []) as never[] })
    }
    default:
      return fc.jsonValue({ maxDepth: 1 })
  }
}

/** A value that has little to do with any schema. */
export const anything: fc.Arbitrary<unknown> = fc.oneof(fc.jsonValue({ maxDepth: 2 }), awkwardText)
