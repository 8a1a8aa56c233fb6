import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

export interface Metrics {
  readonly registry: Registry;
  readonly httpSeconds: Histogram<'method' | 'route' | 'status'>;
  readonly outboxPending: Gauge;
  readonly eventsDelivered: Counter<'type' | 'outcome'>;
  readonly jobRuns: Counter<'job' | 'outcome'>;
  readonly notifications: Counter<'channel' | 'outcome'>;
}

/** One registry per platform, so that tests and a second instance in one process do not share counts. */
export function createMetrics(): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  return {
    registry,
    httpSeconds: new Histogram({
      name: 'changtong_http_seconds',
      help: 'Time to answer, in seconds',
      labelNames: ['method', 'route', 'status'],
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5],
      registers,
    }),
    outboxPending: new Gauge({
      name: 'changtong_outbox_pending',
      help: 'Events not yet delivered',
      registers,
    }),
    eventsDelivered: new Counter({
      name: 'changtong_events_delivered_total',
      help: 'Deliveries of events to consumers',
      labelNames: ['type', 'outcome'],
      registers,
    }),
    jobRuns: new Counter({
      name: 'changtong_job_runs_total',
      help: 'Runs of scheduled jobs',
      labelNames: ['job', 'outcome'],
      registers,
    }),
    notifications: new Counter({
      name: 'changtong_notifications_total',
      help: 'Messages handed to a channel',
      labelNames: ['channel', 'outcome'],
      registers,
    }),
  };
}
