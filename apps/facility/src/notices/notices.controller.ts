import { Body, Controller, Get, HttpCode, Post } from '@nestjs/common';
import type { z } from 'zod';
import { NoticeFacts, NoticesRead, type Notices } from '#protocol';
import { Connection } from '#postgres';
import { sql } from 'kysely';
import { Admits } from '../hosts/admits.js';
import { ThePerson } from '../hosts/visitor-param.js';
import type { Person } from '../people/visitor.js';

/** What attorney or interpreter was told, in the page. */
@Controller('api/attorney')
@Admits({ hosts: ['attorney'], who: ['attorney', 'interpreter'] })
export class NoticesController {
  constructor(private readonly connection: Connection) {}

  @Get('notices')
  async notices(@ThePerson() { id }: Person): Promise<z.infer<typeof Notices>> {
    const rows = await this.connection.db
      .selectFrom('notice')
      .selectAll()
      .where('person', '=', id)
      .where('created_at', '>', sql<Date>`now() - interval '30 days'`)
      .orderBy('id', 'desc')
      .limit(200)
      .execute();
    return {
      notices: rows.map((row) => ({
        id: row.id,
        kind: row.kind,
        booking: row.booking,
        at: row.created_at.toISOString(),
        read: row.read_at !== null,
        facts: NoticeFacts.parse(row.facts),
      })),
    };
  }

  @Post('notices/read')
  @HttpCode(204)
  async read(
    @ThePerson() { id }: Person,
    @Body({ schema: NoticesRead }) { upTo }: z.infer<typeof NoticesRead>,
  ): Promise<void> {
    await this.connection.db
      .updateTable('notice')
      .set({ read_at: new Date() })
      .where('person', '=', id)
      .where('id', '<=', upTo)
      .where('read_at', 'is', null)
      .execute();
  }
}
