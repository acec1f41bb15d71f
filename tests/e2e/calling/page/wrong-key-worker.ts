import { type Bytes, KeySender } from '#seal';
import '../../../../libs/calling/src/seal-worker/seal-worker.js';

/**
 * The real seal worker of a sender that tells everybody another key than the one it seals with: one bit differs.
 * Handshake, code, KEY messages and frames are as authentic as ever.
 */
const wrap = Reflect.get(KeySender.prototype, 'wrap') as (...given: Parameters<KeySender['wrap']>) => Promise<Bytes>;
KeySender.prototype.wrap = function (kid, seed) {
  const wrong = seed.slice();
  wrong[0]! ^= 1;
  return Reflect.apply(wrap, this, [kid, wrong]);
};
