import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'

/** What one process counts of itself, in the text format of Prometheus. Names follow its naming practices. */
export interface Metrics {
  readonly registry: Registry
  answered(method: string, route: string, status: number, seconds: number): void
  jobEnded(queue: string, outcome: 'done' | 'failed', seconds: number): void
  /** Share of answers since the last call that were the server's fault, 0 to 1; `null` without any answer. */
  takeErrorShare(): number | null
  /** A value that is looked up when somebody asks; labels by name, each with its value. */
  gauge(name: string, help: string, labels: readonly string[]): Gauge
}

export function openMetrics(): Metrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const requests = new Histogram({
    name: 'faena_http_request_duration_seconds',
    help: 'Time from a request to the end of its answer',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers: [registry],
  })
  const jobs = new Counter({
    name: 'faena_jobs_total',
    help: 'Attempts at background jobs that ended',
    labelNames: ['queue', 'outcome'],
    registers: [registry],
  })
  const jobTime = new Histogram({
    name: 'faena_job_duration_seconds',
    help: 'Time an attempt at a background job took',
    labelNames: ['queue'],
    buckets: [0.05, 0.25, 1, 5, 15, 60, 300, 900],
    registers: [registry],
  })
  let answers = 0
  let faults = 0
  return {
    registry,
    answered(method, route, status, seconds) {
      requests.observe({ method, route, status }, seconds)
      answers += 1
      if (status >= 500) faults += 1
    },
    jobEnded(queue, outcome, seconds) {
      jobs.inc({ queue, outcome })
      jobTime.observe({ queue }, seconds)
    },
    takeErrorShare() {
      const share = answers === 0 ? null : faults / answers
      answers = 0
      faults = 0
      return share
    },
    gauge: (name, help, labels) => new Gauge({ name, help, labelNames: [...labels], registers: [registry] }),
  }
}
