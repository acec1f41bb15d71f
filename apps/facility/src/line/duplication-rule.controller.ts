import { Controller, Get } from '@nestjs/common';
import { DUPLICATION_RULE } from '#link';
import { Admits } from '../hosts/admits.js';

/** Published: the exact text of the one rule by which sound leaves twice, and its hash, to hold against the kernel's own list. */
@Controller('api/duplication-rule')
@Admits({ hosts: ['desk', 'kiosk', 'attorney', 'oversight', 'court'], who: 'anyone' })
export class DuplicationRuleController {
  @Get()
  rule(): typeof DUPLICATION_RULE {
    return DUPLICATION_RULE;
  }
}
