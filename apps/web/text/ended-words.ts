import { CompletionCode, type RefusalCode } from '#protocol';
import { completionWords } from './completion-words.js';
import { failureWords } from './failure-words.js';

/** How a session ended: by a person, or because the server refused to go on. */
export function endedWords(code: CompletionCode | RefusalCode): string {
  const completion = CompletionCode.safeParse(code);
  return completion.success ? completionWords(completion.data) : failureWords(code as RefusalCode);
}
