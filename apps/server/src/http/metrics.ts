import { Injectable } from '@nestjs/common';
import { Counter, Gauge, Registry, collectDefaultMetrics } from 'prom-client';
import { Live } from '../live/live.service.js';
import { Log } from '../log/log.service.js';

/** Metrics for Prometheus. Nothing in them names a person. */
@Injectable()
export class Metrics {
  readonly registry = new Registry();

  constructor(live: Live, log: Log) {
    const registers = [this.registry];
    collectDefaultMetrics({ register: this.registry });
    const entries = new Counter({
      name: 'lectern_entries_total',
      help: 'Entries committed to rooms, by type.',
      labelNames: ['type'],
      registers,
    });
    log.on('appended', (_room, _topic, added) => {
      for (const { type } of added) entries.inc({ type });
    });
    new Gauge({
      name: 'lectern_sockets',
      help: 'Open sockets.',
      registers,
      collect: gauge(() => live.connections.size),
    });
    new Gauge({
      name: 'lectern_rooms_live',
      help: 'Rooms joined since the start.',
      registers,
      collect: gauge(() => [...live.rooms()].length),
    });
    new Gauge({
      name: 'lectern_deliveries',
      help: 'Frames written to sockets of rooms since the start.',
      registers,
      collect: gauge(() => deliveries(live)),
    });
    new Gauge({
      name: 'lectern_lagging_cut',
      help: 'Sockets cut since the start because they were not read.',
      registers,
      collect: gauge(() => live.lagging),
    });
  }
}

function gauge(read: () => number) {
  return function collect(this: Gauge): void {
    this.set(read());
  };
}

function deliveries(live: Live): number {
  let sum = 0;
  for (const room of live.rooms()) sum += room.deliveries;
  return sum;
}
