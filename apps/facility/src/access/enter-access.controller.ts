import { Body, Controller, HttpCode, Post, Req, Res } from '@nestjs/common';
import type { ServerResponse } from 'node:http';
import { AccessCode, type AccessShown, UseAccess } from '#protocol';
import type { z } from 'zod';
import { Admits } from '../hosts/admits.js';
import type { FacilityRequest } from '../hosts/facility-request.js';
import { Refused } from '../hosts/refused.js';
import { Metrics } from '../metrics/metrics.js';
import { Accounts } from '../people/accounts.js';
import { DEVICE_COOKIE, setCookie } from '../people/cookies.js';
import { DEVICE_SECONDS, accountKey, makeDeviceCookie } from '../people/device-cookie.js';
import { AccessDesk } from './access-desk.js';

/**
 * Where a code is entered, by whoever has it. A code has 80 bits, so guessing is hopeless and nothing is locked: a
 * stranger's wrong codes take nothing from the one who has a right one. They are counted, for whoever watches.
 */
@Controller('api/access')
@Admits({ hosts: ['desk', 'attorney', 'oversight', 'court'], who: 'anyone' })
export class EnterAccessController {
  constructor(
    private readonly desk: AccessDesk,
    private readonly accounts: Accounts,
    private readonly metrics: Metrics,
  ) {}

  @Post('look')
  @HttpCode(200)
  async look(
    @Req() { audience }: FacilityRequest,
    @Body({ schema: AccessCode }) { code }: z.infer<typeof AccessCode>,
  ): Promise<AccessShown> {
    const { purpose, username, name, expires } = await this.#counted(() =>
      this.desk.reader.shown(code, audience ?? 'kiosk'),
    );
    return { purpose, username, name, expires };
  }

  /** From here on the device is a known one of the account: strangers' tries do not count against it. */
  @Post('use')
  @HttpCode(204)
  async use(
    @Req() { audience }: FacilityRequest,
    @Res({ passthrough: true }) response: ServerResponse,
    @Body({ schema: UseAccess }) body: UseAccess,
  ): Promise<void> {
    const username = await this.#counted(() => this.desk.use.use(body, audience ?? 'kiosk'));
    const { secret } = this.accounts;
    const device = makeDeviceCookie(secret, accountKey(secret, username));
    response.setHeader('Set-Cookie', setCookie(DEVICE_COOKIE, device, DEVICE_SECONDS));
  }

  async #counted<T>(act: () => Promise<T>): Promise<T> {
    try {
      const answer = await act();
      this.metrics.accessCodes.inc({ result: 'right' });
      return answer;
    } catch (error) {
      if (error instanceof Refused) this.metrics.accessCodes.inc({ result: error.code });
      throw error;
    }
  }
}
