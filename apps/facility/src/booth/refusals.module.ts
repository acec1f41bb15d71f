import { Module } from '@nestjs/common';
import { RefusalSink } from '../gateway/refusal-sink.js';
import { SessionRefusals } from './session-refusals.js';

/** Apart from BoothModule, because the gateway stands between the two. */
@Module({
  providers: [SessionRefusals, { provide: RefusalSink, useExisting: SessionRefusals }],
  exports: [SessionRefusals, RefusalSink],
})
export class RefusalsModule {}
