import { Body, Controller, Get, HttpCode, Post, Req, Res } from '@nestjs/common';
import type { ServerResponse } from 'node:http';
import { type Me, SignIn as SignInBody } from '#protocol';
import { Config } from '../config.js';
import { SealProfileSource } from '../health/seal-profile-source.js';
import { Admits } from '../hosts/admits.js';
import type { FacilityRequest } from '../hosts/facility-request.js';
import { Refused } from '../hosts/refused.js';
import { SIGN_IN_COOKIE, setCookie } from './cookies.js';
import { PeopleService } from './people-service.js';
import { SignIns } from './sign-ins.js';
import { SignIn } from './sign-in.js';

@Controller('api')
export class PeopleController {
  constructor(
    private readonly config: Config,
    private readonly people: PeopleService,
    private readonly door: SignIn,
    private readonly signIns: SignIns,
    private readonly seal: SealProfileSource,
  ) {}

  @Get('me')
  @Admits({ hosts: ['desk', 'kiosk', 'attorney', 'oversight', 'court'], who: 'anyone' })
  async me(@Req() request: FacilityRequest): Promise<Me> {
    const visitor = await this.people.whoIs(request);
    const { name, zone, lockMinutes } = this.config.facility;
    const me: Me = { facility: { name, zone }, seal: await this.seal.current() };
    if (visitor.kind !== 'person') return me;
    const { id, username, role, audience, locked = false } = visitor;
    return {
      ...me,
      person: { id, name: visitor.name, username, role, locked },
      ...(audience === 'desk' && { lockMinutes }),
    };
  }

  @Post('sign-in')
  @HttpCode(204)
  @Admits({ hosts: ['desk', 'attorney', 'oversight', 'court'], who: 'anyone' })
  async signIn(
    @Req() request: FacilityRequest,
    @Res({ passthrough: true }) response: ServerResponse,
    @Body({ schema: SignInBody }) body: SignInBody,
  ): Promise<void> {
    const { audience } = request;
    if (!audience) throw new Refused('not-found');
    const cookies = await this.door.signIn(body, audience, request.headers);
    const former = await this.people.whoIs(request);
    if (former.kind === 'person') await this.signIns.end(former.id, former.session, 'signed-out');
    response.setHeader('Set-Cookie', cookies);
  }

  @Post('sign-out')
  @HttpCode(204)
  @Admits({ hosts: ['desk', 'attorney', 'oversight', 'court'], who: 'anyone' })
  async signOut(@Req() request: FacilityRequest, @Res({ passthrough: true }) response: ServerResponse): Promise<void> {
    const visitor = await this.people.whoIs(request);
    if (visitor.kind === 'person') await this.signIns.end(visitor.id, visitor.session, 'signed-out');
    response.setHeader('Set-Cookie', setCookie(SIGN_IN_COOKIE, '', 0));
  }
}
