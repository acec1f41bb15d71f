import { type CanActivate, type ExecutionContext, Injectable, Logger } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Role } from '#protocol';
import { PeopleService } from '../people/people-service.js';
import type { Visitor } from '../people/visitor.js';
import { ADMISSION, type Admission } from './admits.js';
import type { FacilityRequest } from './facility-request.js';
import { Refused } from './refused.js';

/** Before every route: right host, right person. A route that does not say whom it admits admits nobody. */
@Injectable()
export class AdmissionGuard implements CanActivate {
  readonly #logger = new Logger('Admission');

  constructor(
    private readonly reflector: Reflector,
    private readonly people: PeopleService,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    if (context.getType() !== 'http') return true;
    const request = context.switchToHttp().getRequest<FacilityRequest>();
    const target = [context.getHandler(), context.getClass()];
    const admission = this.reflector.getAllAndOverride<Admission | 'health' | undefined>(ADMISSION, target);
    if (admission === 'health') return true;
    if (!admission) {
      this.#logger.error(`${context.getClass().name}.${context.getHandler().name} admits nobody`);
      throw new Refused('not-allowed');
    }
    const { audience } = request;
    if (!audience || !admission.hosts.includes(audience)) throw new Refused('not-found');
    if (admission.who === 'anyone') return true;
    request.visitor = await this.people.whoIs(request);
    admit(admission.who, request.visitor);
    if (request.visitor.kind === 'person' && request.visitor.locked && !admission.whileLocked) {
      throw new Refused('locked');
    }
    return true;
  }
}

/** @throws Refused unless `visitor` is one of `who`. */
export function admit(who: 'kiosk' | readonly Role[], visitor: Visitor): void {
  if (who === 'kiosk') {
    if (visitor.kind !== 'kiosk') throw new Refused('kiosk-not-enrolled');
    return;
  }
  if (visitor.kind !== 'person') throw new Refused('not-signed-in');
  if (!who.includes(visitor.role)) throw new Refused('not-allowed');
}
