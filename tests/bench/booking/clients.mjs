// Runs inside the namespace of a Habeas: brings people in, asks for time for each, waits for the offers, then `clients` at once
// accept them, one after the other. Prints one JSON line: { took: [milliseconds], seconds, refused }.
import { request } from 'node:http';

const { port, password, clients, requests } = JSON.parse(process.argv[2]);

/** One request of the desk's own page. */
function ask(method, path, body, cookie) {
  const host = `desk.localhost:${port}`;
  const headers = { host, origin: `http://${host}`, accept: 'application/json' };
  if (body !== undefined) headers['content-type'] = 'application/json';
  if (cookie) headers.cookie = cookie;
  return new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port, method, path: `/api/${path}`, headers }, (answer) => {
      let text = '';
      answer.on('data', (part) => (text += part));
      answer.on('end', () => resolve({ status: answer.statusCode, headers: answer.headers, text }));
    });
    sent.on('error', reject);
    sent.end(body === undefined ? undefined : JSON.stringify(body));
  });
}

async function signIn() {
  const { status, headers, text } = await ask('POST', 'sign-in', { username: 'desk1', password });
  if (status >= 300) throw new Error(`sign-in: ${status} ${text}`);
  return headers['set-cookie'].map((one) => one.split(';')[0]).join('; ');
}

async function must(method, path, body, cookie) {
  const { status, text } = await ask(method, path, body, cookie);
  if (status >= 300) throw new Error(`${path}: ${status} ${text}`);
  return text && JSON.parse(text);
}

const cookies = [];
for (let n = 0; n < clients; n += 1) cookies.push(await signIn());
const [cookie] = cookies;
const people = Array.from({ length: requests }, (_, n) => `x${n}`);
await must(
  'POST',
  'desk/register/import',
  { kind: 'detainees', csv: `number\n${people.join('\n')}\n`, save: true },
  cookie,
);
const { attorneys } = await must('GET', 'desk/choices', undefined, cookie);
const [from, to] = [new Date(), new Date(Date.now() + 14 * 86_400_000)].map((at) => at.toISOString());
for (const [n, detainee] of people.entries()) {
  const attorney = attorneys[n % attorneys.length].id;
  await must('POST', 'desk/requests', { detainee, attorney, from, to, minutes: 30, firstFit: false }, cookie);
}
let offered = [];
for (const end = Date.now() + 120_000; offered.length < requests;) {
  if (Date.now() > end) throw new Error(`only ${offered.length} of ${requests} were offered a slot`);
  const { requests: all } = await must('GET', 'desk/queue', undefined, cookie);
  offered = all.filter(({ state }) => state === 'offered');
}
const took = [];
let refused = 0;
const began = performance.now();
await Promise.all(
  cookies.map(async (own) => {
    for (let next = offered.pop(); next; next = offered.pop()) {
      const start = performance.now();
      const { status } = await ask('POST', `desk/requests/${next.id}/accept`, {}, own);
      if (status === 204) took.push(performance.now() - start);
      else refused += 1;
    }
  }),
);
console.log(JSON.stringify({ took, seconds: (performance.now() - began) / 1000, refused }));
