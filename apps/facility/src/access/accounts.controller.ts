import { Body, Controller, Get, Headers, HttpCode, Param, Post } from '@nestjs/common';
import { z } from 'zod';
import { type AccountList, type Audience, type GivenAccess, Id128, Invitation, type Role } from '#protocol';
import { Admits } from '../hosts/admits.js';
import { ThePerson } from '../hosts/visitor-param.js';
import { ROLES_OF_HOST, type Person } from '../people/visitor.js';
import { AccessDesk } from './access-desk.js';
import { AccessMail } from './access-mail.js';
import { invitedBy } from './access-rules.js';

const ACCOUNT_ID = z.string().regex(/^[\w-]{1,64}$/);

/** Accounts at the desk: invite, help who lost the password, take out of use. */
@Controller('api/desk')
@Admits({ hosts: ['desk'], who: ['desk', 'operator'] })
export class AccountsController {
  constructor(
    private readonly desk: AccessDesk,
    private readonly mail: AccessMail,
  ) {}

  @Get('accounts')
  async accounts(@ThePerson() by: Person): Promise<AccountList> {
    const accounts = await this.desk.reader.accounts(by);
    return { now: new Date().toISOString(), accounts, invites: [...invitedBy(by.role)], mail: this.mail.possible };
  }

  @Post('accounts')
  async invite(
    @Body({ schema: Invitation }) invite: Invitation,
    @ThePerson() by: Person,
    @Headers('origin') origin: string,
  ): Promise<GivenAccess> {
    const { answer } = await this.desk.ask.run({ invite, by });
    return this.#giveIfAllowed(answer, by, origin);
  }

  /** A reset; for an account that has no password yet, its invitation again. */
  @Post('accounts/:id/access')
  @HttpCode(200)
  async reset(
    @Param('id', { schema: ACCOUNT_ID }) account: string,
    @ThePerson() by: Person,
    @Headers('origin') origin: string,
  ): Promise<GivenAccess> {
    const { answer } = await this.desk.ask.run({ account, by });
    return this.#giveIfAllowed(answer, by, origin);
  }

  @Post('access/:id/confirm')
  @HttpCode(204)
  async confirm(@Param('id', { schema: Id128 }) id: string, @ThePerson() by: Person): Promise<void> {
    await this.desk.confirm.run({ id, by });
  }

  @Post('access/:id/code')
  @HttpCode(200)
  code(
    @Param('id', { schema: Id128 }) id: string,
    @ThePerson() by: Person,
    @Headers('origin') origin: string,
  ): Promise<GivenAccess> {
    return this.#give(id, by, origin);
  }

  @Post('access/:id/withdraw')
  @HttpCode(204)
  async withdraw(@Param('id', { schema: Id128 }) id: string, @ThePerson() by: Person): Promise<void> {
    await this.desk.withdraw.run({ id, by });
  }

  @Post('accounts/:id/deactivate')
  @HttpCode(204)
  async deactivate(@Param('id', { schema: ACCOUNT_ID }) id: string, @ThePerson() by: Person): Promise<void> {
    await this.desk.deactivate.deactivate({ id, by });
  }

  @Post('accounts/:id/reactivate')
  @HttpCode(204)
  async reactivate(@Param('id', { schema: ACCOUNT_ID }) id: string, @ThePerson() by: Person): Promise<void> {
    await this.desk.reactivate.run({ id, by });
  }

  /** For an attorney at once; for staff the answer has no code, because a second officer must confirm. */
  async #giveIfAllowed(id: string, by: Person, origin: string): Promise<GivenAccess> {
    const waiting = await this.desk.reader.waiting(id);
    return waiting ?? this.#give(id, by, origin);
  }

  async #give(id: string, by: Person, origin: string): Promise<GivenAccess> {
    const { account, purpose, code, expires } = (await this.desk.give.run({ id, by })).answer;
    // The front door has checked that the origin is the desk's own. What follows # never leaves a browser.
    const link = `${origin.replace('//desk.', `//${hostOf(account.role)}.`)}/#access=${code}`;
    const mailed = await this.mail.send(account.id, { id, link, expires });
    const { username, name } = account;
    return {
      account: { username, name },
      ...{ purpose, code, link, expires: expires.toISOString() },
      ...(mailed !== undefined && { mailed }),
    };
  }
}

const hostOf = (role: Role): Audience =>
  (Object.keys(ROLES_OF_HOST) as Audience[]).find((host) => ROLES_OF_HOST[host].includes(role)) ?? 'desk';
