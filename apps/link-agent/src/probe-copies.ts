import { duplicationRule } from '#link';
import { ask, type Programs } from './programs.js';

const PROBE = `table netdev habeas_probe {
  counter up_copies { }
  chain up {
    type filter hook egress device "lo" priority 0; policy accept;
    ${duplicationRule('lo')}
  }
}
`;

/** Whether the kernel takes the rule that copies. The kernel checks the text and puts nothing into force. */
export const probeCopies = (programs: Programs): Promise<boolean> =>
  ask(programs, 'nft', ['-c', '-f', '-'], PROBE).then(
    () => true,
    () => false,
  );
