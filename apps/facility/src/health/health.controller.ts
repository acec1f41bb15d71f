import { Controller, Get, Res } from '@nestjs/common';
import type { ServerResponse } from 'node:http';
import { AdmitsHealthChecks } from '../hosts/admits.js';
import { HealthParts, type Readiness } from './health-parts.js';

@Controller('health')
@AdmitsHealthChecks()
export class HealthController {
  constructor(private readonly parts: HealthParts) {}

  /** The process answers. */
  @Get('live')
  live() {
    return { live: true };
  }

  /** 200 if a booth could open now, else 503; each part by name, without addresses or reasons. */
  @Get('ready')
  async ready(@Res({ passthrough: true }) response: ServerResponse): Promise<Readiness> {
    const readiness = await this.parts.check();
    response.statusCode = readiness.ready ? 200 : 503;
    return readiness;
  }
}
