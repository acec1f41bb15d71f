import { Body, Controller, Get, HttpCode, Param, Post, Put } from '@nestjs/common';
import type { z } from 'zod';
import {
  DetaineeNumber,
  DetaineeWish,
  Id128,
  type ImportReport,
  type Register,
  RegisterImport,
  ReviewDecision,
  type Reviews,
  Tie,
  WhereaboutsWish,
} from '#protocol';
import { refusing } from '../booking/refusing.js';
import { SessionLife } from '../booth/session-life.js';
import { Admits } from '../hosts/admits.js';
import { ThePerson } from '../hosts/visitor-param.js';
import type { Person } from '../people/visitor.js';
import type { RegisterChange } from './change-register.js';
import { RegisterDesk } from './register-desk.js';

/** People of the facility and their attorneys; bookings about which a person must decide. */
@Controller('api/desk')
@Admits({ hosts: ['desk'], who: ['desk'] })
export class RegisterController {
  constructor(
    private readonly desk: RegisterDesk,
    private readonly life: SessionLife,
  ) {}

  @Get('register')
  register(): Promise<Register> {
    return this.desk.reader.register();
  }

  @Put('register/detainees/:number')
  @HttpCode(204)
  save(
    @Param('number', { schema: DetaineeNumber }) number: string,
    @Body({ schema: DetaineeWish }) wish: DetaineeWish,
    @ThePerson() { id: by }: Person,
  ): Promise<void> {
    return this.#change({ kind: 'detainees', rows: [{ ...wish, number }] }, by);
  }

  @Post('register/detainees/:number/whereabouts')
  @HttpCode(204)
  whereabouts(
    @Param('number', { schema: DetaineeNumber }) detainee: string,
    @Body({ schema: WhereaboutsWish }) { whereabouts }: z.infer<typeof WhereaboutsWish>,
    @ThePerson() { id: by }: Person,
  ): Promise<void> {
    return this.#change({ kind: 'whereabouts', detainee, whereabouts }, by);
  }

  @Post('register/ties')
  @HttpCode(204)
  tie(@Body({ schema: Tie }) tie: Tie, @ThePerson() { id: by }: Person): Promise<void> {
    return this.#change({ kind: 'ties', rows: [tie] }, by);
  }

  @Post('register/ties/remove')
  @HttpCode(204)
  untie(@Body({ schema: Tie }) tie: Tie, @ThePerson() { id: by }: Person): Promise<void> {
    return this.#change({ kind: 'untie', tie }, by);
  }

  @Post('register/import')
  @HttpCode(200)
  import(
    @Body({ schema: RegisterImport }) wish: RegisterImport,
    @ThePerson() { id: by }: Person,
  ): Promise<ImportReport> {
    return refusing(() => this.desk.imports.run(wish, { by }));
  }

  @Get('reviews')
  reviews(): Promise<Reviews> {
    return this.desk.reader.reviews();
  }

  @Post('reviews/:id')
  @HttpCode(200)
  async decide(
    @Param('id', { schema: Id128 }) review: string,
    @Body({ schema: ReviewDecision }) decision: ReviewDecision,
    @ThePerson() { id: by }: Person,
  ): Promise<Reviews> {
    const { answer } = await refusing(() => this.desk.decide.run({ review, decision, by }));
    if (decision.decision !== 'kept') this.life.tellWaiting(answer);
    return this.desk.reader.reviews();
  }

  async #change(change: RegisterChange, by: string): Promise<void> {
    await refusing(() => this.desk.change.run({ change, by }));
  }
}
