import { Body, Controller, HttpCode, Post, Req, Res } from '@nestjs/common';
import type { ServerResponse } from 'node:http';
import { z } from 'zod';
import { EnrolKiosk } from '#protocol';
import { Admits } from '../hosts/admits.js';
import type { FacilityRequest } from '../hosts/facility-request.js';
import { KIOSK_COOKIE, setCookie } from './cookies.js';
import { KIOSK_SECONDS, KioskEnrolment } from './kiosk-enrolment.js';

const KIOSK_CODE = z.strictObject({ booth: z.string().min(1).max(16) });

@Controller('api')
export class KiosksController {
  constructor(private readonly kiosks: KioskEnrolment) {}

  @Post('kiosk/enrol')
  @HttpCode(204)
  @Admits({ hosts: ['kiosk'], who: 'anyone' })
  async enrol(
    @Req() request: FacilityRequest,
    @Res({ passthrough: true }) response: ServerResponse,
    @Body({ schema: EnrolKiosk }) body: z.infer<typeof EnrolKiosk>,
  ): Promise<void> {
    const { token } = await this.kiosks.enrol(body.code, request.socket.remoteAddress ?? '');
    response.setHeader('Set-Cookie', setCookie(KIOSK_COOKIE, token, KIOSK_SECONDS));
  }

  /** The operator makes a one-time code for the kiosk of one booth. */
  @Post('desk/kiosk-codes')
  @Admits({ hosts: ['desk'], who: ['operator'] })
  async kioskCode(@Body({ schema: KIOSK_CODE }) { booth }: z.infer<typeof KIOSK_CODE>) {
    return { booth, code: await this.kiosks.makeCode(booth) };
  }
}
