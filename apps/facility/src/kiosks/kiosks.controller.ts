import { Body, Controller, HttpCode, Post, Req, Res } from '@nestjs/common';
import type { ServerResponse } from 'node:http';
import type { z } from 'zod';
import { EnrolKiosk as Enrolling, type KioskChallenge, KioskCode, KioskCodeWish, KioskProof } from '#protocol';
import { Admits } from '../hosts/admits.js';
import type { FacilityRequest } from '../hosts/facility-request.js';
import { ThePerson } from '../hosts/visitor-param.js';
import { KIOSK_COOKIE, setCookie } from '../people/cookies.js';
import type { Person } from '../people/visitor.js';
import { EnrolKiosk } from './enrol-kiosk.js';
import { MakeKioskCode } from './kiosk-code.js';
import { KioskSignIn, PROOF_SECONDS } from './kiosk-sign-in.js';

const known = (response: ServerResponse, token: string) =>
  response.setHeader('Set-Cookie', setCookie(KIOSK_COOKIE, token, PROOF_SECONDS));

/** How a device becomes the kiosk of a booth, and shows that it still is. */
@Controller('api')
export class KiosksController {
  constructor(
    private readonly kiosks: KioskSignIn,
    private readonly enrolment: EnrolKiosk,
    private readonly codes: MakeKioskCode,
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
    @Body({ schema: Enrolling }) body: Enrolling,
  ): Promise<void> {
    known(response, await this.enrolment.enrol(body, request.headers.host ?? ''));
  }

  /** The operator makes a one-time code for the kiosk of one booth. */
  @Post('desk/kiosk-codes')
  @Admits({ hosts: ['desk'], who: ['operator'] })
  async kioskCode(
    @ThePerson() { id: by }: Person,
    @Body({ schema: KioskCodeWish }) { booth }: z.infer<typeof KioskCodeWish>,
  ): Promise<z.infer<typeof KioskCode>> {
    const { answer: code } = await this.codes.run({ booth, by });
    return { booth, code };
  }
}
