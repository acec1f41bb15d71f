import { type ExecutionContext, createParamDecorator } from '@nestjs/common';
import type { Kiosk, Person } from '../people/visitor.js';
import { Refused } from './refused.js';
import type { FacilityRequest } from './facility-request.js';

const visitorOf = (context: ExecutionContext) => context.switchToHttp().getRequest<FacilityRequest>().visitor;

/** The signed-in person of a route admitted to roles. */
export const ThePerson = createParamDecorator((_: unknown, context: ExecutionContext): Person => {
  const visitor = visitorOf(context);
  if (visitor?.kind !== 'person') throw new Refused('not-signed-in');
  return visitor;
});

/** The enrolled kiosk of a route admitted to `kiosk`. */
export const TheKiosk = createParamDecorator((_: unknown, context: ExecutionContext): Kiosk => {
  const visitor = visitorOf(context);
  if (visitor?.kind !== 'kiosk') throw new Refused('kiosk-not-enrolled');
  return visitor;
});
