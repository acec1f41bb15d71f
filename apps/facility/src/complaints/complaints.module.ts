import { Module } from '@nestjs/common';
import { CommandBench } from '../audit/command.js';
import { ComplaintPace } from './complaint-pace.js';
import { ComplaintsController } from './complaints.controller.js';
import { SayComplaint } from './say-complaint.js';

/** What people say of privacy and hearing, for oversight. */
@Module({
  controllers: [ComplaintsController],
  providers: [
    {
      provide: SayComplaint,
      inject: [CommandBench],
      useFactory: (bench: CommandBench) => new SayComplaint(bench, new ComplaintPace(() => performance.now())),
    },
  ],
})
export class ComplaintsModule {}
