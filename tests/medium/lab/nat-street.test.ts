import { expect, it } from 'vitest';
import { TestNamespace } from '../../../libs/testing/src/namespace/index.js';
import { NatStreet } from '../../lab/nat-street.js';
import { UdpEar } from '../relay/udp-ear.js';

const send = (from: TestNamespace, address: string, port: number) =>
  from.run([
    process.execPath,
    '-e',
    `const s = require('node:dgram').createSocket('udp4'); s.send('to ${port}', ${port}, '${address}', () => s.close());`,
  ]);

it('lets in what the router forwards and nothing else, and hides who sent it', async () => {
  const [facility, attorney] = [await TestNamespace.create(), await TestNamespace.create()];
  const street = await NatStreet.open(facility, attorney);
  try {
    const [open, closed] = [
      await UdpEar.open(facility, street.privateAddress, 5000),
      await UdpEar.open(facility, street.privateAddress, 5001),
    ];
    await street.forward({ udp: '5000' });
    await send(attorney, street.publicAddress, 5001);
    await send(attorney, street.privateAddress, 5000);
    await send(attorney, street.publicAddress, 5000);
    await expect.poll(() => open.heard).toContain('to 5000 from 203.0.113.2');
    expect(closed.heard).not.toContain('to 5001');
    expect(open.heard.match(/to 5000/g)).toHaveLength(1);
  } finally {
    await street.close();
    await attorney.remove();
    await facility.remove();
  }
});
