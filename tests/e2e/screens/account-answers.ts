import type { AccountList, GivenAccess, OwnAccount } from '#protocol';
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

export const accounts: AccountList = {
  now: NOW,
  accounts: [
    {
      ...{ id: 'p2', username: 'aigerim', name: 'Aigerim Nurlanova', role: 'attorney', state: 'active' },
      seen: at('09:31'),
      may: ['reset', 'deactivate'],
    },
    {
      ...{ id: 'p3', username: 'timur.ospanov', name: 'Timur Ospanov', role: 'attorney', state: 'invited' },
      access: {
        ...{ id: '5'.repeat(32), purpose: 'invitation', state: 'given', askedBy: 'dana', expires: at('18:00') },
        may: ['withdraw'],
      },
      may: ['reset', 'deactivate'],
    },
    {
      ...{ id: 'p4', username: 'desk2', name: 'Desk officer 2', role: 'desk', state: 'active' },
      access: {
        ...{ id: '6'.repeat(32), purpose: 'reset', state: 'asked', askedBy: 'operator1', expires: at('22:00') },
        may: ['confirm', 'withdraw'],
      },
      may: ['reset'],
    },
    { id: 'p5', username: 'operator1', name: 'Facility operator', role: 'operator', state: 'active', may: [] },
  ],
  invites: ['attorney'],
  mail: true,
};

export const givenCode: GivenAccess = {
  account: { username: 'aigerim', name: 'Aigerim Nurlanova' },
  purpose: 'reset',
  expires: at('12:42'),
  code: '7K2M-9QX4-BB1C-0ZTR',
  link: 'https://attorney.habeas.example/#access=7K2M-9QX4-BB1C-0ZTR',
  mailed: false,
};
