import { createContext } from 'preact';
import { ComplaintTaken } from '#protocol';
import { ask } from '../api/call-api.js';
import { ComplaintBox } from './complaint-box.js';

/** What the signed-in person of this page said. */
export const OwnComplaints = createContext<ComplaintBox | undefined>(undefined);

/** The box of one account on this device: what it could not send waits until the same person is signed in again. */
export const complaintsOf = (person: string): ComplaintBox =>
  new ComplaintBox({
    post: (complaint) => ask(ComplaintTaken, 'POST', '/api/attorney/complaints', complaint),
    kept: localStorage,
    owner: person,
  });
