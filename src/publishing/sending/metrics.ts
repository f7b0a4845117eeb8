import { Counter, Gauge, Histogram, type Registry } from 'prom-client'

/** Figures of the sending machine for Prometheus. */
export function sendingMetrics(registry: Registry) {
  return {
    outcomes: new Counter({
      name: 'crier_deliveries_total',
      help: 'Deliveries by what became of them at this attempt.',
      labelNames: ['network', 'outcome'],
      registers: [registry],
    }),
    lateness: new Histogram({
      name: 'crier_delivery_lateness_seconds',
      help: 'How long after its time a delivery was sent.',
      buckets: [1, 5, 15, 30, 60, 120, 600, 3600],
      registers: [registry],
    }),
    call: new Histogram({
      name: 'crier_network_call_seconds',
      help: 'How long a network took to answer a post, an edit or a deletion.',
      labelNames: ['network'],
      buckets: [0.05, 0.2, 0.5, 1, 2, 5, 10, 20],
      registers: [registry],
    }),
    alarms: new Counter({
      name: 'crier_alarms_total',
      help: 'Alarms raised, by kind.',
      labelNames: ['kind'],
      registers: [registry],
    }),
    underWay: new Gauge({
      name: 'crier_deliveries_under_way',
      help: 'Deliveries that this process has taken and not finished.',
      registers: [registry],
    }),
  }
}

export type SendingMetrics = ReturnType<typeof sendingMetrics>
