import 'reflect-metadata';
import { randomBytes } from 'node:crypto';
import { NestFactory } from '@nestjs/core';
import { WireClient } from '#janus';
import { AllowedOrigins } from '../../../apps/facility/src/gateway/allowed-origins.js';
import { OrderedWsAdapter } from '../../../apps/facility/src/gateway/ordered-ws-adapter.js';
import { HearingGatewayModule } from '../../../apps/facility/src/hearing-gateway/hearing-gateway.module.js';
import { HearingRooms } from '../../../apps/facility/src/hearing-gateway/hearing-rooms.js';

export interface GatewayWish {
  /** Path of a contact.json. */
  readonly contact: string;
  readonly hearings: number;
  readonly seats: number;
  /** Whom everybody may receive: the first so many seats. */
  readonly speakers: number;
  /** Milliseconds that each frame towards Janus waits; a control. */
  readonly slow: number;
}

/** Said once, as a line of JSON, when it listens. `grants`: by hearing and seat. */
export interface GatewayStanding {
  readonly port: number;
  readonly grants: readonly (readonly string[])[];
}

class AnyOrigin extends AllowedOrigins {
  override allows(): boolean {
    return true;
  }
}

/** The real gateway of the hearing plane, with grants for all seats of so many hearings. */
export async function serve({ contact, hearings, seats, speakers, slow }: GatewayWish): Promise<void> {
  if (slow > 0) slowDown(slow);
  const app = await NestFactory.create(HearingGatewayModule.with(contact, undefined), { logger: ['error'] });
  app.useWebSocketAdapter(new OrderedWsAdapter(app, new AnyOrigin()));
  await app.listen(0, '127.0.0.1');
  const rooms = app.get(HearingRooms);
  const grants: string[][] = [];
  for (let count = 0; count < hearings; count += 1) {
    const hearing = randomBytes(16).toString('hex');
    const mayReceive = (from: number, to: number) => from !== to && from < speakers;
    const sitting = { hearing, mayReceive, isMuted: () => false };
    const given: string[] = [];
    for (let seat = 0; seat < seats; seat += 1) given.push((await rooms.grant(sitting, seat)).grant);
    grants.push(given);
  }
  const { port } = app.getHttpServer().address() as { port: number };
  process.stdin.resume().once('end', () => process.exit());
  console.log(JSON.stringify({ port, grants } satisfies GatewayStanding));
}

function slowDown(milliseconds: number): void {
  const wires: { send: (this: WireClient, frame: Record<string, unknown>) => void } = WireClient.prototype;
  const { send } = wires;
  wires.send = function (frame) {
    setTimeout(() => send.call(this, frame), milliseconds);
  };
}
