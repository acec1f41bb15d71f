import type { BareBox } from './bare-box.js';
import { TerminalStart } from './terminal-start.js';

export interface Check {
  readonly name: string;
  readonly ok: boolean;
  /** What was seen instead; empty when all is well. */
  readonly seen: string;
}

export interface NewUser {
  readonly node: string;
  readonly first: number;
  readonly second: readonly number[];
  readonly stop: readonly number[];
  readonly phases: Readonly<Record<string, number>>;
  readonly versions: string;
  readonly checks: readonly Check[];
}

const PARTS = ['facility', 'postgres', 'redis', 'keeper', 'booth-plane', 'hearing-plane'];
const AS_NOBODY = 'setpriv --reuid=65534 --regid=65534 --clear-groups env HOME=/tmp';
const ASK_READY = `node -e "require('http').get({host:'127.0.0.1',port:3000,path:'/health/ready',headers:{host:'desk.localhost:3000'}},(a)=>a.setEncoding('utf8').on('data',(t)=>process.stdout.write(a.statusCode+' '+t)))"`;
const OWN_SERVICES = /\/etc\/(redis|postgresql|janus)|\/var\/lib\/(redis|postgresql)/;

/** What somebody who never saw Habeas does on a bare Debian, in that order. */
export async function beNewUser(box: BareBox, node: string, seconds: number): Promise<NewUser> {
  const checks: Check[] = [];
  const check = (name: string, ok: boolean, seen: unknown) => {
    checks.push({ name, ok, seen: ok ? '' : typeof seen === 'string' ? seen : JSON.stringify(seen) });
  };
  await askWithoutMeans(box, check);

  const before = snapshot(box);
  const started = await TerminalStart.run(box);
  const { terminal: first } = started;
  check('full seal as root', /^ +seal +full$/m.test(first.output), first.output);
  check('first passwords', passwords(first.output).length >= 4, first.output);
  const ready = (await box.run(ASK_READY)).output;
  const named = PARTS.every((part) => ready.includes(`{"part":"${part}","state":"up"`));
  check('/health/ready names each part', ready.startsWith('200 ') && named, ready);
  const wrong = box.processes().filter(({ command }) => OWN_SERVICES.test(command));
  check("no service of Debian's runs", wrong.length === 0, wrong);
  const tcp = box.sockets().filter((socket) => socket.startsWith('tcp'));
  check('TCP: the facility and its metrics only', tcp.length === 2, tcp);
  check('the detector sees what runs', box.processes().length > before.processes.length + 5, box.processes());
  const beside = await box.run('cd /root/habeas && npm -s start -- --reset-password desk1');
  check('--reset-password beside a running Habeas', passwords(beside.output).length === 1, beside.output);
  const stop = [await first.pressCtrlC()];
  same('after the first stop', before, snapshot(box), check);
  await lookForTraces(box, check);

  const second: number[] = [];
  for (let count = 0; count < seconds; count += 1) {
    const again = await TerminalStart.run(box);
    second.push(again.seconds);
    check('no passwords the second time', passwords(again.terminal.output).length === 0, again.terminal.output);
    stop.push(await again.terminal.pressCtrlC());
    same(`after stop ${count + 2}`, before, snapshot(box), check);
  }
  const alone = await box.run('cd /root/habeas && npm -s start -- --reset-password desk1');
  check('--reset-password with nothing running', passwords(alone.output).length === 1, alone.output);
  await startAsNobody(box, check);
  const versions = await box.run(
    'echo Debian $(cat /etc/debian_version), Node $(node -v), npm $(npm -v), $(dpkg-query -W janus redis-server postgresql bubblewrap)',
  );
  return { node, first: started.seconds, second, stop, phases: first.phases, versions: versions.output.trim(), checks };
}

type Tell = (name: string, ok: boolean, seen: unknown) => void;

/** Before anything is installed: as an ordinary user, and on a system that is not Debian. */
async function askWithoutMeans(box: BareBox, check: Tell): Promise<void> {
  const nobody = await box.run(`chmod 755 /root && cd /root/habeas && ${AS_NOBODY} npm start`);
  const named = /^Missing Debian packages: janus redis-server postgresql$/m.test(nobody.output);
  check('without root: names what is missing', nobody.status === 1 && named, nobody.output);
  const fedora = 'printf "NAME=Fedora\\nID=fedora\\nVERSION_ID=41\\nPRETTY_NAME=\\"Fedora 41\\"\\n" > /tmp/os-release';
  const elsewhere = await box.run(
    `${fedora}; cd /root/habeas && unshare --mount sh -c "mount --bind /tmp/os-release /usr/lib/os-release && npm start"`,
  );
  const said = elsewhere.output.includes('this is Fedora 41') && elsewhere.output.includes('/usr/bin/janus');
  check('on another system: names what is missing', elsewhere.status === 1 && said, elsewhere.output);
}

/** With the packages there, an ordinary user gets the demo seal with the missing layers by name. */
async function startAsNobody(box: BareBox, check: Tell): Promise<void> {
  await box.run('cp -a /root/habeas /home/nobody && rm -rf /home/nobody/data && chown -R 65534:65534 /home/nobody');
  const before = snapshot(box);
  const { terminal } = await TerminalStart.run(box, { folder: '/home/nobody', as: AS_NOBODY });
  const seal = /^ +seal +demo, without \w+/m.test(terminal.output);
  check('without root: demo seal, missing layers named', seal, terminal.output);
  await terminal.pressCtrlC();
  same('after the stop of an ordinary user', before, snapshot(box), check);
}

/** Nothing that installing changed is still changed, and no service comes up at the next boot. */
async function lookForTraces(box: BareBox, check: Tell): Promise<void> {
  const { output } = await box.run(
    'ls -d /usr/sbin/policy-rc.d* /etc/postgresql-common/createcluster.d/habeas.conf /var/lib/postgresql/*/main /etc/systemd/system/*.wants/janus.service /etc/systemd/system/*.wants/redis-server.service /etc/systemd/system/*.wants/postgresql.service /etc/rc?.d/S*janus /etc/rc?.d/S*redis-server /etc/rc?.d/S*postgresql 2>/dev/null; nft list ruleset; ls -d /run/habeas-* 2>/dev/null',
  );
  check('nothing left in the system, services off', output === '', output);
}

interface Snapshot {
  readonly processes: string[];
  readonly sockets: string[];
}

function snapshot(box: BareBox): Snapshot {
  const processes = box.processes().map(({ uid, command }) => `${uid} ${command}`);
  return { processes: processes.sort(), sockets: box.sockets() };
}

function same(when: string, before: Snapshot, after: Snapshot, check: Tell): void {
  check(`processes and sockets as before ${when}`, JSON.stringify(before) === JSON.stringify(after), after);
}

const passwords = (output: string) => [...output.matchAll(/password (\S+-\S+)$/gm)].map(([, password]) => password);
