import { Body, Controller, Get, HttpCode, Post, Req, Res } from '@nestjs/common';
import type { ServerResponse } from 'node:http';
import { z } from 'zod';
import { EnrolKiosk, type Me, SignIn as SignInBody } from '#protocol';
import { Config } from '../config.js';
import { SealProfileSource } from '../health/seal-profile-source.js';
import { Admits } from '../hosts/admits.js';
import type { FacilityRequest } from '../hosts/facility-request.js';
import { Refused } from '../hosts/refused.js';
import { KIOSK_COOKIE, SIGN_IN_COOKIE, setCookie } from './cookies.js';
import { KIOSK_SECONDS, KioskEnrolment } from './kiosk-enrolment.js';
import { LocalPeople } from './local-people.js';
import { SignIn } from './sign-in.js';

const KIOSK_CODE = z.strictObject({ booth: z.string().min(1).max(16) });

@Controller('api')
export class PeopleController {
  constructor(
    private readonly config: Config,
    private readonly people: LocalPeople,
    private readonly signIns: SignIn,
    private readonly kiosks: KioskEnrolment,
    private readonly seal: SealProfileSource,
  ) {}

  @Get('me')
  @Admits({ hosts: ['desk', 'kiosk', 'attorney', 'oversight'], who: 'anyone' })
  async me(@Req() request: FacilityRequest): Promise<Me> {
    const visitor = await this.people.whoIs(request);
    const { name, zone } = this.config.facility;
    const me: Me = { facility: { name, zone }, seal: await this.seal.current() };
    if (visitor.kind !== 'person') return me;
    return { ...me, person: { id: visitor.id, name: visitor.name, username: visitor.username, role: visitor.role } };
  }

  @Post('sign-in')
  @HttpCode(204)
  @Admits({ hosts: ['desk', 'attorney', 'oversight'], who: 'anyone' })
  async signIn(
    @Req() request: FacilityRequest,
    @Res({ passthrough: true }) response: ServerResponse,
    @Body({ schema: SignInBody }) body: SignInBody,
  ): Promise<void> {
    const { audience } = request;
    if (!audience) throw new Refused('not-found');
    const cookies = await this.signIns.signIn(body, audience, request.headers.cookie);
    const former = await this.people.whoIs(request);
    if (former.kind === 'person') await this.people.signOut(former.session);
    response.setHeader('Set-Cookie', cookies);
  }

  @Post('sign-out')
  @HttpCode(204)
  @Admits({ hosts: ['desk', 'attorney', 'oversight'], who: 'anyone' })
  async signOut(@Req() request: FacilityRequest, @Res({ passthrough: true }) response: ServerResponse): Promise<void> {
    const visitor = await this.people.whoIs(request);
    if (visitor.kind === 'person') await this.people.signOut(visitor.session);
    response.setHeader('Set-Cookie', setCookie(SIGN_IN_COOKIE, '', 0));
  }

  @Post('kiosk/enrol')
  @HttpCode(204)
  @Admits({ hosts: ['kiosk'], who: 'anyone' })
  async enrol(
    @Res({ passthrough: true }) response: ServerResponse,
    @Body({ schema: EnrolKiosk }) body: z.infer<typeof EnrolKiosk>,
  ): Promise<void> {
    const { token } = await this.kiosks.enrol(body.code);
    response.setHeader('Set-Cookie', setCookie(KIOSK_COOKIE, token, KIOSK_SECONDS));
  }

  /** The operator makes a one-time code for the kiosk of one booth. */
  @Post('desk/kiosk-codes')
  @Admits({ hosts: ['desk'], who: ['operator'] })
  async kioskCode(@Body({ schema: KIOSK_CODE }) { booth }: z.infer<typeof KIOSK_CODE>) {
    return { booth, code: await this.kiosks.makeCode(booth) };
  }
}
