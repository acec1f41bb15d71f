/** Why the agent, or one plan, cannot do. `sentence` is for the operator. */
export type LinkAgentErrorCode =
  | 'bad-settings'
  | 'bad-plan'
  | 'device-missing'
  | 'device-taken'
  | 'not-applied'
  | 'not-restored';

export class LinkAgentError extends Error {
  constructor(
    readonly code: LinkAgentErrorCode,
    sentence: string,
  ) {
    super(sentence);
    this.name = 'LinkAgentError';
  }
}
