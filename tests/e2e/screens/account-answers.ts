import type { OwnAccount } from '#protocol';
import { NOW, at } from './moments.js';

export const account: OwnAccount = {
  now: NOW,
  signIns: [
    {
      id: 's1',
      browser: 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36',
      since: at('08:02'),
      seen: NOW,
      own: true,
    },
    {
      id: 's2',
      browser:
        'Mozilla/5.0 (iPhone; CPU iPhone OS 26_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Mobile/15E148 Safari/604.1',
      since: at('09:10'),
      seen: at('09:31'),
      own: false,
    },
  ],
};
