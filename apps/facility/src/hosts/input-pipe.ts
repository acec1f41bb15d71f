import { StandardSchemaValidationPipe } from '@nestjs/common';
import { Refused } from './refused.js';

/** Validates every `@Body({schema})`, `@Param(…)`, `@Query(…)`; the first issue is answered as `bad-input` with its field. */
export class InputPipe extends StandardSchemaValidationPipe {
  constructor() {
    super({
      exceptionFactory: (issues) => {
        const [issue] = issues;
        const field = (issue?.path ?? []).map((part) => String(typeof part === 'object' ? part.key : part)).join('.');
        return new Refused('bad-input', field || undefined, issue?.message);
      },
    });
  }
}
