import { press, type ScreenCase } from './screen-case.js';
import { account } from './account-answers.js';
import { answersFor } from './stubbed-api.js';

const { desk, attorney, oversight } = answersFor;

/** The own account, in every audience. */
export const ACCOUNT_SCREENS: readonly ScreenCase[] = [
  { name: 'desk account', screens: 'desk', hash: '#account', answers: desk, ready: '.cards' },
  {
    name: 'desk account sign out everywhere',
    screens: 'desk',
    hash: '#account',
    answers: desk,
    reach: press('.button-danger'),
    ready: 'dialog .button-danger',
  },
  {
    name: 'desk account failed',
    screens: 'desk',
    hash: '#account',
    answers: { ...desk, 'GET /api/account': 'unreachable' },
    ready: '.notice-bad',
  },
  { name: 'attorney account', screens: 'attorney', hash: '#account', answers: attorney, ready: '.cards' },
  {
    name: 'attorney account only here',
    screens: 'attorney',
    hash: '#account',
    answers: { ...attorney, 'GET /api/account': { ...account, signIns: account.signIns.slice(0, 1) } },
    ready: '.cards',
  },
  { name: 'oversight account', screens: 'oversight', hash: '#account', answers: oversight, ready: '.cards' },
];
