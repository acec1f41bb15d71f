import { Body, Controller, HttpCode, Post, Req, Res } from '@nestjs/common';
import type { ServerResponse } from 'node:http';
import { z } from 'zod';
import { Connection } from '#postgres';
import { EnrolKiosk, type KioskChallenge, KioskProof } from '#protocol';
import { Admits } from '../hosts/admits.js';
import type { FacilityRequest } from '../hosts/facility-request.js';
import { KIOSK_COOKIE, setCookie } from '../people/cookies.js';
import { EnrolmentDoor } from './enrol-kiosk.js';
import { makeKioskCode } from './kiosk-code.js';
import { KioskSignIn, PROOF_SECONDS } from './kiosk-sign-in.js';

const KIOSK_CODE = z.strictObject({ booth: z.string().min(1).max(16) });

const known = (response: ServerResponse, token: string) =>
  response.setHeader('Set-Cookie', setCookie(KIOSK_COOKIE, token, PROOF_SECONDS));

/** How a device becomes the kiosk of a booth, and shows that it still is. */
@Controller('api')
export class KiosksController {
  constructor(
    private readonly kiosks: KioskSignIn,
    private readonly door: EnrolmentDoor,
    private readonly database: Connection,
  ) {}

  @Post('kiosk/challenge')
  @HttpCode(200)
  @Admits({ hosts: ['kiosk'], who: 'anyone' })
  challenge(): z.infer<typeof KioskChallenge> {
    return { challenge: this.kiosks.challenge() };
  }

  @Post('kiosk/sign-in')
  @HttpCode(204)
  @Admits({ hosts: ['kiosk'], who: 'anyone' })
  async signIn(
    @Req() request: FacilityRequest,
    @Res({ passthrough: true }) response: ServerResponse,
    @Body({ schema: KioskProof }) proof: KioskProof,
  ): Promise<void> {
    known(response, await this.kiosks.signIn(proof, request.headers.host ?? ''));
  }

  @Post('kiosk/enrol')
  @HttpCode(204)
  @Admits({ hosts: ['kiosk'], who: 'anyone' })
  async enrol(
    @Req() request: FacilityRequest,
    @Res({ passthrough: true }) response: ServerResponse,
    @Body({ schema: EnrolKiosk }) body: EnrolKiosk,
  ): Promise<void> {
    const { headers, socket } = request;
    known(response, await this.door.enrol(body, headers.host ?? '', socket.remoteAddress ?? ''));
  }

  /** The operator makes a one-time code for the kiosk of one booth. */
  @Post('desk/kiosk-codes')
  @Admits({ hosts: ['desk'], who: ['operator'] })
  async kioskCode(@Body({ schema: KIOSK_CODE }) { booth }: z.infer<typeof KIOSK_CODE>) {
    return { booth, code: await makeKioskCode(this.database.db, booth) };
  }
}
