import { type Batch } from '../build/batch.js';
import { type LinkKernel, OWN } from '../build/link-site.js';
import { markRuleset } from '../build/mark-ruleset.js';
import { makeQueues } from '../build/queues.js';
import { removeCommands } from '../build/remove-commands.js';
import { ratesInWords, type RouterFile, type RouterInput } from './router-file.js';

const HTB: LinkKernel = { cake: false, fqCodel: false };
const CAKE: LinkKernel = { cake: true, fqCodel: true };
const NAME = 'habeas-link.sh';

const INPUT = { ip: 'ip -batch -', tc: 'tc -batch -', nft: 'nft -f -' } as const;

/** Shell lines that give a program its batch. No text of a batch has a line END, and none is expanded. */
const given = (program: Batch['program'], text: string): string => `${INPUT[program]} <<'END'\n${text}END`;
const said = (text: string): string => `cat <<'END'\n${text}END`;

const textOf = (batches: readonly Batch[], program: Batch['program']): string =>
  batches.find((one) => one.program === program)?.text ?? '';

/**
 * A POSIX shell script that does on a router what the link agent does on its machine, with the agent's own batches: `apply`
 * (again and again the same), `remove`, `show`. What is not known before it runs is which queues the kernel has, so HTB's
 * text has the class taken out of its marks for CAKE, and the plain queue for FQ-CoDel, as the builders do it themselves.
 * It leaves a root queue alone that somebody else made; when it fails, nothing of its own is left.
 */
export function linuxConfiguration(input: RouterInput): RouterFile {
  const { plan } = input;
  const at = (kernel: LinkKernel) => ({ ...input.site, kernel });
  const queues = makeQueues(plan, at(HTB));
  const [noMarks, noRoot, noIncoming] = (['nft', 'tc', 'ip'] as const).map((program) =>
    given(program, textOf(removeCommands(at(HTB), { rules: true, root: true, incoming: true }), program)),
  );
  const text = `#!/bin/sh
# Marks and queues of the line, for a router with plain Linux. Made by \`npm run -s router -- linux\`.
# Rates of the plan: ${ratesInWords(input)}.
#
#   sh ${NAME} apply    puts them into force; a second time does the same
#   sh ${NAME} remove   takes away what \`apply\` made, and nothing else
#   sh ${NAME} show     what was counted
#
# Needs root, Linux 5.16 with IFB and HTB or CAKE, iproute2 and nftables. Not beside a link agent on the same machine.
set -eu
PATH=/usr/sbin:/usr/bin:/sbin:/bin
device='${input.site.device}'

fail() {
  echo "$1" >&2
  exit 1
}

# knows KIND: whether the kernel has this queue, tried on a device of its own that is gone afterwards.
knows() {
  ip link del dev habeas-probe 2>/dev/null || :
  ip link add name habeas-probe type ifb || return 1
  known=no
  if tc qdisc replace dev habeas-probe root "$1" 2>/dev/null; then known=yes; fi
  ip link del dev habeas-probe
  [ "$known" = yes ]
}

incoming() {
  ${given('ip', textOf(queues, 'ip'))}
}

cake() {
  ${given('tc', textOf(makeQueues(plan, at(CAKE)), 'tc'))}
}

htb() {
  ${said(textOf(queues, 'tc'))}
}

marks() {
  ${said(markRuleset(plan, at(HTB)))}
}

# The marks first: they lead into the queues.
remove() {
  if nft list table netdev ${OWN.table} >/dev/null 2>&1; then
    ${noMarks}
  fi
  case "$(tc qdisc show dev "$device" root 2>/dev/null)" in
  *' ${OWN.handle} root '*)
    ${noRoot}
    ;;
  esac
  if ip link show dev ${OWN.incoming} >/dev/null 2>&1; then
    ${noIncoming}
  fi
}

undo() {
  trap - EXIT
  remove
  fail 'It is not in force and nothing of it is left: the line is first come, first served.'
}

apply() {
  for one in ${[input.site.device, input.site.inside?.device].filter(Boolean).join(' ')}; do
    ip link show dev "$one" >/dev/null 2>&1 || fail "There is no device $one. Nothing was changed."
  done
  queue=$(tc qdisc show dev "$device" root | sed -n '1s/^qdisc \\([^ ]*\\) \\([^ ]*\\) .*/\\1 \\2/p')
  case $queue in
  '' | *' 0:' | *' ${OWN.handle}') ;;
  *) fail "Another program has its queue (\${queue% *}) on $device. Nothing was changed." ;;
  esac
  trap 'exit 1' HUP INT TERM
  trap undo EXIT
  remove
  incoming
  if knows cake; then
    kind=CAKE
    cake
    marks | sed 's/meta priority set ${OWN.handle}[0-9]* //' | nft -f -
  else
    kind=HTB
    if knows fq_codel; then
      htb | sed 's/ pfifo limit 40$/ fq_codel/' | tc -batch -
    else
      htb | tc -batch -
    fi
    marks | nft -f -
  fi
  trap - EXIT
  echo "In force on $device with $kind: ${ratesInWords(input)}."
}

show() {
  for one in "$device" ${OWN.incoming}; do
    tc -s qdisc show dev "$one"
    tc -s class show dev "$one"
  done
  nft list counters table netdev ${OWN.table}
}

case "\${1:-}" in
apply | remove | show) "$1" ;;
*) fail 'usage: sh ${NAME} apply|remove|show' ;;
esac
`;
  return { path: NAME, is: 'whole', text };
}
