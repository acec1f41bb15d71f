import 'reflect-metadata';
import type { IncomingMessage } from 'node:http';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { BoothPlane, type BoothRoom } from '#janus';
import { AllowedOrigins } from '../../../apps/facility/src/gateway/allowed-origins.js';
import { GatewayModule } from '../../../apps/facility/src/gateway/gateway.module.js';
import type { GatewayRefusalCode } from '../../../apps/facility/src/gateway/gateway-refusal.js';
import { GrantBook } from '../../../apps/facility/src/gateway/grant-book.js';
import type { Grant } from '../../../apps/facility/src/gateway/grants.js';
import { OrderedWsAdapter } from '../../../apps/facility/src/gateway/ordered-ws-adapter.js';
import { RefusalSink } from '../../../apps/facility/src/gateway/refusal-sink.js';
import type { RealJanus } from './real-janus.js';

export class SeenRefusals extends RefusalSink {
  readonly seen: { session: string | undefined; code: GatewayRefusalCode; count: number }[] = [];
  override refused(grant: Grant | undefined, code: GatewayRefusalCode, count: number): void {
    this.seen.push({ session: grant?.session, code, count });
  }
}

class TestOrigins extends AllowedOrigins {
  override allows(request: IncomingMessage): boolean {
    return request.headers.origin === 'http://kiosk.test';
  }
}

export interface GatewayApp {
  readonly port: number;
  readonly book: GrantBook;
  readonly plane: BoothPlane;
  readonly refusals: SeenRefusals;
  close(): Promise<void>;
}

/** The smallest Nest application that has the gateway, on a real Janus. */
export async function startGateway(janus: RealJanus): Promise<GatewayApp> {
  const contact = join(janus.folder, 'contact.json');
  const { apiSocket, apiSecret, adminKey, roomSeed, adminSocket, adminSecret } = janus.contact;
  await writeFile(
    contact,
    JSON.stringify({
      ...{ version: 1, pid: 1, apiSocket, adminSocket, apiSecret, adminKey, adminSecret, roomSeed },
      ...{ mediaAddress: '127.0.0.1', mediaPorts: [42000, 42100], janusVersion: '1.1.2', janusOutdated: true },
      ...{
        profile: { profile: 'demo', missing: [] },
        configHash: '0'.repeat(64),
        startedAt: new Date(0).toISOString(),
      },
    }),
    { mode: 0o600 },
  );
  const refusals = new SeenRefusals();
  class SinkModule {}
  Module({ providers: [{ provide: RefusalSink, useValue: refusals }], exports: [RefusalSink] })(SinkModule);
  const app = await NestFactory.create(GatewayModule.with({ contact, imports: [SinkModule] }), { logger: ['error'] });
  app.useWebSocketAdapter(new OrderedWsAdapter(app, new TestOrigins()));
  await app.listen(0, '127.0.0.1');
  const address = app.getHttpServer().address() as { port: number };
  return {
    port: address.port,
    book: app.get(GrantBook),
    plane: app.get(BoothPlane),
    refusals,
    close: () => app.close(),
  };
}

export const newSession = (): string => randomBytes(16).toString('hex');

export function grantOf(room: BoothRoom, session: string, party: number): Grant {
  return { session, party, role: party + 1, room, signIn: `sign-in of ${party}` };
}

/** A session with its room and one token a party. */
export async function openBooth(
  app: GatewayApp,
  publishers = 2,
): Promise<{ session: string; room: BoothRoom; tokens: string[] }> {
  const session = newSession();
  const room = await app.plane.openRoom(session, publishers);
  const tokens = Array.from({ length: publishers }, (_, party) => app.book.issue(grantOf(room, session, party)));
  return { session, room, tokens };
}
