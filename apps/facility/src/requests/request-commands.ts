import type { CommandBench } from '../audit/command.js';
import { AmendHearing } from './amend-hearing.js';
import { ConfirmSlot } from './confirm-slot.js';
import { ExpireOffer } from './expire-offer.js';
import { MakeRequest } from './make-request.js';
import { OfferSlot } from './offer-slot.js';
import { WithdrawRequest } from './withdraw-request.js';

/** What can be done with a request; each leaves its entry. */
export class RequestCommands {
  readonly make: MakeRequest;
  readonly offer: OfferSlot;
  readonly confirm: ConfirmSlot;
  readonly expire: ExpireOffer;
  readonly withdraw: WithdrawRequest;
  readonly hearing: AmendHearing;

  constructor(bench: CommandBench) {
    this.make = new MakeRequest(bench);
    this.offer = new OfferSlot(bench);
    this.confirm = new ConfirmSlot(bench);
    this.expire = new ExpireOffer(bench);
    this.withdraw = new WithdrawRequest(bench);
    this.hearing = new AmendHearing(bench);
  }
}
