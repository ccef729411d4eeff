import { AsyncLocalStorage } from 'node:async_hooks'

export type Attributes = Record<string, string | number | string[]>

/** One piece of work under way, as a trace shows it. */
export interface Span {
  /** W3C trace context: what is done elsewhere because of this names it as its parent. */
  readonly traceparent: string
  /** `fault` says why it failed: an error code, never what the error said. */
  end(attributes?: Attributes, fault?: string): void
}

/** Where spans go. Without it nobody traces, and nothing is measured. */
export interface Tracing {
  /** `parent` is a span of this process or a `traceparent`; anything else begins a trace. */
  begin(
    kind: 'server' | 'client' | 'consumer',
    name: string,
    attributes: Attributes,
    parent?: Span | string | null,
  ): Span
  /** Sends what is still here, for some seconds at most. */
  close(): Promise<void>
}

const active = new AsyncLocalStorage<Span>()

/** What the caller is part of. */
export const activeSpan = (): Span | undefined => active.getStore()

/** Runs `work` as a part of `span`. */
export const within = <T>(span: Span, work: () => T): T => active.run(span, work)

/** Measures `work` until its promise is settled. */
export async function follow<T>(span: Span, work: () => Promise<T>): Promise<T> {
  try {
    const result = await within(span, work)
    span.end()
    return result
  } catch (error) {
    const { code, name } = error as { code?: unknown; name?: string }
    span.end({}, String(code ?? name ?? 'error'))
    throw error
  }
}

const literals = /'(?:[^']|'')*'/g

function statementSpan(tracing: Tracing, text: string, parent: Span): Span {
  const operation = /\w+/.exec(text)?.[0].toUpperCase() ?? 'SQL'
  return tracing.begin(
    'client',
    operation,
    {
      'db.system.name': 'postgresql',
      'db.operation.name': operation,
      'db.query.text': text.replaceAll(literals, '?').trim(),
    },
    parent,
  )
}

/** What `query` is given: a text, or one with its values; libraries also bring objects that run by themselves. */
type Statement = string | { text?: string; submit?: unknown }

const textOf = (statement: Statement): string | undefined =>
  typeof statement === 'string' ? statement : statement.submit ? undefined : statement.text

/**
 * A connection, or a pool of them, whose statements appear in the trace that they are part of. Statements outside of any
 * trace, such as those of a queue that looks for work, appear nowhere.
 */
export function traceStatements<T extends object>(client: T, tracing: Tracing | null): T {
  if (!tracing) return client
  return new Proxy(client, {
    get(target, name) {
      const value = Reflect.get(target, name)
      if (typeof value !== 'function' || name === 'constructor') return value
      if (name !== 'query' && name !== 'exec') return value.bind(target)
      return (statement: Statement, ...rest: unknown[]) => {
        const run = () => value.call(target, statement, ...rest)
        const parent = activeSpan()
        const text = parent && textOf(statement)
        return text === undefined ? run() : follow(statementSpan(tracing, text, parent!), run)
      }
    },
  })
}
