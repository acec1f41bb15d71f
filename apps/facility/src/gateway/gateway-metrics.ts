import { Counter, register } from 'prom-client';
import type { GatewayRefusalCode } from './gateway-refusal.js';

function counter<L extends string>(name: string, help: string, labelNames: L[]): Counter<L> {
  return (register.getSingleMetric(name) as Counter<L> | undefined) ?? new Counter({ name, help, labelNames });
}

const messages = counter('habeas_gateway_messages_total', 'Janus messages of booth parties that were let through', []);
const refusals = counter('habeas_gateway_refusals_total', 'Janus messages of booth parties that were refused', [
  'code',
]);

export const countMessage = (): void => messages.inc();
export const countRefusal = (code: GatewayRefusalCode): void => refusals.inc({ code });
