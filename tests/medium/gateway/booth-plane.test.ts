import { afterAll, beforeAll, describe, expect } from 'vitest';
import { JanusBoothPlane } from '#janus';
import { boothPlaneConformance } from '../../unit/janus/booth-plane-conformance.js';
import { type RealJanus, startRealJanus } from './real-janus.js';

describe('the booth plane on the real Janus', () => {
  let janus: RealJanus;
  beforeAll(async () => {
    janus = await startRealJanus();
  });
  afterAll(async () => {
    const plane = new JanusBoothPlane(async () => janus.contact);
    const left = await plane.rooms();
    await plane.close();
    await janus.stop();
    expect(left).toEqual([]);
  });
  boothPlaneConformance(() => janus.contact);
});
