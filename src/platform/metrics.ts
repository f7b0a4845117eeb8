import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'

/** Figures for Prometheus. One registry for each process; slices add their own to it. */
export function createMetrics() {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry, prefix: 'crier_' })
  return {
    registry,
    requests: new Histogram({
      name: 'crier_http_request_seconds',
      help: 'Time to answer a request, by route and status.',
      labelNames: ['route', 'status'],
      buckets: [0.005, 0.02, 0.1, 0.5, 2, 10],
      registers: [registry],
    }),
    jobs: new Counter({
      name: 'crier_jobs_total',
      help: 'Jobs ended, by name and outcome.',
      labelNames: ['job', 'outcome'],
      registers: [registry],
    }),
    listeners: new Gauge({
      name: 'crier_live_listeners',
      help: 'Browsers that are listening for changes.',
      registers: [registry],
    }),
  }
}

export type Metrics = ReturnType<typeof createMetrics>
