import { readFile } from 'node:fs/promises';
import { type BoothContact, PlaneContact, WireClient } from '#janus';
import { UpstreamJanus } from './upstream-janus.js';

/** The plane by its contact file, read anew for every connection: a restarted plane has other secrets. */
export class PlaneContactFile extends UpstreamJanus {
  constructor(private readonly path: string) {
    super();
  }

  override async contact(): Promise<BoothContact> {
    return PlaneContact.parse(JSON.parse(await readFile(this.path, 'utf8')));
  }

  override async connect(): Promise<WireClient> {
    const { apiSocket, apiSecret } = await this.contact();
    return WireClient.connect({ socketPath: apiSocket, credentials: { apisecret: apiSecret } });
  }
}
