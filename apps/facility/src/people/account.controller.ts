import { Controller, Get, HttpCode, Param, Post, Res } from '@nestjs/common';
import type { ServerResponse } from 'node:http';
import { z } from 'zod';
import type { OwnAccount } from '#protocol';
import { Admits } from '../hosts/admits.js';
import { Refused } from '../hosts/refused.js';
import { ThePerson } from '../hosts/visitor-param.js';
import { SIGN_IN_COOKIE, setCookie } from './cookies.js';
import { SignIns } from './sign-ins.js';
import type { Person } from './visitor.js';

const SIGN_IN_ID = z.string().regex(/^[\w-]{1,64}$/);

/** What everybody may see and do of the own account. */
@Controller('api/account')
@Admits({
  hosts: ['desk', 'attorney', 'oversight', 'court'],
  who: ['desk', 'operator', 'attorney', 'interpreter', 'oversight', 'clerk'],
})
export class AccountController {
  constructor(private readonly signIns: SignIns) {}

  @Get()
  async own(@ThePerson() { id, session }: Person): Promise<OwnAccount> {
    return { now: new Date().toISOString(), signIns: await this.signIns.of(id, session) };
  }

  @Post('sign-ins/:id/end')
  @HttpCode(204)
  async end(@Param('id', { schema: SIGN_IN_ID }) id: string, @ThePerson() person: Person): Promise<void> {
    if (!(await this.signIns.end(person.id, id))) throw new Refused('not-found');
  }

  /** Somebody is here: the admission of a POST has noted it. */
  @Post('touch')
  @HttpCode(204)
  touch(): void {}

  /** This one too: its own cookie is worth nothing afterwards. */
  @Post('sign-out-everywhere')
  @HttpCode(204)
  async everywhere(@Res({ passthrough: true }) response: ServerResponse, @ThePerson() { id }: Person): Promise<void> {
    await this.signIns.endAll(id);
    response.setHeader('Set-Cookie', setCookie(SIGN_IN_COOKIE, '', 0));
  }
}
