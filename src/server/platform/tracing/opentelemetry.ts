import { type Span as OpenSpan, ROOT_CONTEXT, SpanKind, SpanStatusCode, TraceFlags, trace } from '@opentelemetry/api'
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http'
import { defaultResource, resourceFromAttributes } from '@opentelemetry/resources'
import { BatchSpanProcessor, type SpanExporter, TracerProvider } from '@opentelemetry/sdk-trace'
import type { Logger } from 'pino'
import { productVersion } from '../version.ts'
import type { Attributes, Span, Tracing } from './tracing.ts'

const kinds = { server: SpanKind.SERVER, client: SpanKind.CLIENT, consumer: SpanKind.CONSUMER }
/** A collector may take this long (ms) to answer, attempts included. */
const patience = 5_000
const longestAttribute = 4_000

/** The parent that a W3C `traceparent` names; none when it is not one. */
function remoteParent(traceparent: string) {
  const [, traceId, spanId, flags] = /^00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})$/.exec(traceparent) ?? []
  if (!traceId || !spanId || /^0+$/.test(traceId) || /^0+$/.test(spanId)) return ROOT_CONTEXT
  const traceFlags = Number.parseInt(flags!, 16) & TraceFlags.SAMPLED
  return trace.setSpanContext(ROOT_CONTEXT, { traceId, spanId, traceFlags, isRemote: true })
}

class TracedSpan implements Span {
  readonly #span: OpenSpan

  constructor(span: OpenSpan) {
    this.#span = span
  }

  get context() {
    return trace.setSpan(ROOT_CONTEXT, this.#span)
  }

  get traceparent() {
    const { traceId, spanId, traceFlags } = this.#span.spanContext()
    return `00-${traceId}-${spanId}-${traceFlags.toString(16).padStart(2, '0')}`
  }

  end(attributes: Attributes = {}, fault?: string) {
    this.#span.setAttributes(attributes)
    if (fault) this.#span.setStatus({ code: SpanStatusCode.ERROR }).setAttribute('error.type', fault)
    this.#span.end()
  }
}

/** An exporter that says once when its collector is away, and once when it is back. */
function forgiving(exporter: SpanExporter, log: Logger): SpanExporter {
  let away = false
  return {
    export(spans, done) {
      exporter.export(spans, (result) => {
        const failed = result.error !== undefined
        if (failed && !away) log.warn({ reason: result.error!.message }, 'traces are not delivered')
        if (!failed && away) log.info('traces are delivered again')
        away = failed
        done(result)
      })
    },
    shutdown: () => exporter.shutdown(),
    forceFlush: () => exporter.forceFlush?.() ?? Promise.resolve(),
  }
}

/** Spans in batches to the OTLP/HTTP receiver at `url`, as JSON. Never throws, and drops what the receiver does not take. */
export function openTelemetry({ url, service }: { url: string; service: string }, log: Logger): Tracing {
  const exporter = forgiving(new OTLPTraceExporter({ url, timeoutMillis: patience }), log)
  const provider = new TracerProvider({
    resource: defaultResource().merge(
      resourceFromAttributes({ 'service.name': service, 'service.version': productVersion }),
    ),
    spanLimits: { attributeValueLengthLimit: longestAttribute },
    spanProcessors: [new BatchSpanProcessor({ exporter, scheduledDelayMillis: 1_000 })],
  })
  const tracer = provider.getTracer('faena', productVersion)
  return {
    begin(kind, name, attributes, parent) {
      const context =
        parent instanceof TracedSpan ? parent.context : typeof parent === 'string' ? remoteParent(parent) : ROOT_CONTEXT
      return new TracedSpan(tracer.startSpan(name, { kind: kinds[kind], attributes }, context))
    },
    // What could not be delivered has been said already.
    close: () => provider.shutdown().catch(() => {}),
  }
}
